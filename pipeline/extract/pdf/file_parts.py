"""The objects of a PDF file as they stand in its bytes, found without believing what the file says about where they are.

A file that was saved several times has several versions of an object; all of them are found (ISO 32000-1, 7.5.6).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_KEYWORD = re.compile(rb"obj(?=[\s<\[(/%\d+-])")
_NUMBER = re.compile(rb"(?:^|[^\d])(\d{1,10})[\s\0]+\d{1,10}[\s\0]*$")
_STREAM = re.compile(rb"stream(\r\n|\n|\r)")
_LENGTH = re.compile(rb"/Length\s+(\d{1,12})(?!\s+\d+\s+R)")
_LONGEST_NUMBER = 24
LONGEST_HEAD = 1 << 20
"""No more of an object is looked at, in bytes, but for its stream: a list of 5,000 pages takes 50 KB."""


class Part(NamedTuple):
    """An object: its number, where its dictionary begins, its dictionary, and where its stream lies (0, 0 where it has none)."""

    number: int
    at: int
    head: bytes
    start: int = 0
    end: int = 0


def find_parts(data: bytes) -> list[Part]:
    """All objects of a file that stand in no other, in the order of the file."""
    starts = list(_starts(data))
    ends = [*(start for _, start in starts[1:]), len(data)]
    return [_part(data, number, start, end) for (number, start), end in zip(starts, ends, strict=True)]


def _starts(data: bytes) -> Iterator[tuple[int, int]]:
    """The number of each object, and where its content begins."""
    for match in _KEYWORD.finditer(data):
        number = _NUMBER.search(data, max(0, match.start() - _LONGEST_NUMBER), match.start())
        if number:
            yield int(number[1]), match.end()


def _part(data: bytes, number: int, start: int, end: int) -> Part:
    """The object that begins here; the next one begins at `end`, unless that stands in this one's stream."""
    stream = _STREAM.search(data, start, end)
    if not stream:
        return Part(number, start, data[start : min(end, start + LONGEST_HEAD)])
    head = data[start : min(stream.start(), start + LONGEST_HEAD)]
    length = _LENGTH.search(head)
    told = stream.end() + int(length[1]) if length else 0
    found = data.rfind(b"endstream", stream.end(), end)
    return Part(number, start, head, stream.end(), min(len(data), max(told, end if found < 0 else found)))


def inner_parts(head: bytes, content: bytes) -> list[Part]:
    """The objects of an object stream (ISO 32000-1, 7.5.7) with this dictionary and this content; none of a damaged one."""
    first = re.search(rb"/First\s+(\d{1,9})", head)
    if not first:
        return []
    at = int(first[1])
    numbers = [int(number) for number in re.findall(rb"\d{1,10}", content[:at])]
    places = [at + place for place in numbers[1::2]]
    ends = [*places[1:], len(content)]
    return [
        Part(number, 0, content[start : min(end, start + LONGEST_HEAD)])
        for number, start, end in zip(numbers[::2], places, ends, strict=False)
    ]
