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


class Part(Frozen):
    """First and last day of one numbered term."""

    from_: DayOfYear = Field(alias="from", pattern=r"^[YN]-\d\d-\d\d$")
    to: DayOfYear = Field(pattern=r"^[YN]-\d\d-\d\d$")


class Term(Part):
    """Words of the school calendar and their first and last day; due: the day that «до …» means, where it is not the last;
    calendar: other days in a plan of a calendar year, one pair at most."""

    phrases: Phrases
    due: DayOfYear | None = Field(None, pattern=r"^[YN]-\d\d-\d\d$")
    calendar: tuple[Part, ...] = ()


class Season(Frozen):
    """A season: its first and last month."""

    phrases: Phrases
    from_: int = Field(alias="from", ge=1, le=12)
    to: int = Field(ge=1, le=12)


class NumberedTerm(Frozen):
    """Terms that are counted («II четверть»); calendar: in a plan of a calendar year."""

    phrases: Phrases
    parts: tuple[Part, ...]
    calendar: tuple[Part, ...] = ()


class MonthPart(Frozen):
    """Beginning, middle, end of a month: first and last day; 31 is the month's last. due: the day that «до …» means, 0 the eve
    of the month; nothing where it is the month's last."""

    phrases: Phrases
    from_: int = Field(alias="from", ge=1, le=31)
    to: int = Field(ge=1, le=31)
    due: int | None = Field(None, ge=0, le=31)


class Recurring(Frozen):
    """How often, and the phrases for it."""

    code: Recurrence
    phrases: Phrases


class Calendar(File):
    """calendar.yaml."""

    months: tuple[Numbered, ...]
    ordinals: tuple[Numbered, ...]
    cardinals: tuple[Numbered, ...]
    terms: tuple[Term, ...]
    numbered_terms: tuple[NumberedTerm, ...]
    seasons: tuple[Season, ...]
    quarters: Phrases
    month_parts: tuple[MonthPart, ...]
    halves: Phrases
    weeks: Phrases
    decades: Phrases
    weekdays: Phrases
    throughout: Phrases
    carried_out: Phrases
    school_year: Term
    ongoing: Phrases
    recurrences: tuple[Recurring, ...]
    units: tuple[Recurring, ...]
    every: Phrases
    times: Phrases
    conditions: tuple[Entry, ...]
    according: Phrases
    separate: Phrases
    schedules: Phrases
    until: Phrases
    since: Phrases
    through: Phrases
    after: Phrases
    ahead: Phrases
    then: Phrases
    during: Phrases
    academic: Phrases
    acts: Phrases
    fillers: Phrases
