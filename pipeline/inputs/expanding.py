"""An archive unpacked into a spool folder: an archive in it too, to a named depth. Nothing in it decides where anything is written."""

import hashlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, count, islice
from pathlib import Path
from typing import NamedTuple

from pipeline.archives import Archive, Entry, Meter, is_archive, opened, unpacked
from pipeline.archives.contract import HEAD
from pipeline.archives.errors import EmptyArchiveError, TooDeepError, TooLargeError
from pipeline.archives.formats import archive_format, format_of_head
from pipeline.archives.limits import MAX_DEPTH, MAX_MEMBERS, MAX_NAMES, in_words
from pipeline.archives.scratch import Scratch, spooling
from pipeline.errors import RoadmapError
from pipeline.export.package import FILE as PACKAGE
from pipeline.export.stale import no_documents, recorded_in
from pipeline.inputs.member import Member
from pipeline.inputs.members import safe_names
from pipeline.inputs.passing import is_folder_of_page, is_no_document, is_part_of_page

_MAX_NAME = 4096
"""Bytes of a name that are told: the longest path of a system; an archive may have names of 65,535."""
_MAX_PACKAGE = 16 << 20
"""Bytes of a list of former results that are read."""
_SMALL = 16
"""Steps of a member that are kept in memory until it is known whether it is wanted in a file: most documents have fewer bytes than these."""


def expand(path: Path, file: str, name: bytes, spool: Path) -> list[Member]:
    """The archive at `path` and all that is in it, each archive before its members, these by name; nothing is raised whatever it is.

    file, name: of the archive, as `Found` has them. spool: the folder where the bytes of each member to read are found under its SHA-256.
    SpoolError where that cannot be written.
    """
    with Scratch(spool) as scratch:
        expansion = _Expansion(spool, scratch.folder, Meter(path.stat().st_size))
        expansion.container(path, Member(file=file, name=name, container=True), 1)
        return expansion.members


class _Unpacked(NamedTuple):
    """A member that was had; `saved` is where it is, if it is an archive that is to be opened."""

    size: int
    sha256: str
    is_archive: bool
    saved: Path | None = None


_Outcome = str | RoadmapError | _Unpacked
"""What became of a member: why it is skipped, why it cannot be had, or where it is."""


class _Expansion:
    """One outermost archive."""

    def __init__(self, spool: Path, scratch: Path, meter: Meter) -> None:
        self._spool = spool
        self._scratch = scratch
        self._meter = meter
        self._numbers = count()
        self._names = 0
        self._spooled: set[str] = set()
        self.members: list[Member] = []

    def container(self, path: Path | None, outer: Member, depth: int) -> None:
        """Notes the archive at `path` and what is in it; it has none where it lies too deep to be opened."""
        place = len(self.members)
        self.members.append(outer)
        try:
            if path is None:
                raise TooDeepError("", f"больше {MAX_DEPTH}")
            damage = self._inside(path, outer, depth)
            if damage:
                raise damage
        except RoadmapError as error:
            self.members[place] = _failed(outer, error, "partial" if len(self.members) > place + 1 else "refused")
        else:
            self.members[place] = outer.model_copy(update={"verdict": "whole"})

    def _inside(self, path: Path, outer: Member, depth: int) -> RoadmapError | None:
        """Notes the members; returns why they are not all, or why there is nothing in them."""
        with opened(path, self._meter, self._scratch) as archive:
            names = safe_names([entry.name for entry in archive.entries], alone=_unpacked_name(outer.file))
            skipped = self._skipped(archive, names)
            order = sorted(range(len(names)), key=lambda at: names[at].split("/"))
            members = [_named(outer, names[at], archive.entries[at]) for at in order]
            told = self._room(members)
            found = self._unpack_all(archive, order[:told], [skipped.get(names[at]) for at in order[:told]], depth == MAX_DEPTH)
            damage = archive.damage
        for (file, name), outcome in zip(members[:told], found, strict=True):
            self._note(file, name, outcome, depth)
        if told < len(members):
            most = f"имён больше {in_words(MAX_NAMES)}" if self._names > MAX_NAMES else f"файлов больше {MAX_MEMBERS}"
            return TooLargeError("", most)
        if damage is None and set(names) <= set(skipped) and "former_result" not in skipped.values():
            return EmptyArchiveError("")
        return damage

    def _skipped(self, archive: Archive, names: list[str]) -> dict[str, str]:
        """Why members are passed over, by their names."""
        results = {result for at, name in enumerate(names) for result in _results(archive, name, at)}
        special = {name: entry.special for name, entry in zip(names, archive.entries, strict=True) if entry.special}
        return dict.fromkeys(results & set(names), "former_result") | _passed_over(names) | special

    def _room(self, members: list[tuple[str, bytes]]) -> int:
        """How many of the members there is room for; takes it."""
        for at, (file, name) in enumerate(members):
            self._names += len(name) + len(file.encode())
            if len(self.members) + at > MAX_MEMBERS or self._names > MAX_NAMES:
                return at
        return len(members)

    def _unpack_all(self, archive: Archive, order: list[int], skipped: list[str | None], deepest: bool) -> list[_Outcome]:
        """What becomes of each. First those are unpacked that grow least: a bomb must not use up what sound files may take."""
        found: dict[int, _Outcome] = {place: why for place, why in enumerate(skipped) if why}
        wanted = (place for place in range(len(order)) if place not in found)
        for place in sorted(wanted, key=lambda place: archive.entries[order[place]].ratio):
            found[place] = self._unpack(archive, order[place], deepest)
        return [found[place] for place in range(len(order))]

    def _note(self, file: str, name: bytes, found: _Outcome, depth: int) -> None:
        if isinstance(found, str):
            self.members.append(Member(file=file, name=name, verdict="skipped", reason=found))
        elif isinstance(found, RoadmapError):
            self.members.append(_failed(Member(file=file, name=name), found, "refused"))
        else:
            member = Member(file=file, name=name, size=found.size, sha256=found.sha256, container=found.is_archive)
            if found.is_archive:
                self.container(found.saved, member, depth + 1)
            else:
                self.members.append(member)
            if found.saved:
                found.saved.unlink()

    def _unpack(self, archive: Archive, at: int, deepest: bool) -> RoadmapError | _Unpacked:
        """Writes a member to the spool; one that is an archive stays in the scratch folder until it is opened, if it is not too deep for that."""
        chunks = unpacked(archive, at)
        try:
            start = list(islice(chunks, _SMALL))
            more = next(chunks, None)
            return self._small(b"".join(start), deepest) if more is None else self._large(chain(start, (more,), chunks), deepest)
        except RoadmapError as error:
            return error

    def _small(self, content: bytes, deepest: bool) -> _Unpacked:
        digest = hashlib.sha256(content).hexdigest()
        packed = format_of_head(content[:HEAD]) is not None and archive_format(BytesIO(content)) is not None
        found = _Unpacked(len(content), digest, packed)
        if digest in self._spooled or (packed and deepest):
            return found
        saved = self._new()
        with spooling():
            saved.write_bytes(content)
        return self._kept(saved, found)

    def _large(self, chunks: Iterable[bytes], deepest: bool) -> _Unpacked:
        digest, size = hashlib.sha256(), 0
        saved = self._new()
        try:
            with spooling(), saved.open("wb") as copy:
                for chunk in chunks:
                    digest.update(chunk)
                    size += copy.write(chunk)
        except RoadmapError:
            saved.unlink(missing_ok=True)
            raise
        found = _Unpacked(size, digest.hexdigest(), is_archive(saved))
        if found.is_archive and deepest:
            saved.unlink()
            return found
        return self._kept(saved, found)

    def _new(self) -> Path:
        return self._scratch / str(next(self._numbers))

    def _kept(self, saved: Path, found: _Unpacked) -> _Unpacked:
        if found.is_archive:
            return found._replace(saved=saved)
        with spooling():
            saved.replace(self._spool / found.sha256)
        self._spooled.add(found.sha256)
        return found


def _results(archive: Archive, name: str, at: int) -> Iterator[str]:
    """What a former run wrote, if the file is its list; results are packed to be sent, and lie beside the plans."""
    folder, slash, last = name.rpartition("/")
    if last != PACKAGE:
        return
    content = b""
    try:
        for chunk in unpacked(archive, at):
            content += chunk
            if len(content) > _MAX_PACKAGE:
                return
    except RoadmapError:
        return
    yield from (f"{folder}{slash}{result}" for result in no_documents(recorded_in(content)))


def _named(outer: Member, file: str, entry: Entry) -> tuple[str, bytes]:
    """What a member is called in the outputs and in the archive, behind the names of the archive."""
    return f"{outer.file}/{file}", (outer.name + b"/" + (entry.raw or file.encode()))[:_MAX_NAME]


def _failed(member: Member, error: RoadmapError, verdict: str) -> Member:
    told = error.at(member.file)
    detail = f"{told.what} ({told.detail})" if told.detail else told.what
    return member.model_copy(update={"verdict": verdict, "reason": told.code, "detail": detail, "message": told.message})


def _passed_over(names: list[str]) -> dict[str, str]:
    """Why those files are passed over that are told by their names to be no documents."""
    files = frozenset(names)
    of_pages = {folder for folder in {folder for name in names for folder in _folders(name)} if is_folder_of_page(folder, files)}
    hidden = {name: "no_document" for name in names if any(map(is_no_document, name.split("/")))}
    return {name: "part_of_page" for name in names if of_pages and _serves_page(name, of_pages)} | hidden


def _serves_page(name: str, of_pages: set[str]) -> bool:
    return is_part_of_page(name) and not of_pages.isdisjoint(_folders(name))


def _folders(name: str) -> Iterator[str]:
    """The folders that a file is in, from its own outwards."""
    while name := name.rpartition("/")[0]:
        yield name


def _unpacked_name(archive: str) -> str:
    """What the one file is called that is packed without a name: «план.docx» in «план.docx.gz»."""
    name = archive.rpartition("/")[2]
    return name.rpartition(".")[0] or name
