"""The time that a plan covers: «2022-2023 учебный год», «2024 год», «2021-2024 гг.», «(сентябрь 2022 г. - май 2024 г.)»."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import Period
from pipeline.normalize.front.period.grammar import Candidate, Evidence, candidates, is_left
from pipeline.normalize.front.period.tokens import Token, tokens
from pipeline.normalize.words.sureness import judge
from pipeline.text import squash
from pipeline.vocabulary.shapes import Vocabulary


class Reading(NamedTuple):
    """The period, what it rests on (None where no text speaks of years), and the text that it was read from, or could not be."""

    period: Period
    evidence: Evidence | None = None
    source: str | None = None

    @property
    def is_one_for_two(self) -> bool:
        """Whether one year stands where an academic year has two."""
        return self.evidence == "one_for_two"

    @property
    def is_unread(self) -> bool:
        """Whether there are years in the title that gave no period."""
        return self.evidence == "unread"


def read_period(title: str | None, others: Iterable[str], vocabulary: Vocabulary) -> Reading:
    """The period that the title tells, or else the first of the other lines; `unknown` where none does.

    A line that says it plainly comes before a title that only hints («… 2024»). The year of a date is none («от 25 декабря
    2019 г.»). Outside the title years must be said to be the plan's: «на 2024 год»; «г. Томск, 2024 г.» is the year of the paper.

    >>> from pipeline.vocabulary import load
    >>> read_period("План на 2023/2024 учебный год", [], load()).period.kind
    'academic_year'
    >>> read_period(None, ["г. Томск, 2024 г.", "распоряжение от 25 декабря 2019 г."], load()).period.kind
    'unknown'
    >>> read_period("План на 2024-2022 учебный год", [], load()).is_unread
    True
    """
    readings = [_read(text, at == 0 and bool(title), vocabulary) for at, text in enumerate([*([title] if title else []), *others])]
    told = [reading for reading in readings if reading.evidence]
    scores = vocabulary.review.scores.period
    sure = next((reading for reading in told if scores[str(reading.evidence)] >= vocabulary.review.lines.period), None)
    return sure or next((reading for reading in told if not reading.is_unread), None) or next(iter(told), Reading(Period()))


def _read(text: str, is_title: bool, vocabulary: Vocabulary) -> Reading:
    row = tokens(text, vocabulary)
    found = [candidate for candidate in candidates(row) if is_title or candidate.is_said]
    if not found:
        hints = is_title or any(token.kind == "academic" for token in row)
        match = judge("period", "unread", vocabulary.review)
        return Reading(Period(match=match), "unread", text) if hints and is_left(row, ()) else Reading(Period())
    scores = vocabulary.review.scores.period
    best = max(found, key=lambda candidate: (scores[candidate.evidence], -_length(candidate), -candidate.first))
    evidence: Evidence = "several" if any(_differ(best, other) for other in found) else best.evidence
    match = judge("period", evidence, vocabulary.review)
    written = _written(text, row[best.first : best.last])
    return Reading(Period(start=best.start, end=best.end, kind=best.kind, text=written, match=match), evidence, text)


def _length(candidate: Candidate) -> int:
    """Days: of two periods of a title the shorter is the plan's, the longer that of the programme it belongs to."""
    return (candidate.end - candidate.start).days if candidate.start and candidate.end else 0


def _differ(best: Candidate, other: Candidate) -> bool:
    """Whether another period is said as plainly, and is not of the same school year."""
    is_same_year = best.kind == other.kind == "academic_year" and bool(best.start and other.start and best.start.year == other.start.year)
    return other.evidence == "found" and (best.start, best.end) != (other.start, other.end) and not is_same_year


def _written(text: str, row: list[Token]) -> str:
    """The words of the period as they stand, without «на» and what else stands before."""
    kept = next(token for token in row if token.kind not in {"for", "in", "term", "bracket"})
    end = row[-1].end
    dotted = re.match(r"\.", text[end:]) and re.search(r"(?<!\w)г$|(?<!\w)уч$", text[:end])
    return squash(text[kept.start : end + bool(dotted)])
