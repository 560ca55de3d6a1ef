"""The lines of a text, taken from the top."""

from collections.abc import Iterator, Sequence
from typing import overload

Line = tuple[int, str]
"""A line of the file with its 1-based number."""


class Lines(Sequence[Line]):
    """The lines from one on. What is left below some of them («lines[9:]») is no copy: a text may hold ten thousands of tables."""

    def __init__(self, lines: Sequence[Line], start: int = 0) -> None:
        self._lines = lines
        self._start = start

    def __len__(self) -> int:
        return len(self._lines) - self._start

    def __iter__(self) -> Iterator[Line]:
        return (self._lines[at] for at in range(self._start, len(self._lines)))

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> "Lines": ...
    def __getitem__(self, place: int | slice) -> "Line | Lines":
        if not isinstance(place, slice):
            return self._lines[range(self._start, len(self._lines))[place]]
        first, last, _ = place.indices(len(self))
        if last == len(self):
            return Lines(self._lines, self._start + first)
        return Lines(self._lines[self._start + first : self._start + last])
