"""What a roadmap means: the canonical model that every file becomes, whatever format it came in.

`Roadmap.model_dump(mode="json")` is the published format; its JSON Schema is `docs/roadmap.schema.json`.
Fields may be added; none may be renamed, dropped or given another meaning without a new `schema_version`.
Codes (of stages, activities, roles, areas, kinds, schemes, conditions) are ids of `vocab/`.
"""

import datetime as dt
import json
from typing import Literal

from pydantic import Field

from pipeline.document import Frozen, Origin, Source

SCHEMA_VERSION: Literal["1"] = "1"

Method = Literal["exact", "lemma", "fuzzy", "context", "correction", "none"]
DeadlineKind = Literal["interval", "due", "from", "throughout", "ongoing", "on_demand", "unclear"]
Recurrence = Literal["YEARLY", "HALF_YEARLY", "QUARTERLY", "MONTHLY", "WEEKLY", "DAILY"]
PeriodKind = Literal["academic_year", "calendar_year", "years", "unknown"]
Scope = Literal["own", "row", "merged", "carried"]
Severity = Literal["info", "warning", "error"]


class Match(Frozen):
    """How a text came to its code, and how sure that is."""

    method: Method = Field(
        "none",
        description="exact: the phrase itself; lemma: its words in other forms; fuzzy: alike; context: by its neighbours; correction: by a person; none: not found.",
    )
    evidence: str | None = Field(None, description="What the decision rests on: a code of vocab/review.yaml (scores).")
    score: float = Field(0.0, ge=0, le=1, description="0 to 1: the share of decisions like this one that were right on annotated texts.")
    review: bool = Field(False, description="Whether a person should look: the score is below the line that vocab/review.yaml sets.")


class Judged(Frozen):
    """A value that was understood, and how sure that is."""

    match: Match = Field(default_factory=Match, description="How it was understood, and how sure that is.")


class Deadline(Judged):
    """One expression of time, and the days that it means. Both ends are inclusive; None where unknown."""

    text: str = Field(description="As written, white space folded.")
    kind: DeadlineKind = Field(
        description="interval: both ends; due: only the end; from: only the start; throughout: the plan's period; ongoing; on_demand: no time at all; unclear: no time understood."
    )
    start: dt.date | None = Field(None, description="First day.")
    end: dt.date | None = Field(None, description="Last day.")
    edtf: str | None = Field(None, description="What is known, in ISO 8601-2 (EDTF); unknown years as XXXX.")
    recurrence: Recurrence | None = Field(None, description="How often it comes again.")
    conditions: tuple[str, ...] = Field(
        (), description="Codes of conditions (vocab/calendar.yaml): on_demand, separate_plan, per_schedule."
    )
    scope: Scope = Field(
        "own",
        description="own: stated for this activity alone; row: once for several activities of a row; merged: in a cell over several rows; carried: blank here, taken from above.",
    )


class Responsible(Judged):
    """One role or person who answers for an activity."""

    text: str = Field(description="As written, white space folded.")
    role: str = Field(description="Code of the role (vocab/roles.yaml); other where nobody knows it.")
    area: str | None = Field(None, description="What a deputy or specialist answers for (vocab/roles.yaml, areas).")
    person: str | None = Field(None, description="The person's name, as written.")
    scope: Scope = Field("own", description="As in Deadline.")


class Result(Frozen):
    """What an activity is expected to bring."""

    text: str = Field(description="As written, without label and closing mark.")
    scope: Scope = Field("own", description="As in Deadline.")


class Activity(Frozen):
    """The smallest thing to be done: a list item, or the whole cell where there is no list."""

    number: str | None = Field(None, description="The item's own label, or else the row's: «1», «а», «1.3».")
    lead: str | None = Field(
        None, description="The sentence or grouping cell that opens the list it stands in; several are joined with « / »."
    )
    text: str = Field(description="What is to be done, without label and closing mark.")
    codes: tuple[str, ...] = Field((), description="Types of activity (vocab/activities.yaml); several where it is several things.")
    match: Match = Field(default_factory=Match, description="How the codes were found: the least sure of them.")
    deadlines: tuple[Deadline, ...] = Field((), description="When.")
    responsibles: tuple[Responsible, ...] = Field((), description="Who.")
    results: tuple[Result, ...] = Field((), description="To what end.")
    origin: Origin = Field(default_factory=Origin, description="Where its text stands in the source.")


class Stage(Frozen):
    """A group of activities: этап, раздел, направление."""

    number: str | None = Field(None, description="As written, without its closing mark: «1», «I».")
    name: str = Field(description="As written, white space folded; empty where the plan has no stages.")
    code: str = Field(description="Code of the stage (vocab/stages.yaml); other where none fits.")
    match: Match = Field(default_factory=Match, description="How the code was found.")
    activities: tuple[Activity, ...] = Field((), description="In document order.")


class Organisation(Judged):
    """Whose plan it is. Normal forms: nominative, no quotation marks, white space folded."""

    text: str | None = Field(None, description="As written.")
    legal_form: str | None = Field(None, description="Abbreviation of the legal form: «МБОУ».")
    kind: str | None = Field(None, description="Code of the kind of organisation (vocab/organisations.yaml).")
    name: str | None = Field(None, description="Short name with its kind word, without legal form and place: «лицей №144».")
    number: str | None = Field(None, description="Number without «№».")
    locality: str | None = Field(None, description="Town or village, without «г.», «с.».")
    district: str | None = Field(None, description="Municipal or city district: «Калининский район».")
    region: str | None = Field(None, description="Federal subject, from the text or from the gazetteer of towns.")


class Approval(Judged):
    """The act that the plan was approved by."""

    act: str | None = Field(None, description="Kind of act, nominative: «приказ».")
    number: str | None = Field(None, description="Number of the act; None where the blank was left empty.")
    date: dt.date | None = Field(None, description="Date of the act.")
    person: str | None = Field(None, description="Who approved, as written.")
    position: str | None = Field(None, description="That person's position, without the organisation.")
    text: str | None = Field(None, description="As written, white space folded.")


class Period(Judged):
    """The time that the plan covers, both days inclusive."""

    start: dt.date | None = Field(None, description="First day.")
    end: dt.date | None = Field(None, description="Last day.")
    kind: PeriodKind = Field("unknown", description="What kind of year or years it is.")
    text: str | None = Field(None, description="As written.")


class Problem(Frozen):
    """Something that was not understood, was inferred, or was left out."""

    code: str = Field(description="Code of the catalogue (docs/problems.md).")
    severity: Severity = Field(description="info: for your knowledge; warning: somebody should look; error: something is missing.")
    message: str = Field(description="One sentence in Russian: what it is and what to do.")
    text: str | None = Field(None, description="The text in question, as found.")
    origin: Origin | None = Field(None, description="Where it stands.")


class Roadmap(Frozen):
    """One roadmap, whatever file it came in."""

    schema_version: Literal["1"] = Field(SCHEMA_VERSION, description="Version of this contract.")
    source: Source = Field(description="The file.")
    title: str | None = Field(None, description="The roadmap's own title, one line, white space folded.")
    organisation: Organisation = Field(default_factory=Organisation, description="Whose plan it is.")
    approval: Approval = Field(default_factory=Approval, description="By what act it was approved.")
    period: Period = Field(default_factory=Period, description="What time it covers.")
    scheme: str = Field("other", description="Which federal pattern it follows (vocab/schemes.yaml).")
    stages: tuple[Stage, ...] = Field((), description="In document order.")
    problems: tuple[Problem, ...] = Field((), description="All that was not understood, inferred or left out.")

    @property
    def document_id(self) -> str:
        """The key of this document in the datasets: the first 16 hexadecimal digits of the content's SHA-256."""
        return self.source.sha256[:16]


def schema() -> str:
    """The JSON Schema of a roadmap, as text; `docs/roadmap.schema.json` is generated by `python -m pipeline.model`."""
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Roadmap.model_json_schema(mode="serialization")}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    print(schema(), end="")
