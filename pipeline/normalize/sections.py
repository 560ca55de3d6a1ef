"""The rows of a plan in its stages: by the stage column, by section rows, by headings between tables, or all in one."""

from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import Paragraph
from pipeline.model import Problem
from pipeline.normalize.grid import Row
from pipeline.normalize.lines import one_line
from pipeline.normalize.plan import Plan
from pipeline.normalize.stages import Heading, is_heading, read_heading
from pipeline.problems import problem
from pipeline.text import fold, strip_closing
from pipeline.vocabulary.shapes import Vocabulary


@dataclass
class Section:
    """A stage: number and name as written, and its rows."""

    number: str | None = None
    name: str = ""
    rows: list[Row] = field(default_factory=list)


def split_sections(plan: Plan, vocabulary: Vocabulary) -> tuple[list[Section], list[Problem]]:
    """The plan's stages in order, each with its rows. A plan without stages has one without a name."""
    sections: list[Section] = []
    problems: list[Problem] = []
    numbers_rows = _numbers_rows(plan.rows)
    last_stage: object = None
    for row, following in zip(plan.rows, [*plan.rows[1:], None], strict=True):
        heading = _heading(row, following, plan, vocabulary)
        stage = row.slots("stage")[0] if row.slots("stage") else None
        if row.heading and heading is None:
            problems.append(problem("unplaced_value", one_line(row.heading), row.origin))
        elif heading:
            sections.append(Section(heading.number, heading.name))
        elif stage and not stage.is_blank and stage is not last_stage:
            last_stage = stage
            found = _section(row, stage.paragraphs, numbers_rows, vocabulary)
            if not sections or fold(found.name) != fold(sections[-1].name):
                sections.append(found)
        if not row.heading and not heading:
            if not sections:
                sections.append(Section())
            sections[-1].rows.append(row)
    return sections, problems


def row_number(row: Row) -> str | None:
    """What stands in the number column, without its closing mark."""
    text = one_line(paragraph for slot in row.slots("number") for paragraph in slot.paragraphs)
    return strip_closing(text).rstrip(")") or None


def numbers_belong_to_rows(plan: Plan) -> bool:
    """Whether the number column counts the rows, and not the stages."""
    return "stage" not in plan.fields or _numbers_rows(plan.rows)


def _numbers_rows(rows: list[Row]) -> bool:
    """Whether a row that goes on with the stage above has a number of its own."""
    for above, row in pairwise(rows):
        stage, number = row.slots("stage"), row.slots("number")
        goes_on = stage and (stage[0].is_blank or stage[0] in above.slots("stage"))
        if goes_on and number and not number[0].is_blank and number[0] not in above.slots("number"):
            return True
    return any("." in (row_number(row) or "") for row in rows)


def _section(row: Row, paragraphs: tuple[Paragraph, ...], numbers_rows: bool, vocabulary: Vocabulary) -> Section:
    heading = read_heading(one_line(paragraphs), vocabulary.stages)
    return Section(heading.number or (None if numbers_rows else row_number(row)), heading.name)


def _heading(row: Row, following: Row | None, plan: Plan, vocabulary: Vocabulary) -> Heading | None:
    """The heading that a row is: a wide cell, or a row of nothing but a title (and a number) in a plan without a stage column."""
    if row.heading:
        text = one_line(row.heading)
        return read_heading(text, vocabulary.stages) if "stage" not in plan.fields or is_heading(text, vocabulary) else None
    filled = {name for name in row.fields if not row.is_blank(name)}
    text = one_line(paragraph for name in ("number", "content") for slot in row.slots(name) for paragraph in slot.paragraphs)
    is_title = "content" in filled and filled <= {"number", "content"}
    if "stage" in plan.fields or not is_title or not (is_heading(text, vocabulary) or _looks_like_heading(row, following, plan)):
        return None
    return read_heading(text, vocabulary.stages)


def _looks_like_heading(row: Row, following: Row | None, plan: Plan) -> bool:
    """A title that no list has: in capitals, unnumbered among numbered rows, or numbered «2» over «2.1»."""
    number = row_number(row) or ""
    is_numbered = sum(bool(row_number(other)) for other in plan.rows) > len(plan.rows) / 2
    leads = following is not None and bool(number) and (row_number(following) or "").startswith(f"{number}.")
    return row.text("content").isupper() or leads or (is_numbered and row.is_blank("number"))
