"""The rows of a plan in its stages: by the stage column, by section rows, by headings between tables, or all in one."""

from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import Paragraph
from pipeline.model import Problem
from pipeline.normalize.plan.find import Plan
from pipeline.normalize.plan.grid import Row, Slot
from pipeline.normalize.plan.headers import Field
from pipeline.normalize.words.deadlines import is_deadline
from pipeline.normalize.words.lines import one_line
from pipeline.normalize.words.stages import is_heading, read_heading
from pipeline.problems import problem
from pipeline.text import fold, strip_closing
from pipeline.vocabulary.shapes import Vocabulary

_TITLE_FIELDS: tuple[Field, ...] = ("number", "content")


@dataclass
class Section:
    """A stage: number and name as written, and its rows."""

    number: str | None = None
    name: str = ""
    rows: list[Row] = field(default_factory=list)


def split_sections(plan: Plan, vocabulary: Vocabulary) -> tuple[list[Section], list[Problem]]:
    """The plan's stages in order, each with its rows. A plan without stages has one without a name.

    A title that is a time («Сентябрь») begins no stage: it is the deadline of the rows below that have none.
    """
    sections: list[Section] = []
    problems: list[Problem] = []
    numbers_rows = _numbers_rows(plan.rows)
    stage: Slot | None = None
    month: Slot | None = None
    months: list[Slot] = []
    for row, following in zip(plan.rows, [*plan.rows[1:], None], strict=True):
        title = _title(row, following, plan, vocabulary)
        if title:
            heading = read_heading(one_line(title), vocabulary.stages)
            month = Slot(title, rows=2) if is_deadline(heading.name, vocabulary.calendar) else None
            months += [month] if month else []
            if month is None and "stage" in plan.fields and not is_heading(one_line(title), vocabulary):
                problems.append(problem("unplaced_value", one_line(title), row.origin))
            elif month is None:
                sections.append(Section(heading.number, heading.name))
            continue
        own = next(iter(row.slots("stage")), None)
        if own and not own.is_blank and own is not stage:
            stage = own
            found = _section(row, own.paragraphs, numbers_rows, vocabulary)
            if not sections or fold(found.name) != fold(sections[-1].name):
                sections.append(found)
        if not sections:
            sections.append(Section())
        if month and row.is_blank("deadline"):
            row.fields["deadline"] = [month]
            months = [other for other in months if other is not month]
        sections[-1].rows.append(row)
    problems += [problem("unplaced_value", one_line(unused.paragraphs), unused.paragraphs[0].origin) for unused in months]
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


def _title(row: Row, following: Row | None, plan: Plan, vocabulary: Vocabulary) -> tuple[Paragraph, ...]:
    """The text of a row that is only a title: a wide cell, or nothing but content (and a number) in a plan without a stage column."""
    if row.heading:
        return row.heading
    filled = {name for name in row.fields if not row.is_blank(name)}
    if "stage" in plan.fields or "content" not in filled or not filled <= {"number", "content"}:
        return ()
    title = tuple(paragraph for name in _TITLE_FIELDS for slot in row.slots(name) for paragraph in slot.paragraphs)
    text = one_line(title)
    is_time = is_deadline(text, vocabulary.calendar)
    return title if is_time or is_heading(text, vocabulary) or _looks_like_heading(row, following, plan) else ()


def _looks_like_heading(row: Row, following: Row | None, plan: Plan) -> bool:
    """A title that no list has: in capitals, unnumbered among numbered rows, or numbered «2» over «2.1»."""
    number = row_number(row) or ""
    is_numbered = sum(bool(row_number(other)) for other in plan.rows) > len(plan.rows) / 2
    leads = following is not None and bool(number) and (row_number(following) or "").startswith(f"{number}.")
    return row.text("content").isupper() or leads or (is_numbered and row.is_blank("number"))
