"""Lines, pictures and fillings of a page, among the objects that pdfium has made of its content."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.extract.pdf.drawing import IDENTITY, MOST_STROKES, TOO_MANY_STROKES, Matrix
from pipeline.extract.pdf.lines import Box
from pipeline.extract.pdf.ruling import Point, Ruling, add_path

# Forms within forms deeper than this are a trap, not a document.
_DEEPEST = 8
_WHITE = (255, 255, 255)


class Objects(NamedTuple):
    """What is on a page beside its letters."""

    ruling: Ruling
    pictures: list[Box]
    fillings: list[Box]
    notes: tuple[str, ...]


def read_objects(page: Any, matrix: Matrix) -> Objects:
    """The objects of a page; `matrix` leads from the page's space to what is shown."""
    found = Objects(Ruling([], []), [], [], ())
    strokes = 0
    for order, (kind, item, place) in enumerate(_objects(page, matrix)):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(place.box(0, 0, 1, 1))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            strokes += pdfium.FPDFPath_CountSegments(item)
            if strokes > MOST_STROKES:
                return found._replace(ruling=Ruling([], []), notes=(TOO_MANY_STROKES,))
            _add(found, item, place, order)
    return found


def text_orders(page: Any) -> dict[int | None, int]:
    """How many objects were drawn before each object of text, by the address of its handle."""
    items = enumerate(_objects(page, IDENTITY))
    return {address(item): order for order, (kind, item, _) in items if kind == pdfium.FPDF_PAGEOBJ_TEXT}


def address(handle: Any) -> int | None:
    """What two handles of one object have in common."""
    return ctypes.cast(handle, ctypes.c_void_p).value


def _objects(page: Any, matrix: Matrix) -> Iterator[tuple[int, Any, Matrix]]:
    """Kind, handle and place of each object in the order of drawing, those of forms in the place of their form."""
    items = ((pdfium.FPDFPage_GetObject(page, number)) for number in range(pdfium.FPDFPage_CountObjects(page)))
    for item in items:
        yield from _placed(item, matrix, 0)


def _placed(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield kind, item, outer
        return
    if depth > _DEEPEST:
        return
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, raw)
    place = outer.after(Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f))
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, item, place
        return
    for number in range(pdfium.FPDFFormObj_CountObjects(item)):
        yield from _placed(pdfium.FPDFFormObj_GetObject(item, number), place, depth + 1)


def _add(found: Objects, path: Any, place: Matrix, order: int) -> None:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    if filled.value == pdfium.FPDF_FILLMODE_NONE and not stroked.value:
        return
    parts = list(_parts(path, place))
    for part in parts:
        add_path(found.ruling, part, bool(stroked.value), order)
    if filled.value and not _is_white(path):
        found.fillings.extend(_around(part) for part in parts)


def _parts(path: Any, place: Matrix) -> Iterator[list[Point]]:
    """The parts of a path, each drawn without lifting the pen."""
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[Point] = []
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        part.append(Point(*place.point(x.value, y.value), kind == pdfium.FPDF_SEGMENT_LINETO))
        if pdfium.FPDFPathSegment_GetClose(segment):
            part.append(part[0]._replace(is_straight=True))
    if part:
        yield part


def _around(part: list[Point]) -> Box:
    xs, ys = [point.x for point in part], [point.y for point in part]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_white(item: Any) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(item, *colour)
    return tuple(part.value for part in colour[:3]) == _WHITE
