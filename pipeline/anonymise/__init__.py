"""Roadmaps without persons: each name gives way to the role of whom it names, wherever it stands. A pure function, between understanding and writing.

people     who is named in a roadmap, and in what role
surnames   their surnames in all cases, and in Latin letters
hiding     names out of a text
paths      names out of the names of files

A name that stays is the error here; one word too many that goes is none. An honorary name («школа имени Ю.А. Гагарина») stays: it is
part of the organisation's name.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from pipeline.anonymise.hiding import Words, hide, names_in_path, words_of_roles
from pipeline.anonymise.paths import hidden_paths
from pipeline.anonymise.people import OTHER, People, find_people, role_of
from pipeline.anonymise.surnames import Surnames
from pipeline.document import Frozen
from pipeline.model import Approval, Organisation, Responsible, Roadmap
from pipeline.problems import Failure
from pipeline.verdicts import Line
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


class Anonymiser:
    """Hides names in a batch that is gone through twice: first every document and every path is met, then each is given without names.

    The names of a document are searched in all its texts, those of all documents in all paths.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._roles = vocabulary.roles
        self._words = words_of_roles({role.code: role.name for role in vocabulary.roles.roles})
        self._met: set[str] = set()
        self._files: list[str] = []

    def meet(self, roadmap: Roadmap) -> None:
        """Notes who is named in a document; its path is met by itself."""
        self._met |= self._people(roadmap).surnames.words

    def meet_path(self, file: str) -> None:
        """Notes a path, and who is named in it."""
        self._files.append(file)
        self._met |= {word for name in names_in_path(file) for word in name.surnames}

    @cached_property
    def _everybody(self) -> People:
        return People(Surnames(self._met), {}, frozenset(), ())

    @cached_property
    def _paths(self) -> dict[str, str]:
        return hidden_paths(self._files, self._everybody, self._words)

    def path(self, file: str) -> str:
        """What a path that was met is called. KeyError for another."""
        return self._paths[file]

    def text(self, text: str) -> str:
        """A text of no document, such as the reason of a failure."""
        return hide(text, self._everybody, self._words)

    def roadmap(self, roadmap: Roadmap) -> Roadmap:
        """The roadmap without names: `person` is None, texts and paths have roles instead."""
        hidden = _hidden(roadmap, _Known(self._people(roadmap), self._words, self._roles))
        return hidden.model_copy(update={"source": hidden.source.model_copy(update={"file": self.path(roadmap.source.file)})})

    def failure(self, failed: Failure) -> Failure:
        """A failure whose message names the file by its new name."""
        path = self.path(failed.file)
        message = self.text(failed.problem.message.replace(failed.file, path))
        text = failed.problem.text and self.text(failed.problem.text)
        return Failure(path, failed.problem.model_copy(update={"message": message, "text": text}))

    def line(self, line: Line) -> Line:
        """The account of a file by its new name, also as bytes."""
        path = self.path(line.file)
        detail = self._paths.get(line.detail) or self.text(line.detail)
        return line._replace(file=path, name=path.encode(), detail=detail)

    def _people(self, roadmap: Roadmap) -> People:
        return find_people(roadmap, _texts(roadmap), names_in_path(roadmap.source.file), self._roles)


def anonymise(roadmaps: Sequence[Roadmap], failures: Sequence[Failure], vocabulary: Vocabulary) -> Anonymous:
    """The same roadmaps and failures, in the same order, without names of persons."""
    hiding = Anonymiser(vocabulary)
    for one in roadmaps:
        hiding.meet(one)
    for file in (*(one.source.file for one in roadmaps), *(failed.file for failed in failures)):
        hiding.meet_path(file)
    return Anonymous(tuple(map(hiding.roadmap, roadmaps)), tuple(map(hiding.failure, failures)))


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
