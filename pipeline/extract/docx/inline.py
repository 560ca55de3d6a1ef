"""The text inside one paragraph: what its runs show, and what hangs on them."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.docx.styles import Styles
from pipeline.extract.docx.xml import RUNS, TEXT_BOX, TEXTS, descend, w
from pipeline.extract.xml import Element

_SIGNS: dict[str, str] = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_SYMBOL, _FIELD = w("sym"), w("fldChar")
_NOTES: dict[str, str] = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_CONTENT = TEXTS | _SIGNS.keys() | _NOTES.keys() | {_SYMBOL, _FIELD, TEXT_BOX}
# Raw line ends and tabs inside w:t are layout of the XML; the page shows a space.
_LAYOUT = str.maketrans("\r\n\t", "   ")


class Note(NamedTuple):
    """A reference to a footnote or endnote."""

    part: str
    id: str


class Inline(NamedTuple):
    """What a paragraph holds: its text, and the text boxes that are anchored in it."""

    text: str
    boxes: tuple[Element, ...]


class InlineReader:
    """Reads paragraphs in document order; a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        # One entry per open field: whether we are still in its code, which the page does not show.
        self._in_code: list[bool] = []
        self.notes: list[Note] = []

    def read(self, paragraph: Element) -> Inline:
        """The shown text and the text boxes of a paragraph."""
        shown = list(self._shown(paragraph))
        text = "".join(self._text(element) for element in shown)
        return Inline(text, tuple(element for element in shown if element.tag == TEXT_BOX))

    def _shown(self, paragraph: Element) -> Iterator[Element]:
        for run in descend(paragraph, RUNS):
            hidden = self._styles.hides(paragraph, run)
            for element in descend(run, frozenset(_CONTENT)):
                if element.tag == _FIELD:
                    self._follow_field(element.get(w("fldCharType")))
                elif not hidden and not any(self._in_code):
                    yield element

    def _follow_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._in_code.append(True)
        elif self._in_code and kind == "separate":
            self._in_code[-1] = False
        elif self._in_code and kind == "end":
            self._in_code.pop()

    def _text(self, element: Element) -> str:
        if element.tag in TEXTS:
            return (element.text or "").translate(_LAYOUT)
        if element.tag in _NOTES:
            self.notes.append(Note(_NOTES[element.tag], element.get(w("id"), "")))
        if element.tag == _SYMBOL:
            return _symbol(element.get(w("char"), ""))
        return _SIGNS.get(element.tag, "")


def _symbol(code: str) -> str:
    """A character of a symbol font: its own code, or a bullet where the code means a picture of that font."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= character <= "\uf8ff" else character
