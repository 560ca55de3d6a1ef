"""Paragraphs in a row: blank ones are left out and told by `gap`, and a deleted end joins a paragraph to the next."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from pipeline.document import Origin, Paragraph, Place
from pipeline.extract.common.lists import BULLET, Label

Other = TypeVar("Other")


class Spot(NamedTuple):
    """Where the paragraphs of a flow stand."""

    place: Place = "body"
    origin: Origin = Origin()


class Flow(Generic[Other]):
    """Collects the paragraphs of one place, and whatever stands between them."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self._items: list[Paragraph | Other] = []
        self._gap = False
        self._unfinished: list[str] = []

    def add(self, text: str, label: Label | None) -> None:
        """Adds a paragraph; blank lines in it are told by the gap of the next."""
        if self._unfinished:
            text = "".join([*self._unfinished, text])
            self._unfinished.clear()
        if text.strip():
            self._append(text, label)
            return
        if label is not None and label.text != BULLET:
            self._items.append(self._paragraph("", label))
        self._gap = True

    def hold(self, text: str) -> None:
        """Adds the text of a paragraph whose end is deleted or hidden: it belongs to the next one."""
        self._unfinished.append(text)

    def put(self, other: Other) -> None:
        """Adds what is no paragraph."""
        if self._unfinished:
            self.add("", None)
        self._items.append(other)
        self._gap = False

    def items(self) -> list[Paragraph | Other]:
        """All in order. A number without text is content only where it stands alone, as in a column of numbers."""
        if self._unfinished:
            self.add("", None)
        filled = [item for item in self._items if not isinstance(item, Paragraph) or item.text]
        return filled or self._items

    def _append(self, text: str, label: Label | None) -> None:
        """A line break was made by the author, so it ends a paragraph as well; the label is the first line's."""
        for line in text.split("\n"):
            if line.strip():
                self._items.append(self._paragraph(line, label))
                label = None
            self._gap = not line.strip()

    def _paragraph(self, text: str, label: Label | None) -> Paragraph:
        return Paragraph(
            text=text,
            label=label.text if label else None,
            level=label.level if label else None,
            gap=self._gap,
            place=self.spot.place,
            origin=self.spot.origin,
        )


def as_lines(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs as lines, with the labels that they show and the blank lines before them."""
    return "\n".join(("\n" if paragraph.gap and at else "") + _labelled(paragraph) for at, paragraph in enumerate(paragraphs))


def as_one_line(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs as one line, with the labels that they show."""
    return " ".join(map(_labelled, paragraphs))


def _labelled(paragraph: Paragraph) -> str:
    return " ".join(filter(None, (paragraph.label, paragraph.text)))
