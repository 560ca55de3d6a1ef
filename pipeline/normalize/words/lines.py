"""The lines of a cell as its author meant them: wraps joined, broken words mended, labels taken off.

A line that goes on the one above is joined with it; one that begins something of its own (a label, a capital after a closed
sentence, a blank line) stays apart.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from pipeline.document import Origin, Paragraph
from pipeline.morphology import names_an_action
from pipeline.normalize.words.joins import join
from pipeline.normalize.words.labels import Label, split_label
from pipeline.text import DASHES, ends_sentence, tidy

_END = 200
"""Characters at the end of a text that tell how it goes on; what stands before them need not be looked through for each line."""
_LONGEST_VALUE = 1_000
"""Characters beyond which no text is one value: half a page."""
_OPEN_WORD = re.compile(r"(?:^|\s)(?:в|во|на|по|и|с|со|о|об|для|к|из|или|при|от|до|за|у|№|[А-ЯЁ]\.)$")


class Line(NamedTuple):
    """A line of its own: text without label, tidy, with its closing mark; whether blank space stands before it.

    `written` is how it begins in the source, label and all: «10.12» is a label here, and the tenth of December there.
    """

    text: str
    label: Label | None
    gap: bool
    origin: Origin
    written: str


class Cutting(NamedTuple):
    """Where the lines of a cell may be parted, beside labels, blank space and new paragraphs.

    sentences: at a break after a closed sentence, or before a word that opens an activity. In PDF a break is most often a wrap,
    but a paragraph whose last line is full looks like one.
    alone: tells a text that is a value by itself; of two such paragraphs the second goes on nothing, also in small letters.
    wraps: whether that holds of a wrap too, if the second begins with a capital.
    """

    sentences: bool = False
    alone: Callable[[str], bool] | None = None
    wraps: bool = False


def own_lines(paragraphs: Iterable[Paragraph], cutting: Cutting = Cutting()) -> list[Line]:  # noqa: B008 - an immutable value
    """The lines of the paragraphs that begin something of their own, in order."""
    found: list[Line] = []
    for paragraph in paragraphs:
        for index, piece in enumerate(piece for piece in paragraph.text.split("\n") if piece.strip()):
            line = _line(paragraph, piece, first=index == 0)
            if found and _goes_on(found[-1], line, index > 0, cutting):
                above = found[-1]
                found[-1] = above._replace(text=_longer(above.text, line.written), written=_longer(above.written, line.written))
            else:
                found.append(line)
    return [line for line in found if line.text]


def _goes_on(above: Line, line: Line, is_wrap: bool, cutting: Cutting) -> bool:
    if not above.text and not line.label:
        return True  # a label on a line of its own
    follows = _follows_inside(above, line, cutting) if is_wrap else _follows(above, line)
    return follows and not _are_apart(above, line, is_wrap, cutting)


def _are_apart(above: Line, line: Line, is_wrap: bool, cutting: Cutting) -> bool:
    """Whether both lines are values by themselves."""
    if cutting.alone is None or above.text.endswith((",", "/", "(", *DASHES)) or line.text.startswith("(") or is_rest_of_date(line.text):
        return False
    if is_wrap and not (cutting.wraps and line.text[:1].isupper()):
        return False
    # The shorter text first: each line may be the one that makes the text above longer, and that is read anew for each.
    return cutting.alone(line.text) and len(above.text) <= _LONGEST_VALUE and cutting.alone(above.text)


def one_line(paragraphs: Iterable[Paragraph]) -> str:
    """All the text as one line, label and all, broken words mended."""
    text = ""
    for paragraph in paragraphs:
        label = paragraph.label if paragraph.label and any(map(str.isalnum, paragraph.label)) else ""
        for piece in f"{label} {paragraph.text}".split("\n"):
            if tidy(piece):
                text = _longer(text, tidy(piece))
    return text


def _longer(text: str, piece: str) -> str:
    """A tidy text with one more piece joined to it."""
    end = text.rfind(" ", 0, max(len(text) - _END, 0)) + 1
    return text[:end] + join(text[end:], piece)


def _line(paragraph: Paragraph, piece: str, first: bool) -> Line:
    text = tidy(piece)
    gap = paragraph.gap and first
    if first and paragraph.label:
        automatic, _ = split_label(paragraph.label + " ")
        style, written = (automatic.style, automatic.text) if automatic else ("dash", "")
        return Line(text, Label(style, written, paragraph.level or 0), gap, paragraph.origin, text)
    label, rest = split_label(text)
    return Line(rest, label, gap, paragraph.origin, text)


def _follows(above: Line, line: Line) -> bool:
    """Whether a paragraph goes on the sentence of the one above."""
    if is_rest_of_date(line.text):
        return True
    if line.label or above.text.endswith((";", ":")) or ends_sentence(above.text):
        return False
    return _starts_inside(line.text) or (not line.gap and is_open(above.text))


def _follows_inside(above: Line, line: Line, cutting: Cutting) -> bool:
    """Whether a line after a break inside a paragraph goes on. A labelled item does, whatever sentences it holds."""
    if line.label:
        return line.label.style == "dash" and (is_open(above.text) or not (above.label or above.text.endswith((";", ":", ".", "!", "?"))))
    if _starts_inside(line.text) or is_open(above.text):
        return True
    if above.text.endswith((";", ":")) or line.text.endswith(":"):
        return False
    return not cutting.sentences or bool(above.label) or not (ends_sentence(above.text) or _opens_activity(line.text))


def is_rest_of_date(text: str) -> bool:
    """«2025 г.» on a line of its own: the year of the date above."""
    return bool(re.fullmatch(r"(?:(?:19|20)\d\d\s*)?(?:г\.?|года)|(?:19|20)\d\d", text.strip(" .,;")))


def _opens_activity(text: str) -> bool:
    first = text.split(maxsplit=1)[0]
    return first.isalpha() and first.istitle() and names_an_action(first)


def _starts_inside(text: str) -> bool:
    return text[:1].islower() or text.startswith(("(", "/"))


def is_open(text: str) -> bool:
    """Whether a text cannot end here: on a preposition, a comma, a slash, or inside quotes or brackets."""
    return (
        text.endswith((",", "/", "-", "(", "«"))
        or bool(_OPEN_WORD.search(text[-_END:]))
        or text.count("«") > text.count("»")
        or text.count("(") > text.count(")")
    )
