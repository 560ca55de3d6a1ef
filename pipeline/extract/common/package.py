"""Documents that are ZIP files, and how their parts refer to one another (Open Packaging Conventions, ISO/IEC 29500-2).

Only the parts that are asked for are read, so that a broken link to a picture or an unusual content type (.docm, .dotx)
does not matter. Nothing outside the file is ever followed: a target that is no part is no part.
"""

import posixpath
import zipfile
from functools import cached_property
from io import BytesIO

from pipeline.extract.common.xml import Element, parse_xml

_LARGEST = 300_000_000
"""Bytes of a part; a plan has less than one hundredth of it, and what says more is there to fill the memory."""


class Package:
    """The archive. Names of parts are compared without case, and with either slash, as some writers have it."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._members = {_folded(info.filename): info for info in self._archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part. KeyError where there is none, ValueError where it is too large."""
        member = self._members[_folded(name)]
        if member.file_size > _LARGEST:
            raise ValueError(f"{name}: {member.file_size} bytes")
        return self._archive.read(member)

    def has_folder(self, folder: str) -> bool:
        """Whether a part stands in a folder («xl/media/»)."""
        return any(name.startswith(folder) for name in self._members)


class Part:
    """One part and its relationships, by kind (the last word of the relationship's type) and by id. The package itself has no name."""

    def __init__(self, package: Package, name: str = "") -> None:
        self._package = package
        self.name = name

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        return self._package.read(self.name)

    def all_by_kind(self, kind: str) -> "list[Part]":
        """The related parts of a kind («worksheet», «comments» …) that the archive holds."""
        found = (self._part(rel) for rel in self._rels if rel.get("Type", "").endswith(f"/{kind}"))
        return [part for part in found if part is not None]

    def by_kind(self, kind: str) -> "Part | None":
        """The first of them; None where there is none."""
        return next(iter(self.all_by_kind(kind)), None)

    def by_id(self, rel_id: str | None) -> "Part | None":
        """The related part of an id; None also where the archive does not hold it."""
        return next((self._part(rel) for rel in self._rels if rel.get("Id") == rel_id), None)

    @cached_property
    def _rels(self) -> list[Element]:
        folder, file = posixpath.split(self.name)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        return [rel for rel in parse_xml(self._package.read(name)) if isinstance(rel.tag, str)] if name in self._package else []

    def _part(self, rel: Element) -> "Part | None":
        if rel.get("TargetMode") == "External":
            return None
        name = posixpath.normpath(posixpath.join("/", posixpath.dirname(self.name), rel.get("Target", ""))).lstrip("/")
        return Part(self._package, name) if name in self._package else None


def _folded(name: str) -> str:
    return name.replace("\\", "/").lower()
