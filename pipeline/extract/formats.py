"""The formats that can be read: what each is called, which suffixes it usually has, its reader, and the tools of this machine that help."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from pipeline.extract.content import Content
from pipeline.extract.tools import OCR, Tool


class Format(NamedTuple):
    """One format. `reader` names its function `(bytes) -> Content`, as «module:function» below this package.

    A library is loaded when its first file comes: a batch of text dumps does not wait for the PDF library.
    """

    title: str
    suffixes: frozenset[str]
    reader: str
    tools: tuple[Tool, ...] = ()

    def load(self) -> Callable[[bytes], Content]:
        """The reader. ImportError where its library is not installed."""
        module, function = self.reader.split(":")
        found: Callable[[bytes], Content] = getattr(import_module(f"pipeline.extract.{module}"), function)
        return found


READERS: dict[str, Format] = {
    "docx": Format("документ Word", frozenset({".docx", ".docm", ".dotx", ".dotm"}), "docx.reader:read_docx"),
    "pdf": Format("PDF", frozenset({".pdf"}), "pdf.reader:read_pdf", (OCR,)),
    "image": Format(
        "изображение", frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif"}), "ocr.reader:read_image", (OCR,)
    ),
    "txt": Format("текст", frozenset({".txt", ".tsv", ".csv", ".md", ".text", ""}), "plain.reader:read_text"),
}
