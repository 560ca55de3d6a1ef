"""The unsure decisions of roadmaps as rows of the workbook: where each stands, what its text is, and how it was understood."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.corrections.book import A_ROW_EACH, FIELDS, LABELS, Field
from pipeline.corrections.decisions import Decision, decisions
from pipeline.corrections.lists import Lists, shown
from pipeline.corrections.model import ONE_OF_A_DOCUMENT, Value
from pipeline.document import Origin
from pipeline.export.excel import storable
from pipeline.model import Match, Roadmap
from pipeline.text import squash

_NOTHING = "—"


class Question(NamedTuple):
    """One row: the texts of its first columns, the fields that can be filled in, and what the reader needs to know again."""

    file: str
    place: str
    organisation: str
    what: str
    within: str
    text: str
    times: int
    proposed: str
    fields: tuple[Field, ...]
    key: str


def questions(roadmaps: Iterable[Roadmap], lists: Lists, with_sure: bool = False) -> list[Question]:
    """The rows of the unsure decisions, or of all `with_sure`, file by file, each content once."""
    seen: dict[str, Roadmap] = {}
    for roadmap in sorted(roadmaps, key=lambda roadmap: roadmap.source.file):
        seen.setdefault(roadmap.source.sha256, roadmap)
    return [
        question
        for roadmap in seen.values()
        for decision in decisions(roadmap)
        if with_sure or decision.is_unsure
        for question in _questions(decision, roadmap, lists)
    ]


def _questions(decision: Decision, roadmap: Roadmap, lists: Lists) -> Iterator[Question]:
    kind = decision.key.kind
    rows = [(field,) for field in FIELDS[kind]] if kind in A_ROW_EACH else [FIELDS[kind]]
    for fields in rows:
        yield Question(
            file=roadmap.source.file,
            place=_places(decision),
            organisation=squash(roadmap.organisation.text or roadmap.organisation.name or ""),
            what=_what(decision, fields),
            within=_within(decision),
            text=_text(decision),
            times=len(decision.spots),
            proposed=proposed(decision.value, fields, lists),
            fields=tuple(fields),
            key=_key(decision, fields, roadmap),
        )


def proposed(value: Value, fields: Sequence[Field], lists: Lists) -> str:
    """How a decision was understood, in Russian: its values, each on a line of its own with what it is."""
    lines = [(field, _said(value[field.name], field, lists)) for field in fields]
    if len(fields) == 1:
        return lines[0][1] or _NOTHING
    return "\n".join(f"{field.column}: {said}" if n else said or _NOTHING for n, (field, said) in enumerate(lines) if said or not n)


def _said(value: str | list[str] | None, field: Field, lists: Lists) -> str:
    if field.list and value:
        return "; ".join(shown(lists[field.list], code) for code in (value if isinstance(value, list) else [value]))
    if field.form == "date" and isinstance(value, str):
        return f"{dt.date.fromisoformat(value):%d.%m.%Y}"
    return str(value or "")


def _what(decision: Decision, fields: Sequence[Field]) -> str:
    part = f": {fields[0].label}" if fields[0].label else ""
    return f"{LABELS[decision.key.kind]}{part}\n({_sureness([spot.part.match for spot in decision.spots])})"


def _sureness(matches: Sequence[Match]) -> str:
    if any(match.method == "correction" for match in matches):
        return "исправлено человеком"
    if any(match.method == "none" for match in matches):
        return "не распознано"
    if any(match.review for match in matches):
        return "под вопросом"
    return f"уверенность {min(match.score for match in matches):.0%}"


def _text(decision: Decision) -> str:
    """The words in full: those of the key may be cut."""
    part = decision.spots[0].part
    return squash(getattr(part, "text", None) or getattr(part, "name", None) or decision.key.text)


def _within(decision: Decision) -> str:
    """What the text stands with; of several places the first. A plan's own fields stand with nothing."""
    return _first_of(spot.near for spot in decision.spots)


def _places(decision: Decision) -> str:
    if decision.key.kind in ONE_OF_A_DOCUMENT:
        return "в начале документа"
    return _first_of(_place(spot.origin) for spot in decision.spots)


def _first_of(texts: Iterable[str]) -> str:
    """The first of some texts, and how many others there are."""
    different = list(dict.fromkeys(text for text in texts if text))
    more = f"\n… и ещё {len(different) - 1}" if len(different) > 1 else ""
    return different[0] + more if different else ""


def _place(origin: Origin) -> str:
    named = {"стр.": origin.page, "таблица": origin.table, "строка": origin.row, "строка файла": origin.line}
    return ", ".join(f"{name} {number}" for name, number in named.items() if number)


def _key(decision: Decision, fields: Sequence[Field], roadmap: Roadmap) -> str:
    """What the reader must know again: the key, the value as it was proposed, and the plan's period."""
    content = {
        "key": decision.key.model_dump(exclude_none=True),
        "proposed": decision.value,
        "field": fields[0].name if decision.key.kind in A_ROW_EACH else None,
        "period": roadmap.period.model_dump(mode="json", include={"kind", "start", "end"}),
    }
    # «_x0041_» is how a workbook writes a letter that it cannot hold: libraries do not agree whether they read it back.
    text = json.dumps(content, ensure_ascii=False).replace("_x", "\\u005fx")
    return text if storable(text) == text else json.dumps(content).replace("_x", "\\u005fx")
