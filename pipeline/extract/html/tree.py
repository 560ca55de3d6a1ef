"""The tree of a web page, and what of it a browser shows."""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.document import Remark
from pipeline.errors import TooLargeError
from pipeline.extract.common.xml import count_nodes
from pipeline.extract.plain.encoding import decode

Element = etree._Element

_DECLARED = re.compile(rb"""(?:<\?xml[^>]*\sencoding|<meta[^>]*\bcharset)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4096
"""The declaration of the encoding stands in the first bytes; browsers look through 1024, Word needs more."""

# noscript is for browsers without scripts; the rest is never text.
_UNSEEN = frozenset(
    {"head", "script", "style", "template", "noscript", "title", "meta", "link", "del", "datalist", "svg", "object", "iframe"}
)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)


def parse(data: bytes, declared: str | None = None) -> tuple[Element | None, tuple[Remark, ...]]:
    """The page as a tree and what in it could not be decoded; None for a page without an element.

    declared: the encoding that a header outside the page names; one that the page names itself counts where there is none.
    Raises TooLargeError for a page with more tags than a document may have, ValueError for one that the parser gives up.
    """
    count_nodes(data)
    decoded = decode(data, declared or _declared(data))
    # Huge: not 256 levels but 2048, where browsers stop at 512. What memory a page takes is limited by its size and its tags.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    root = etree.fromstring(decoded.text.encode("utf-8", "replace"), parser)
    fatal = parser.error_log.filter_from_fatals()
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in fatal):
        raise TooLargeError("", "слишком глубокая вложенность")
    if fatal:
        raise ValueError("the parser gave the rest of the page up")
    return root, decoded.remarks


def _declared(data: bytes) -> str | None:
    """The encoding that the page names. One that says UTF-16 in single bytes is wrong (HTML Standard, 13.2.3.2)."""
    found = _DECLARED.search(data[:_HEAD])
    name = found[1].decode("ascii", "replace") if found else None
    return None if name and name.lower().startswith("utf-16") else name


def name(element: Element) -> str:
    """The tag without its namespace; blank for a comment."""
    return element.tag.lower().rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def style(element: Element) -> str:
    """Its own style, in small letters."""
    return (element.get("style") or "").lower()


def is_shown(element: Element) -> bool:
    """Whether a browser shows the element: by its tag, attributes and own style; style sheets are not read."""
    return name(element) not in _UNSEEN and element.get("hidden") is None and not _HIDING.search(style(element))


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The shown descendants of these names that stand in no other of them, in order."""
    steps = [iter(element)]  # of the elements that are open: pages may be nested deeper than functions
    while steps:
        child = next(steps[-1], None)
        if child is None:
            steps.pop()
        elif is_shown(child):
            if name(child) in names:
                yield child
            elif len(child):
                steps.append(iter(child))


def squashed(element: Element) -> str:
    """All the text of an element on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
