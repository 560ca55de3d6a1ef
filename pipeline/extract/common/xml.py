"""XML of an untrusted file."""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.document import Remark
from pipeline.errors import TooLargeError

Element = etree._Element

MOST_NODES = 2_000_000
"""Tags and attributes in all parts of a document. The largest real ones have a tenth of it; a tree of so many takes up to 350 MiB."""

_TOO_DEEP = re.compile("excessive depth", re.IGNORECASE)


def count_nodes(blob: bytes, most: int = MOST_NODES) -> int:
    """About how many tags and attributes a text has, in any encoding. Raises TooLargeError for more than `most`.

    A tree takes far more memory than the text that it is made of, so they are counted before it is made.
    """
    nodes = blob.count(b"<") + blob.count(b"=")
    if nodes > most:
        raise TooLargeError("", f"в документе больше {MOST_NODES} элементов разметки")
    return nodes


def has_doctype(blob: bytes) -> bool:
    """Whether a part has a DTD, which alone can name entities; in UTF-16 as well."""
    return b"<!DOCTYPE" in (blob.replace(b"\0", b"") if b"\0" in blob[:4] else blob)


def parse_xml(blob: bytes) -> Element:
    """The root element. Nothing is fetched, no entity is replaced in the text, and no DTD but that in the part is looked at.

    Raises XMLSyntaxError, TooLargeError past the limits of the library.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False, huge_tree=False
    )
    try:
        return etree.fromstring(blob, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) != etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise
        detail = "вложенность глубже 256 уровней" if _TOO_DEEP.search(str(error)) else "в одном месте больше 10 МБ текста"
        raise TooLargeError("", detail) from error


def whole_number(text: str) -> int | None:
    """A number of `xsd:int`; None for what is none (ISO/IEC 29500-1, 17.18.10 allows no larger ones)."""
    try:
        number = int(text)
    except ValueError:  # also of more digits than Python reads
        return None
    return number if -(1 << 31) <= number < 1 << 31 else None


def entity_remarks(*roots: Element | None) -> Iterator[Remark]:
    """A word on each entity that the texts of some trees refer to: what it stands for is not looked up."""
    names = dict.fromkeys(str(entity.text) for root in roots if root is not None for entity in root.iter(etree.Entity))
    return (Remark(code="unreadable_part", text=f"сущность XML не раскрыта: {name}") for name in names)
