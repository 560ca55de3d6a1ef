"""ODT → Content."""

from collections.abc import Iterator

from pipeline.document import Paragraph, Place
from pipeline.errors import NoTextError
from pipeline.extract.common.flow import Spot
from pipeline.extract.common.layout import Layout, distinct
from pipeline.extract.common.xml import Element
from pipeline.extract.content import Content
from pipeline.extract.opendocument.nodes import NodeReader
from pipeline.extract.opendocument.package import Roots, read_roots
from pipeline.extract.opendocument.styles import Styles
from pipeline.extract.opendocument.xml import q

_SIDES = ("", "-first", "-left")


def read_odt(data: bytes) -> Content:
    """The blocks of an OpenDocument text: page headers, body, page footers, notes.

    Raises LockedFileError for a password, TooLargeError, NoTextError where it holds nothing but pictures; what the libraries raise comes through.
    """
    roots = read_roots(data)
    layout = Layout()
    reader, pages = NodeReader(body_styles(roots)), PageParts(roots, layout)
    body = roots.body("text")
    blocks = layout.blocks(reader.nodes(body))
    if not blocks and next(body.iter(q("draw:image")), None) is not None:
        raise NoTextError("ODT")
    notes = layout.paragraphs(reader.take_notes(), Spot("footnote"))
    headers, footers = pages.paragraphs("page_header"), pages.paragraphs("page_footer")
    return Content((*headers, *blocks, *footers, *notes), None, (*roots.remarks, *layout.remarks, *reader.remarks))


def body_styles(roots: Roots) -> Styles:
    """The styles that the body uses."""
    common = None if roots.styles is None else roots.styles.find(q("office:styles"))
    return Styles(roots.content.find(q("office:automatic-styles")), common)


class PageParts:
    """Page headers and footers, of the pages that the body may use: the first described, and those that styles name."""

    def __init__(self, roots: Roots, layout: Layout) -> None:
        self._layout = layout
        self._root = roots.styles
        self._used = body_styles(roots).masters()

    def paragraphs(self, place: Place) -> list[Paragraph]:
        """Their paragraphs; sides that say the same, once."""
        parts = self._parts(place.removeprefix("page_"))
        return distinct(self._layout.paragraphs(self._reader().nodes(part), Spot(place)) for part in parts)

    def _reader(self) -> NodeReader:
        root = self._root
        return NodeReader(Styles() if root is None else Styles(root.find(q("office:automatic-styles")), root.find(q("office:styles"))))

    def _parts(self, name: str) -> Iterator[Element]:
        masters = [] if self._root is None else list(self._root.iterfind(f"{q('office:master-styles')}/{q('style:master-page')}"))
        following = {master.get(q("style:next-style-name")) for master in masters}
        for index, master in enumerate(masters):
            if index == 0 or master.get(q("style:name")) in self._used | following:
                parts = (master.find(q(f"style:{name}{side}")) for side in _SIDES)
                yield from (part for part in parts if part is not None and part.get(q("style:display")) != "false")
