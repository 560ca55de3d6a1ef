"""The sample that holds others: a ZIP whose names are in cp866, as Windows packs them."""

import io
import zipfile

from tests.make_samples.docx_files import college_docx, docx_bytes
from tests.make_samples.texts import SAMPLES, texts_of

WORD = "Колледж/Дорожная карта 2024.docx"
TEXT = "Детский сад/План (новый).txt"


def write_zip(file: str) -> None:
    """Write the sample, the same each time.

    `zipfile` writes names in UTF-8 only: names of the same length stand in for them, and give way once the archive is written.
    """
    text = texts_of(f"{file}/{TEXT}")["text"].replace("\n", "\r\n") + "\r\n"
    parts = {
        "Колледж/": b"",
        WORD: docx_bytes(college_docx(texts_of(f"{file}/{WORD}"))),
        TEXT: text.encode("koi8-r"),
    }
    found, packed = {}, io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for number, (name, content) in enumerate(parts.items()):
            info = zipfile.ZipInfo(f"{number}{'#' * (len(name) - 2)}{'/' if name.endswith('/') else '#'}", (2024, 9, 3, 12, 0, 0))
            info.create_system = 0  # Windows
            found[info.filename] = name
            out.writestr(info, content, zipfile.ZIP_DEFLATED)
    data = packed.getvalue()
    for stand_in, name in found.items():
        data = data.replace(stand_in.encode("ascii"), name.encode("cp866"))
    (SAMPLES / file).write_bytes(data)
