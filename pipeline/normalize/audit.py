"""The last look: what of the plan's cells stands in no field and no problem becomes a problem. No rule is trusted to lose nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Origin
from pipeline.model import Problem, Stage
from pipeline.normalize.plan.grid import Row, is_number
from pipeline.problems import problem
from pipeline.text import CLOSING_MARKS, DASHES, INVISIBLE, LOOKALIKES
from pipeline.vocabulary.shapes import Stages

_SEPARATORS = CLOSING_MARKS + DASHES + "/|()•·▪▫●○◦■□►➤➢✓❖*\uf0b7\uf0a7\uf0d8\uf02d\uf0fc"
"""What parts one thing from another, and is left out of fields: marks, dashes, bullets, brackets around one of several times."""

_ESSENCE = str.maketrans({**LOOKALIKES, **dict.fromkeys(INVISIBLE + _SEPARATORS)})
_PARTS = re.compile(rf"[\s,;/()|{re.escape(DASHES)}]+")
_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,5}|[а-яёА-ЯЁ])[.)]+")


def left_over_problems(rows: Sequence[Row], stages: Iterable[Stage], problems: Iterable[Problem], vocabulary: Stages) -> Iterator[Problem]:
    """A problem for each cell of which something is said nowhere. Labels, separators and «Этап» before a number are aside."""
    texts = list(_texts(stages, problems))
    said = " ".join(map(_essence, texts))
    pieces = {_essence(piece) for text in texts for piece in _PARTS.split(text)}
    headings = {_essence(word).casefold() for word in vocabulary.headings}
    for text, origin in _cells(rows):
        # Nearly all pieces are said as they stand; only the others are looked for inside others, which takes time.
        unsaid = [(piece, essence) for piece in _pieces(text) if (essence := _essence(piece)) not in pieces]
        missing = [piece for piece, essence in unsaid if essence not in said and essence.casefold() not in headings]
        if missing:
            yield problem("left_over", " ".join(missing), origin)


def _texts(stages: Iterable[Stage], problems: Iterable[Problem]) -> Iterator[str]:
    for stage in stages:
        yield from (stage.number or "", stage.name)
        for activity in stage.activities:
            yield from (activity.number or "", activity.lead or "", activity.text)
            yield from (value.text for values in (activity.deadlines, activity.responsibles, activity.results) for value in values)
    yield from (found.text or "" for found in problems)


def _cells(rows: Sequence[Row]) -> Iterator[tuple[str, Origin]]:
    """The texts of the rows, each cell once. A number in the column of numbers is a label."""
    told: set[int] = set()
    for row in rows:
        yield "\n".join(paragraph.text for paragraph in row.heading), row.origin
        for name, slots in row.fields.items():
            for slot in slots:
                if id(slot) not in told and not slot.is_blank and not (name == "number" and is_number(slot.text)):
                    told.add(id(slot))
                    yield "\n".join(paragraph.text for paragraph in slot.paragraphs), slot.paragraphs[0].origin


def _pieces(text: str) -> Iterator[str]:
    return (piece for piece in _PARTS.split(text) if _essence(piece) and not _LABEL.fullmatch(piece))


def _essence(text: str) -> str:
    """The characters that must be kept, of a text however it was broken, mended and cut."""
    return "".join(unicodedata.normalize("NFC", text).translate(_ESSENCE).split())
