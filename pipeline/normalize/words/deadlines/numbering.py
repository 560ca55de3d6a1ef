"""Numbers that only count the times of a cell: «1. Сентябрь 2. Октябрь-ноябрь 3. Май»; not the days of «1 сентября, 2 октября»."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.morphology import can_be_nominative
from pipeline.normalize.words.deadlines.tokens import kind_at, tokens
from pipeline.text import tidy
from pipeline.vocabulary.calendar import Calendar

_LABEL = re.compile(r"(?:(?<=^)|(?<=[\s,;]))(?P<number>\d{1,2})(?P<close>[.)])\s?(?=[^\W\d_])")
_COUNTED = {"weeks", "weekdays", "decades", "halves", "quarters", "numbered_term", "times"}
"""What a number says which of: «1. неделя сентября» is most likely the first week."""


def without_numbers(texts: Sequence[str], calendar: Calendar) -> list[list[str]]:
    """For each text of a cell its times by themselves, where numbers count all of them from 1; the texts as they are otherwise.

    >>> from pipeline.vocabulary import load
    >>> def listed(*texts):
    ...     return without_numbers(texts, load().calendar)
    >>> listed("1. Сентябрь", "2. До 15 октября"), listed("1. сентябрь, 2) май"), listed("1. Сентябрь")
    ([['Сентябрь'], ['До 15 октября']], [['сентябрь', 'май']], [['1. Сентябрь']])
    >>> listed("1. сентября", "2. октября"), listed("2. Май", "3. Июнь"), listed("1.09.2025", "2.09.2025")
    ([['1. сентября'], ['2. октября']], [['2. Май'], ['3. Июнь']], [['1.09.2025'], ['2.09.2025']])
    """
    tidied = [tidy(text) for text in texts]
    labels = [list(_LABEL.finditer(text)) for text in tidied]
    numbers = [int(label["number"]) for found in labels for label in found]
    behind = [text[label.end() :] for text, found in zip(tidied, labels, strict=True) for label in found]
    leads = all(found and not found[0].start() for found in labels)
    if not leads or len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)) or any(_is_counted(text, calendar) for text in behind):
        return [[text] for text in texts]
    return [_cut(text, found) for text, found in zip(tidied, labels, strict=True)]


def _is_counted(text: str, calendar: Calendar) -> bool:
    """Whether a text begins with what has a number: a month in the genitive, a week, a quarter."""
    row = tokens(text, calendar)
    kind = kind_at(row, 0)
    return kind in _COUNTED or (kind == "month" and not can_be_nominative(row[0].text))


def _cut(text: str, labels: Sequence[re.Match[str]]) -> list[str]:
    bounds = [label.start() for label in labels[1:]]
    return [text[label.end() : end].strip(" ,;") for label, (_, end) in zip(labels, pairwise([0, *bounds, len(text)]), strict=True)]
