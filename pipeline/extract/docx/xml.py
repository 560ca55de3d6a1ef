"""WordprocessingML as a tree in which revisions, content controls and alternatives are already decided.

Wrappers (tracked insertions, content controls, hyperlinks, fields, smart tags …) are seen through; what the page does not
show (deletions, properties, field codes, the second of two alternatives) is not there.

The parser is the standard library's: lxml parses in half the time, but makes a new object at each look at an element, and a
document is looked at more often than it is parsed.
"""

import functools
from collections.abc import Iterator
from xml.etree import ElementTree

from pipeline.extract.common.xml import has_doctype, whole_number

Element = ElementTree.Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# «Strict Open XML» says the same in other namespaces.
_STRICT: dict[bytes, bytes] = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _M.strip("{}").encode(),
}
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"


@functools.cache
def w(name: str) -> str:
    """The tag or attribute of a WordprocessingML name."""
    return f"{{{_W}}}{name}"


RELATIONSHIP_ID = f"{{{_R}}}id"
VALUE = w("val")
CHUNK, SUBDOCUMENT = w("altChunk"), w("subDoc")
P, TABLE, ROW, CELL, SECTION, TEXT_BOX = w("p"), w("tbl"), w("tr"), w("tc"), w("sectPr"), w("txbxContent")
RUNS = frozenset({w("r"), f"{_M}r"})
TEXTS = frozenset({w("t"), f"{_M}t"})
FRACTION, DENOMINATOR = f"{_M}f", f"{_M}den"

_ALTERNATIVES = f"{_MC}AlternateContent"
_CHOICE = f"{_MC}Choice"
_DROPPED = frozenset(
    w(name)
    for name in (
        *("del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "ffData", "rt"),
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"),
    )
)


def parse(blob: bytes) -> Element:
    """The root of a part. ParseError also for one with a DTD, which the format forbids (ISO/IEC 29500-2, 8.2.5): the file is untrusted."""
    if has_doctype(blob):
        raise ElementTree.ParseError("DTD")
    for strict, usual in _STRICT.items() if _STRICT_MARK in blob else ():
        blob = blob.replace(strict, usual)
    return ElementTree.fromstring(blob)  # noqa: S314 - a DTD, and so every entity, is refused above


def descend(element: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """The topmost shown descendants with a wanted tag, in order."""
    for child in element:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag == _ALTERNATIVES:
            for alternative in _chosen(child):
                yield from descend(alternative, wanted)
        elif tag not in _DROPPED and len(child):
            yield from descend(child, wanted)


def _chosen(alternatives: Element) -> list[Element]:
    """The alternatives say the same twice; a fallback counts only where there is no choice."""
    return [child for child in alternatives if child.tag == _CHOICE][:1] or list(alternatives)[:1]


def at(element: Element | None, *names: str) -> Element | None:
    """The descendant by a path of WordprocessingML names, or None."""
    for name in names:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def value(element: Element | None, *names: str, attribute: str = "val") -> str | None:
    """An attribute of the descendant by a path of names, or None."""
    found = at(element, *names)
    return None if found is None else found.get(w(attribute))


def number(element: Element | None, *names: str, attribute: str = "val") -> int | None:
    """The same as a whole number; None also where it is none."""
    text = value(element, *names, attribute=attribute)
    return None if text is None else whole_number(text)


def switch(element: Element | None, *names: str) -> bool | None:
    """An on/off property by a path of names: None where it is not said."""
    found = at(element, *names)
    return None if found is None else is_on(found)


def is_on(element: Element) -> bool:
    """Whether an on/off property says «on», as it does without a value."""
    return element.get(VALUE) not in ("0", "false", "off", "none")
