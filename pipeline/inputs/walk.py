"""All that stands in a folder and in the folders below it, as far as names tell: nothing is read but the lists of former results."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import RoadmapError, UnreadableFileError
from pipeline.export.package import FILE as PACKAGE
from pipeline.export.stale import SERVICE, no_documents, recorded_in
from pipeline.inputs.passing import BrokenLinkError, OutsideLinkError, is_folder_of_page, is_no_document, is_part_of_page
from pipeline.inputs.tree import Entry, Parts, Tree

MAX_FOLDERS = 2_500
"""Folders in one another. A path of the system's longest (4,096 bytes on Linux) holds 2,048 of them."""
MAX_PACKAGE = 16 << 20
"""Bytes of a list of former results: that of 100,000 documents has 10 MB."""


class Met(NamedTuple):
    """What a walk met, not yet opened. `target` is where its content lies: elsewhere below the folder where it is a link."""

    parts: Parts
    target: Parts
    size: int | None = None
    skipped: str | None = None
    error: RoadmapError | None = None


class _Folder(NamedTuple):
    """A folder to be listed. `of_page`: it is that of a saved web page, or in one; `results`: what a former run wrote below it."""

    parts: Parts
    hidden: bool = False
    of_page: bool = False
    results: frozenset[Parts] = frozenset()


class Walk:
    """A walk through one folder."""

    def __init__(self, tree: Tree, out: Path) -> None:
        self._tree = tree
        self._top = tree.top
        self._out = out.resolve()

    def met(self) -> Iterator[Met]:
        """All that is met but for the folder `out` and what a run notes for itself in it: by name, folders where they stand."""
        waiting: list[_Folder | Met] = [_Folder(())]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Met):
                yield one
            else:
                waiting.extend(reversed(self._inside(one)))

    def _inside(self, folder: _Folder) -> list["_Folder | Met"]:
        if len(folder.parts) > MAX_FOLDERS:
            return [_unlisted(folder, f"папки вложены друг в друга глубже {MAX_FOLDERS}")]
        try:
            entries = self._tree.entries(folder.parts)
        except OSError as error:
            return [_unlisted(folder, error.strerror or "")]
        beside = frozenset(entry.name for entry in entries)
        known = folder._replace(results=folder.results | self._results(folder, beside))
        return [one for entry in entries for one in self._one(entry, known, beside)]

    def _one(self, entry: Entry, folder: _Folder, beside: frozenset[str]) -> Iterator["_Folder | Met"]:
        parts = (*folder.parts, entry.name)
        hidden = folder.hidden or is_no_document(entry.name)
        if entry.kind == "folder":
            if not self._is_ours(parts):
                of_page = folder.of_page or is_folder_of_page(entry.name, beside)
                yield _Folder(parts, hidden, of_page, folder.results)
            return
        met = Met(parts, parts, entry.size if entry.kind == "file" else None)
        if hidden:
            yield met._replace(skipped="no_document")
        elif folder.of_page and is_part_of_page(entry.name):
            yield met._replace(skipped="part_of_page")
        elif parts in folder.results:
            yield met._replace(skipped="former_result")
        elif entry.kind == "special":
            yield met._replace(skipped="special_file")
        else:
            yield self._link(met) if entry.kind == "link" else met

    def _link(self, met: Met) -> Met:
        """A link to a file below the folder is read like a file; no link to a folder is followed: its files are met where they are."""
        try:
            target = Path(os.path.realpath(self._tree.path(met.parts), strict=True))
        except OSError:
            return met._replace(error=BrokenLinkError(""))
        if not target.is_relative_to(self._top):
            return met._replace(error=OutsideLinkError(""))
        parts = target.relative_to(self._top).parts
        if target.is_dir():
            return met._replace(skipped="folder_loop" if met.parts[: len(parts)] == parts else "link")
        if self._out != self._top and target.is_relative_to(self._out):
            return met._replace(skipped="former_result")
        return met._replace(target=parts) if target.is_file() else met._replace(skipped="special_file")

    def _is_ours(self, parts: Parts) -> bool:
        """Whether a folder is where this run writes."""
        path = self._tree.path(parts)
        return path in (self._out, self._out / SERVICE)

    def _results(self, folder: _Folder, beside: frozenset[str]) -> frozenset[Parts]:
        """What a former run wrote below the folder, if its list stands in it."""
        if PACKAGE not in beside or folder.hidden:
            return frozenset()
        try:
            with self._tree.opened((*folder.parts, PACKAGE)) as stream:
                content = stream.read(MAX_PACKAGE + 1)
        except OSError:
            return frozenset()
        names = no_documents(recorded_in(content)) if len(content) <= MAX_PACKAGE else []
        return frozenset((*folder.parts, *name.split("/")) for name in names)


def _unlisted(folder: _Folder, why: str) -> Met:
    if folder.hidden:
        return Met(folder.parts, folder.parts, skipped="no_document")
    return Met(folder.parts, folder.parts, error=UnreadableFileError("", why))
