"""What every reader gives back: a Document without the facts about the file."""

from typing import NamedTuple

from pipeline.document import Paragraph, Remark, Table


class Content(NamedTuple):
    """The content of one file, as its reader found it."""

    blocks: tuple[Paragraph | Table, ...]
    pages: int | None = None
    remarks: tuple[Remark, ...] = ()
