"""Names of OpenDocument's XML."""

from pipeline.extract.common.xml import Element, whole_number

_NAMESPACES: dict[str, str] = {
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
    **{
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name if name != 'draw' else 'drawing'}:1.0"
        for name in ("office", "text", "table", "style", "draw", "form")
    },
}
DRAWING = f"{{{_NAMESPACES['draw']}}}"


def q(name: str) -> str:
    """The tag or attribute of a prefixed name («text:p»)."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


COMMENT = q("office:annotation")


def count(element: Element, name: str, default: int = 1) -> int:
    """An attribute that counts something; `default` where it is not there or no number from 1 on."""
    return start(element, name) or default


def start(element: Element, name: str) -> int | None:
    """An attribute that says where to begin counting, 0 among the numbers; None where it is not there or no number."""
    value = element.get(q(name), "")
    return whole_number(value) if value.isdecimal() else None
