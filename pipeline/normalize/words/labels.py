"""Labels of list items: what leads a line, and is no part of its text."""

import re
from typing import Literal, NamedTuple

from pipeline.text import DASHES

Style = Literal["dash", "number", "letter", "roman"]

_DASH = rf"[{re.escape(DASHES)}•·▪▫●○◦■□►➤➢✓❖*\uf0b7\uf0a7\uf0d8\uf02d\uf0fc]"
_LABELS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("dash", re.compile(rf"^{_DASH}(?!\d)\s*")),
    ("number", re.compile(r"^(\d{1,2}(?:\.[1-9]\d?){1,3}(?=\s)|\d{1,2}(?:\.[1-9]\d?){0,3}(?:\)|\.(?=\s|$|[А-ЯЁ«])))\s*")),
    # «г. Томск», «п. Лесной», «с. Коста», «д. Ключи» are places, no items.
    ("letter", re.compile(r"^([а-яёА-ЯЁ])\)\s*|^([абвежзик])\.(?=\s*[А-ЯЁ])\s*")),
    ("roman", re.compile(r"^([IVX]{1,5})[.)]\s*")),
)


class Label(NamedTuple):
    """What leads a list item: its kind, and what is written without the closing mark («1», «а»; «» for a dash)."""

    style: Style
    text: str
    level: int = 0


def split_label(text: str) -> tuple[Label | None, str]:
    """The label that leads a text, and the text after it. A dash counts; a date, a number of things, and a place do not.

    >>> split_label("1) Приказ"), split_label("- приказ")
    ((Label(style='number', text='1', level=0), 'Приказ'), (Label(style='dash', text='', level=0), 'приказ'))
    >>> [split_label(text)[0] for text in ("15.09 - 30.09", "2 раза в год", "г. Томск")]
    [None, None, None]
    """
    for style, pattern in _LABELS:
        found = pattern.match(text)
        if found:
            written = next(filter(None, found.groups()), "")
            return Label(style, written.rstrip(".)")), text[found.end() :]
    return None, text
