"""The kinds of archives that can be read, like the formats of documents: what each is called, how it is known, and what opens it."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any, NamedTuple

from pipeline.archives.contract import HEAD, Archive
from pipeline.archives.limits import Meter
from pipeline.archives.scratch import Scratch
from pipeline.archives.tools import PY7ZR, RARFILE, UNRAR
from pipeline.archives.zip_directory import directory
from pipeline.extract.tools import Tool


class ArchiveFormat(NamedTuple):
    """One kind of archive. `opens` names what opens it, as «module:function» below this package.

    `marks` are places and bytes, of which one tells it. `needs` and `tools` as in `pipeline.extract.formats.Format`.
    """

    title: str
    suffixes: tuple[str, ...]
    marks: tuple[tuple[int, bytes], ...]
    opens: str
    needs: tuple[Tool, ...] = ()
    tools: tuple[Tool, ...] = ()

    def load(self) -> Callable[[Any, Meter, Scratch], Archive]:
        """What opens it. ImportError where its library is not installed."""
        module, name = self.opens.split(":")
        found: Callable[[Any, Meter, Scratch], Archive] = getattr(import_module(f"pipeline.archives.{module}"), name)
        return found


ARCHIVES: dict[str, ArchiveFormat] = {
    "zip": ArchiveFormat("архив ZIP", (".zip",), ((0, b"PK\x03\x04"), (0, b"PK\x05\x06"), (0, b"PK\x07\x08")), "zipped:ZipArchive"),
    "7z": ArchiveFormat("архив 7-Zip", (".7z",), ((0, b"7z\xbc\xaf\x27\x1c"),), "seven:SevenArchive", needs=(PY7ZR,)),
    "rar": ArchiveFormat("архив RAR", (".rar",), ((0, b"Rar!\x1a\x07"),), "rar:RarArchive", needs=(RARFILE,), tools=(UNRAR,)),
    "tar": ArchiveFormat("архив TAR", (".tar",), ((257, b"ustar"),), "tarred:TarArchive"),
    "gzip": ArchiveFormat("архив GZIP", (".tar.gz", ".tgz", ".gz"), ((0, b"\x1f\x8b"),), "tarred:open_gzip"),
    "bzip2": ArchiveFormat("архив BZIP2", (".tar.bz2", ".bz2"), ((4, b"1AY&SY"),), "tarred:open_bzip2"),
    "xz": ArchiveFormat("архив XZ", (".tar.xz", ".xz"), ((0, b"\xfd7zXZ\x00"),), "tarred:open_xz"),
}
# Parts that only a document has which is a ZIP file too: of Office (ECMA-376, part 2), of OpenDocument and EPUB, of Apple Pages.
_DOCUMENT_PARTS = frozenset({b"[Content_Types].xml", b"_rels/.rels", b"mimetype", b"Index/Document.iwa"})
_FIRST_PART = re.compile(r"mimetype|\[Content_Types\]\.xml|(?:_rels|docProps|word|xl|ppt)/.*\.(?:xml|rels)")
_NAME = 30


def archive_format(stream: IO[bytes]) -> str | None:
    """The key in ARCHIVES of what the stream holds; None where it is no archive, or a document that is a ZIP file too (DOCX, ODT …)."""
    stream.seek(0)
    head = stream.read(HEAD)
    found = format_of_head(head)
    return None if found == "zip" and _is_document(stream, head) else found


def format_of_head(head: bytes) -> str | None:
    """The key in ARCHIVES by the first HEAD bytes alone, which do not tell a document from a ZIP archive."""
    return next((key for key, kind in ARCHIVES.items() for place, mark in kind.marks if head[place:].startswith(mark)), None)


def _is_document(stream: IO[bytes], head: bytes) -> bool:
    try:
        names = [member.raw for member in directory(stream).members]
    except Exception:  # noqa: BLE001 - damaged: then its first member tells
        return _FIRST_PART.fullmatch(_first_name(head)) is not None
    return not _DOCUMENT_PARTS.isdisjoint(names)


def _first_name(head: bytes) -> str:
    length = int.from_bytes(head[26:28], "little")
    return head[_NAME : _NAME + length].decode("ascii", errors="replace")
