"""Documents that are ZIP files, and how their parts refer to one another (Open Packaging Conventions, ISO/IEC 29500-2).

Only the parts that are asked for are read, so that a broken link to a picture or an unusual content type (.docm, .dotx)
does not matter. Nothing outside the file is ever followed: a target that is no part is no part.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError

from pipeline.document import Remark
from pipeline.errors import LockedFileError, TooLargeError
from pipeline.extract.common.directory import Member, read_directory
from pipeline.extract.common.xml import MOST_NODES, Element, count_nodes, parse_xml

INFLATED = 64 << 20
"""Bytes that all parts which are read may have when unpacked. The largest real documents have a twentieth of it."""

UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, ParseError, XMLSyntaxError, NotImplementedError, RuntimeError, OSError, EOFError),
    *(ValueError, LookupError, TooLargeError, LockedFileError),
)
"""What reading a damaged, locked or bloated part may raise."""

_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The only ones that documents may use (ISO/IEC 29500-2, annex B; ODF 1.3 part 2, 2.2)."""

Taken = TypeVar("Taken")


class Package:
    """The archive. Names of parts are compared without case, and with either slash, as some writers have it.

    `inflated`: how many bytes all that is read may have; `remarks`: what of it could not be read, or contradicts itself.
    """

    def __init__(self, data: bytes, inflated: int = INFLATED) -> None:
        self._data = data
        self._left = inflated
        self._nodes_left = MOST_NODES
        self._members: dict[str, Member] = {}
        self.remarks: list[Remark] = []
        odd: dict[str, None] = {}
        for member in read_directory(data):
            name = _folded(member.info.filename)
            if name.endswith((".xml", ".rels")) and (member.start is None or name in self._members):
                odd[name] = None
            self._members[name] = member
        if odd:
            first, *others = odd
            more = f" и ещё частей: {len(others)}" if others else ""
            self._remark(f"оглавление архива противоречит ему самому: {first}{more}")

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises BadZipFile where there is none or where it is damaged, also zlib.error then; TooLargeError, LockedFileError.
        """
        if name not in self:
            raise zipfile.BadZipFile(name)
        info, start = self._members[_folded(name)]
        if info.flag_bits & _ENCRYPTED:
            raise LockedFileError("", name)
        if start is None or info.compress_type not in _METHODS:
            raise zipfile.BadZipFile(name)
        if info.file_size > self._left:
            raise TooLargeError("", f"{name}: в распакованном виде документ больше {INFLATED >> 20} МиБ")
        content = self._inflated(info, start)
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise zipfile.BadZipFile(name)
        self._nodes_left -= count_nodes(content, self._nodes_left)
        self._left -= len(content)
        return content

    def take(self, part: "Part | None", read: "Callable[[Part], Taken]") -> Taken | None:
        """What `read` makes of a part beside the main one; what cannot be read is told, and the rest is read without it."""
        try:
            return None if part is None else read(part)
        except UNREADABLE as error:
            self.tell(part.name if part else "", error)
            return None

    def tell(self, name: str, error: Exception) -> None:
        """Remarks a part that could not be read."""
        self._remark(_why(name, error))

    @property
    def left(self) -> int:
        """How many bytes more may be read."""
        return self._left

    def has_folder(self, folder: str) -> bool:
        """Whether a part stands in a folder («xl/media/»)."""
        return any(name.startswith(folder) for name in self._members)

    def _inflated(self, info: zipfile.ZipInfo, start: int) -> bytes:
        """A part unpacked, and no more of it than it says that it has and one byte: what has that byte lies."""
        packed = self._data[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            return packed
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        content = stream.decompress(packed, info.file_size + 1)
        if not stream.eof:
            raise zipfile.BadZipFile(info.filename)
        return content

    def _remark(self, text: str) -> None:
        remark = Remark(code="unreadable_part", text=text)
        if remark not in self.remarks:
            self.remarks.append(remark)


class Part:
    """One part and its relationships, by kind (the last word of the relationship's type) and by id. The package itself has no name."""

    def __init__(self, package: Package, name: str = "") -> None:
        self.package = package
        self.name = name

    @property
    def blob(self) -> bytes:
        """The part's bytes. Raises what `Package.read` raises."""
        return self.package.read(self.name)

    def all_by_kind(self, kind: str) -> "list[Part]":
        """The related parts of a kind («worksheet», «comments» …) that the archive holds, each once."""
        found = (self._part(rel) for rel in self._rels if rel.get("Type", "").endswith(f"/{kind}"))
        return list({part.name: part for part in found if part is not None}.values())

    def by_kind(self, kind: str) -> "Part | None":
        """The first of them; None where there is none."""
        return next(iter(self.all_by_kind(kind)), None)

    def by_id(self, rel_id: str | None) -> "Part | None":
        """The related part of an id; None also where the archive does not hold it."""
        rel = self._by_id.get(rel_id)
        return None if rel is None else self._part(rel)

    def is_outside(self, rel_id: str | None) -> bool:
        """Whether what an id refers to is outside the package. It is not followed."""
        rel = self._by_id.get(rel_id)
        return rel is not None and rel.get("TargetMode") == "External"

    @cached_property
    def _rels(self) -> list[Element]:
        folder, file = posixpath.split(self.name)
        rels = Part(self.package, posixpath.join(folder, "_rels", f"{file}.rels"))
        root = self.package.take(rels, lambda part: parse_xml(part.blob)) if rels.name in self.package else None
        return [] if root is None else [rel for rel in root if isinstance(rel.tag, str)]

    @cached_property
    def _by_id(self) -> dict[str | None, Element]:
        return {rel.get("Id"): rel for rel in reversed(self._rels)}

    def _part(self, rel: Element) -> "Part | None":
        """The target of a relationship; None for one that the archive does not hold, and for one outside."""
        if rel.get("TargetMode") == "External":
            return None
        name = posixpath.normpath(posixpath.join("/", posixpath.dirname(self.name), rel.get("Target", ""))).lstrip("/")
        return Part(self.package, name) if name in self.package else None


def _why(name: str, error: Exception) -> str:
    match error:
        case TooLargeError():
            return f"часть документа слишком велика: {name or error.detail}"
        case LockedFileError():
            return f"часть документа закрыта паролем: {name}"
        case RecursionError():
            return f"слишком глубокая вложенность в части документа {name}"
        case _:
            return f"повреждена часть документа {name}"


def _folded(name: str) -> str:
    return name.replace("\\", "/").lower()
