"""What must be known of a PDF file before pdfium opens it, which no one can stop once it works: what its streams unpack to, and what its pages draw.

What is too much is taken out of the bytes, without moving anything, so that the rest of the file is read. What was taken is told. This is no
parser: it looks for objects in the bytes, and takes the worst of what it finds. What slips through meets the limits of the process.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.pdf.asides import unread_asides
from pipeline.extract.pdf.content_cost import LONGEST_STRING, MOST_DRAWN, Cost, cost_of, inline_pictures, plain_name
from pipeline.extract.pdf.counted import MOST_UNPACKED, TooMuchError, unpacked
from pipeline.extract.pdf.drawing import MOST_PAGES, MOST_TOLD, TOO_FULL
from pipeline.extract.pdf.file_parts import Part, find_parts, inner_parts
from pipeline.extract.pdf.page_tree import contents, page_numbers, references, roots

MOST_DRAWN_IN_ALL = 5_000_000
"""What all pages together may draw: one content may stand on each of a thousand pages. Five million letters are two thousand pages of plans."""
MOST_ROW = 8 << 20
"""Bytes in a row of what a predictor is applied to: pdfium takes them whether the data has them or not. A scan of A0 has 40,000."""

TOO_MUCH = f"распаковывается больше чем в {MOST_UNPACKED >> 20} МиБ вместе с остальным"
CUT = f"из строки длиннее {LONGEST_STRING} байт прочитано только начало"

_FILTERS = re.compile(rb"/(?:Filter|F)\s*(/[^\s/<>\[\]()]+|\[[^\]]*\])")
_FILTER = re.compile(rb"/([A-Za-z0-9]+)")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_PASSED_OVER = re.compile(rb"/Type\s*/(?:EmbeddedFile|Metadata)\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b|/PatternType\b")
_COUNT = re.compile(rb"/Count\s+(-?\d{1,10})")
_CONTAINER = re.compile(rb"/Type\s*/ObjStm\b")
# What is unpacked for a text whatever it calls itself.
_NEEDED = re.compile(rb"/(?:FontFile[23]?|ToUnicode|Encoding|CIDToGIDMap)\s+(\d{1,10})\s+\d+\s+R")
_PLACED = re.compile(rb"/([^\s/\[\]<>(){}%]{1,127})[\s\0]+(\d{1,10})\s+\d+\s+R\b")
_NUMBERS = {name: re.compile(rb"/%s\s+(\d{1,12})" % name) for name in (b"Columns", b"Colors", b"BitsPerComponent")}
_SELF_ENDING = {b"FlateDecode", b"Fl"}
_UNPACKING = {b"FlateDecode", b"Fl", b"LZWDecode", b"LZW", b"RunLengthDecode", b"RL"}
_MOST_WASTED = 3
# pdfium draws forms within forms to this depth.
_DEEPEST = 40


class Checked(NamedTuple):
    """A file that may be opened. `lost`: what of it is not read, with its page, which must not be touched; 0 where it is of no page."""

    data: bytes
    lost: tuple[tuple[int, str], ...] = ()


def check(data: bytes) -> Checked:
    """The file without what would take too much."""
    return _Check(data).checked()


class _Check:
    """The state of the work on one file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._view = memoryview(data)
        self._left = MOST_UNPACKED
        self._wasted = 0
        self._taken: dict[int, Part] = {}
        self._costs: dict[int, Cost] = {}
        self._parts = find_parts(data)
        self._objects: dict[int, list[bytes]] = defaultdict(list)

    def checked(self) -> Checked:
        containers = [part for part in self._parts if part.end and _CONTAINER.search(part.head)]
        inner = [found for part in containers for found in inner_parts(part.head, self._unpacked(part))]
        for part in (*inner, *self._parts):
            self._objects[part.number].append(part.head)
        # One more than is read, to know that there are more.
        pages = page_numbers(self._objects, MOST_TOLD)
        shown = [list(contents(self._objects.get(number, [b""])[-1], self._objects)) for number in pages[:MOST_PAGES]]
        self._unpack_rest({id(part) for part in containers}, {number for numbers in shown for number in numbers})
        lost = tuple(self._lost_pages(shown))
        asides = [(0, note) for note in unread_asides(self._objects, self._parts)]
        return Checked(self._mended(len(pages)), (*lost, *self._lost_parts(shown), *asides))

    def _unpack_rest(self, done: set[int], shown: set[int]) -> None:
        needed = {int(number) for heads in self._objects.values() for head in heads for number in _NEEDED.findall(head)}
        drawn = {int(number) for head in self._heads(b"/CharProcs") for number in references(head)} | shown
        for part in self._parts:
            if not part.end or id(part) in done:
                continue
            is_exempt = _PASSED_OVER.search(part.head) and part.number not in drawn | needed
            is_picture = _PICTURE.search(part.head) and part.number not in drawn | needed
            if is_exempt:
                continue
            content = self._unpacked(part, is_picture=bool(is_picture))
            if not is_picture and (part.number in drawn or _FORM.search(part.head)):
                self._count(part, content)

    def _heads(self, word: bytes) -> Iterator[bytes]:
        return (head for heads in self._objects.values() for head in heads if word in head)

    def _count(self, part: Part, content: bytes) -> None:
        """Estimates a content, with the pictures that stand in it."""
        cost = cost_of(content)
        former = self._costs.get(part.number)
        self._costs[part.number] = cost if former is None else Cost(max(cost.drawn, former.drawn), cost.forms | former.forms, cost.is_cut)
        view = memoryview(content)
        try:
            for entries, at in inline_pictures(content):
                self._left -= len(self._through(view[at:], _filters(entries)))
        except TooMuchError:
            self._taken[id(part)] = part

    def _through(self, data: memoryview, filters: list[bytes]) -> bytes:
        """What a stream unpacks to. TooMuchError also where there was too much too often: each time takes as long as the whole that may be."""
        if self._wasted >= _MOST_WASTED:
            raise TooMuchError
        try:
            return unpacked(data, filters, self._left)
        except TooMuchError:
            self._wasted += 1
            raise

    def _unpacked(self, part: Part, *, is_picture: bool = False) -> bytes:
        """The content of a stream, which counts; nothing of one that is taken out."""
        filters = _filters(part.head)
        if is_picture:
            # The last step is taken row by row, and only where the page is drawn.
            steps = [at for at, name in enumerate(filters) if name in _UNPACKING]
            filters = filters[: steps[-1]] if len(steps) > 1 else []
        try:
            if not is_picture and _row(part.head) > MOST_ROW:
                raise TooMuchError
            # Where packed data ends is told by itself, and not by what lies around it.
            end = len(self._data) if filters and filters[0] in _SELF_ENDING else part.end
            content = self._through(self._view[part.start : end], filters)
        except TooMuchError:
            self._taken[id(part)] = part
            return b""
        self._left -= len(content) if filters else 0
        return content

    def _lost_pages(self, shown: list[list[int]]) -> Iterator[tuple[int, str]]:
        """The pages that draw too much, by themselves or after all that went before."""
        forms = self._form_costs()
        names = self._names(forms)
        taken = {part.number for part in self._taken.values()}
        drawn = 0
        for page, numbers in enumerate(shown, start=1):
            cost = 0
            for number in numbers:
                cost += _whole(self._costs[number], forms, names) if number in self._costs else 0
            drawn += cost if cost <= MOST_DRAWN else 0
            if taken.intersection(numbers):
                yield page, f"содержимое страницы {TOO_MUCH}"
            elif cost > MOST_DRAWN or drawn > MOST_DRAWN_IN_ALL:
                yield page, TOO_FULL

    def _names(self, forms: Iterable[int]) -> dict[bytes, set[int]]:
        """The forms that a name may mean, anywhere in the file."""
        known = set(forms)
        found: dict[bytes, set[int]] = defaultdict(set)
        for heads in self._objects.values():
            for head in heads:
                for name, number in _PLACED.findall(head):
                    if int(number) in known:
                        found[plain_name(name)].add(int(number))
        return found

    def _form_costs(self) -> dict[int, int]:
        """What each form draws with all forms in it, up to a little more than a page may; a form that draws itself draws itself often."""
        names = self._names(self._costs)
        costs = {number: cost.drawn for number, cost in self._costs.items()}
        if not any(cost.forms for cost in self._costs.values()):
            return costs
        for _ in range(_DEEPEST):
            former = dict(costs)
            for number, cost in self._costs.items():
                costs[number] = _whole(cost, former, names)
            if costs == former:
                break
        return costs

    def _lost_parts(self, shown: list[list[int]]) -> Iterator[tuple[int, str]]:
        """What was taken out beside the contents of pages, and what of them is not read to its end."""
        of_pages = {number for numbers in shown for number in numbers}
        for part in self._taken.values():
            if part.number not in of_pages:
                yield 0, f"часть файла (объект {part.number}) {TOO_MUCH}"
        for number, cost in self._costs.items():
            if cost.is_cut:
                yield 0, f"{CUT} (объект {number})"

    def _mended(self, pages: int) -> bytes:
        """The bytes with blanks in place of what was taken out, under a filter that nobody knows; without counts of pages that lie."""
        lies = [
            part
            for part in self._parts
            if pages and (count := _COUNT.search(part.head)) and b"/Kids" in part.head and int(count[1]) != pages
        ]
        trees = roots(self._objects)
        is_lying = any(number in trees for number in (part.number for part in lies))
        if not self._taken and not is_lying:
            return self._data
        data = bytearray(self._data)
        for part in self._taken.values():
            data[part.start : part.end] = b" " * (part.end - part.start)
            place = data.find(b"/Filter", part.at, part.start)
            if place >= 0:
                data[place : place + 7] = b"/Fxlter"
        for part in lies if is_lying else ():
            match = _COUNT.search(data, part.at, part.at + len(part.head))
            if match:
                # pdfium believes any count but nought, which makes it count by itself.
                data[match.start(1) : match.end(1)] = b"0" * len(match[1])
        return bytes(data)


def _whole(cost: Cost, forms: dict[int, int], names: dict[bytes, set[int]]) -> int:
    """A content with its forms, up to a little more than a page may draw."""
    inner = sum(count * max((forms[number] for number in names.get(name, ())), default=0) for name, count in cost.forms.items())
    return min(cost.drawn + inner, MOST_DRAWN + 1)


def _filters(head: bytes) -> list[bytes]:
    match = _FILTERS.search(head)
    return _FILTER.findall(match[1]) if match else []


def _row(head: bytes) -> int:
    """Bytes in a row for a predictor (ISO 32000-1, 7.4.4.4)."""
    if b"/Predictor" not in head:
        return 0
    columns, colours, bits = (int(match[1]) if (match := _NUMBERS[name].search(head)) else 1 for name in _NUMBERS)
    return columns * colours * max(bits, 8) // 8
