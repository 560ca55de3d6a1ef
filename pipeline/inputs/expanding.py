"""An archive unpacked into a spool folder: an archive in it too, to a named depth. Nothing in it decides where anything is written."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pipeline.archives import Archives, is_archive
from pipeline.archives.errors import DamagedArchiveError, EmptyArchiveError, TooDeepError, TooLargeError
from pipeline.archives.limits import MAX_DEPTH, MAX_MEMBERS
from pipeline.errors import RoadmapError
from pipeline.export.package import FILE as PACKAGE
from pipeline.export.stale import no_documents, recorded_in
from pipeline.inputs.member import Member
from pipeline.inputs.members import safe_names
from pipeline.inputs.passing import is_folder_of_page, is_no_document, is_part_of_page


def expand(path: Path, file: str, name: bytes, spool: Path) -> list[Member]:
    """The archive at `path` and all that is in it, each archive before its members, these by name; nothing is raised whatever it is.

    file, name: of the archive, as `Found` has them. spool: the folder where the bytes of each member to read are found under its SHA-256.
    OSError where that cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=spool) as scratch, Archives() as archives:
        expansion = _Expansion(spool, Path(scratch), archives)
        expansion.container(path, Member(file=file, name=name), 1)
        return expansion.members


class _Unpacked(NamedTuple):
    """A member whose bytes were saved; `archive` is where, if it is an archive itself."""

    size: int
    sha256: str
    archive: Path | None


class _Expansion:
    """One outermost archive."""

    def __init__(self, spool: Path, scratch: Path, archives: Archives) -> None:
        self._spool = spool
        self._scratch = scratch
        self._archives = archives
        self.members: list[Member] = []

    def container(self, path: Path, outer: Member, depth: int) -> None:
        """Notes the archive at `path` and what is in it."""
        place = len(self.members)
        outer = outer.model_copy(update={"container": True})
        self.members.append(outer)
        try:
            if depth > MAX_DEPTH:
                raise TooDeepError("", f"больше {MAX_DEPTH}")
            self._inside(path, outer, depth)
        except RoadmapError as error:
            verdict = "partial" if len(self.members) > place + 1 else "refused"
            self.members[place] = _failed(outer, error, verdict)
        else:
            self.members[place] = outer.model_copy(update={"verdict": "whole"})

    def _inside(self, path: Path, outer: Member, depth: int) -> None:
        archive = self._archives.open(path)
        names = safe_names(archive.names, alone=_unpacked_name(outer.file))
        results = {result for at, name in enumerate(names) for result in self._results(path, name, at)}
        skipped = dict.fromkeys(results & set(names), "former_result") | _passed_over(names)
        order = sorted(range(len(names)), key=lambda at: names[at].split("/"))[: MAX_MEMBERS + 1 - len(self.members)]
        damage = archive.damage
        members = [Member(file=f"{outer.file}/{names[at]}", name=outer.name + b"/" + names[at].encode()) for at in order]
        unpacked = [skipped.get(names[at]) or self._unpack(path, at) for at in order]
        for member, found in zip(members, unpacked, strict=True):
            self._note(member, found, depth)
        if damage:
            raise DamagedArchiveError("", damage)
        if not names or (len(skipped) == len(names) and not results):
            raise EmptyArchiveError("")
        if len(order) < len(names):
            raise TooLargeError("", f"файлов больше {MAX_MEMBERS}")

    def _note(self, member: Member, found: "str | RoadmapError | _Unpacked", depth: int) -> None:
        if isinstance(found, str):
            self.members.append(member.model_copy(update={"verdict": "skipped", "reason": found}))
        elif isinstance(found, RoadmapError):
            self.members.append(_failed(member, found, "refused"))
        else:
            member = member.model_copy(update={"size": found.size, "sha256": found.sha256})
            if found.archive:
                self.container(found.archive, member, depth + 1)
                found.archive.unlink()
            else:
                self.members.append(member)

    def _unpack(self, path: Path, at: int) -> RoadmapError | _Unpacked:
        try:
            return self._saved([self._archives.read(path, (at,))])
        except RoadmapError as error:
            return error

    def _saved(self, chunks: Iterable[bytes]) -> _Unpacked:
        """Writes a member to the spool; one that is an archive stays in the scratch folder, until it is expanded."""
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self._scratch, delete=False) as copy:
            for chunk in chunks:
                digest.update(chunk)
                size += copy.write(chunk)
        saved = Path(copy.name)
        if is_archive(saved):
            return _Unpacked(size, digest.hexdigest(), saved)
        saved.replace(self._spool / digest.hexdigest())
        return _Unpacked(size, digest.hexdigest(), None)

    def _results(self, path: Path, name: str, at: int) -> Iterator[str]:
        """What a former run wrote, if the file is its list; results are packed to be sent, and lie beside the plans."""
        folder, slash, last = name.rpartition("/")
        if last == PACKAGE:
            try:
                content = self._archives.read(path, (at,))
            except RoadmapError:
                return
            yield from (f"{folder}{slash}{result}" for result in no_documents(recorded_in(content)))


def _failed(member: Member, error: RoadmapError, verdict: str) -> Member:
    told = error.at(member.file)
    detail = f"{told.what} ({told.detail})" if told.detail else told.what
    return member.model_copy(update={"verdict": verdict, "reason": told.code, "detail": detail, "message": told.message})


def _passed_over(names: list[str]) -> dict[str, str]:
    """Why those files are passed over that are told by their names to be no documents."""
    files = frozenset(names)
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    of_pages = {folder for folder in folders if is_folder_of_page(folder, files)}
    hidden = {name: "no_document" for name in names if any(map(is_no_document, name.split("/")))}
    return {name: "part_of_page" for name in names if _serves_page(name, of_pages)} | hidden


def _serves_page(name: str, of_pages: set[str]) -> bool:
    return is_part_of_page(name) and any(str(folder) in of_pages for folder in PurePosixPath(name).parents)


def _unpacked_name(archive: str) -> str:
    """What the one file is called that is packed without a name: «план.docx» in «план.docx.gz»."""
    name = archive.rpartition("/")[2]
    return name.rpartition(".")[0] or name
