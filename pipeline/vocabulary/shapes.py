"""The shapes of the files of words: what may stand in `vocab/*.yaml`, one class a file."""

import hashlib
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from pipeline.document import Frozen
from pipeline.vocabulary.calendar import Calendar
from pipeline.vocabulary.entries import Entry, File, Phrases

ColumnCode = Literal["number", "stage", "activity", "content", "deadline", "responsible", "result", "unused"]


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


class LegalForm(Frozen):
    """A legal form: abbreviation, full name, and the kind where no kind word is said."""

    abbreviation: str
    name: str
    kind: str


class Kind(Named):
    """A kind of organisation; head: the noun that an adjective in the name agrees with."""

    head: str


class FormWord(Frozen):
    """A word of a legal form spelt out, its letter in the abbreviation, and whether a form may begin with it."""

    word: str
    letter: str
    owner: bool


class PlaceWord(Frozen):
    """A word for a kind of place: the noun in full, how it is written."""

    name: str
    phrases: Phrases


class LocalityWord(PlaceWord):
    """A word before the name of a town or village; towns: whether the gazetteer is asked for its region."""

    towns: bool


class Organisations(File):
    """organisations.yaml; form_nouns and form_endings: words to letters."""

    legal_forms: tuple[LegalForm, ...]
    form_words: tuple[FormWord, ...]
    form_nouns: dict[str, str]
    form_endings: dict[str, str]
    kinds: tuple[Kind, ...]
    inner: Phrases
    honorary: Phrases
    specialisations: Phrases
    branches: Phrases
    partners: Phrases
    references: Phrases
    localities: tuple[LocalityWord, ...]
    districts: tuple[PlaceWord, ...]
    stressed: Phrases
    settlements: Phrases
    municipal: Phrases


class Region(Frozen):
    """A federal subject, its other spellings, its towns; codes: short forms that other regions may have too («РТ»)."""

    name: str
    phrases: Phrases
    codes: Phrases = ()
    capital: str
    towns: Phrases


class Places(File):
    """places.yaml."""

    regions: tuple[Region, ...]


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


Percent = Annotated[int, Field(ge=0, le=100)]


class Floors(Frozen):
    """How alike two wordings must be, from 0 to 100."""

    stage: Percent
    activity: Percent


class Lines(Frozen):
    """Scores from 0 to 100, one for each kind of decision; what is below goes to review."""

    stage: Percent
    activity: Percent
    deadline: Percent
    responsible: Percent
    organisation: Percent
    approval: Percent
    period: Percent


class Scores(Frozen):
    """For each kind of decision and each evidence that it may rest on: how many of a hundred such decisions were right."""

    deadline: dict[str, Percent]
    responsible: dict[str, Percent]
    organisation: dict[str, Percent]
    approval: dict[str, Percent]
    period: dict[str, Percent]


class Review(File):
    """review.yaml."""

    lines: Lines
    scores: Scores
    floors: Floors
    letters: Percent
    margin: Percent


class Vocabulary(File):
    """All the files, by their names; additions: the files of a region's own words that were merged into them."""

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
    additions: Phrases = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of the words, in hexadecimal: the same words, codes and scores give the same hash, whatever file they stand in."""
        return hashlib.sha256(self.model_dump_json(exclude={"additions"}).encode()).hexdigest()


FILES = tuple(name for name in Vocabulary.model_fields if name != "additions")
"""The files, without their suffix `.yaml`."""
