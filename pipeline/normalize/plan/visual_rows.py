"""Tables whose rows nothing shows: the visual lines of a page made rows, by what begins where.

A row begins with a number, or where what is to be done can begin and a value beside it does: a value begins below blank space, or behind
one that reads as a whole and is one itself. Whatever begins elsewhere is a further entry of its cell. A number, stage or group covers all
the rows down to the next.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Cell, Origin, Paragraph, Table
from pipeline.model import Period
from pipeline.normalize.plan.columns import infer_fields
from pipeline.normalize.plan.grid import is_number
from pipeline.normalize.plan.headers import Field
from pipeline.normalize.plan.visual_header import find_lines_header
from pipeline.normalize.plan.visual_lines import Lines
from pipeline.normalize.words.deadlines import is_deadline, is_time, read_deadlines
from pipeline.normalize.words.joins import join
from pipeline.normalize.words.labels import split_label
from pipeline.normalize.words.lines import is_open, is_rest_of_date
from pipeline.normalize.words.responsibles import read_responsibles, reads_wholly
from pipeline.normalize.words.stages import is_heading, match_stage
from pipeline.text import tidy
from pipeline.vocabulary.shapes import Vocabulary

_CLOSED = re.compile(r"[.;:!?]\s*$")
_LEADING = frozenset({"number", "stage", "group"})
_VALUES = frozenset({"deadline", "responsible"})


def join_lines(blocks: Sequence[Paragraph | Table], vocabulary: Vocabulary) -> list[Paragraph | Table]:
    """The blocks with rows in place of visual lines."""
    fields: tuple[Field, ...] | None = None
    found: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, Table) and block.rows_are_lines:
            joiner = _Joiner(block, fields, vocabulary)
            fields = joiner.fields
            found.append(joiner.table())
        else:
            found.append(block)
    return found


class _Joiner:
    """One page's table: its header, what its columns hold, and its rows as lists of lines."""

    def __init__(self, table: Table, known: tuple[Field, ...] | None, vocabulary: Vocabulary) -> None:
        self._lines = Lines(table)
        self._source = table
        self._vocabulary = vocabulary
        carried = known if known and len(known) == table.columns else None
        header = find_lines_header(self._lines, vocabulary.columns)
        if carried and header and header.first > 1:  # a page repeats a header at its top; elsewhere a row only looks like one
            header = None
        self._header = range(header.first, header.below) if header else range(1, 1)
        self.fields: tuple[Field, ...] = header.fields if header else carried or infer_fields(table, vocabulary) or _unknown(table.columns)
        body = range(self._header.stop, table.rows + 1)
        self._content = self._content_columns()
        self._starts = [row for row in body if row == body.start or self._begins_row(row)]

    def table(self) -> Table:
        """The table with its rows."""
        above = [range(row, row + 1) for row in range(1, self._header.start)]
        header = [self._header] if self._header else []
        ends = [*self._starts[1:], self._source.rows + 1]
        body = [range(start, end) for start, end in zip(self._starts, ends, strict=True)]
        rows = [*above, *header, *body]
        cells = [cell for column in range(1, self._source.columns + 1) for cell in self._cells(column, rows, len(above) + len(header))]
        return Table(
            rows=len(rows),
            columns=self._source.columns,
            cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
            shows_merges=False,
            unsure_rows=tuple(
                at
                for at, (start, end) in enumerate(pairwise([*self._starts, None]), start=len(rows) - len(body) + 1)
                if not (self._is_told(start) and self._is_told(end))
            ),
            origin=self._source.origin,
        )

    def _is_told(self, start: int | None) -> bool:
        """Whether a row's border is more than inferred: at a number, a section, or the end of the page."""
        return start is None or self._is_row_by_itself(start)

    # ------------------------------------------------------------ where rows begin

    def _content_columns(self) -> list[int]:
        return [column for column, name in enumerate(self.fields, start=1) if name == "content"]

    def _of(self, *names: Field) -> list[int]:
        return [column for column, name in enumerate(self.fields, start=1) if name in names]

    def _begins_row(self, row: int) -> bool:
        return self._is_row_by_itself(row) or (not self._is_opened(row) and self._begins_activity(row))

    def _is_row_by_itself(self, row: int) -> bool:
        """Whether a line begins a row whatever stands around it: a number, the name of a stage, or what runs over the columns, or stands below such."""
        filled = self._lines.columns(row)
        if any(self._is_wide(at, column) for at in (row - 1, row) for column in self._lines.columns(at)):
            return True
        if any(is_number(self._lines.text(row, column)) for column in self._of("number")):
            return True
        return len(filled) == 1 and self._is_section(row, filled[0])

    def _begins_activity(self, row: int) -> bool:
        """Whether what is to be done can begin here, and a value beside it does."""
        filled = self._lines.columns(row)
        content = [column for column in self._content if column in filled]
        others = [column for column in filled if column not in self._content]
        if not content or not all(self._can_begin(row, column) for column in content):
            return False
        if any(self._lines.is_apart(row, column) for column in others):
            return True
        return all(self._plainly_begins(row, column) for column in content) and any(
            self._is_value_behind_value(row, column) for column in others
        )

    def _is_wide(self, row: int, column: int) -> bool:
        piece = self._lines.piece(row, column)
        return piece is not None and piece.cell.column_span > 1

    def _is_section(self, row: int, column: int) -> bool:
        """Whether a line that stands alone names a stage, in a plan without a column for them."""
        return "stage" not in self.fields and column in self._content and is_heading(tidy(self._lines.text(row, column)), self._vocabulary)

    def _is_opened(self, row: int) -> bool:
        """Whether the sentence above opens a list: what follows is of its cell."""
        above = [(column, self._lines.above(row, column)) for column in self._content]
        return any(self._lines.text(at, column).rstrip().endswith(":") for column, at in above if at and at >= self._header.stop)

    def _can_begin(self, row: int, column: int) -> bool:
        """Whether a text may begin here: it plainly does, or its first word looks so behind a line that is not open."""
        if self._plainly_begins(row, column):
            return True
        above = self._lines.above(row, column)
        return above is not None and not is_open(tidy(self._lines.text(above, column))) and not self._is_small(row, column)

    def _plainly_begins(self, row: int, column: int) -> bool:
        """Whether a text begins here by its place on the page, or behind a closed sentence."""
        piece = self._lines.piece(row, column)
        above = self._lines.above(row, column)
        if piece is None or piece.is_apart or above is None or above < self._header.stop:
            return piece is not None
        is_closed = _CLOSED.search(self._lines.text(above, column)) is not None
        return (piece.begins and (is_closed or not self._is_small(row, column))) or (is_closed and not self._is_small(row, column))

    def _is_small(self, row: int, column: int) -> bool:
        """Whether a text begins in small letters, and with no label of a list item."""
        text = tidy(self._lines.text(row, column))
        return text[:1].islower() and split_label(text)[0] is None

    def _is_value_behind_value(self, row: int, column: int) -> bool:
        """Whether the text right above is whole values and so are some lines from here on: with a capital, or as many together as apart."""
        text = self._lines.joined(self._run_above(row, column), column)
        if is_open(text) or is_rest_of_date(tidy(self._lines.text(row, column))) or not self._count(text, column):
            return False
        below = self._run_below(row, column)
        values = (self._lines.joined(below[:count], column) for count in range(1, len(below) + 1))
        value = next((value for value in values if self._count(value, column)), None)
        if value is None:
            return False
        # «Сентябрь» over «1 раз в четверть»: what says only how often goes on no line above it.
        begins = value[:1].isupper() or (value[:1].isdigit() and not is_time(value, self._vocabulary.calendar))
        return begins or self._count(join(text, value), column) == self._count(text, column) + self._count(value, column)

    def _run_above(self, row: int, column: int) -> list[int]:
        """The lines of the column from the last blank down to this one."""
        run: list[int] = []
        while row - 1 - len(run) >= self._header.stop and self._lines.text(row - 1 - len(run), column):
            run.append(row - 1 - len(run))
            if self._lines.is_apart(run[-1], column):
                break
        return run[::-1]

    def _run_below(self, row: int, column: int) -> list[int]:
        run = [row]
        while self._lines.text(run[-1] + 1, column) and not self._lines.is_apart(run[-1] + 1, column):
            run.append(run[-1] + 1)
        return run

    def _count(self, text: str, column: int) -> int:
        """How many values of the column a text is; none where it is anything else."""
        name, vocabulary = self.fields[column - 1], self._vocabulary
        if name == "deadline" and is_deadline(text, vocabulary.calendar):
            return len(read_deadlines(text, Period(), vocabulary.calendar).deadlines)
        if name == "responsible" and reads_wholly(text, vocabulary.roles):
            return len(read_responsibles(text, vocabulary.roles))
        return int(name == "stage" and match_stage(text, vocabulary)[1].method in {"exact", "lemma"})

    # ------------------------------------------------------------ what stands in them

    def _cells(self, column: int, rows: Sequence[range], fixed: int) -> list[Cell]:
        """The cells of a column; the first `fixed` rows are of the header, and what is above it."""
        spans: list[tuple[int, int]] = []
        for index, row in enumerate(rows):
            filled = [at for at in row if self._lines.text(at, column)]
            goes_on = index > fixed and bool(spans) and spans[-1][1] == index and spans[-1][0] >= fixed
            if filled and not (goes_on and self._goes_on(filled[0], row.start, column)):
                spans.append((index, index + 1))
            elif (filled or self.fields[column - 1] in _LEADING) and goes_on and not self._is_heading_row(row):
                spans[-1] = (spans[-1][0], index + 1)
        return [self._cell(column, rows, first, past) for first, past in spans]

    def _is_heading_row(self, row: range) -> bool:
        return any(self._is_wide(at, column) for at in row for column in self._lines.columns(at))

    def _goes_on(self, first: int, start: int, column: int) -> bool:
        """Whether the text of a column in a row is of the cell above: it runs on from there, or begins below the row's beginning."""
        if self.fields[column - 1] in _LEADING and first > start:
            return True
        if first > start or self._lines.is_apart(first, column):
            return False
        if self.fields[column - 1] in _VALUES:
            return not self._is_value_behind_value(first, column)
        return not self._can_begin(first, column)

    def _cell(self, column: int, rows: Sequence[range], first: int, past: int) -> Cell:
        at = [line for row in rows[first:past] for line in row]
        origin = Origin(page=self._source.origin.page, table=self._source.origin.table, row=first + 1, column=column)
        paragraphs = [
            paragraph.model_copy(update={"origin": origin.model_copy(update={"line": paragraph.origin.line})})
            for paragraph in self._lines.paragraphs(at, column)
        ]
        span = max(piece.cell.column_span for piece in (self._lines.piece(line, column) for line in at) if piece)
        return Cell(
            row=first + 1, column=column, row_span=past - first, column_span=span, paragraphs=tuple(paragraphs), origin=paragraphs[0].origin
        )


def _unknown(columns: int) -> tuple[Field, ...]:
    return tuple("unknown" for _ in range(columns))
