"""The stages over the school year as a picture: the window of the reference, the usual time, and its spread.

Drawn by Pillow, which reads documents here anyway: matplotlib would bring 75 MB and take 1.8 s for this one picture. Pillow has no
Cyrillic letters of its own, so a part of DejaVu Sans (Latin, Cyrillic, punctuation; made by `pyftsubset`) stands beside, with its licence.
"""

import io
from collections.abc import Sequence
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageDraw import ImageDraw as Draw

from pipeline.compare.days import MONTHS
from pipeline.compare.stages import StageFigures

WIDTH, DPI = 1340, 200
"""Pixels, and pixels an inch: 170 mm, the width of a page of A4 between its margins."""
_LABELS, _ROW, _TOP, _BOTTOM, _RIGHT = 390, 66, 44, 60, 8
_DAYS = 396
"""From 1 August to 31 August of the next year."""
_INK, _RULE, _WINDOW, _EDGE, _BAR, _PAPER = "#1d2733", "#d0d6dd", "#e6eaef", "#8592a3", "#2f6db3", "#ffffff"
_LINES = 2


def draw(stages: Sequence[StageFigures]) -> bytes:
    """The picture as PNG; the same stages give the same bytes."""
    bottom = _TOP + _ROW * len(stages)
    image = Image.new("RGB", (WIDTH, bottom + _BOTTOM), _PAPER)
    pen = ImageDraw.Draw(image)
    _months(pen, bottom)
    for at, stage in enumerate(stages):
        _stage(pen, stage, _TOP + _ROW * at)
    _legend(pen, bottom + 20)
    content = io.BytesIO()
    image.quantize(64).save(content, "PNG", dpi=(DPI, DPI), optimize=True)
    return content.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    letters = files("pipeline.compare.report").joinpath("fonts/DejaVuSans.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(letters), size, layout_engine=ImageFont.Layout.BASIC)


_TEXT = _font(21)


def _x(day: int) -> int:
    """The place of a day; one beyond the edges stands at the edge."""
    return _LABELS + round((WIDTH - _LABELS - _RIGHT) * min(max(day, 0), _DAYS) / _DAYS)


def _months(pen: Draw, bottom: int) -> None:
    for day, name in MONTHS:
        pen.line((_x(day), _TOP - 8, _x(day), bottom), fill=_RULE)
        pen.text((_x(day) + 4, 10), name, font=_TEXT, fill=_INK)
    pen.line((_LABELS, bottom, WIDTH - _RIGHT, bottom), fill=_EDGE)


def _stage(pen: Draw, found: StageFigures, top: int) -> None:
    pen.line((0, top, WIDTH - _RIGHT, top), fill=_RULE)
    lines = wrapped(found.stage.name, _LABELS - 16)
    for at, line in enumerate(lines):
        pen.text((0, top + _ROW // 2 - 13 * len(lines) + 26 * at), line, font=_TEXT, fill=_INK)
    pen.rectangle((_x(found.stage.first_day), top + 8, _x(found.stage.last_day), top + _ROW - 8), fill=_WINDOW, outline=_EDGE)
    middle = top + _ROW // 2
    begins, ends = _ends(found)
    if begins is None or ends is None:
        pen.text((_x(found.stage.first_day) + 8, middle - 13), "сроков нет", font=_TEXT, fill=_INK)
        return
    pen.rectangle((_x(begins), middle - 9, max(_x(ends), _x(begins) + 4), middle + 9), fill=_BAR)
    for spread in (found.start, found.end):
        if spread.lower is not None and spread.upper is not None:
            _whisker(pen, _x(spread.lower), _x(spread.upper), middle)


def _ends(found: StageFigures) -> tuple[int | None, int | None]:
    """The usual first and last day; where only one is told it is both."""
    start, end = found.start.median, found.end.median
    return (end if start is None else start), (start if end is None else end)


def _whisker(pen: Draw, left: int, right: int, middle: int) -> None:
    pen.line((left, middle, right, middle), fill=_INK, width=2)
    for x in (left, right):
        pen.line((x, middle - 14, x, middle + 14), fill=_INK, width=2)


def _legend(pen: Draw, top: int) -> None:
    """What the three signs mean."""
    pen.rectangle((0, top, 44, top + 24), fill=_WINDOW, outline=_EDGE)
    pen.text((56, top), "окно образца", font=_TEXT, fill=_INK)
    pen.rectangle((280, top + 3, 324, top + 21), fill=_BAR)
    pen.text((336, top), "обычно (медиана начал и окончаний)", font=_TEXT, fill=_INK)
    _whisker(pen, 830, 874, top + 12)
    pen.text((886, top), "у средней половины планов", font=_TEXT, fill=_INK)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` pixels, two at most; what is left over is «…»."""
    lines, words = [""], text.split()
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or _TEXT.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= _LINES:
        return lines
    last = lines[_LINES - 1]
    while last and _TEXT.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: _LINES - 1], f"{last.rstrip()}…"]
