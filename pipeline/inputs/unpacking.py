"""The files to read in archives: an archive is walked like a folder, and so is an archive in it, to a named depth."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from pipeline.archives import Archives, is_archive
from pipeline.archives.contract import Archive
from pipeline.archives.errors import DamagedArchiveError, EmptyArchiveError, TooDeepError, TooLargeError
from pipeline.archives.limits import MAX_DEPTH, MAX_MEMBERS
from pipeline.errors import RoadmapError
from pipeline.export.package import FILE as PACKAGE
from pipeline.export.stale import no_documents, recorded_in
from pipeline.inputs.found import Input
from pipeline.inputs.members import safe_names
from pipeline.inputs.passing import is_folder_of_page, is_no_document, is_part_of_page


class Unpacking:
    """One walk through archives. Raises nothing whatever they are."""

    def __init__(self, archives: Archives) -> None:
        self._archives = archives
        self._count = 0
        self.passed_over = 0

    def files(self, path: Path, name: str) -> Iterator[Input]:
        """The file itself, or the files to read in it where it is an archive."""
        self._count = 0
        if path.is_file() and is_archive(path):
            yield from self._inside(Input(path, name))
        else:
            yield Input(path, name)

    def _inside(self, outer: Input) -> Iterator[Input]:
        try:
            archive = self._archives.open(outer.path, outer.way)
        except RoadmapError as error:
            yield outer._replace(error=error)
            return
        members, results = self._members(archive, outer)
        for one in members:
            yield from self._one(one)
        if archive.damage:
            yield outer._replace(error=DamagedArchiveError("", archive.damage))
        elif not members and not results:
            yield outer._replace(error=EmptyArchiveError(""))

    def _members(self, archive: Archive, outer: Input) -> tuple[list[Input], set[str]]:
        """The files of one archive but for those that are passed over, in the order of their names; and the results of a former run."""
        names = safe_names(archive.names, alone=_unpacked_name(outer.name))
        passed = _passed_over(names)
        documents = [(name, at) for at, name in enumerate(names) if name not in passed]
        self.passed_over += len(names) - len(documents)
        results = {result for at, name in enumerate(names) for result in self._results(outer, name, at)}
        documents = sorted((one for one in documents if one[0] not in results), key=lambda one: one[0].split("/"))
        return [Input(outer.path, f"{outer.name}/{name}", (*outer.way, at)) for name, at in documents], results

    def _results(self, outer: Input, name: str, at: int) -> list[str]:
        """What a former run wrote, if the file is its list; results are packed to be sent, and lie beside the plans."""
        folder, slash, last = name.rpartition("/")
        if last != PACKAGE:
            return []
        try:
            content = self._archives.read(outer.path, (*outer.way, at))
        except RoadmapError:
            return []
        return [f"{folder}{slash}{path}" for path in no_documents(recorded_in(content))]

    def _one(self, one: Input) -> Iterator[Input]:
        self._count += 1
        if self._count > MAX_MEMBERS:
            if self._count == MAX_MEMBERS + 1:
                yield one._replace(error=TooLargeError("", f"файлов больше {MAX_MEMBERS}"))
        elif not self._archives.holds_archive(one.path, one.way):
            yield one
        elif len(one.way) >= MAX_DEPTH:
            yield one._replace(error=TooDeepError("", f"больше {MAX_DEPTH}"))
        else:
            yield from self._inside(one)


def _passed_over(names: Sequence[str]) -> set[str]:
    """The files that are told by their names to be no documents."""
    files = frozenset(names)
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    of_pages = {folder for folder in folders if is_folder_of_page(folder, files)}
    return {name for name in names if any(map(is_no_document, name.split("/"))) or _serves_page(name, of_pages)}


def _serves_page(name: str, of_pages: set[str]) -> bool:
    return is_part_of_page(name) and any(str(folder) in of_pages for folder in PurePosixPath(name).parents)


def _unpacked_name(archive: str) -> str:
    """What the one file is called that is packed without a name: «план.docx» in «план.docx.gz»."""
    name = archive.rpartition("/")[2]
    return name.rpartition(".")[0] or name
