"""The plan among the blocks of a document: its rows, and the text before, between and after them.

A plan is a table whose header names what is to be done and something more. A table without a header goes on with the plan
before it (over a page). Two tables with headers are one plan. What is no plan is kept: before the plan it may be the title.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Document, Paragraph, Table
from pipeline.model import Problem
from pipeline.normalize.front.blocks import begins_title
from pipeline.normalize.plan.columns import infer_fields
from pipeline.normalize.plan.cut_header import mend_cut_headers
from pipeline.normalize.plan.frame import cropped, last_row, paragraphs_of
from pipeline.normalize.plan.grid import Row, cell_texts, rows_of
from pipeline.normalize.plan.headers import Field
from pipeline.normalize.plan.interleaved import rebuild
from pipeline.normalize.plan.pages import join_pages
from pipeline.normalize.plan.table_headers import find_header
from pipeline.normalize.plan.visual_rows import join_lines
from pipeline.normalize.words.deadlines import is_deadline
from pipeline.normalize.words.stages import is_heading
from pipeline.problems import problem
from pipeline.text import fold, squash
from pipeline.vocabulary.shapes import Vocabulary

_LONGEST_HEADING = 120
_LONGEST_TITLE = 1_000
_LONG_FOR_A_HEADING = 70


@dataclass
class Plan:
    """The rows of the plan, the names of its columns by field, and the paragraphs that stand outside."""

    rows: list[Row] = field(default_factory=list)
    fields: frozenset[Field] = frozenset()
    before: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Part:
    """A table of the plan, what its columns hold, how they are headed, its first row below the header and its last (1-based)."""

    table: Table
    fields: tuple[Field, ...]
    headings: tuple[str, ...]
    first: int

    @property
    def last(self) -> int:
        """The last row of the plan; what stands below is outside."""
        return last_row(self.table, self.fields, self.first)


def find_plan(document: Document, vocabulary: Vocabulary) -> Plan:
    """The plan of a document. Without rows where there is none."""
    blocks, problems = _blocks(document, vocabulary)
    plan = Plan(problems=problems)
    parts: list[_Part] = []
    follows = False
    for block in blocks:
        if isinstance(block, Paragraph):
            follows = False
            _add_paragraph(plan, block)
        else:
            part = _part(block, parts, follows, vocabulary, plan)
            follows = part is not None
            if part:
                parts.append(part)
                _add_headings(plan, parts, vocabulary)
                _add_rows(plan, parts, vocabulary)
                plan.after += paragraphs_of(part.table, part.last + 1, part.table.rows)
            else:
                _add_other_table(plan, block)
    plan.fields = frozenset(name for part in parts for name in part.fields)
    return plan


def _blocks(document: Document, vocabulary: Vocabulary) -> tuple[Sequence[Paragraph | Table], list[Problem]]:
    """The blocks of the body; with a table made of the lines where the document has columns, and no table."""
    shown = [block for block in document.blocks if isinstance(block, Table) or block.place == "body"]
    if any(isinstance(block, Table) and block.rows_are_lines for block in shown):
        return join_lines(shown, vocabulary), []
    body = mend_cut_headers(shown, vocabulary.columns)
    if any(isinstance(block, Table) and find_header(block, vocabulary.columns) for block in body):
        return body, []
    lines = [block for block in body if isinstance(block, Paragraph)]
    rebuilt = rebuild(lines, vocabulary)
    return (rebuilt, [problem("inferred_grid")]) if rebuilt else (body, [])


def _part(table: Table, parts: list[_Part], follows: bool, vocabulary: Vocabulary, plan: Plan) -> _Part | None:
    """The table as a part of the plan; None for another. Without a header it goes on with the part that it follows directly."""
    goes_on = bool(parts) and follows and table.columns == len(parts[-1].fields)
    header = find_header(table, vocabulary.columns)
    if header and not (goes_on and header.inferred is not None):  # on a new page a row of the plan may look like a header
        _outside(plan).extend(paragraphs_of(table, 1, header.row - 1))
        if parts and header.headings == parts[-1].headings:
            plan.problems.append(problem("repeated_header", " | ".join(header.headings), table.origin))
        if not table.shows_merges and table.origin.page:  # the header's border was inferred too: what is long may be more than a heading
            long = [heading for heading in header.headings if len(heading) > _LONG_FOR_A_HEADING]
            plan.problems += [problem("unplaced_value", heading, table.origin) for heading in long]
        if header.inferred is not None:
            plan.problems.append(problem("inferred_column", header.headings[header.inferred], table.origin))
        inside = cropped(table, header.row)
        return _Part(inside, header.fields[: inside.columns], header.headings[: inside.columns], header.below)
    if goes_on:
        return _Part(table, parts[-1].fields, parts[-1].headings, 1)
    inferred = None if parts else infer_fields(table, vocabulary)
    if inferred:
        plan.problems.append(problem("no_header", origin=table.origin))
    return _Part(table, inferred, ("",) * table.columns, 1) if inferred else None


def _add_headings(plan: Plan, parts: list[_Part], vocabulary: Vocabulary) -> None:
    """Paragraphs right above a table that name a stage («Этап 1. …») are rows of the plan, where no column does.

    So is a short line above a second table that has a header of its own, whatever it says but the title again.
    """
    part, above = parts[-1], plan.after if plan.rows else plan.before
    count = 0
    while "stage" not in part.fields and count < len(above) and _is_title(above[-1 - count].text, vocabulary):
        count += 1
    begins_anew = len(parts) > 1 and part.first > 1 and not _is_on_new_page(parts)
    if not count and begins_anew and "stage" not in part.fields and above and _may_be_heading(above[-1].text, vocabulary):
        count = 1
    headings = [above.pop() for _ in range(count)][::-1]
    plan.rows += [Row({}, paragraph.origin, part.table.shows_merges, (paragraph,)) for paragraph in headings]


def _may_be_heading(text: str, vocabulary: Vocabulary) -> bool:
    return len(text) <= _LONGEST_HEADING and not begins_title(text, vocabulary)


def _is_title(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line names a stage, or a month; «на 2025-2026 учебный год» is of the plan's title."""
    if len(text) > _LONGEST_TITLE:
        return False
    is_month = not any(map(str.isdigit, text)) and is_deadline(text, vocabulary.calendar)
    return is_month or is_heading(text, vocabulary)


def _add_rows(plan: Plan, parts: list[_Part], vocabulary: Vocabulary) -> None:
    part = parts[-1]
    rows: list[Row] = []
    for row in rows_of(part.table, part.fields, part.first)[: part.last - part.first + 1]:
        row.names = dict(enumerate(part.headings, start=1))
        texts = tuple(squash(text) for text in cell_texts(part.table, row.origin.row or 0))
        if (texts == part.headings and any(part.headings)) or _counts_columns(texts):
            plan.problems.append(problem("repeated_header", " | ".join(texts), row.origin))
        elif _is_total(texts, vocabulary):
            plan.problems.append(problem("total_row", " | ".join(filter(None, texts)), row.origin))
        elif any(texts) or any(slot.text for slots in row.fields.values() for slot in slots):
            rows.append(row)
    plan.rows = join_pages(plan.rows, rows) if _is_on_new_page(parts) else plan.rows + rows


def _is_on_new_page(parts: list[_Part]) -> bool:
    """Whether the last part goes on with the one before over a page."""
    return len(parts) > 1 and parts[-1].table.origin.page != parts[-2].table.origin.page


def _counts_columns(texts: Sequence[str]) -> bool:
    """The row «1 | 2 | 3 | 4» below a header."""
    return len(texts) > 1 and [text.rstrip(".") for text in texts] == [str(number) for number in range(1, len(texts) + 1)]


def _is_total(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    first = fold(next(filter(None, texts), ""))
    return any(first == fold(word) or first.startswith((f"{fold(word)} ", f"{fold(word)}:")) for word in vocabulary.documents.totals)


def _add_paragraph(plan: Plan, paragraph: Paragraph) -> None:
    _outside(plan).append(paragraph)


def _outside(plan: Plan) -> list[Paragraph]:
    """Where text belongs that stands outside the plan: after it, once it has begun."""
    return plan.after if plan.rows else plan.before


def _add_other_table(plan: Plan, table: Table) -> None:
    if plan.rows:
        text = "\n".join(filter(None, (" | ".join(filter(None, map(squash, cell_texts(table, row)))) for row in range(1, table.rows + 1))))
        plan.problems.append(problem("other_table", text, table.origin))
    else:
        plan.before += paragraphs_of(table, 1, table.rows)
