"""The rows behind the figures: what stands in the documents, how it was read, and where; which rows changed, and which are shared."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from pipeline.compare import Comparison
from pipeline.compare.coverage import BY_TYPE, REFERENCE, THERE
from pipeline.compare.days import CYCLE_MONTH, span_days
from pipeline.compare.tables import records
from pipeline.names import CONDITIONS, DEADLINES, RECURRENCES, Names
from pipeline.text import join_nonempty, squash

Record = Mapping[Hashable, Any]

UNSURE_TYPE, UNSURE_TIME, UNSURE_WHO, UNSURE_ROW = 1, 2, 4, 8
"""What a person should look at, as bits; the last where it is the row as a whole."""


class Texts:
    """Texts that rows name by number: plans say the same words again and again."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {"": 0}

    def number(self, text: str | None) -> int:
        """The number of a text; 0 is the empty one."""
        return self.known.setdefault(text or "", len(self.known))


def plan_rows(comparison: Comparison, names: Names) -> dict[str, Any]:
    """`texts`; `rows`: plan, place of the stage in the reference or -1, then by number of text the stage as it is called in the document,
    number, activity, types, deadline, how it was read, who answers, how it was read, place in the file, and last what is unsure;
    `similar` and `changes`: see there. Plans and rows are told by their places.
    """
    texts, data = Texts(), comparison.data
    plans = {key: at for at, key in enumerate(data.documents["document_id"])}
    stage_of, when, who = _stage_places(comparison), _whens(data.deadlines), _whos(data.responsibles, names)
    rows: list[list[int]] = []
    places: dict[str, int] = {}
    for row in records(data.activities):
        key = row["activity_id"]
        (when_text, when_read, when_review), (who_text, who_read, who_review) = when.get(key, _NONE), who.get(key, _NONE)
        types = "; ".join(names.activities.get(code, code) for code in row["codes"])
        text = join_nonempty((row["lead"], squash(row["text"])), ": ")
        told = (row["stage_name"], row["number"], text, types, when_text, when_read, who_text, who_read, _place(row))
        unsure = _unsure(row, when_review, who_review)
        places[key] = len(rows)
        rows.append([plans[row["document_id"]], stage_of.get(key, -1), *map(texts.number, told), unsure])
    return {
        "texts": list(texts.known),
        "rows": rows,
        "similar": _similar(comparison, plans, places),
        "changes": _changes(comparison, plans, places),
    }


Told = tuple[str, str, bool]
"""The words of the document, how they were read, and whether a person should look."""
_NONE: Told = ("", "", False)


def _unsure(row: Record, when: bool, who: bool) -> int:
    found = UNSURE_TYPE * bool(row["match_review"]) | UNSURE_TIME * when | UNSURE_WHO * who
    return found or UNSURE_ROW * bool(row["review"])


def _stage_places(comparison: Comparison) -> dict[str, int]:
    """Which stage of the reference each activity stands in, by its place there."""
    places = {stage.code: at for at, stage in enumerate(comparison.reference.stages)}
    coverage = comparison.frames["coverage"]
    here = coverage["status"].isin((THERE, BY_TYPE))  # what is «elsewhere» stands in another row, under its own stage
    stages = coverage[(coverage["basis"] == REFERENCE) & coverage["activity_code"].isna() & here]
    return {key: places[code] for code, keys in zip(stages["stage_code"], stages["activity_ids"], strict=True) for key in keys}


def _whens(deadlines: pd.DataFrame) -> dict[str, Told]:
    return _by_activity(deadlines, _time)


def _whos(responsibles: pd.DataFrame, names: Names) -> dict[str, Told]:
    return _by_activity(responsibles, lambda row: names.roles.get(row["role"], row["role"] or ""))


def _by_activity(frame: pd.DataFrame, read: Any) -> dict[str, Told]:
    found: dict[str, list[Record]] = defaultdict(list)
    for row in records(frame):
        found[row["activity_id"]].append(row)
    return {
        key: (_joined(squash(row["text"] or "") for row in rows), _joined(map(read, rows)), any(row["match_review"] for row in rows))
        for key, rows in found.items()
    }


def _joined(texts: Any) -> str:
    """Each once, in their order: the roles of one phrase carry its text each."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _time(row: Record) -> str:
    start, end = _date(row["start"]), _date(row["end"])
    if not (start or end):
        start, end = map(_day_of_any_year, span_days(None, None, row["edtf"]))
    span = start if start == end else " ".join(filter(None, (start and f"с {start}", end and f"по {end}")))
    conditions = [CONDITIONS.get(code, code) for code in row["conditions"]]
    recurrence = [RECURRENCES.get(row["recurrence"], "")]
    return ", ".join(filter(None, (span or DEADLINES.get(row["kind"], row["kind"]), *recurrence, *conditions)))


def _date(date: dt.date | None) -> str:
    return date.strftime("%d.%m.%Y") if date else ""


def _day_of_any_year(day: int | None) -> str:
    """«01.10» for the day of a school year's cycle."""
    return (dt.date(2001, CYCLE_MONTH, 1) + dt.timedelta(days=day)).strftime("%d.%m") if day is not None else ""


def _place(row: Record) -> str:
    words = (("стр.", "page"), ("табл.", "table"), ("строка", "row"), ("графа", "column"), ("строка файла", "line"))
    return ", ".join(f"{word} {row[name]}" for word, name in words if row[name] is not None)


def _similar(comparison: Comparison, plans: Mapping[str, int], places: Mapping[str, int]) -> list[list[Any]]:
    """Two plans, how alike they are, and the rows that they share, in pairs."""
    return [
        [
            plans[row["document_id"]],
            plans[row["other_id"]],
            row["score"],
            [[places[a], places[b]] for a, b in zip(row["activity_ids"], row["other_activity_ids"], strict=True)],
        ]
        for row in records(comparison.frames["similarity"])
    ]


def _changes(comparison: Comparison, plans: Mapping[str, int], places: Mapping[str, int]) -> list[list[Any]]:
    """For each plan that changed: it, the plan before it, and of each change its kind, the row now, the row then, and the days it moved by."""
    found: dict[tuple[int, int], list[list[Any]]] = defaultdict(list)
    for row in records(comparison.frames["changes"]):
        now, then = (places[key] if key else None for key in (row["activity_id"], row["earlier_activity_id"]))
        found[plans[row["document_id"]], plans[row["earlier_id"]]].append([row["change"], now, then, row["days"]])
    return [[*key, rows] for key, rows in found.items()]
