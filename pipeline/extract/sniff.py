"""What a file is, by its content: suffixes are given by people, and lie."""

import re
import zipfile
import zlib
from io import BytesIO
from itertools import islice

from pipeline.errors import TooLargeError
from pipeline.extract.common.directory import ENTRY, MOST_MEMBERS, read_directory
from pipeline.extract.plain.delimited import is_delimited
from pipeline.extract.plain.encoding import decode, is_text

# Formats that are known and not read, in words for the person who sent the file.
FOREIGN: dict[str, str] = {
    "ppt": "презентация PowerPoint 97-2003, .ppt",
    "ole": "файл старой программы Microsoft Office",
    "odp": "презентация OpenDocument, .odp",
    "epub": "электронная книга EPUB",
    "xlsb": "двоичная таблица Excel, .xlsb",
    "pptx": "презентация PowerPoint, .pptx",
    "pages": "документ Apple Pages",
    "zip": "архив ZIP",
    "7z": "архив 7-Zip",
    "rar": "архив RAR",
    "gzip": "архив GZIP",
    "heic": "фотография HEIC",
    "djvu": "скан DjVu",
    "xml": "документ XML: так сохраняют Word 2003 («Документ XML») и Excel 2003 («Таблица XML»)",
    "unknown": "содержимое не похоже ни на один известный вид",
}

_MAGIC: tuple[tuple[bytes, str], ...] = (
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
_COMMENTS = r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)*"
# Markup is told by what a text begins with, past comments. Markdown may begin with a tag: rows of pipes tell it from a piece of a page.
_MARKUP: tuple[tuple[str, str], ...] = (
    (_COMMENTS + r"(?:<!doctype\s+html|<(?:html|head|body|meta|title)\b)", "html"),
    (_COMMENTS + r"<(?:table|style|script|link|center|div)\b(?!.*\n\s*\|.*\|\s*\n)", "html"),
    (r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*(?:mime-version:|content-type:\s*multipart/related)", "mhtml"),
    (r"<\?xml\b", "xml"),
)
_HEAD = 4096
# The streams of an OLE file that tell whose it is; names stand in its directory in UTF-16.
_OLE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("Book", "xls"),
)
# A workbook that says what it is in no name of a stream begins with this record.
_WORKBOOK_BEGINS = b"\x09\x08\x10\x00"
# The kinds of OpenDocument: as a packed file names them before all else, and as a flat one in the attributes of its root.
_OPEN_DOCUMENT: tuple[tuple[bytes, str], ...] = (
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.presentation", "odp"),
    (b"application/epub+zip", "epub"),
)
_FLAT_ROOT = re.compile(rb"<(?:\w+:)?document\b[^<>]{0,16000}?mimetype=[\"']application/vnd\.oasis\.([a-z.]+)")
_FOLDERS: tuple[tuple[str, str], ...] = (
    ("word/", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("index/document.iwa", "pages"),
)


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
    if not data.strip(b" \t\r\n\v\f\x00"):
        return True
    if data[:_HEAD].strip(b" \t\r\n\v\f\x00\xa0\xbb\xbf\xef\xfe\xff"):
        return False
    return not decode(data).text.strip("\ufeff \t\r\n\v\f\xa0")


def _magic_format(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[4:8] == b"ftyp":
        return "heic"
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    found = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    # «BM» and «GIF8» are letters as well: a picture has bytes that no text has.
    return None if found == "image" and data[:2] in (b"BM", b"GI") and is_text(data) else found


def _text_format(data: bytes) -> str:
    head = decode(data[:_HEAD]).text.lstrip().lower()
    found = next((name for pattern, name in _MARKUP if re.match(pattern, head, re.DOTALL)), None)
    if found == "xml" and (flat := _FLAT_ROOT.search(data, 0, 20000)):
        return _open_document(flat[1]) or found
    if found or not is_text(data):
        return found or "unknown"
    return "csv" if is_delimited(decode(data).text) else "txt"


def _ole_format(data: bytes) -> str:
    """By the streams in its directory; of a file cut short, where that is missing, by the record that a workbook begins with."""
    otherwise = "xls" if data[512:516] == _WORKBOOK_BEGINS else "ole"
    return next((name for stream, name in _OLE if stream.encode("utf-16-le") in data), otherwise)


def _zip_format(data: bytes) -> str:
    if b"mimetype" in data[30:38]:
        return _open_document(data[38:200]) or "zip"
    names = [name.replace("\\", "/").lower() for name in _zip_names(data)]
    if "mimetype" in names and "content.xml" in names:
        return _open_document(_member(data, "mimetype")) or "zip"
    return next((name for folder, name in _FOLDERS if any(member.startswith(folder) for member in names)), "zip")


def _open_document(kind: bytes) -> str | None:
    return next((name for known, name in _OPEN_DOCUMENT if known in kind), None)


def _member(data: bytes, name: str) -> bytes:
    """The beginning of a member; nothing of one that cannot be read, or of an archive of more members than a document has."""
    if data.count(ENTRY) > MOST_MEMBERS:
        return b""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(name) as member:
            return member.read(200)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError, KeyError):
        return b""


def _zip_names(data: bytes) -> list[str]:
    """Names of the members; of a damaged archive, or one of more members than a document has, those that stand before the first of them."""
    try:
        return [member.info.filename for member in read_directory(data)]
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, TooLargeError):
        headers = islice(re.finditer(b"PK\x03\x04", data), MOST_MEMBERS)
        return [_local_name(data, match.start()) for match in headers]


def _local_name(data: bytes, start: int) -> str:
    length = int.from_bytes(data[start + 26 : start + 28], "little")
    return data[start + 30 : start + 30 + length].decode("utf-8", errors="replace")
