"""The header of a plan's table: which column holds what.

A heading is compared with the phrases of `vocab/columns.yaml`: as a whole, cut by a hyphen at a narrow column's edge
(«Срок реализа-»), by its words, or by the phrase it begins with or contains; and so again with its words mended that a narrow
column broke («Ответ ственные за проведение»), that are shortened («рез-т») or misspelt. «Мероприятия» beside «Содержание» groups.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from pipeline.morphology import is_adjective, lemma
from pipeline.normalize.plan.heading_words import mend_heading
from pipeline.normalize.words.phrases import Lemmas, content_lemmas, content_words, squeeze
from pipeline.text import DASHES, tidy
from pipeline.vocabulary.shapes import Columns

Field = Literal["number", "stage", "group", "content", "deadline", "responsible", "result", "unused", "unknown"]

TELLING = frozenset({"stage", "content", "deadline", "responsible", "result"})
"""Columns that make a table a plan; a number column stands in any table."""


@functools.cache
def _exact(columns: Columns) -> Mapping[str, str]:
    return {squeeze(phrase): column.code for column in columns.columns for phrase in column.phrases}


@functools.cache
def _by_words(columns: Columns) -> Sequence[tuple[Lemmas, str]]:
    """Phrases as lemmas, the longest first; those with «№» count as a whole only («№ этапа» is not «этап»)."""
    found = [(content_lemmas(phrase), column.code) for column in columns.columns for phrase in column.phrases if "№" not in phrase]
    return sorted((entry for entry in found if entry[0]), key=lambda entry: -len(entry[0]))


_LONGEST = 120
_LONGEST_MATCHED = 1_000
"""A text so long is compared with no phrase: it is no heading, whatever words it holds."""
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER_OF = re.compile(r"№+\s*[^\W\d_]+\.?")
_AND = re.compile(r"[,/]|\sи\s")
_HYPHEN_INSIDE = re.compile(rf"(?<=[а-яё])[{re.escape(DASHES)}][ \t]*\n\s*(?=[а-яё])")


@functools.lru_cache(maxsize=5_000)
def match_heading(text: str, columns: Columns) -> str | None:
    """The code of the column that a heading names; None where no phrase fits.

    >>> from pipeline.vocabulary import load
    >>> [match_heading(text, load().columns) for text in ("№ п / п", "Срок реализа-", "Ответственные лица", "Планируемые сроки")]
    ['number', 'deadline', 'responsible', 'deadline']
    >>> [match_heading(text, load().columns) for text in ("Ответ ственные за проведение", "Ожид. рез-т", "Меропрития", "Отчёт")]
    ['responsible', 'result', 'activity', None]
    >>> [match_heading(text, load().columns) for text in ("П/№", "№ темы", "Форма представления результата", "№ телефона")]
    ['number', 'number', 'result', None]
    >>> [match_heading(text, load().columns) for text in ("", "ФИО наставника", "Ответственный Отметка о выполнении")]
    [None, None, 'responsible']
    """
    if len(text) > _LONGEST_MATCHED:
        return None
    text = _HYPHEN_INSIDE.sub("", text)
    found = _match(text, columns)
    if found is None and is_heading_row([text]):
        found = _match(" ".join(mend_heading(text, columns)), columns)
    return found


def _match(text: str, columns: Columns) -> str | None:
    whole = squeeze(text)
    if not whole:
        return None
    if whole in _exact(columns):
        return _exact(columns)[whole]
    if tidy(text).endswith("-"):
        return next((code for phrase, code in _exact(columns).items() if phrase.startswith(whole)), None)
    if (beside := _beside_unused(text, columns)) is not None:
        return beside
    if _NUMBER_OF.fullmatch(text.strip()) and _by_phrase(text, columns):
        return "number"  # «№ темы»
    bare = _BRACKETS.sub(" ", text)  # «Мероприятия (содержание деятельности)»: brackets explain
    return _by_phrase(bare, columns) or _by_phrase(text, columns)


def _by_phrase(text: str, columns: Columns) -> str | None:
    spelled = content_words(text)
    row = tuple(map(lemma, spelled))
    found = next((code for phrase, code in _by_words(columns) if phrase[0] in row and _contains(spelled, row, phrase)), None)
    if found == "stage" and any(_by_phrase(second, columns) == "activity" for second in _AND.split(text)[1:]):
        return "activity"  # «Раздел, мероприятие»: sections are rows over the activities
    return found


def _beside_unused(text: str, columns: Columns) -> str | None:
    """What the first heading names of two that stand in one column, since the second's column is empty: it is for later notes."""
    words, exact = text.split(), _exact(columns)
    pairs = ((squeeze(" ".join(words[:at])), squeeze(" ".join(words[at:]))) for at in range(1, len(words)))
    return next((exact[first] for first, second in pairs if first in exact and exact.get(second) == "unused"), None)


def is_exact_heading(text: str, columns: Columns) -> bool:
    """Whether a text is a phrase of the vocabulary as a whole."""
    return squeeze(text) in _exact(columns)


def _contains(spelled: Sequence[str], row: Lemmas, phrase: Lemmas) -> bool:
    """Whether the words of the phrase stand together in the row. A lone word must be its head: «Планируемые сроки», not «Отчёт о сроках»."""
    places = [at for at in range(len(row) - len(phrase) + 1) if row[at : at + len(phrase)] == phrase]
    if len(phrase) > 1 or not places:
        return bool(places)
    return all(is_adjective(word) for word in spelled[: places[0]])


def read_header(headings: Sequence[str], columns: Columns) -> tuple[Field, ...] | None:
    """What each column holds, by its heading; None where the row is no header.

    A header names what is to be done, or a stage, and at least one thing more. A second column of one kind is content
    beside a group («Мероприятия», «Содержание»), and of any other kind joins the first.
    """
    named = name_columns(headings, columns)
    kinds = {field for field in named if field in TELLING}
    is_header = bool({"content", "stage"} & kinds) and len(kinds) >= 2 and is_heading_row(headings)
    return tuple(named) if is_header else None


def name_columns(headings: Sequence[str], columns: Columns) -> list[Field]:
    """What each heading says that its column holds, be they those of a header or not."""
    codes = [match_heading(heading, columns) for heading in headings]
    return [_field(code, "content" in codes) for code in codes]


def is_heading_row(headings: Sequence[str]) -> bool:
    """Whether no text of a row is too long for a heading."""
    return all(len(heading) <= _LONGEST for heading in headings)


def _field(code: str | None, has_content: bool) -> Field:
    if code == "activity":
        return "group" if has_content else "content"
    if code is None:
        return "unknown"
    return code  # type: ignore[return-value]
