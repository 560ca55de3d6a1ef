"""Text boxes that lie over the cells of a sheet (ECMA-376 part 1, 20.5)."""

from collections.abc import Iterator

from pipeline.extract.common.xml import Element
from pipeline.extract.sheets.workbook import Box


def read_boxes(root: Element) -> Iterator[Box]:
    """The shapes with text in a drawing part, each with the row that its upper edge is anchored to."""
    for anchor in root:
        row = int(anchor.findtext("{*}from/{*}row") or 0) + 1
        for body in anchor.iterfind(".//{*}txBody"):
            text = "\n".join(_paragraph(paragraph) for paragraph in body.iterfind("{*}p"))
            if text.strip():
                yield Box(row, text)


def _paragraph(paragraph: Element) -> str:
    found = ""
    for element in paragraph.iter("{*}t", "{*}br"):
        found += "\n" if str(element.tag).endswith("}br") else element.text or ""
    return found
