"""The act that approved a plan: «УТВЕРЖДАЮ …», «Приложение 2 к Приказу от 01.09.2022 № 246-о/д»."""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence

from pipeline.model import Approval
from pipeline.morphology import lemma
from pipeline.normalize.words.persons import find_persons
from pipeline.normalize.words.phrases import Lexicon, lemmas
from pipeline.normalize.words.sureness import judge
from pipeline.text import WORD, fold, squash
from pipeline.vocabulary.shapes import Vocabulary

_NUMERIC = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s?\.\s?(?P<month>\d{1,2})\s?\.\s?(?P<year>(?:19|20)\d{2}|\d{2})(?!\d)")
_WRITTEN = re.compile(r"[«\"]?\s?(?P<day>\d{1,2})\s?[»\"]?[\s_]+(?P<month>[а-яё]+)[\s_]+(?P<year>(?:19|20)\d{2})(?!\d)", re.IGNORECASE)
_SIGN = r"(?:№|N(?=[\s\d]))\s*"
_NUMBER = r"(?P<number>[\wА-Яа-я]*\d[\w]*(?:\s?[-–/.]\s?\w+)*(?:\s(?:о/д|од|ОД|О/Д|п|к)(?!\w))?)"
_AFTER_DATE = re.compile(rf"^\s*(?:г\.?|года)?\s*,?\s*{_SIGN}{_NUMBER}")
_BEFORE_DATE = re.compile(rf"{_SIGN}{_NUMBER}\s*(?:от|,)?\s*[«\"]?$")
_AFTER_ACT = re.compile(rf"^\w*\s*{_SIGN}{_NUMBER}")


def read_approval(blocks: Iterable[Sequence[str]], vocabulary: Vocabulary) -> Approval:
    """The approval that the blocks tell: the act of one (kind, number and date belong together), the person of the same or another.

    blocks: the lines of each block, tidy. Nothing is told where no act, date or person is.
    """
    found = [_read_block(lines, vocabulary) for lines in blocks]
    named = [approval for approval in found if approval.act or approval.date or approval.person]
    if not named:
        return Approval()
    best = max(named, key=lambda approval: (approval.date is not None, approval.number is not None, approval.act is not None))
    signed = best if best.person else next((approval for approval in named if approval.person), best)
    text = best.text if signed is best else f"{best.text} {signed.text}"
    match = judge("approval", "found", vocabulary.review)
    return best.model_copy(update={"person": signed.person, "position": signed.position or best.position, "text": text, "match": match})


def _read_block(lines: Sequence[str], vocabulary: Vocabulary) -> Approval:
    text = squash(" ".join(lines))
    act = _find_act(text, vocabulary)
    date = find_date(text, vocabulary, act[1] if act else 0) or find_date(text, vocabulary)
    persons = [text_of[start:end] for text_of in lines for start, end in find_persons(text_of)]
    return Approval(
        act=act[0] if act else None,
        number=_number(text, date, act[1] if act else None),
        date=date[0] if date else None,
        person=persons[0] if persons else None,
        position=_position(lines, vocabulary),
        text=text,
    )


@functools.cache
def _months(vocabulary: Vocabulary) -> dict[str, int]:
    return {lemma(fold(phrase)): month.number for month in vocabulary.calendar.months for phrase in month.phrases}


def find_date(text: str, vocabulary: Vocabulary, start: int = 0) -> tuple[dt.date, int, int] | None:
    """The first whole date from a place on, and where it stands (characters, end excluded).

    >>> from pipeline.vocabulary import load
    >>> [str(find_date(text, load())[0]) for text in ("от 01.09.2022 № 5", "от «24»_января_2024 г.", "1.9.22")]
    ['2022-09-01', '2024-01-24', '2022-09-01']
    >>> find_date("п. 3.2 приказа 2023 года", load()) is None
    True
    """
    for pattern in (_NUMERIC, _WRITTEN):
        for found in pattern.finditer(text, start):
            month = int(found["month"]) if found["month"].isdigit() else _months(vocabulary).get(lemma(fold(found["month"])))
            year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
            try:
                return dt.date(year, month or 0, int(found["day"])), found.start(), found.end()
            except ValueError:
                continue
    return None


@functools.cache
def _acts(vocabulary: Vocabulary) -> dict[str, str]:
    return {lemma(fold(act)): act for act in vocabulary.documents.acts}


def _find_act(text: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The kind of the act, and where its word ends."""
    for found in re.finditer(r"[^\W\d_]+", text):
        act = _acts(vocabulary).get(lemma(fold(found[0])))
        if act:
            return act, found.end()
    return None


def _number(text: str, date: tuple[dt.date, int, int] | None, act_end: int | None) -> str | None:
    """The number beside the date or right behind the act's word; other numbers are of annexes and schools."""
    found = _AFTER_DATE.match(text[date[2] :]) or _BEFORE_DATE.search(text[: date[1]].rstrip()) if date else None
    if found is None and act_end is not None:
        found = _AFTER_ACT.match(text[act_end:])
    if found is None and date is not None:
        found = re.search(rf"(?:^|\s){_SIGN}{_NUMBER}\s*$", text[date[2] :])
    return squash(found["number"]) if found else None


@functools.cache
def _heads(vocabulary: Vocabulary) -> Lexicon[bool]:
    codes = {"head", "deputy_head"}
    return Lexicon((phrase, True) for role in vocabulary.roles.roles if role.code in codes for phrase in role.phrases)


def _position(lines: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The role that a line begins with: «Директор МБОУ …»; not that of «приказом директора»."""
    for line in lines:
        row = lemmas(line)
        for at in range(min(2, len(row))):
            role = _heads(vocabulary).longest(row, at)
            if role and (at == 0 or row[0] in _approving(vocabulary)):
                places = [found.span() for found in WORD.finditer(line)]
                return line[places[at][0] : places[at + role[0] - 1][1]]
    return None


@functools.cache
def _approving(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for phrase in vocabulary.documents.approvals for word in lemmas(phrase))
