"""After whom something is called: «школа имени Героя Советского Союза Н.А. Ковалёва», «ул. Гагарина», «методика Л.С. Выготского».

A school's honorary name is no personal data, and a place is none; neither answers for an activity.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.words.persons.evidence import LIKELY, is_name, is_unexplained, surname
from pipeline.normalize.words.persons.tokens import Token

_HONORARY = re.compile(r"(?<!\w)(?:имени|им(?=\.|\s+[А-ЯЁ]))\.?(?!\w)", re.IGNORECASE)
_ON_BEHALF = re.compile(r"(?<!\w)от\s+$", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:(?<!\w)(?:г|гор|с|сел|п|пос|д|дер|х|ст|ст-ца|пгт|ул|пер|пр|пр-т|обл|р-н)\.|(?<!\w)(?:город|сел|деревн|посел|посёл|станиц|хутор|улиц|проспект|аул|улус|площад)[а-яё]*)\s*$"
)
_YEAR = re.compile(r"\d\s*(?:г|гг)\.\s*$")
_AUTHOR = re.compile(
    r"(?<!\w)(?:методик|метод|теори|концепци|учени|опросник|тест|шкал|книг|учебник|пособи|трудам?|стихи|произведени)[а-яё]*\s+$",
    re.IGNORECASE,
)
_MOST_WORDS = 8
_STOP = re.compile(r"[,;:()«»\"“”/]")


def honoured(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """The words with which honorary names begin.

    >>> from pipeline.normalize.words.persons.tokens import tokens_of
    >>> sorted(honoured(text, tokens_of(text))) if (text := "СОШ имени Героя Труда Ковалёва и от имени Котова") else None
    [4]
    """
    return frozenset(at for found in _HONORARY.finditer(text) for at in _honoured_after(text, tokens, found))


def _honoured_after(text: str, tokens: Sequence[Token], found: re.Match[str]) -> Iterator[int]:
    if _ON_BEHALF.search(text[: found.start()]):
        return
    after = [at for at, token in enumerate(tokens) if token.start >= found.end()][:_MOST_WORDS]
    for at in after:
        token = tokens[at]
        if at > after[0] and _STOP.search(token.before):
            return
        if token.is_capital and (token.is_initial or is_unexplained(token) or is_name(token.text) or surname(token.text) >= LIKELY):
            yield at
            return


def places(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """The words right after «г.», «с.», «ул.», «города»; not after the «г.» of a year."""
    return frozenset(at for at, token in enumerate(tokens) if token.is_capital and follows_place(text, token.start))


def follows_place(text: str, start: int) -> bool:
    """Whether a word that says what a place is stands right before."""
    before = text[max(0, start - 20) : start]
    return bool(_PLACE.search(before)) and not _YEAR.search(before)


def follows_work(text: str, start: int) -> bool:
    """Whether a word stands right before that makes a name an author's: «по методике Л.С. Выготского»."""
    return bool(_AUTHOR.search(text[max(0, start - 20) : start]))
