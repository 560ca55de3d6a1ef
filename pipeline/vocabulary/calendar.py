"""The shape of calendar.yaml: words of time."""

from pydantic import Field

from pipeline.document import Frozen
from pipeline.model import Recurrence
from pipeline.vocabulary.entries import Entry, File, Phrases

DayOfYear = str
"""«Y-09-01»: a day of the first calendar year of a school year; «N-05-31»: of the second."""


class Numbered(Frozen):
    """A number and the words for it."""

    number: int
    phrases: Phrases


class Term(Frozen):
    """Words of the school calendar and their first and last day; due: the day that «до …» means, where it is not the last."""

    phrases: Phrases
    from_: DayOfYear = Field(alias="from", pattern=r"^[YN]-\d\d-\d\d$")
    to: DayOfYear = Field(pattern=r"^[YN]-\d\d-\d\d$")
    due: DayOfYear | None = Field(None, pattern=r"^[YN]-\d\d-\d\d$")


class Part(Frozen):
    """First and last day of one numbered term."""

    from_: DayOfYear = Field(alias="from", pattern=r"^[YN]-\d\d-\d\d$")
    to: DayOfYear = Field(pattern=r"^[YN]-\d\d-\d\d$")


class NumberedTerm(Frozen):
    """Terms that are counted («II четверть»); calendar: in a plan of a calendar year."""

    phrases: Phrases
    parts: tuple[Part, ...]
    calendar: tuple[Part, ...] = ()


class MonthPart(Frozen):
    """Beginning, middle, end of a month: first and last day; 31 is the month's last."""

    phrases: Phrases
    from_: int = Field(alias="from", ge=1, le=31)
    to: int = Field(ge=1, le=31)


class Recurring(Frozen):
    """How often, and the phrases for it."""

    code: Recurrence
    phrases: Phrases


class Calendar(File):
    """calendar.yaml."""

    months: tuple[Numbered, ...]
    ordinals: tuple[Numbered, ...]
    terms: tuple[Term, ...]
    numbered_terms: tuple[NumberedTerm, ...]
    quarters: Phrases
    month_parts: tuple[MonthPart, ...]
    weeks: Phrases
    decades: Phrases
    throughout: Phrases
    school_year: Term
    ongoing: Phrases
    recurrences: tuple[Recurring, ...]
    conditions: tuple[Entry, ...]
    until: Phrases
    since: Phrases
    through: Phrases
    during: Phrases
    times: Phrases
    academic: Phrases
    fillers: Phrases
