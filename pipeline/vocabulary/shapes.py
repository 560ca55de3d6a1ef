"""The shapes of the files of words: what may stand in `vocab/*.yaml`, one class a file."""

from typing import Literal

from pydantic import Field

from pipeline.document import Frozen
from pipeline.model import Recurrence

Phrases = tuple[str, ...]
ColumnCode = Literal["number", "stage", "activity", "content", "deadline", "responsible", "result", "unused"]
DayOfYear = str
"""«Y-09-01»: a day of the first calendar year of a school year; «N-05-31»: of the second."""


class File(Frozen):
    """One file of words. Compared by identity, so that an index built from it can be cached at no cost."""

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Entry(Frozen):
    """A code and the phrases that mean it."""

    code: str
    phrases: Phrases


class Column(Entry):
    """A column of the plan and its headings."""

    code: ColumnCode
    meaning: str


class Named(Entry):
    """A code with a name for reports."""

    name: str


class Columns(File):
    """columns.yaml."""

    columns: tuple[Column, ...]


class Stages(File):
    """stages.yaml; headings: words before number and name («Этап 1. …»)."""

    stages: tuple[Named, ...]
    headings: Phrases


class SchemeStage(Frozen):
    """A stage as a federal pattern names it."""

    code: str
    name: str


class Crosswalk(Frozen):
    """Where a stage of one pattern falls in minpros-2021, the weightiest first."""

    from_: str = Field(alias="from")
    to: tuple[str, ...]


class Scheme(Frozen):
    """A federal pattern: its stages in order, and turns of phrase that tell it."""

    code: str
    name: str
    act: str
    stages: tuple[SchemeStage, ...]
    markers: Phrases
    crosswalk: tuple[Crosswalk, ...]


class Schemes(File):
    """schemes.yaml."""

    schemes: tuple[Scheme, ...]


class ActivityType(Named):
    """A type of activity, and the stages where it usually stands."""

    stages: tuple[str, ...]


class Activities(File):
    """activities.yaml."""

    activities: tuple[ActivityType, ...]


class Roles(File):
    """roles.yaml; deputy_abbreviations: «ЗДУВР» to its area."""

    roles: tuple[Named, ...]
    areas: tuple[Named, ...]
    deputy_abbreviations: dict[str, str]


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


class LegalForm(Frozen):
    """A legal form: abbreviation, full name, and the kind where no kind word is said."""

    abbreviation: str
    name: str
    kind: str


class Kind(Named):
    """A kind of organisation; head: the noun that an adjective in the name agrees with."""

    head: str


class Organisations(File):
    """organisations.yaml."""

    legal_forms: tuple[LegalForm, ...]
    kinds: tuple[Kind, ...]
    localities: Phrases
    districts: Phrases


class Region(Frozen):
    """A federal subject, its other spellings, and its towns."""

    name: str
    phrases: Phrases
    capital: str
    towns: Phrases


class Places(File):
    """places.yaml."""

    regions: tuple[Region, ...]


class Documents(File):
    """documents.yaml."""

    titles: Phrases
    approvals: Phrases
    annexes: Phrases
    other_blocks: Phrases
    acts: Phrases
    signatures: Phrases


class Scores(Frozen):
    """Scores from 0 to 100, one for each kind of decision."""

    stage: int = Field(ge=0, le=100)
    activity: int = Field(ge=0, le=100)


class Review(File):
    """review.yaml."""

    lines: Scores
    floors: Scores
    margin: int = Field(ge=0, le=100)


class Vocabulary(File):
    """All the files, by their names."""

    columns: Columns
    stages: Stages
    schemes: Schemes
    activities: Activities
    roles: Roles
    calendar: Calendar
    documents: Documents
    organisations: Organisations
    places: Places
    review: Review
