"""The text inside one paragraph: what its runs show, and what hangs on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pipeline.extract.common.symbols import symbol
from pipeline.extract.docx.fields import FIELD, Fields
from pipeline.extract.docx.styles import Properties, Styles
from pipeline.extract.docx.xml import DENOMINATOR, FRACTION, RUNS, TEXT_BOX, TEXTS, Element, descend, w

_SIGNS: dict[str, str] = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_SYMBOL, _WORD_ART = w("sym"), "{urn:schemas-microsoft-com:vml}textpath"
_NOTES: dict[str, str] = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_CONTENT = frozenset({*TEXTS, *_SIGNS, *_NOTES, _SYMBOL, _WORD_ART, FIELD, TEXT_BOX})
_RUNS_AND_FRACTIONS = RUNS | {FRACTION}
_PARTS_OF_FRACTION = RUNS | {FRACTION, DENOMINATOR}


class Note(NamedTuple):
    """A reference to a footnote or endnote."""

    part: str
    id: str


class Inline(NamedTuple):
    """What a paragraph holds: its text, and the text boxes that are anchored in it."""

    text: str
    boxes: tuple[Element, ...]


class InlineReader:
    """Reads the paragraphs of one story after another, in order. A story is what has its own fields: the body, a header, a note."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields(Element("none"))
        self._prompts: frozenset[Element] = frozenset()
        self._hides_runs = False
        self.notes: list[Note] = []
        self.unseen: list[str] = []
        """The texts that paragraphs hide, one for each."""

    def begin_story(self, story: Element, prompts: frozenset[Element]) -> None:
        """What follows is of this story; `prompts` are runs that ask for a text, and are none themselves."""
        self._fields = Fields(story)
        self._prompts = prompts
        self._hides_runs = self._styles.hides_runs(story)

    @contextmanager
    def inside(self, box: Element) -> Iterator[None]:
        """A text box comes after the paragraph that it is anchored in, and a field that this one leaves open does not reach into it."""
        outer, self._fields = self._fields, Fields(box)
        yield
        self._fields = outer

    def read(self, paragraph: Element, properties: Properties) -> Inline:
        """The shown text and the text boxes of a paragraph."""
        pieces: list[str] = []
        boxes: list[Element] = []
        unseen = ""
        for run in _runs(paragraph, _RUNS_AND_FRACTIONS):
            if run is None:
                pieces.append("/")
                continue
            is_prompt = run in self._prompts
            hidden = is_prompt or self._is_hidden(properties, run)
            for element in descend(run, _CONTENT):
                tag = element.tag
                if tag == FIELD:
                    value = self._fields.follow(element)
                    pieces.append("" if hidden else value)
                elif self._fields.in_code or is_prompt:
                    continue
                elif hidden:
                    unseen += self._text(element, tag) if tag in TEXTS else ""
                elif tag == TEXT_BOX:
                    boxes.append(element)
                else:
                    pieces.append(self._text(element, tag))
        if unseen.strip():
            self.unseen.append(unseen)
        return Inline("".join(pieces), tuple(boxes))

    def _is_hidden(self, paragraph: Properties, run: Element) -> bool:
        return self._styles.is_hidden(paragraph, run) if self._hides_runs else bool(self._styles.hides(paragraph.style))

    def _text(self, element: Element, tag: str) -> str:
        if tag in TEXTS:
            return _without_layout(element.text or "")
        if tag in _NOTES:
            self.notes.append(Note(_NOTES[tag], element.get(w("id"), "")))
        if tag == _SYMBOL:
            return symbol(element.get(w("font"), ""), element.get(w("char"), ""))
        if tag == _WORD_ART:
            return element.get("string", "")
        return _SIGNS.get(tag, "")


def _runs(container: Element, wanted: frozenset[str]) -> Iterator[Element | None]:
    """The runs of a paragraph; None for the bar of a fraction, without which 1 over 2 would be 12."""
    for element in descend(container, wanted):
        if element.tag == FRACTION:
            yield from _runs(element, _PARTS_OF_FRACTION)
        elif element.tag == DENOMINATOR:
            yield None
            yield from _runs(element, _RUNS_AND_FRACTIONS)
        else:
            yield element


def _without_layout(text: str) -> str:
    """Raw line ends and tabs inside w:t are layout of the XML; the page shows a space."""
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
