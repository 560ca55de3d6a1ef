"""Names of persons in a line: rules first, and a trained model where words are left that no rule and no dictionary explains.

tokens     the words of a line, as names are read
evidence   how much one word looks like a surname, a name, a patronymic
grammar    the forms of names over words
honoured   after whom schools, streets and methods are called
"""

import functools
import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.ner import spans_of_persons
from pipeline.normalize.words.persons.evidence import CERTAIN, LIKELY, NEVER, is_doubtful, is_name, is_patronymic, is_unexplained, surname
from pipeline.normalize.words.persons.grammar import Form, read_forms
from pipeline.normalize.words.persons.honoured import follows_work, honoured, places
from pipeline.normalize.words.persons.tokens import Token, tokens_of

__all__ = ["Name", "find_honorary", "find_names", "find_persons"]

_INSIDE = re.compile(r"\s*[,:;/–—-]?\s+|/")


class Name(NamedTuple):
    """Where a name stands (characters, end excluded), and the surnames in it, as written."""

    start: int
    end: int
    surnames: tuple[str, ...] = ()


class _Reading(NamedTuple):
    """What the rules find in a line: names, those that something is called after, and the words of the line with those that are places."""

    names: tuple[Name, ...]
    honorary: tuple[Name, ...]
    tokens: tuple[Token, ...]
    places: frozenset[int]


def find_persons(text: str) -> list[tuple[int, int]]:
    """Where persons are named in a tidy line: (start, end) in characters, in order. Whom a school or a method is called after is none.

    >>> text = "Широкова Е.Н., заведующий; И.О. Котова, Мельник Анна Петровна"
    >>> [text[start:end] for start, end in find_persons(text)]
    ['Широкова Е.Н.', 'И.О. Котова', 'Мельник Анна Петровна']
    >>> text = "Директор МБОУ СОШ №3 г. Ишима И.И. Попов"
    >>> [text[start:end] for start, end in find_persons(text)]
    ['И.И. Попов']
    >>> find_persons("зам. директора по УВР, МБОУ СОШ № 3 имени Л.И. Золотова, Р.Ф.")
    []
    """
    return list(_persons(text))


@functools.lru_cache(maxsize=20_000)
def _persons(text: str) -> tuple[tuple[int, int], ...]:
    reading = _read(text)
    names = _united([*reading.names, *(name for name in _seen(text, reading) if _is_whole(name, reading.tokens))])
    return tuple((name.start, name.end) for name in names if not follows_work(text, name.start))


@functools.lru_cache(maxsize=20_000)
def find_names(text: str, alone: bool = True) -> tuple[Name, ...]:
    """All that may be the name of a person in a line, in order: for hiding names, where one too many does no harm and one too few does.

    alone: also words that can only be a surname or a name by themselves, and whatever the model sees. Honorary names are none.

    >>> [name.surnames for name in find_names("Поручить Ивановой и Широкову А.П. тест Л.С. Выготского, школа имени Ю.А. Гагарина")]
    [('Ивановой',), ('Широкову',), ('Выготского',)]
    """
    reading = _read(text)
    found = list(reading.names)
    if alone:
        found += [name for name in _seen(text, reading, _stand_out(reading)) if _is_plausible(name, reading.tokens)]
        found += _single(reading, [*found, *reading.honorary])
    return _united(found)


@functools.lru_cache(maxsize=20_000)
def find_honorary(text: str) -> tuple[Name, ...]:
    """The names in a line that something is called after («имени Ю.А. Гагарина»), in order."""
    return _read(text).honorary


@functools.lru_cache(maxsize=20_000)
def _read(text: str) -> _Reading:
    tokens = tokens_of(text)
    honours, in_places = honoured(text, tokens), places(text, tokens)
    forms = read_forms(text, tokens, honours, in_places)
    begun = {form.first for form in forms}
    honorary = [_name(form, tokens) for form in forms if form.first in honours]
    honorary += [Name(tokens[at].start, tokens[at].end, (tokens[at].text,)) for at in honours - begun]
    names = tuple(_name(form, tokens) for form in forms if form.first not in honours)
    return _Reading(names, tuple(sorted(honorary)), tokens, in_places)


def _name(form: Form, tokens: Sequence[Token]) -> Name:
    return Name(tokens[form.first].start, form.end, (tokens[form.surname].text,) if form.surname is not None else ())


def _seen(text: str, reading: _Reading, others: Sequence[Token] = ()) -> list[Name]:
    """What the model sees beside what the rules found; asked only where a word is left that may be a name, the `others` among them."""
    left = [*_left(reading, is_doubtful), *_beside_given_names(reading), *others]
    if not left:
        return []
    line = "".join(part.capitalize() if part.isupper() and len(part) > 3 else part for part in _pieces(text, reading.tokens))
    spans = spans_of_persons(line) if len(line) == len(text) else ()
    found = [_trimmed(_within(reading.tokens, start, end), reading) for start, end in spans]
    return [_named(words) for words in found if any(word in left for word in words)]


def _left(reading: _Reading, wanted: Callable[[Token], bool]) -> list[Token]:
    """The words of a kind that no rule took, and that are no places."""
    taken = [*reading.names, *reading.honorary]
    return [token for at, token in enumerate(reading.tokens) if at not in reading.places and not _is_taken(token, taken) and wanted(token)]


def _beside_given_names(reading: _Reading) -> list[Token]:
    """The words that may be the surnames, or the positions, of those whom the rules know by name and patronymic alone: «Корж Анна Петровна»."""
    starts = {name.start for name in reading.names if not name.surnames}
    return [token for token, after in pairwise(reading.tokens) if after.start in starts and token.is_capital and after.before.isspace()]


def _stand_out(reading: _Reading) -> list[Token]:
    """Common words with a capital inside the line: «наставники Корж и Мороз»."""
    return _left(
        reading, lambda token: token.is_capital and token.before.isspace() and not token.text.isupper() and surname(token.text) > NEVER
    )


def _single(reading: _Reading, taken: Sequence[Name]) -> list[Name]:
    """Words by themselves that the dictionary has as a surname or a name, and as nothing else."""
    left = [token for token in _left(reading, is_unexplained) if not _is_taken(token, taken)]
    found = [token for token in left if surname(token.text) == CERTAIN or is_name(token.text) or is_patronymic(token.text)]
    return [_named([token]) for token in found]


def _is_taken(token: Token, names: Sequence[Name]) -> bool:
    return any(name.start < token.end and token.start < name.end for name in names)


def _within(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    return [token for token in tokens if start < token.end and token.start < end]


def _trimmed(words: Sequence[Token], reading: _Reading) -> list[Token]:
    """What the model sees without what is known better: whole names of the rules, whom something is called after, positions."""
    whole = [*(name for name in reading.names if name.surnames), *reading.honorary]
    runs = groupby(words, lambda word: _is_taken(word, whole) or (len(word.text) > 1 and surname(word.text) == NEVER))
    return next((list(run) for is_known, run in runs if not is_known), [])


def _united(names: Sequence[Name]) -> tuple[Name, ...]:
    """The names in order, those over one another made one."""
    found: list[Name] = []
    for name in sorted(names):
        if found and name.start < found[-1].end:
            found[-1] = Name(found[-1].start, max(found[-1].end, name.end), tuple(dict.fromkeys((*found[-1].surnames, *name.surnames))))
        else:
            found.append(name)
    return tuple(found)


def _named(words: Sequence[Token]) -> Name:
    surnames = [word.text for word in words if len(word.text) > 1 and not is_patronymic(word.text)]
    given = [word for word in surnames if is_name(word) and len(surnames) > 1]
    return Name(words[0].start, words[-1].end, tuple(word for word in surnames if word not in given) or tuple(surnames[:1]))


def _is_whole(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a name is more than a word: one word alone may be a school, a firm, a village."""
    words = _within(tokens, name.start, name.end)
    return len(words) > 1 and all(word.is_capital for word in words)


def _is_plausible(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a name of one word looks like one: by its ending, or by a capital inside a line. In capitals or quotes it may be anything."""
    words = _within(tokens, name.start, name.end)
    if len(words) > 1 or surname(words[0].text) >= LIKELY:
        return True
    return _stands_out(words[0])


def _pieces(text: str, tokens: Sequence[Token]) -> list[str]:
    """The words of the text and what stands between them, in order."""
    pieces = [piece for token in tokens for piece in (token.before, token.text)]
    return [*pieces, text[tokens[-1].end :] if tokens else text]
