"""Pages as pdfplumber reads them: the reference, and the way for files that pdfium cannot open."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pdfplumber

from pipeline.errors import DamagedFileError
from pipeline.extract.budget import is_spent, told
from pipeline.extract.pdf.bounded import Overrun, bounded
from pipeline.extract.pdf.drawing import (
    DAMAGED_PAGE,
    MOST_PAGES,
    MOST_STROKES,
    MOST_TOLD,
    NONE_LOST,
    TOO_MANY_PAGES,
    TOO_MANY_STROKES,
    Drawing,
    lost_drawing,
    page_matrix,
)
from pipeline.extract.pdf.letters import Letter, Style, join_letters, turn_of
from pipeline.extract.pdf.lines import Box
from pipeline.extract.pdf.ruling import Point, Ruling, add_path
from pipeline.extract.pdf.text_layer import KNOWN_SIGNS, UNKNOWN

_Ordered = tuple[Mapping[str, Any], int]

_NO_BREAK_SPACE = "\u00a0"
# What pdfminer puts in place of a letter whose meaning the file does not tell, before its number.
_NUMBERED = "(cid:"
_PATHS = {"line", "rect", "curve"}
_PAGE_SECONDS = 6.0
"""Of the processor: pdfminer takes one for a full page of a plan."""
_WHITE = ((1,), (1, 1, 1), (0, 0, 0, 0))


def read_drawings(data: bytes, lost: Mapping[int, str] = NONE_LOST) -> Iterator[Drawing]:
    """The pages of a file, one after another; `lost` ones, and those behind one that takes too long, empty with a note.

    Raises what pdfminer raises, and DamagedFileError where opening it takes too long or too much: this way is for the few files that
    pdfium cannot open, mostly broken ones, and pdfminer follows whatever stands in them without end.
    """
    try:
        with bounded(), pdfplumber.open(BytesIO(data)) as pdf:
            pages = pdf.pages[:MOST_TOLD]
    except Overrun as error:
        raise DamagedFileError("PDF", "устройство файла нарушено: его чтение не кончается") from error
    is_over = False
    for number, page in enumerate(pages, start=1):
        note = TOO_MANY_PAGES if number > MOST_PAGES else lost.get(number) or (told() if is_spent() else DAMAGED_PAGE if is_over else "")
        try:
            with bounded(_PAGE_SECONDS):
                drawing = lost_drawing(number, note) if note else _drawing(page)
        except Overrun:
            drawing, is_over = lost_drawing(number, DAMAGED_PAGE), True
        yield drawing
        page.close()


def _drawing(page: Any) -> Drawing:
    shown = _shown(page)
    chars, paths = _objects(page)
    is_bounded = sum(len(path["path"]) for path, _ in paths) <= MOST_STROKES
    return Drawing(
        number=page.page_number,
        width=shown.x1 - shown.x0,
        height=shown.bottom - shown.top,
        glyphs=join_letters(_letters(chars, shown), lambda number: _style(*chars[number], page, shown)),
        ruling=_ruling(paths if is_bounded else [], shown),
        pictures=[_box(image, shown) for image in page.images],
        fillings=[_box(path, shown) for path, _ in paths if path.get("fill") and not _is_white(path)],
        notes=() if is_bounded else (TOO_MANY_STROKES,),
    )


def _objects(page: Any) -> tuple[list[_Ordered], list[_Ordered]]:
    """The letters of a page and its paths, each with the number of what was drawn before it."""
    chars: list[_Ordered] = []
    paths: list[_Ordered] = []
    for order, item in enumerate(page.iter_layout_objects(page.layout)):
        if item["object_type"] == "char":
            chars.append((item, order))
        elif item["object_type"] in _PATHS:
            paths.append((item, order))
    return chars, paths


def _shown(page: Any) -> Box:
    """What is shown of the page, in pdfplumber's space, which is that of the whole page, turned."""
    matrix = page_matrix(page.page_obj.mediabox, page.rotation)
    box = matrix.box(*page.page_obj.cropbox)
    left, top = page.mediabox[:2]
    return Box(box.x0 + left, box.top + top, box.x1 + left, box.bottom + top)


def _box(item: Mapping[str, Any], shown: Box) -> Box:
    return Box(item["x0"] - shown.x0, item["top"] - shown.top, item["x1"] - shown.x0, item["bottom"] - shown.top)


def _letters(chars: list[_Ordered], shown: Box) -> Iterator[tuple[int, Letter]]:
    for number, (char, _) in enumerate(chars):
        yield number, (_text(char["text"]), *_box(char, shown))


def _text(text: str) -> str:
    if text.isspace() and text != _NO_BREAK_SPACE:
        return " "
    return UNKNOWN if text.startswith(_NUMBERED) else text.translate(KNOWN_SIGNS)


def _style(char: Mapping[str, Any], order: int, page: Any, shown: Box) -> Style:
    """How a letter is set; pdfminer's matrix leads to the turned page, y upwards, from its lower left corner."""
    a, b, _, _, x, y = char["matrix"]
    left, top = page.point2coord((x, y))
    # pdfminer's rectangle of a letter is as high as its type size: as wide, where the text is turned.
    size = char["width"] if abs(b) > abs(a) else char["height"]
    return Style(turn_of(a, b), size, left - shown.x0, top - shown.top, _is_white(char), order)


def _ruling(paths: list[_Ordered], shown: Box) -> Ruling:
    ruling = Ruling([], [])
    for path, order in paths:
        for part in _parts(path["path"], shown):
            add_path(ruling, part, bool(path.get("stroke")), order)
    return ruling


def _parts(path: list[Any], shown: Box) -> Iterator[list[Point]]:
    """The parts of a path, each drawn without lifting the pen."""
    part: list[Point] = []
    for command, *points in path:
        if command == "m" and part:
            yield part
            part = []
        if command == "h":
            part.append(part[0]._replace(is_straight=True))
        else:
            x, y = points[-1]
            part.append(Point(x - shown.x0, y - shown.top, command == "l"))
    if part:
        yield part


def _is_white(item: Mapping[str, Any]) -> bool:
    colour = item.get("non_stroking_color")
    return tuple(colour) in _WHITE if isinstance(colour, (list, tuple)) else colour == 1
