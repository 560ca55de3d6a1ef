"""XLSX → Content. The tree is read here: what a cell shows hangs on its number format, which no fast reader gives (ECMA-376 part 1, 18)."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from pipeline.extract.common.package import UNREADABLE, Package, Part
from pipeline.extract.common.room import Room
from pipeline.extract.common.xml import Element, entity_remarks, parse_xml
from pipeline.extract.content import Content
from pipeline.extract.sheets.drawing import read_boxes
from pipeline.extract.sheets.page_setup import read_page_parts
from pipeline.extract.sheets.shown import BUILT_IN, GENERAL, shown_date, shown_number
from pipeline.extract.sheets.workbook import MOST_COLUMNS, MOST_ROWS, Merge, Noticed, Sheet, Spot, content

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = frozenset({"1", "true", "on"})


class _Strings:
    """The texts that cells share; read when the first cell asks for one, and once."""

    def __init__(self, main: Part) -> None:
        self._main = main

    @cached_property
    def _read(self) -> list[str] | Exception:
        try:
            roots = [_root(part) for part in self._main.all_by_kind("sharedStrings")]
        except UNREADABLE as error:
            return error
        return [_rich_text(item) for root in roots for item in root.iterfind("{*}si")]

    def __getitem__(self, place: int) -> str:
        """The text at a place. ValueError where there is none; what the reading of the part raises comes through, each time."""
        if isinstance(self._read, Exception):
            raise self._read
        if not 0 <= place < len(self._read):
            raise ValueError(f"no shared text {place}")
        return self._read[place]


class _Book(NamedTuple):
    """What all sheets of a workbook share."""

    strings: _Strings
    formats: list[str]
    starts_1904: bool
    room: Room


def read_xlsx(data: bytes) -> Content:
    """The sheets of an XLSX or XLSM file. Raises NoTextError; what the libraries raise at a damaged file comes through."""
    package = Package(data)
    main = Part(package).by_kind("officeDocument")
    if main is None:
        raise ValueError("no main part")
    root = parse_xml(main.blob)
    properties = root.find("{*}workbookPr")
    book = _Book(
        strings=_Strings(main),
        formats=[code for styles in _related(main, "styles") for code in _formats(styles)],
        starts_1904=properties is not None and properties.get("date1904") in _TRUE,
        room=Room(),
    )
    found = content(list(_sheets(main, root, book)), package.has_folder("xl/media/"))
    return found._replace(remarks=(*package.remarks, *found.remarks))


def _sheets(main: Part, root: Element, book: _Book) -> Iterator[Sheet]:
    """The sheets in the order of the book, each part once; one that cannot be read is told.

    Raises what the reading of the last one raises where none can be read.
    """
    parts = {part.name: part for part in main.all_by_kind("worksheet")}
    elements: dict[str, Element] = {}
    for element in root.iterfind("{*}sheets/{*}sheet"):
        part = main.by_id(_relationship(element))
        name = part.name if part else f"лист «{element.get('name', '')}»"
        if part is None or name in parts:  # what is there and no worksheet is a sheet of charts or macros
            elements.setdefault(name, element)
    unread: list[Exception] = []
    for name, element in elements.items():
        try:
            if name not in parts:
                raise ValueError(name)
            sheet = _sheet(parts[name], element, book)
        except UNREADABLE as error:
            unread.append(error)
            main.package.tell(name, error)
        else:
            yield sheet
    if unread and len(unread) == len(elements):
        raise unread[-1]


def _relationship(element: Element) -> str | None:
    return next((str(value) for name, value in element.items() if str(name).endswith("}id")), None)


def _related(part: Part, kind: str) -> Iterator[Element]:
    """The roots of the parts that a part refers to by relations of a kind; those that cannot be read are told."""
    roots = (part.package.take(found, _root) for found in part.all_by_kind(kind))
    return (root for root in roots if root is not None)


def _root(part: Part) -> Element:
    root = parse_xml(part.blob)
    part.package.remarks += entity_remarks(root)
    return root


def _sheet(part: Part, element: Element, book: _Book) -> Sheet:
    root = _root(part)
    texts: dict[Spot, str] = {}
    noticed = [comment for comments in _related(part, "comments") for comment in _comments(comments)]
    rows = list(_rows(root))
    for spot, cell in _cells(rows):
        text = _text(cell, book)
        if text:
            book.room.take(1)
            texts[spot] = text
        elif (formula := cell.findtext("{*}f")) and cell.get("t") != "str":  # a blank text is a result, nothing at all is none
            noticed.append(Noticed("unreadable_part", f"={formula}", spot))
    return Sheet(
        name=element.get("name", ""),
        texts=texts,
        merges=[_merge(merge.get("ref", "")) for merge in root.iterfind("{*}mergeCells/{*}mergeCell")],
        is_hidden=element.get("state", "visible") != "visible",
        hidden_rows=frozenset(row for row, found in rows if found.get("hidden") in _TRUE),
        hidden_columns=frozenset(_hidden_columns(root)),
        boxes=[box for drawing in _related(part, "drawing") for box in read_boxes(drawing)],
        headers=read_page_parts(root, "Header"),
        footers=read_page_parts(root, "Footer"),
        noticed=noticed,
    )


def _rows(root: Element) -> Iterator[tuple[int, Element]]:
    """The rows with their numbers; one that does not say its own follows the one before."""
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r") or number + 1)
        if not 0 < number <= MOST_ROWS:
            raise ValueError(number)
        yield number, row


def _cells(rows: Iterable[tuple[int, Element]]) -> Iterator[tuple[Spot, Element]]:
    for number, row in rows:
        column = 0
        for cell in row.iterfind("{*}c"):
            reference = cell.get("r")
            column = _spot(reference)[1] if reference else column + 1
            yield (number, column), cell


def _spot(reference: str) -> Spot:
    """«B7» → (7, 2). ValueError for what is no reference."""
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    if not (0 < row <= MOST_ROWS and column <= MOST_COLUMNS):
        raise ValueError(reference)
    return row, column


def _merge(reference: str) -> Merge:
    first, _, last = reference.partition(":")
    return Merge(*_spot(first), *_spot(last or first))


def _hidden_columns(root: Element) -> Iterator[int]:
    hidden = bytearray(MOST_COLUMNS + 1)
    for column in root.iterfind("{*}cols/{*}col"):
        if column.get("hidden") in _TRUE:
            first, last = max(int(column.get("min", "1")), 1), min(int(column.get("max", "1")), MOST_COLUMNS)
            hidden[first : last + 1] = b"\1" * max(0, last + 1 - first)
    place = hidden.find(1)
    while place >= 0:
        yield place
        place = hidden.find(1, place + 1)


def _comments(root: Element) -> Iterator[Noticed]:
    for comment in root.iterfind("{*}commentList/{*}comment"):
        text = comment.find("{*}text")
        if text is not None:
            yield Noticed("comment", _rich_text(text), _spot(comment.get("ref", "")))


# ------------------------------------------------------------ values


def _text(cell: Element, book: _Book) -> str:
    """What a cell shows. ValueError where the file is damaged."""
    value = cell.findtext("{*}v") or ""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(map(_rich_text, cell.iterfind("{*}is")))
    return _shown(value, kind, int(cell.get("s") or 0), book) if value else ""


def _shown(value: str, kind: str, style: int, book: _Book) -> str:
    match kind:
        case "s":
            return book.strings[int(value)]
        case "b":
            return {"1": "ИСТИНА", "0": "ЛОЖЬ"}.get(value, value)
        case "d":
            return shown_date(dt.datetime.fromisoformat(value))
        case "n":
            code = book.formats[style] if 0 <= style < len(book.formats) else GENERAL
            return shown_number(float(value), code, book.starts_1904)
    return _unescaped(value)


def _formats(styles: Element) -> Iterator[str]:
    """The number format of each cell style, by its number."""
    own = {entry.get("numFmtId"): entry.get("formatCode", GENERAL) for entry in styles.iterfind("{*}numFmts/{*}numFmt")}
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = style.get("numFmtId", "0")
        yield own.get(number) or BUILT_IN.get(int(number), GENERAL)


def _rich_text(item: Element) -> str:
    """The text of a string in one piece or in runs; how it is to be pronounced (rPh) is not shown."""
    pieces = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
    return _unescaped("".join(piece.text or "" for piece in pieces))


def _unescaped(text: str) -> str:
    """Units of UTF-16 that XML cannot hold are written «_x000D_» (ECMA-376 part 1, 22.9.2.19); half a character is «�»."""
    shown = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).replace("\0", "")
    return shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
