"""Roadmaps without persons: each name gives way to the role of whom it names, wherever it stands. A pure function, between understanding and writing.

people     who is named in a roadmap, and in what role
surnames   their surnames in all cases, and in Latin letters
hiding     names out of a text
paths      names out of the names of files

A name that stays is the error here; one word too many that goes is none. An honorary name («школа имени Ю.А. Гагарина») stays: it is
part of the organisation's name.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from pipeline.anonymise.hiding import Words, hide, names_in_path, words_of_roles
from pipeline.anonymise.paths import hidden_paths
from pipeline.anonymise.people import OTHER, People, find_people, role_of
from pipeline.anonymise.surnames import Surnames
from pipeline.document import Frozen
from pipeline.model import Approval, Organisation, Responsible, Roadmap
from pipeline.normalize.words.persons import Name
from pipeline.problems import Failure
from pipeline.vocabulary.shapes import Roles, Vocabulary

Value = TypeVar("Value", bound=Frozen)

_NO_TEXT = frozenset(
    {
        *("schema_version", "sha256", "format", "file"),
        *("code", "codes", "role", "area", "kind", "scheme", "scope", "method", "severity", "conditions", "edtf", "recurrence"),
        *("legal_form", "locality", "district", "region"),
    }
)
"""Fields of strings that are codes, or come from lists of places. Whatever field is not named here is a text, and is searched."""


class Anonymous(NamedTuple):
    """What is left of a batch without names."""

    roadmaps: tuple[Roadmap, ...]
    failures: tuple[Failure, ...]


class _Known(NamedTuple):
    """What texts are read with: the people of their document, the words that stand for names, the roles of the vocabulary."""

    people: People
    words: Words
    roles: Roles


def anonymise(roadmaps: Sequence[Roadmap], failures: Sequence[Failure], vocabulary: Vocabulary) -> Anonymous:
    """The same roadmaps and failures, in the same order, without names of persons: `person` is None, texts and paths have roles instead.

    The names of a document are searched in all its texts, those of all documents in all paths.
    """
    words = words_of_roles({role.code: role.name for role in vocabulary.roles.roles})
    people = [find_people(one, _texts(one), names_in_path(one.source.file), vocabulary.roles) for one in roadmaps]
    everybody = _together(people, [name for failed in failures for name in names_in_path(failed.file)])
    paths = hidden_paths([*(one.source.file for one in roadmaps), *(failed.file for failed in failures)], everybody, words)
    known = [_Known(one, words, vocabulary.roles) for one in people]
    return Anonymous(
        tuple(_roadmap(one, paths[one.source.file], of) for one, of in zip(roadmaps, known, strict=True)),
        tuple(_failure(failed, paths[failed.file], everybody, words) for failed in failures),
    )


def _together(people: Sequence[People], names: Sequence[Name]) -> People:
    met = {word for one in people for word in one.surnames.words} | {word for name in names for word in name.surnames}
    return People(Surnames(met), {}, frozenset(), ())


def _roadmap(roadmap: Roadmap, path: str, known: _Known) -> Roadmap:
    hidden = _hidden(roadmap, known)
    return hidden.model_copy(update={"source": hidden.source.model_copy(update={"file": path})})


def _failure(failed: Failure, path: str, people: People, words: Words) -> Failure:
    """A failure whose message names the file by its new name."""
    message = hide(failed.problem.message.replace(failed.file, path), people, words)
    text = failed.problem.text and hide(failed.problem.text, people, words)
    return Failure(path, failed.problem.model_copy(update={"message": message, "text": text}))


# ------------------------------------------------------------ the texts of a value


def _texts(value: Frozen) -> Iterator[str]:
    """Every text of a value and of the values in it."""
    for name in _fields(value):
        yield from _texts_in(getattr(value, name))


def _texts_in(inner: object) -> Iterator[str]:
    if isinstance(inner, str):
        yield inner
    elif isinstance(inner, Frozen):
        yield from _texts(inner)
    elif isinstance(inner, tuple):
        for one in inner:
            yield from _texts_in(one)


def _fields(value: Frozen) -> list[str]:
    return [name for name in type(value).model_fields if name not in _NO_TEXT]


def _hidden(value: Value, known: _Known) -> Value:
    """The value without names, in all its texts and in the values in it."""
    role = _role_beside(value, known.roles)
    alone = not isinstance(value, Organisation)

    def hidden(inner: object) -> object:
        if isinstance(inner, str):
            return hide(inner, known.people, known.words, role, alone)
        if isinstance(inner, tuple):
            return tuple(map(hidden, inner))
        return _hidden(inner, known) if isinstance(inner, Frozen) else inner

    update = {name: hidden(getattr(value, name)) for name in _fields(value)}
    return value.model_copy(update={**update, "person": None} if isinstance(value, Responsible | Approval) else update)


def _role_beside(value: Frozen, roles: Roles) -> str:
    """The role that is stated beside a text, where the value names one person."""
    if isinstance(value, Responsible):
        return value.role if value.person else OTHER
    return role_of(value.position, roles) if isinstance(value, Approval) and value.person else OTHER
