"""The formats that can be read: what each is called, which suffixes it usually has, its reader, and the tools of this machine that help."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from pipeline.extract.content import Content
from pipeline.extract.tools import LIBREOFFICE, OCR, OFFICE_OXIDE, Tool


class Format(NamedTuple):
    """One format. `reader` names its function `(bytes) -> Content`, as «module:function» below this package.

    A library is loaded when its first file comes: a batch of text dumps does not wait for the PDF library.
    Of `needs` one must be on this machine, or no file can be read; `tools` add to what is read without them.
    """

    title: str
    suffixes: frozenset[str]
    reader: str
    tools: tuple[Tool, ...] = ()
    needs: tuple[Tool, ...] = ()

    def load(self) -> Callable[[bytes], Content]:
        """The reader. ImportError where its library is not installed."""
        module, function = self.reader.split(":")
        found: Callable[[bytes], Content] = getattr(import_module(f"pipeline.extract.{module}"), function)
        return found


_WORD97 = (LIBREOFFICE, OFFICE_OXIDE)
_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif"})

READERS: dict[str, Format] = {
    "docx": Format("документ Word", frozenset({".docx", ".docm", ".dotx", ".dotm"}), "docx.reader:read_docx"),
    "pdf": Format("PDF", frozenset({".pdf"}), "pdf.reader:read_pdf", (OCR,)),
    "doc": Format("документ Word 97-2003", frozenset({".doc", ".dot"}), "doc.reader:read_doc", _WORD97, _WORD97),
    "rtf": Format("документ RTF", frozenset({".rtf"}), "rtf.reader:read_rtf"),
    "odt": Format("текст OpenDocument", frozenset({".odt", ".ott", ".fodt"}), "opendocument.text:read_odt"),
    "ods": Format("таблица OpenDocument", frozenset({".ods", ".ots", ".fods"}), "opendocument.sheets:read_ods"),
    "xlsx": Format("таблица Excel", frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}), "sheets.xlsx:read_xlsx"),
    "xls": Format("таблица Excel 97-2003", frozenset({".xls", ".xlt"}), "sheets.xls:read_xls"),
    "html": Format("веб-страница", frozenset({".html", ".htm", ".xhtml"}), "html.reader:read_html"),
    "mhtml": Format("веб-страница в одном файле", frozenset({".mht", ".mhtml"}), "html.reader:read_mhtml"),
    "csv": Format("таблица в тексте с разделителями", frozenset({".csv", ".tsv", ".tab", ".txt", ""}), "plain.delimited:read_delimited"),
    "image": Format("изображение", _IMAGES, "ocr.reader:read_image", (OCR,), (OCR,)),
    "txt": Format("текст", frozenset({".txt", ".tsv", ".csv", ".md", ".text", ""}), "plain.reader:read_text"),
}
