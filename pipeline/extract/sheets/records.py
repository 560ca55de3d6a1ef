"""What xlrd leaves in the records of an XLS file: text boxes, and the header and footer of the printed page ([MS-XLS] 2.4)."""

from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from xlrd.compdoc import CompDoc

_BOUND_SHEET, _END, _HEADER, _FOOTER, _CONTINUE, _OBJECT, _TEXT = 0x85, 0x0A, 0x14, 0x15, 0x3C, 0x5D, 0x1B6
_NOTE = 0x19
"""The kind of object that holds a comment of a cell, which xlrd gives."""


class Extras(NamedTuple):
    """The texts of one sheet outside its cells."""

    boxes: list[str]
    headers: list[str]
    footers: list[str]


def read_extras(data: bytes) -> dict[int, Extras]:
    """The extras of each sheet by its number in the workbook, from 0. Nothing for files before BIFF8, which are no compound files."""
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return {}
    memory, base, length = CompDoc(data, logfile=StringIO()).locate_named_stream("Workbook")
    if memory is None:
        return {}
    stream = bytes(memory[base : base + length])
    starts = [int.from_bytes(body[:4], "little") for kind, body in _records(stream, 0) if kind == _BOUND_SHEET]
    return {number: _extras(stream, start) for number, start in enumerate(starts)}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their part: kind and body."""
    while at + 4 <= len(stream):
        kind, length = int.from_bytes(stream[at : at + 2], "little"), int.from_bytes(stream[at + 2 : at + 4], "little")
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _END:
            return
        at += 4 + length


def _extras(stream: bytes, start: int) -> Extras:
    found = Extras([], [], [])
    left, is_note = 0, False
    for kind, body in _records(stream, start):
        if kind == _OBJECT:
            is_note = int.from_bytes(body[4:6], "little") == _NOTE
        elif kind == _TEXT:
            left = 0 if is_note else int.from_bytes(body[10:12], "little")
            found.boxes.extend([""] if left else [])
        elif kind == _CONTINUE and left > 0:
            text = _characters(body[0:1], body[1:])[:left]
            found.boxes[-1] += text
            left -= len(text)
        elif kind in {_HEADER, _FOOTER} and len(body) > 3:
            (found.headers if kind == _HEADER else found.footers).append(_characters(body[2:3], body[3:]))
    return found


def _characters(flags: bytes, data: bytes) -> str:
    """Characters of one or two bytes, as the lowest flag says."""
    return data.decode("utf-16-le" if flags[:1] > b"\0" else "latin-1", errors="replace")
