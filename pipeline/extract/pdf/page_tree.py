"""The pages of a PDF file by its tree (ISO 32000-1, 7.7.3), as its objects have it and not as it counts them itself."""

import re
from collections.abc import Iterator, Mapping, Sequence

_PAGES = re.compile(rb"/Pages\s+(\d{1,10})\s+\d+\s+R")
_KIDS = re.compile(rb"/Kids\s*(?:\[([^\]]*)\]|(\d{1,10})\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d{1,10})\s+\d+\s+R\b")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")

Objects = Mapping[int, Sequence[bytes]]
"""The dictionaries of a file's objects by their number; the last version comes last."""


def page_numbers(objects: Objects, most: int) -> list[int]:
    """The numbers of the objects that are pages, in their order, the first `most`; none where the tree is not found.

    A node that was met before is passed over: a page may stand in the tree once, and a tree that holds itself has no end.
    """
    found: list[int] = []
    met: set[int] = set()
    waiting = list(reversed(roots(objects)))
    while waiting and len(found) < most:
        number = waiting.pop()
        if number in met:
            continue
        met.add(number)
        # What is named and is not there was a page.
        kids = _KIDS.search(objects[number][-1]) if number in objects else None
        if kids:
            waiting += reversed(references(_listed(kids, objects)))
        else:
            found.append(number)
    return found


def references(text: bytes) -> list[int]:
    """The numbers of the objects that a piece of a dictionary names."""
    return [int(number) for number in _REFERENCE.findall(text)]


def roots(objects: Objects) -> list[int]:
    """The number of the tree of the last catalogue, if it is there."""
    catalogs = [head for heads in objects.values() for head in heads if _CATALOG.search(head)]
    return [int(match[1]) for head in catalogs[-1:] if (match := _PAGES.search(head))]


def _listed(kids: re.Match[bytes], objects: Objects) -> bytes:
    """What stands in a list, or in the object that holds it."""
    if kids[1] is not None:
        return bytes(kids[1])
    heads = objects.get(int(kids[2]))
    return heads[-1] if heads else b""


def contents(head: bytes, objects: Objects) -> Iterator[int]:
    """The numbers of the streams that are the content of a page."""
    match = re.search(rb"/Contents\s*(?:\[([^\]]*)\]|(\d{1,10})\s+\d+\s+R)", head)
    if not match:
        return
    if match[1] is not None:
        yield from references(match[1])
        return
    number = int(match[2])
    heads = objects.get(number, [b""])
    # An object that is no stream is a list of them.
    yield from references(heads[-1]) if heads[-1].lstrip().startswith(b"[") else [number]
