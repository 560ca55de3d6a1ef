"""The parts of an Office Open XML package and how they refer to one another (ECMA-376 part 2), with nothing but the archive."""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from lxml import etree

Element = etree._Element

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class Relation(NamedTuple):
    """What one part says of another: the last word of the relation's kind, and the name of the other part."""

    kind: str
    target: str


class Package:
    """An opened package. KeyError for a part that is not in it."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._names = {name.lower(): name for name in self._archive.namelist()}

    def root(self, part: str) -> Element:
        """The root element of a part; names differ in case now and then."""
        return etree.fromstring(self._archive.read(self._names[part.lower()]), _PARSER)

    def relations(self, part: str = "") -> dict[str, Relation]:
        """The relations of a part (of the package itself by default) by their ids; those that lead outside are left out."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels.lower() not in self._names:
            return {}
        return {
            element.get("Id", ""): Relation(element.get("Type", "").rsplit("/", 1)[-1], _target(folder, element.get("Target", "")))
            for element in self.root(rels)
            if element.get("TargetMode") != "External"
        }

    def related(self, part: str, *kinds: str) -> Iterator[str]:
        """The names of the parts that a part refers to by relations of these kinds, those that exist."""
        for relation in self.relations(part).values():
            if relation.kind in kinds and relation.target.lower() in self._names:
                yield relation.target

    def has(self, folder: str) -> bool:
        """Whether a part stands in a folder («xl/media/»)."""
        return any(name.startswith(folder) for name in self._names)


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
