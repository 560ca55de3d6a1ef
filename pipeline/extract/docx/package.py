"""The parts of a DOCX file and how they refer to one another.

Only the parts that are asked for are read, so that a broken link to a picture or an unusual content type (.docm, .dotx)
does not matter.
"""

from io import BytesIO
from typing import Any

from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.phys_pkg import PhysPkgReader
from lxml import etree

from pipeline.extract.docx.xml import parse
from pipeline.extract.xml import Element


class Part:
    """One part and its relationships, by kind (the last word of the relationship's type) and by id."""

    def __init__(self, reader: Any, uri: PackURI) -> None:
        self._reader = reader
        self._base = uri.baseURI
        rels = reader.rels_xml_for(uri)
        self._rels = list(etree.fromstring(rels)) if rels else []
        self.uri = str(uri)

    @property
    def root(self) -> Element:
        """The part's XML. KeyError where the archive does not hold it."""
        return parse(self._reader.blob_for(PackURI(self.uri)))

    def by_kind(self, kind: str) -> "Part | None":
        """The first related part of a kind («styles», «numbering» …)."""
        return next((self._part(rel) for rel in self._rels if rel.get("Type", "").endswith(f"/{kind}")), None)

    def by_id(self, rel_id: str | None) -> "Part | None":
        """The related part of an id."""
        return next((self._part(rel) for rel in self._rels if rel.get("Id") == rel_id), None)

    def _part(self, rel: Element) -> "Part":
        return Part(self._reader, PackURI.from_rel_ref(self._base, rel.get("Target", "")))


def main_part(data: bytes) -> Part:
    """The part that holds the text. Whatever the ZIP and XML libraries raise comes through."""
    reader: Any = PhysPkgReader(BytesIO(data))  # type: ignore[no-untyped-call]
    package = Part(reader, PACKAGE_URI)
    main = package.by_kind("officeDocument")
    if main is None:
        raise ValueError("no main part")
    return main
