"""What a file is, by its content: suffixes are given by people, and lie."""

import re
import zipfile
from io import BytesIO

BOMS: dict[bytes, str] = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

# Formats that are known and not read, in words for the person who sent the file.
FOREIGN: dict[str, str] = {
    "doc": "документ Word 97-2003, .doc",
    "xls": "таблица Excel 97-2003, .xls",
    "ppt": "презентация PowerPoint 97-2003, .ppt",
    "ole": "файл старой программы Microsoft Office",
    "rtf": "документ RTF",
    "odt": "документ OpenDocument, .odt",
    "ods": "таблица OpenDocument, .ods",
    "odp": "презентация OpenDocument, .odp",
    "epub": "электронная книга EPUB",
    "xlsx": "таблица Excel, .xlsx",
    "pptx": "презентация PowerPoint, .pptx",
    "pages": "документ Apple Pages",
    "zip": "архив ZIP",
    "7z": "архив 7-Zip",
    "rar": "архив RAR",
    "gzip": "архив GZIP",
    "heic": "фотография HEIC",
    "djvu": "скан DjVu",
    "html": "веб-страница HTML",
    "mhtml": "веб-страница MHTML",
    "xml": "документ XML",
    "unknown": "содержимое не похоже ни на один известный вид",
}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"AT&TFORM", "djvu"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gzip"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (rb"<!doctype html|<html\b", "html"),
    (rb"mime-version:", "mhtml"),
    (rb"<\?xml\b", "xml"),
)
# The streams of an OLE file that tell whose it is; names stand in its directory in UTF-16.
_OLE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
_OPEN_DOCUMENT: tuple[tuple[bytes, str], ...] = (
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.presentation", "odp"),
    (b"application/epub+zip", "epub"),
)
_FOLDERS: tuple[tuple[str, str], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("Index/Document.iwa", "pages"))

# C0 controls that no text has: all but white space, the end-of-file mark of old systems, and the hyphens of some converters.
_CONTROL = re.compile("[\x00\x01\x03-\x08\x0e-\x19\x1b-\x1d]")


def sniff(data: bytes) -> str:
    """The format of the content: a key of READERS, «encrypted» for Office files with a password, or a key of FOREIGN."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_format(data)
    return _magic_format(data) or _text_format(data)


def is_blank(data: bytes) -> bool:
    """Whether there is nothing in the file, or nothing but white space."""
    encoding = _bom(data)
    if encoding is None:
        return not data.strip(b" \t\r\n\v\f\x00")
    return not data.decode(encoding, errors="replace").strip("\ufeff\x00 \t\r\n\v\f\xa0")


def _bom(data: bytes) -> str | None:
    return next((encoding for mark, encoding in BOMS.items() if data.startswith(mark)), None)


def _magic_format(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[4:8] == b"ftyp":
        return "heic"
    found = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    # «BM» are two letters as well: a picture has bytes that no text has.
    return None if found == "image" and _is_text(data) else found


def _text_format(data: bytes) -> str:
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = next((name for pattern, name in _MARKUP if re.match(pattern, head)), None)
    return found or ("txt" if _is_text(data) else "unknown")


def _is_text(data: bytes) -> bool:
    encoding = _bom(data)
    candidates = (encoding,) if encoding else ("utf-8", "cp1251")
    return any(_decodes(data, candidate) for candidate in candidates)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        return not _CONTROL.search(data.decode(encoding))
    except UnicodeDecodeError:
        return False


def _ole_format(data: bytes) -> str:
    return next((name for stream, name in _OLE if stream.encode("utf-16-le") in data), "ole")


def _zip_format(data: bytes) -> str:
    if b"mimetype" in data[30:38]:
        return next((name for kind, name in _OPEN_DOCUMENT if kind in data[38:200]), "zip")
    names = _zip_names(data)
    return next((name for folder, name in _FOLDERS if any(member.startswith(folder) for member in names)), "zip")


def _zip_names(data: bytes) -> list[str]:
    """Names of the members; of a damaged archive those that still stand before their members."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return [_local_name(data, match.start()) for match in re.finditer(b"PK\x03\x04", data)]


def _local_name(data: bytes, start: int) -> str:
    length = int.from_bytes(data[start + 26 : start + 28], "little")
    return data[start + 30 : start + 30 + length].decode("utf-8", errors="replace")
