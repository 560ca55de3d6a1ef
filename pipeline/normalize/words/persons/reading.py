"""A line as the rules read it: names of persons, and those that something is called after."""

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pipeline.normalize.words.persons.grammar import Form, read_forms
from pipeline.normalize.words.persons.honoured import honoured, places
from pipeline.normalize.words.persons.tokens import Token, tokens_of


class Name(NamedTuple):
    """Where a name stands (characters, end excluded), and the surnames in it, as written."""

    start: int
    end: int
    surnames: tuple[str, ...] = ()

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a character with what stands from `start` to `end`."""
        return self.start < end and start < self.end


class Reading(NamedTuple):
    """What the rules find in a line: names, those that something is called after, its words, and which of these are places."""

    names: tuple[Name, ...]
    honorary: tuple[Name, ...]
    tokens: tuple[Token, ...]
    places: frozenset[int]

    def left(self, wanted: Callable[[Token], bool]) -> list[Token]:
        """The words of a kind that no rule took, and that are no places."""
        taken = [*self.names, *self.honorary]
        free = [token for at, token in enumerate(self.tokens) if at not in self.places and wanted(token)]
        return [token for token in free if not any(name.meets(token.start, token.end) for name in taken)]

    def within(self, start: int, end: int) -> list[Token]:
        """The words that share a character with a place."""
        return [token for token in self.tokens if token.start < end and start < token.end]


@functools.lru_cache(maxsize=20_000)
def read(text: str) -> Reading:
    """What the rules find in a line."""
    tokens = tokens_of(text)
    honours, in_places = honoured(text, tokens), places(text, tokens)
    forms = read_forms(text, tokens, honours, in_places)
    begun = {form.first for form in forms}
    honorary = [_name(form, tokens) for form in forms if form.first in honours]
    honorary += [Name(tokens[at].start, tokens[at].end, (tokens[at].text,)) for at in honours - begun]
    names = tuple(_name(form, tokens) for form in forms if form.first not in honours)
    return Reading(names, tuple(sorted(honorary)), tokens, in_places)


def united(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names in order, those over one another made one."""
    found: list[Name] = []
    for name in sorted(names):
        if found and name.start < found[-1].end:
            surnames = tuple(dict.fromkeys((*found[-1].surnames, *name.surnames)))
            found[-1] = Name(found[-1].start, max(found[-1].end, name.end), surnames)
        else:
            found.append(name)
    return tuple(found)


def _name(form: Form, tokens: Sequence[Token]) -> Name:
    return Name(tokens[form.first].start, form.end, (tokens[form.surname].text,) if form.surname is not None else ())
