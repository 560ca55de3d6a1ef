"""The words of a line of responsibles, each with what it means: names by their form, all else from the vocabulary."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.morphology import is_abbreviation
from pipeline.normalize.words.persons import find_persons
from pipeline.normalize.words.phrases import Lemmas
from pipeline.normalize.words.responsibles.lexicons import duties, lexicon, parts, spellings
from pipeline.normalize.words.responsibles.spelling import How, Spelled, broken, spell
from pipeline.text import DASHES, WORD, fold
from pipeline.vocabulary.shapes import Roles

Kind = Literal[
    "role", "area", "person", "acting", "members", "joiners", "territories", "own", "topic", "fillers", "word", "separator", "dash", "colon"
]

_PIECES = re.compile(
    rf"""(?P<quoted>«[^»]*»?|"[^"]*"|“[^”]*”|„[^“”]*[“”])
    |(?P<word>{WORD.pattern})
    |(?P<separator>[,;+]|(?<=\w\w)\s*[/\\]\s*(?=\w\w)|(?<=\w\.)\s*/\s*(?=\w\w)|(?<=[а-яё]{{5}})\.(?=\s+[А-ЯЁ]))
    |(?P<colon>:)|(?P<open>\()|(?P<close>\))|(?P<dash>(?<=\s)[{re.escape(DASHES)}](?=\s|$)|(?<=\w)[–—](?=\s|$))""",
    re.VERBOSE,
)


_LONGEST = 4_000
"""Characters of a line that names those who answer: two pages of names are read, and time grows faster than their number."""
_STOPS = frozenset({"separator", "person", "colon"})


class Token(NamedTuple):
    """A word or phrase: what it is, what it means, where it stands; how deep in brackets, by what words it was found, and
    whether a hyphen ties it to the word before."""

    kind: Kind
    value: str
    text: str
    start: int
    end: int
    depth: int = 0
    keys: Lemmas = ()
    hows: frozenset[How] = frozenset({"whole"})
    hyphened: bool = False

    @property
    def first(self) -> str:
        """Its first word, as written."""
        found = WORD.search(self.text)
        return found[0].partition("-")[0] if found else self.text

    @property
    def is_abbreviation(self) -> bool:
        """«ШМО», and not a word in capital letters."""
        return is_abbreviation(self.text)


class _Word(NamedTuple):
    """A word to look up (its key), or a thing that is none (its kind)."""

    kind: Kind
    key: str
    start: int
    end: int
    depth: int
    how: How = "whole"


def tokens(text: str, roles: Roles) -> list[Token]:
    """The tokens of a tidy line, in order. What is in no list has the kind «word». None of a line that is too long to name anybody."""
    if len(text) > _LONGEST:
        return []
    words = _mended(text, list(_words(text, roles)), roles)
    found = list(_phrases(text, [word for word in words if word.kind != "dash"], roles))
    inside = {at for token in found for at in range(token.start, token.end)}  # «педагог - психолог»
    dashes = [Token("dash", "", "", word.start, word.end, word.depth) for word in words if word.kind == "dash" and word.start not in inside]
    return sorted([*found, *dashes], key=lambda token: token.start)


def _words(text: str, roles: Roles) -> Iterator[_Word]:
    """Names, words and marks. What stands in quotes is the name of something, and names nobody but a body of that name."""
    persons = [span for span in find_persons(text) if not _is_no_name(text[slice(*span)], roles)]
    depth = at = 0
    for found in _PIECES.finditer(text):
        name = next((span for span in persons if span[0] <= found.start() < span[1]), None)
        if name or found.start() < at:
            if name and name[0] >= at:
                yield _Word("person", "", *name, depth)
                at = name[1]
            continue
        if found.lastgroup in {"open", "close"}:
            depth = max(0, depth + (1 if found.lastgroup == "open" else -1))
        elif found.lastgroup == "word":
            yield from _written(found[0], found.start(), depth, roles)
        elif found.lastgroup == "quoted":
            yield from _quoted(found[0], found.start(), depth, roles)
        else:
            yield _Word(found.lastgroup, "", *found.span(), depth)  # type: ignore[arg-type]


def _is_no_name(name: str, roles: Roles) -> bool:
    """«И.О. Директора» looks like a name."""
    return any(fold(word) in spellings(roles) for word in WORD.findall(name) if len(word) > 3)


def _written(word: str, start: int, depth: int, roles: Roles) -> Iterator[_Word]:
    at = 0
    for part in parts(word, roles):
        at = word.index(part, at)
        for spelled in spell(part, roles):
            yield _Word("word", spelled.key, start + at + spelled.start, start + at + spelled.end, depth, spelled.how)
        at += len(part)


def _quoted(text: str, start: int, depth: int, roles: Roles) -> Iterator[_Word]:
    """«МКУ «Управление образования»» is that body; «центр «Наставник»» is no mentor."""
    meaning = lexicon(roles).meaning(text)
    if meaning in {("role", "municipal_authority"), ("role", "other")}:
        yield from (_Word("word", part.key, start + part.start, start + part.end, depth, part.how) for part in _inside(text, roles))
    else:
        yield _Word("fillers", "", start, start + len(text), depth)


def _inside(text: str, roles: Roles) -> Iterator[Spelled]:
    for found in WORD.finditer(text):
        for word in _written(found[0], found.start(), 0, roles):
            yield Spelled(word.key, word.start, word.end, word.how)


def _mended(text: str, words: list[_Word], roles: Roles) -> list[_Word]:
    """The words, those that spaces broke put together."""
    found: list[_Word] = []
    at = 0
    while at < len(words):
        length, whole = next(((n, mended) for n in (3, 2) if (mended := _broken(text, words[at : at + n], n, roles))), (1, None))
        found.append(words[at]._replace(key=whole, end=words[at + length - 1].end, how="mended") if whole else words[at])
        at += length
    return found


def _broken(text: str, words: list[_Word], length: int, roles: Roles) -> str | None:
    if (
        len(words) < length
        or any(word.kind != "word" for word in words)
        or not text[words[0].start : words[-1].end].replace(" ", "").isalpha()
    ):
        return None
    return broken(tuple(text[word.start : word.end] for word in words), roles)


def _phrases(text: str, words: list[_Word], roles: Roles) -> Iterator[Token]:
    row = tuple(word.key for word in words)
    at = 0
    while at < len(words):
        length, kind, value = _meaning(words, row, at, roles)
        taken = words[at : at + length]
        start, end = taken[0].start, taken[-1].end
        yield Token(
            kind,
            value,
            text[start:end],
            start,
            end,
            taken[0].depth,
            row[at : at + length],
            frozenset(word.how for word in taken),
            text[start - 1 : start] == "-" and start > 1 and text[start - 2].isalpha(),
        )
        at += length


def _meaning(words: list[_Word], row: tuple[str, ...], at: int, roles: Roles) -> tuple[int, Kind, str]:
    if words[at].kind != "word":
        return 1, words[at].kind, ""
    phrase = lexicon(roles).longest(row, at)
    if phrase is None:
        return 1, "fillers" if row[at][:1].isdigit() else "word", row[at]
    length, (kind, value) = phrase
    if kind == "answering":
        return _answering(words, row, at, length, roles)
    return length, kind, value  # type: ignore[return-value]


def _answering(words: list[_Word], row: tuple[str, ...], at: int, length: int, roles: Roles) -> tuple[int, Kind, str]:
    """«ответственный за ведение школьного сайта»: who it is, by what follows; «ответственный за проведение:» says nothing.

    What follows is all of one breath: «за работу с молодыми специалистами» names no mentee.
    """
    stop = next((end for end in range(at + length, len(words)) if words[end].kind in _STOPS), len(words))
    for code, phrases in duties(roles):
        for place in range(at + length, stop):
            found = phrases.longest(row[:stop], place)
            if found:
                return place + found[0] - at, "role", code
    is_label = stop < len(words) and words[stop].kind == "colon"
    return stop - at, "fillers" if is_label else "role", ""
