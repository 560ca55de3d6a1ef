"""The numbers of a title block, each with whose it is: the act's, the annex's, the school's, the protocol's."""

import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.morphology import is_known
from pipeline.normalize.words.phrases import lemmas
from pipeline.text import DASHES, WORD, fold, squash
from pipeline.vocabulary.shapes import Documents, Vocabulary

Owner = Literal["act", "annex", "school", "order_of_school", "protocol"]
SIGN = r"(?:№+|(?<!\w)N[oо°º]?\.?(?=[\s\d_])|(?<!\w)номер(?:ом)?(?!\w))"
DATE_AHEAD = r"\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?\d"
_DASHES = re.escape(DASHES)
_LETTERS = r"[А-Яа-яЁёA-Za-z]{1,5}(?!\w)"
_GLUED = rf"[{_DASHES}/](?!{DATE_AHEAD})(?:\d\w*|{_LETTERS})|\.\d\w*"
_END = r"\s*$|\s+от\W|\s*[,;)«\"]"
_SPACED = rf"\s?[{_DASHES}/]\s?(?!{DATE_AHEAD})(?:\d\w*|{_LETTERS}(?={_END}))"
_SHORT_KIND = 2
"""Longer names of kinds end in words that are not of schools alone («… образования»)."""


class Number(NamedTuple):
    """A number after its sign or without one, None for a blank; whose it is, and its place in characters, the sign's included."""

    value: str | None
    owner: Owner
    start: int
    end: int


@functools.cache
def _number_form(documents: Documents) -> re.Pattern[str]:
    suffixes = "|".join(sorted(map(re.escape, documents.number_suffixes), key=len, reverse=True))
    value = rf"(?!{DATE_AHEAD})(?:(?!от(?!\w))[А-ЯЁA-Zа-яё]{{1,5}}[\s{_DASHES}./]?(?!{DATE_AHEAD}))?\d\w*(?:{_GLUED}|{_SPACED})*(?:\s(?:{suffixes})(?!\w)(?:(?<!\s.)|(?={_END})))?(?:\s?[«\"][а-яА-Я]{{1,3}}[»\"])?"
    return re.compile(
        rf"(?P<sign>{SIGN})\s*(?P<asked>приказа|распоряжения|постановления)?[\s:]*(?:(?P<value>{value})|[_\s.…]*)", re.IGNORECASE
    )


def spread(text: str) -> str:
    """The text with «от» apart from what it is glued to, and what was written into a blank without the blank.

    >>> spread("№ 57от 28.08.2024, № 3-ОДот 1.09.2024, от28.08.2024")
    '№ 57 от 28.08.2024, № 3-ОД от 1.09.2024, от 28.08.2024'
    >>> spread("№_77_ от «_30_» __августа__ 2023, от 30,08,2023")
    '№ 77 от « 30 »  августа  2023, от 30.08.2023'
    """
    text = re.sub(r"_+([^\W_]+(?:[-/][^\W_]+)*)_+(?!\d)", r" \1 ", text)
    text = re.sub(r"(?<!\d)(\d{1,2}),(\d{1,2}),(\d{4})(?!\d)", r"\1.\2.\3", text)
    text = re.sub(r"(№ ?\S+)  ", r"\1 ", text)
    text = re.sub(r"(?<=[\dА-ЯЁ»\"])от(?=\s*[«\"_]?\s?\d)", " от", text)
    return re.sub(r"(?<!\w)от(?=[\d«\"_])", "от ", text)


def find_numbers(text: str, vocabulary: Vocabulary) -> list[Number]:
    """The numbers after a sign, blanks too, and whose they are.

    >>> from pipeline.vocabulary import load
    >>> [(found.value, found.owner) for found in find_numbers("Приложение № 1 к приказу МБОУ СОШ № 5 от 01.09.2023 № 3-ОД, № __", load())]
    [('1', 'annex'), ('5', 'school'), ('3-ОД', 'act'), (None, 'act')]
    """
    return list(_numbers(text, vocabulary))


def _numbers(text: str, vocabulary: Vocabulary) -> Iterator[Number]:
    for found in _number_form(vocabulary.documents).finditer(text):
        owner: Owner = "act" if found["asked"] else _owner(text[: found.start()], vocabulary)
        yield Number(squash(found["value"]) if found["value"] else None, owner, found.start(), found.end())


def _owner(before: str, vocabulary: Vocabulary) -> Owner:
    """Whose the number is: the word right before its sign says it, in the same line or the one above."""
    word = next((found[0] for found in reversed(list(WORD.finditer(before)))), "")
    between = before[before.rfind(word) + len(word) :] if word else ""
    row = lemmas(word)
    if not row or re.search(r"[»\"\d_,;)]", between):
        return "act"
    documents = vocabulary.documents
    if row[0] in {lemmas(phrase)[0] for phrase in documents.annexes}:
        return "annex"
    if row[0] in {lemmas(phrase)[0] for phrase in documents.records}:
        return "protocol"
    if row[0] in _schools(vocabulary) and lemmas(before)[-2:-1] == ("по",):
        return "order_of_school"  # «приказ по школе № 5» is the order's number rather than the school's
    is_short_form = word.isupper() and len(word) > 1 and not is_known(word)
    return "school" if row[0] in _schools(vocabulary) or is_short_form else "act"


@functools.cache
def _schools(vocabulary: Vocabulary) -> frozenset[str]:
    """The words that an organisation's number stands behind: the last of a kind («детский сад», «СОШ»), legal forms, short forms of either."""
    organisations = vocabulary.organisations
    kinds = {lemmas(phrase)[-1] for kind in organisations.kinds for phrase in kind.phrases if 1 <= len(lemmas(phrase)) <= _SHORT_KIND}
    return frozenset(kinds | {fold(form.abbreviation) for form in organisations.legal_forms} | {"д", "с", "учреждение"})
