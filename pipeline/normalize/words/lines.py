"""The lines of a cell as its author meant them: wraps joined, broken words mended, labels taken off.

A line that goes on the one above is joined with it; one that begins something of its own (a label, a capital after a closed
sentence, a blank line) stays apart.
"""

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from pipeline.document import Origin, Paragraph
from pipeline.morphology import is_known, names_an_action
from pipeline.text import DASHES, ends_sentence, squash, tidy

Style = Literal["dash", "number", "letter", "roman"]

_DASH = rf"[{re.escape(DASHES)}•·▪▫●○◦■□►➤➢✓❖*\uf0b7\uf0a7\uf0d8\uf02d\uf0fc]"
_LABELS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("dash", re.compile(rf"^{_DASH}(?!\d)\s*")),
    ("number", re.compile(r"^(\d{1,2}(?:\.[1-9]\d?){1,3}(?=\s)|\d{1,2}(?:\.[1-9]\d?){0,3}(?:\)|\.(?=\s|$|[А-ЯЁ«])))\s*")),
    # «г. Томск», «п. Лесной», «с. Коста», «д. Ключи» are places, no items.
    ("letter", re.compile(r"^([а-яёА-ЯЁ])\)\s*|^([абвежзик])\.(?=\s*[А-ЯЁ])\s*")),
    ("roman", re.compile(r"^([IVX]{1,5})[.)]\s*")),
)
_WORD_AT_END = re.compile(rf"(?P<word>[А-Яа-яёЁ]{{2,}})(?P<hyphen>[{re.escape(DASHES)}]?)$")
_WORD_AT_START = re.compile(r"[а-яё]+")
_COMPOUNDING = frozenset(
    [
        "учебно",
        "научно",
        "нормативно",
        "психолого",
        "воспитательно",
        "социально",
        "материально",
        "информационно",
        "экспериментально",
        "духовно",
        "культурно",
        "административно",
        "организационно",
        "профессионально",
        "педагог",
        "учитель",
        "преподаватель",
    ]
)
_OPEN_WORD = re.compile(r"(?:^|\s)(?:в|во|на|по|и|с|со|о|об|для|к|из|или|при|от|до|за|у|№|[А-ЯЁ]\.)$")


class Label(NamedTuple):
    """What leads a list item: its kind, and what is written without the closing mark («1», «а»; «» for a dash)."""

    style: Style
    text: str
    level: int = 0


class Line(NamedTuple):
    """A line of its own: text without label, tidy, with its closing mark; whether blank space stands before it.

    `written` is how it begins in the source, label and all: «10.12» is a label here, and the tenth of December there.
    """

    text: str
    label: Label | None
    gap: bool
    origin: Origin
    written: str


def own_lines(
    paragraphs: Iterable[Paragraph],
    splits_sentences: bool = False,
    stands_alone: Callable[[str], bool] | None = None,
    splits_wraps: bool = False,
) -> list[Line]:
    """The lines of the paragraphs that begin something of their own, in order.

    splits_sentences: whether a break after a closed sentence, or before a word that opens an activity, parts two lines. In PDF
    a break is most often a wrap, but a paragraph whose last line is full looks like one.
    stands_alone: tells a text that is a value by itself; of two such paragraphs the second goes on nothing, also in small letters.
    splits_wraps: whether that holds of a wrap too, if the second begins with a capital.
    """
    found: list[Line] = []
    for paragraph in paragraphs:
        for index, piece in enumerate(piece for piece in paragraph.text.split("\n") if piece.strip()):
            line = _line(paragraph, piece, first=index == 0)
            above = found[-1] if found else None
            if (
                above
                and _goes_on(above, line, index > 0, splits_sentences)
                and not _are_apart(above, line, index > 0, stands_alone, splits_wraps)
            ):
                found[-1] = above._replace(text=join(above.text, line.written), written=join(above.written, line.written))
            else:
                found.append(line)
    return [line for line in found if line.text]


def _goes_on(above: Line, line: Line, is_inside: bool, splits_sentences: bool) -> bool:
    if not above.text and not line.label:
        return True  # a label on a line of its own
    return _follows_inside(above, line, splits_sentences) if is_inside else _follows(above, line)


def _are_apart(above: Line, line: Line, is_inside: bool, stands_alone: Callable[[str], bool] | None, splits_wraps: bool) -> bool:
    """Whether both lines are values by themselves."""
    if stands_alone is None or above.text.endswith((",", "/", "(", *DASHES)) or line.text.startswith("(") or is_rest_of_date(line.text):
        return False
    if is_inside and not (splits_wraps and line.text[:1].isupper()):
        return False
    return stands_alone(above.text) and stands_alone(line.text)


def one_line(paragraphs: Iterable[Paragraph]) -> str:
    """All the text as one line, label and all, broken words mended."""
    text = ""
    for paragraph in paragraphs:
        label = paragraph.label if paragraph.label and any(map(str.isalnum, paragraph.label)) else ""
        for piece in f"{label} {paragraph.text}".split("\n"):
            text = join(text, tidy(piece)) if tidy(piece) else text
    return text


def join(first: str, second: str) -> str:
    """Two pieces of one text: with a space, or without where a word is broken between them, with or without a hyphen."""
    start, rest = _WORD_AT_END.search(first), _WORD_AT_START.match(second)
    if not (start and rest):
        return squash(f"{first} {second}")
    whole = start["word"] + rest[0]
    if start["hyphen"]:
        keeps_hyphen = _is_compound(start["word"], rest[0]) and (start["word"] in _COMPOUNDING or not is_known(whole))
        return (first if keeps_hyphen else first[:-1]) + second
    is_broken = rest[0][0] in "ьъы" or (is_known(whole) and not (is_known(start["word"]) and is_known(rest[0])))
    return first + second if is_broken else squash(f"{first} {second}")


def _is_compound(first: str, second: str) -> bool:
    """«психолого-» + «педагогической»: both parts are words of a compound."""
    return is_known(second) and (first.endswith("о") or is_known(first))


def split_label(text: str) -> tuple[Label | None, str]:
    """The label that leads a text, and the text after it. A dash counts; a date («15.09») and a year do not."""
    for style, pattern in _LABELS:
        found = pattern.match(text)
        if found:
            written = next(filter(None, found.groups()), "")
            return Label(style, written.rstrip(".)")), text[found.end() :]
    return None, text


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


def _follows_inside(above: Line, line: Line, splits_sentences: bool) -> bool:
    """Whether a line after a break inside a paragraph goes on. A labelled item does, whatever sentences it holds."""
    if line.label:
        return line.label.style == "dash" and (is_open(above.text) or not (above.label or above.text.endswith((";", ":", ".", "!", "?"))))
    if _starts_inside(line.text) or is_open(above.text):
        return True
    if above.text.endswith((";", ":")) or line.text.endswith(":"):
        return False
    return not splits_sentences or bool(above.label) or not (ends_sentence(above.text) or _opens_activity(line.text))


def is_rest_of_date(text: str) -> bool:
    """«2025 г.» on a line of its own: the year of the date above."""
    return bool(re.fullmatch(r"(?:(?:19|20)\d\d\s*)?(?:г\.?|года)|(?:19|20)\d\d", text.strip(" .,;")))


def _opens_activity(text: str) -> bool:
    first = text.split(maxsplit=1)[0]
    return first.istitle() and names_an_action(first)


def _starts_inside(text: str) -> bool:
    return text[:1].islower() or text.startswith(("(", "/"))


def is_open(text: str) -> bool:
    """Whether a text cannot end here: on a preposition, a comma, a slash, or inside quotes or brackets."""
    return (
        text.endswith((",", "/", "-", "(", "«"))
        or bool(_OPEN_WORD.search(text))
        or text.count("«") > text.count("»")
        or text.count("(") > text.count(")")
    )
