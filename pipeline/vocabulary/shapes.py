"""The shapes of the files of words: what may stand in `vocab/*.yaml`, one class a file."""

import hashlib
from functools import cached_property
from typing import Literal

from pydantic import Field

from pipeline.document import Frozen
from pipeline.vocabulary.calendar import Calendar
from pipeline.vocabulary.entries import Entry, File, Named, Phrases
from pipeline.vocabulary.organisations import Organisations, Places
from pipeline.vocabulary.review import Review

ColumnCode = Literal["number", "stage", "activity", "content", "deadline", "responsible", "result", "unused"]


class Column(Entry):
    """A column of the plan and its headings."""

    code: ColumnCode
    meaning: str


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


class Wording(File):
    """wording.yaml; own, others: what a text is about; neutral: words that say nothing; light: actions that name none by themselves;
    reading: actions behind which a title in quotation marks only says what is read;
    places: where things are shown.

    Each row of actions (a noun and its verbs) and of synonyms means one thing.
    """

    own: Phrases
    others: Phrases
    neutral: Phrases
    light: Phrases
    reading: Phrases
    places: Phrases
    actions: tuple[Phrases, ...]
    synonyms: tuple[Phrases, ...]
    abbreviations: dict[str, str]


class Roles(File):
    """roles.yaml; deputy_abbreviations: «ЗДУВР» to its area; duties: what the one «ответственный за …» answers for, to the role."""

    roles: tuple[Named, ...]
    areas: tuple[Named, ...]
    duties: tuple[Entry, ...]
    deputy_abbreviations: dict[str, str]
    abbreviations: dict[str, str]
    ambiguous: Phrases
    acting: Phrases
    members: Phrases
    answering: Phrases
    joiners: Phrases
    territories: Phrases
    own: Phrases
    topic: Phrases
    fillers: Phrases


class Act(Frozen):
    """A kind of act, nominative, and the words and abbreviations for it."""

    name: str
    phrases: Phrases


class PeriodWords(Frozen):
    """The words around the years of a title, by what they mean."""

    since: Phrases
    through: Phrases
    until: Phrases
    for_: Phrases = Field(alias="for")
    in_: Phrases = Field(alias="in")
    and_: Phrases = Field(alias="and")
    calendar: Phrases
    term: Phrases
    planned: Phrases
    part: Phrases
    act: Phrases


class Documents(File):
    """documents.yaml."""

    titles: Phrases
    approvals: Phrases
    annexes: Phrases
    other_blocks: Phrases
    acts: tuple[Act, ...]
    records: Phrases
    councils: Phrases
    citations: Phrases
    federal: Phrases
    authorities: Phrases
    positions: Phrases
    acting: Phrases
    number_suffixes: Phrases
    period_words: PeriodWords
    totals: Phrases
    works: Phrases
    beside_names: Phrases


class Vocabulary(File):
    """All the files, by their names; additions: the files of a region's own words that were merged into them."""

    columns: Columns
    stages: Stages
    schemes: Schemes
    activities: Activities
    wording: Wording
    roles: Roles
    calendar: Calendar
    documents: Documents
    organisations: Organisations
    places: Places
    review: Review
    additions: Phrases = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of the words, in hexadecimal: the same words, codes and scores give the same hash, whatever file they stand in."""
        return hashlib.sha256(self.model_dump_json(exclude={"additions"}).encode()).hexdigest()


FILES = tuple(name for name in Vocabulary.model_fields if name != "additions")
"""The files, without their suffix `.yaml`."""
