"""The parts of a DOCX file and how they refer to one another (Open Packaging Conventions, ISO/IEC 29500-2).

Only the parts that are asked for are read, so that a broken link to a picture or an unusual content type (.docm, .dotx)
does not matter. Nothing outside the file is ever followed: a target that is no part is no part.
"""

import posixpath
import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from xml.etree.ElementTree import ParseError

from pipeline.extract.docx.xml import Element, parse

UNREADABLE = (zipfile.BadZipFile, zlib.error, ParseError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
"""What reading a damaged part may raise."""

_LARGEST = 300_000_000
"""Bytes of a part; a plan has less than one hundredth of it, and what says more is there to fill the memory."""

_USUAL_MAIN = "word/document.xml"


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


class Part:
    """One part and its relationships, by kind (the last word of the relationship's type) and by id."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self.name = name

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        return self._package.read(self.name)

    @property
    def root(self) -> Element:
        """The part's XML."""
        return parse(self.blob)

    def by_kind(self, kind: str) -> "Part | None":
        """The first related part of a kind («styles», «numbering» …); None also where the archive does not hold it."""
        return self._part(next((rel for rel in self._rels if rel.get("Type", "").endswith(f"/{kind}")), None))

    def by_id(self, rel_id: str | None) -> "Part | None":
        """The related part of an id; None also where the archive does not hold it."""
        return self._part(next((rel for rel in self._rels if rel.get("Id") == rel_id), None))

    @cached_property
    def _rels(self) -> list[Element]:
        folder, file = posixpath.split(self.name)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        return list(parse(self._package.read(name))) if name in self._package else []

    def _part(self, rel: Element | None) -> "Part | None":
        if rel is None or rel.get("TargetMode") == "External":
            return None
        name = posixpath.normpath(posixpath.join("/", posixpath.dirname(self.name), rel.get("Target", ""))).lstrip("/")
        return Part(self._package, name) if name in self._package else None


def main_part(data: bytes) -> Part:
    """The part that holds the text, whatever it is called. Raises what the ZIP and XML libraries raise; ValueError where there is none."""
    package = Package(data)
    main = Part(package, "").by_kind("officeDocument")
    if main is None and _USUAL_MAIN in package:
        main = Part(package, _USUAL_MAIN)
    if main is None:
        raise ValueError("no main part")
    return main


def _folded(name: str) -> str:
    return name.replace("\\", "/").lower()
