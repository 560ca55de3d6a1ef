"""Who is named in a roadmap: all names in all its texts, and in what role each stands."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.anonymise.surnames import Surnames, stems
from pipeline.model import Roadmap
from pipeline.normalize.words.persons import Name, find_honorary, find_names
from pipeline.normalize.words.persons.evidence import LIKELY, surname
from pipeline.normalize.words.persons.tokens import tokens_of
from pipeline.normalize.words.responsibles import read_responsibles
from pipeline.vocabulary.shapes import Roles

OTHER = "other"


class People(NamedTuple):
    """What is known of the persons of a document, or of several."""

    surnames: Surnames
    roles: dict[str, str]
    """The code of the role by each stem of the surname, where there is one and only one."""
    kept: frozenset[str]
    """Stems of words that name the organisation, or whom it is called after, and no person."""
    written: tuple[str, ...]
    """Names as the roadmap has them, for where no rule finds them again."""


def find_people(roadmap: Roadmap, texts: Iterable[str], path_names: Iterable[Name], roles: Roles) -> People:
    """The people of a roadmap, whose texts are `texts`, and in whose path `path_names` stand."""
    lines = list(texts)
    whole = {word for line in lines for name in find_names(line, alone=False) for word in name.surnames}
    kept = _stems(_words_of_organisation(roadmap)) - _stems(whole)
    single = {word for line in lines for name in find_names(line) for word in name.surnames}
    single |= {word for name in path_names for word in name.surnames}
    surnames = whole | {word for word in single if surname(word) >= LIKELY and not stems(word) & kept}
    stated = list(_stated(roadmap, roles))
    return People(
        Surnames(surnames), _roles(stated), kept, tuple(sorted({name for name, _ in stated}, key=lambda name: (-len(name), name)))
    )


def role_of(position: str | None, roles: Roles) -> str:
    """The code of the role that a position is, «other» where nobody knows."""
    found = read_responsibles(position, roles) if position else ()
    return found[0].role if found else OTHER


def _stated(roadmap: Roadmap, roles: Roles) -> Iterator[tuple[str, str]]:
    """Each person that the roadmap has in a field of its own, with the code of the role."""
    if roadmap.approval.person:
        yield roadmap.approval.person, role_of(roadmap.approval.position, roles)
    for stage in roadmap.stages:
        for activity in stage.activities:
            yield from ((one.person, one.role) for one in activity.responsibles if one.person)


def _roles(stated: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for person, role in stated:
        for name in find_names(person):
            for key in _stems(name.surnames):
                found.setdefault(key, set()).update({role} - {OTHER})
    return {key: codes.pop() for key, codes in found.items() if len(codes) == 1}


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(found for word in words for found in stems(word))


def _words_of_organisation(roadmap: Roadmap) -> Iterator[str]:
    for text in (roadmap.organisation.text, roadmap.organisation.name):
        yield from (token.text for token in tokens_of(text or ""))
        yield from (word for name in find_honorary(text or "") for word in name.surnames)
