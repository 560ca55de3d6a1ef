"""HTML and MHTML → Content."""

from email import message_from_bytes
from email.message import Message

from pipeline.document import Paragraph, Place, Table
from pipeline.errors import NoTextError
from pipeline.extract.content import Content
from pipeline.extract.html.tree import parse
from pipeline.extract.html.walk import Walker


def read_html(data: bytes, declared: str | None = None) -> Content:
    """The blocks of a web page. `declared`: the encoding that something outside the page names.

    Raises NoTextError where it holds nothing but pictures.
    """
    root, remarks = parse(data, declared)
    if root is None:
        return Content(())
    walker = Walker()
    blocks = walker.blocks(root)
    if not blocks and next(root.iter("img"), None) is not None:
        raise NoTextError("")
    headers = [block for block in blocks if _place(block) == "page_header"]
    footers = [block for block in blocks if _place(block) == "page_footer"]
    body = [block for block in blocks if _place(block) not in ("page_header", "page_footer")]
    return Content((*headers, *body, *footers, *walker.notes), None, (*remarks, *walker.remarks))


def _place(block: Paragraph | Table) -> Place | None:
    return block.place if isinstance(block, Paragraph) else None


def read_mhtml(data: bytes) -> Content:
    """The blocks of a page that was saved with all its parts in one file (RFC 2557): the first page, or, where it only frames others, those."""
    first, *others = [_read_part(part) for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"] or [
        Content(())
    ]
    if first.blocks or not others:
        return first
    blocks = tuple(block for content in others for block in content.blocks)
    return Content(blocks, None, tuple(remark for content in others for remark in content.remarks))


def _read_part(part: Message) -> Content:
    data = part.get_payload(decode=True)
    return read_html(data if isinstance(data, bytes) else b"", part.get_content_charset())
