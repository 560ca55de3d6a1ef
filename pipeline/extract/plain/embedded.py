"""Tables written in HTML among the lines of a text, as Markdown allows."""

import re

from pipeline.document import Paragraph, Remark, Table
from pipeline.extract.html.tree import parse
from pipeline.extract.html.walk import Walker
from pipeline.extract.plain.lines import Lines

_BEGIN = re.compile(r"\s*<table\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)


def starts_markup(lines: Lines) -> bool:
    """Whether a table of HTML begins in the first line."""
    return bool(_BEGIN.match(lines[0][1]))


def read_markup(lines: Lines, number: int) -> tuple[list[Paragraph | Table], list[Remark], Lines]:
    """The blocks down to the line on which the table ends, remarks, and the lines after it. `number`: the first table's, for origins."""
    end = _end(lines)
    root, _ = parse("\n".join(line for _, line in lines[:end]).encode())
    walker = Walker(tables=number - 1, line=lines[0][0])
    blocks = walker.blocks(root) if root is not None else []
    return blocks, walker.remarks, lines[end:]


def _end(lines: Lines) -> int:
    """Past the line that closes the table; past the last where none does."""
    depth = 0
    for at, (_, line) in enumerate(lines, start=1):
        depth += sum(-1 if tag[1] else 1 for tag in _TAG.finditer(line))
        if depth <= 0:
            return at
    return len(lines)
