"""A workbook as blocks: each filled sheet is a table, with its name before it where several are filled."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pipeline.document import Cell, Origin, Paragraph, Place, Remark, RemarkCode, Table
from pipeline.errors import NoTextError
from pipeline.extract.content import Content

Spot = tuple[int, int]
"""Row and column of a cell, 1-based."""

MOST_COLUMNS, MOST_ROWS = 16384, 1048576
"""Columns and rows of a sheet (Excel since 2007, LibreOffice since 7.4)."""


class Merge(NamedTuple):
    """A range of cells merged into one: first and last row and column, 1-based."""

    top: int
    left: int
    bottom: int
    right: int


class Box(NamedTuple):
    """The text of a shape that lies over the cells, and the row of its upper edge (1-based)."""

    row: int
    text: str


class Noticed(NamedTuple):
    """What is to be said of a sheet or of one of its cells; becomes a Remark."""

    code: RemarkCode
    text: str
    spot: Spot | None = None


class Sheet(NamedTuple):
    """One sheet as its file has it."""

    name: str
    texts: dict[Spot, str]
    """What each filled cell shows."""
    merges: Sequence[Merge] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    boxes: Sequence[Box] = ()
    headers: Sequence[str] = ()
    footers: Sequence[str] = ()
    noticed: Sequence[Noticed] = ()

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to read on it."""
        return any(text.strip() for text in self.texts.values()) or any(box.text.strip() for box in self.boxes)


def content(sheets: Sequence[Sheet], has_pictures: bool = False) -> Content:
    """The blocks of a workbook. Raises NoTextError where there is nothing but pictures."""
    filled = [sheet for sheet in sheets if sheet.is_filled]
    if not filled and has_pictures:
        raise NoTextError("")
    blocks: list[Paragraph | Table] = []
    remarks: list[Remark] = []
    for number, sheet in enumerate(filled, start=1):
        if len(filled) > 1 and sheet.name.strip():
            blocks.append(Paragraph(text=sheet.name, gap=number > 1))
        blocks += _blocks(sheet, number)
        remarks += _remarks(sheet, number)
    headers = _page_parts((text for sheet in filled for text in sheet.headers), "page_header")
    footers = _page_parts((text for sheet in filled for text in sheet.footers), "page_footer")
    return Content((*headers, *blocks, *footers), None, tuple(remarks))


def _page_parts(texts: Iterable[str], place: Place) -> list[Paragraph]:
    return [paragraph for text in dict.fromkeys(texts) for paragraph in _paragraphs(text, Origin(), place)]


def _blocks(sheet: Sheet, number: int) -> Iterator[Paragraph | Table]:
    """The table between the boxes that begin above its end and those below."""
    last, _ = _size(sheet)
    boxes = sorted(sheet.boxes, key=lambda box: box.row)
    above = [paragraph for box in boxes if box.row <= last for paragraph in _paragraphs(box.text, Origin())]
    below = [paragraph for box in boxes if box.row > last for paragraph in _paragraphs(box.text, Origin())]
    yield from above
    if last:
        yield _table(sheet, number)
    yield from below


def _table(sheet: Sheet, number: int) -> Table:
    """The grid from the first row and column of the sheet to the last ones in which a text begins: places are those that Excel names."""
    rows, columns = _size(sheet)
    merges = _merges(sheet)
    spots = _filled(sheet) - _covered(_filled(sheet), merges)
    ranges = {(merge.top, merge.left): merge for merge in merges}
    cells = [_cell(sheet, number, ranges.get(spot, Merge(*spot, *spot))) for spot in sorted(spots | ranges.keys())]
    return Table(rows=rows, columns=columns, cells=tuple(cells), shows_merges=True, origin=Origin(table=number))


def _filled(sheet: Sheet) -> set[Spot]:
    return {spot for spot, text in sheet.texts.items() if text.strip()}


def _size(sheet: Sheet) -> Spot:
    spots = _filled(sheet)
    return max((row for row, _ in spots), default=0), max((column for _, column in spots), default=0)


def _merges(sheet: Sheet) -> list[Merge]:
    """The merged ranges as far as the grid goes, from top to bottom; of two that overlap, which no program writes, the first."""
    rows, columns = _size(sheet)
    found: list[Merge] = []
    beside = _Beside()
    for merge in sorted(sheet.merges):
        inside = Merge(merge.top, merge.left, min(merge.bottom, rows), min(merge.right, columns))
        is_range = inside.top <= inside.bottom and inside.left <= inside.right and inside[:2] != inside[2:]
        if is_range and beside.add(inside):
            found.append(inside)
    return found


class _Beside:
    """Merged ranges that reach a row, side by side; they are asked for from top to bottom."""

    def __init__(self) -> None:
        self._merges: list[Merge] = []

    def add(self, merge: Merge) -> bool:
        """Adds a range unless it lies over another one; says whether it was added."""
        first = bisect_left(self._merges, merge.left, key=attrgetter("right"))
        last = bisect_right(self._merges, merge.right, key=attrgetter("left"))
        if any(other.bottom >= merge.top for other in self._merges[first:last]):
            return False
        self._merges[first:last] = [merge]
        return True

    def at(self, spot: Spot) -> Merge | None:
        """The range that a place lies in."""
        place = bisect_right(self._merges, spot[1], key=attrgetter("left")) - 1
        merge = self._merges[place] if place >= 0 else None
        return merge if merge and merge.bottom >= spot[0] and merge.right >= spot[1] else None


def _covered(spots: Iterable[Spot], merges: Sequence[Merge]) -> set[Spot]:
    """Those places that lie in a merged range and are not its first: what stands there is not shown. `merges`: from top to bottom."""
    covered: set[Spot] = set()
    waiting, beside = deque(merges), _Beside()
    for spot in sorted(spots):
        while waiting and waiting[0].top <= spot[0]:
            beside.add(waiting.popleft())
        merge = beside.at(spot)
        if merge is not None and spot != merge[:2]:
            covered.add(spot)
    return covered


def _cell(sheet: Sheet, number: int, merge: Merge) -> Cell:
    spot = (merge.top, merge.left)
    origin = _origin(number, spot)
    return Cell(
        row=merge.top,
        column=merge.left,
        row_span=merge.bottom - merge.top + 1,
        column_span=merge.right - merge.left + 1,
        paragraphs=tuple(_paragraphs(sheet.texts.get(spot, ""), origin)),
        origin=origin,
    )


def _origin(number: int, spot: Spot) -> Origin:
    return Origin(table=number, row=spot[0], column=spot[1])


def _paragraphs(text: str, origin: Origin, place: Place = "body") -> Iterator[Paragraph]:
    """A line break in a cell is its author's."""
    gap = is_first = True
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip():
            yield Paragraph(text=line, gap=gap and not is_first, place=place, origin=origin)
            is_first = False
        gap = not line.strip()


# ------------------------------------------------------------ remarks


def _remarks(sheet: Sheet, number: int) -> Iterator[Remark]:
    for spot in sorted(_covered(_filled(sheet), _merges(sheet))):
        yield Remark(code="unreadable_part", text=sheet.texts[spot].strip(), origin=_origin(number, spot))
    for code, text, place in sheet.noticed:
        yield Remark(code=code, text=text, origin=_origin(number, place) if place else Origin(table=number))
    yield from _hidden(sheet, number)


def _hidden(sheet: Sheet, number: int) -> Iterator[Remark]:
    """What the author hid, and what is read all the same."""
    if sheet.is_hidden:
        yield Remark(code="hidden_part", text=f"лист «{sheet.name}»", origin=Origin(table=number))
    rows = {row for row, _ in _filled(sheet)} & sheet.hidden_rows
    columns = {column for _, column in _filled(sheet)} & sheet.hidden_columns
    for first, last in _runs(rows):
        yield Remark(code="hidden_part", text=_range("строка", "строки", first, last), origin=Origin(table=number, row=first))
    for first, last in _runs(columns):
        yield Remark(code="hidden_part", text=_range("графа", "графы", first, last), origin=Origin(table=number, column=first))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda entry: entry[1] - entry[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def _range(one: str, many: str, first: int, last: int) -> str:
    return f"{one} {first}" if first == last else f"{many} {first}-{last}"
