"""Ruled tables of a page: the grid that their lines draw."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pdfplumber.table import merge_edges

from pipeline.extract.pdf.lines import Box

# Lines closer than this, in points, are one line.
_SNAP = 3.0
# A filled rectangle thicker than this is shading, not a line.
_THICK = 3.0


class BoxCell(NamedTuple):
    """A cell of the grid, 1-based, and where it lies."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


class BoxTable(NamedTuple):
    """A table, or the part of it that this page shows."""

    box: Box
    rows: int
    columns: int
    cells: tuple[BoxCell, ...]


def find_tables(page: Any) -> list[BoxTable]:
    """The ruled tables of one of pdfplumber's pages, from the top; a table inside a table's cell is part of that cell."""
    ruled = page.filter(_is_no_shading)
    found = [_table(table.cells) for table in ruled.find_tables(table_settings=_settings(ruled))]
    outer = [table for table in found if not any(_is_inside(table, other) for other in found)]
    return sorted(outer, key=lambda table: (table.box.top, table.box.x0))


def _is_no_shading(item: Mapping[str, Any]) -> bool:
    is_filled = item["object_type"] == "rect" and item.get("fill") and not item.get("stroke")
    return not (is_filled and item["width"] > _THICK and item["height"] > _THICK)


def _settings(page: Any) -> dict[str, Any]:
    """Lines that close a table where it is drawn without an outer border, or left open at the end of the page."""
    edges = merge_edges(page.edges, _SNAP, _SNAP, _SNAP, _SNAP)
    across = [edge for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    crossing = [edge for edge in across if any(_cross(edge, other) for other in down)]
    bottoms = [edge[end] for edge in down for end in ("top", "bottom")]
    sides = [edge[end] for edge in crossing for end in ("x0", "x1")]
    return {
        "explicit_horizontal_lines": _open_ends(bottoms, [edge["top"] for edge in across]),
        "explicit_vertical_lines": _open_ends(sides, [edge["x0"] for edge in down]),
    }


def _cross(across: Mapping[str, Any], down: Mapping[str, Any]) -> bool:
    within_x = across["x0"] - _SNAP <= down["x0"] <= across["x1"] + _SNAP
    return bool(within_x and down["top"] - _SNAP <= across["top"] <= down["bottom"] + _SNAP)


def _open_ends(ends: Iterable[float], closing: list[float]) -> list[float]:
    """Places where at least two lines end together and none closes them."""
    return [group[0] for group in _clusters(ends) if len(group) > 1 and not any(abs(group[0] - place) <= 2 * _SNAP for place in closing)]


def _clusters(places: Iterable[float]) -> list[list[float]]:
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= _SNAP:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _table(cells: list[tuple[float, float, float, float]]) -> BoxTable:
    boxes = sorted((Box(*cell) for cell in cells), key=lambda box: (box.top, box.x0))
    xs = _clusters(x for box in boxes for x in (box.x0, box.x1))
    ys = _clusters(y for box in boxes for y in (box.top, box.bottom))
    placed = [_cell(box, xs, ys) for box in boxes]
    placed.sort(key=lambda cell: (cell.row, cell.column))
    return BoxTable(Box(xs[0][0], ys[0][0], xs[-1][-1], ys[-1][-1]), len(ys) - 1, len(xs) - 1, tuple(placed))


def _cell(box: Box, xs: list[list[float]], ys: list[list[float]]) -> BoxCell:
    left, right = _place(box.x0, xs), _place(box.x1, xs)
    top, bottom = _place(box.top, ys), _place(box.bottom, ys)
    return BoxCell(top + 1, left + 1, bottom - top, right - left, box)


def _place(value: float, groups: list[list[float]]) -> int:
    return next(index for index, group in enumerate(groups) if group[0] <= value <= group[-1])


def _is_inside(table: BoxTable, other: BoxTable) -> bool:
    return table is not other and any(_contains(cell.box, table.box) for cell in other.cells)


def _contains(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 - _SNAP <= inner.x0
        and outer.top - _SNAP <= inner.top
        and inner.x1 <= outer.x1 + _SNAP
        and inner.bottom <= outer.bottom + _SNAP
    )
