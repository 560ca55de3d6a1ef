"""The phrases of a dataset that were not understood, gathered: how often, in how many documents, and where."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from pipeline import wording
from pipeline.document import Origin
from pipeline.normalize.words.persons import find_persons
from pipeline.text import fold, squash

Kind = Literal["stages", "activities", "columns", "roles", "calendar"]
"""The file of words that such a phrase may belong to."""

Record = Mapping[str, Any]
_SEVERAL_DEADLINES = {"unclear_deadline", "partly_read_deadline"}
_EDGES = " ,;:/-–—"


class Phrase(NamedTuple):
    """One phrase that was not understood; its commonest spelling, and the places where it stands, in order."""

    kind: Kind
    text: str
    times: int
    documents: int
    places: tuple[str, ...]


class _Found(NamedTuple):
    kind: Kind
    text: str
    document: str
    place: str


def missing_phrases(tables: Mapping[str, Sequence[Record]]) -> list[Phrase]:
    """The phrases, those of each kind by their folded form; the commonest first. Names of persons are cut out of roles."""
    groups: dict[tuple[Kind, str], list[_Found]] = {}
    for found in _all(tables):
        if any(character.isalpha() for character in found.text):
            groups.setdefault((found.kind, fold(found.text)), []).append(found)
    phrases = [_phrase(group) for group in groups.values()]
    return sorted(phrases, key=lambda phrase: (-phrase.times, -phrase.documents, phrase.kind, fold(phrase.text)))


def _phrase(group: Sequence[_Found]) -> Phrase:
    texts = [found.text for found in group]
    places = tuple(dict.fromkeys(found.place for found in group))
    return Phrase(group[0].kind, max(texts, key=texts.count), len(group), len({found.document for found in group}), places)


def _all(tables: Mapping[str, Sequence[Record]]) -> Iterator[_Found]:
    files = {row["document_id"]: str(row["file"]) for row in tables["documents"]}
    for row in tables["stages"]:
        if row["match_method"] == "none" and row["name"]:
            yield _found("stages", row["name"], row, files)
    for row in tables["activities"]:
        if not row["codes"]:
            yield _found("activities", row["text"], row, files)
    yield from _roles_beside_persons(tables, files)
    for row in tables["problems"]:
        yield from (_found(kind, text, row, files) for kind, text in _told(row["code"], row["text"] or ""))


def _roles_beside_persons(tables: Mapping[str, Sequence[Record]], files: Mapping[str, str]) -> Iterator[_Found]:
    """What stands beside a person and is no role that is known: no problem tells of it. A cell of several activities counts once."""
    activities = {row["activity_id"]: row for row in tables["activities"]}
    told = set()
    for row in tables["responsibles"]:
        if row["role"] == "other" and row["person"]:
            activity = activities[row["activity_id"]]
            cell = (row["document_id"], row["text"], activity["table"], activity["row"])
            if cell not in told:
                told.add(cell)
                yield _found("roles", _without_persons(row["text"]), activity, files)


def _told(code: str, text: str) -> Iterator[tuple[Kind, str]]:
    """What a problem tells of words that are missing."""
    heading, mark, _ = text.partition(": ")
    if code == "unknown_role":
        yield "roles", _without_persons(text)
    elif code in _SEVERAL_DEADLINES:
        yield "calendar", text
    elif code == "unknown_column" and mark:
        yield "columns", heading


def _found(kind: Kind, text: str, row: Record, files: Mapping[str, str]) -> _Found:
    file = files.get(row["document_id"]) or str(row.get("file"))
    origin = Origin(**{name: row[name] for name in Origin.model_fields})
    return _Found(kind, squash(text), str(row["document_id"]), squash(file) + wording.place(origin, ", "))


def _without_persons(text: str) -> str:
    """A role without the names beside it: the vocabulary is no place for persons.

    >>> _without_persons("Тьютор Котова И.О."), _without_persons("тьютор (по согласованию)")
    ('Тьютор', 'тьютор (по согласованию)')
    """
    for start, end in reversed(find_persons(text)):
        text = f"{text[:start]} {text[end:]}"
    return squash(text).replace("()", "").strip(_EDGES)
