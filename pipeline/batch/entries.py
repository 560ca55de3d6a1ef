"""From the journal to what is written: every file with its verdict, and the roadmaps and failures of those that stand in the tables."""

from collections.abc import Iterator

from pipeline.batch.journal import Journal
from pipeline.batch.outcome import Cause, called
from pipeline.export import Entry
from pipeline.problems import Failure
from pipeline.verdicts import Line


def lines(journal: Journal) -> Iterator[Line]:
    """The account of every file, in the order of their names."""
    return (told.line for told in journal.told())


def entries(journal: Journal) -> Iterator[Entry]:
    """What stands in the tables, in the order of the files' names."""
    for told in journal.told():
        if told.fails:
            yield Entry(told.line.file, failure_of(told.line))
        elif told.key:
            yield _entry(journal, told.line.file, told.key)


def failures(journal: Journal) -> Iterator[Failure]:
    """The failures alone."""
    return (failure_of(told.line) for told in journal.told() if told.fails)


def _entry(journal: Journal, file: str, key: str) -> Entry:
    roadmap = journal.get(key).roadmap
    if roadmap is None:
        raise LookupError(file)
    return Entry(file, called(roadmap, file), tuple(same for same in journal.same(key) if same != file))


def failure_of(line: Line) -> Failure:
    """What is told of a file that was refused."""
    return Cause(code=line.reason, message=line.detail).of(line.file)
