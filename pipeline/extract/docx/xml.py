"""WordprocessingML as a tree in which revisions, content controls and alternatives are already decided.

Wrappers (tracked insertions, content controls, hyperlinks, fields, smart tags …) are seen through; what the page does not
show (deletions, properties, field codes, the second of two alternatives) is not there.
"""

from collections.abc import Iterator

from pipeline.extract.xml import Element, parse_xml

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# «Strict Open XML» says the same in other namespaces.
_STRICT: dict[bytes, bytes] = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R.encode(),
}


def w(name: str) -> str:
    """The tag or attribute of a WordprocessingML name."""
    return f"{{{_W}}}{name}"


RELATIONSHIP_ID = f"{{{_R}}}id"
P, TABLE, ROW, CELL, TEXT_BOX = w("p"), w("tbl"), w("tr"), w("tc"), w("txbxContent")
RUNS = frozenset({w("r"), f"{_M}r"})
TEXTS = frozenset({w("t"), f"{_M}t"})
PICTURES = (w("drawing"), w("pict"))
OBJECTS = (w("altChunk"), w("subDoc"), w("object"))

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
    """The root of a part."""
    for strict, usual in _STRICT.items():
        blob = blob.replace(strict, usual)
    return parse_xml(blob)


def descend(element: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """The topmost shown descendants with a wanted tag, in order."""
    for child in _shown(element):
        if child.tag in wanted:
            yield child
        else:
            yield from descend(child, wanted)


def _shown(element: Element) -> list[Element]:
    children = [child for child in element if isinstance(child.tag, str) and child.tag not in _DROPPED]
    if element.tag != _ALTERNATIVES:
        return children
    # The alternatives say the same twice; a fallback counts only where there is no choice.
    return [child for child in children if child.tag == _CHOICE][:1] or children[:1]


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
    try:
        return int(value(element, *names, attribute=attribute) or "")
    except ValueError:
        return None


def switch(element: Element | None, *names: str) -> bool | None:
    """An on/off property by a path of names: None where it is not said."""
    found = at(element, *names)
    return None if found is None else found.get(w("val")) not in ("0", "false", "off", "none")
