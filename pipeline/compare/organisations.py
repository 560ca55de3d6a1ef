"""Which plans are of one organisation, and what to call it.

Decisions: kind and number, or else the words of the name, say who it is («МБОУ «СОШ №2»» is «СОШ № 2»), and the place which of
those. A place that is told in part is the fuller one that it fits, where it fits one only: so a school that names its region
in one year and not in the next stays itself. Several plans of one dataset with the same name and no place at all may be of
different schools, and each counts as its own; so does a plan that names nobody, by the path of its file.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from pipeline.text import fold, words

Record = Mapping[Hashable, Any]
Place = tuple[str, ...]
"""Locality, district and region, folded; «» where it is not told."""

_NUMBER_MARKS = {"n", "no", "номер"}


def labels(rows: Sequence[Record], keys: Sequence[str]) -> list[str]:
    """What to call the organisation of each document: its name and place; where two are called the same, with the region or the file."""
    found = list(map(_label, rows))
    for more in ("region", "file"):
        owners: dict[str, set[str]] = defaultdict(set)
        for label, key in zip(found, keys, strict=True):
            owners[label].add(key)
        found = [
            f"{label} ({row[more]})" if len(owners[label]) > 1 and row[more] else label for label, row in zip(found, rows, strict=True)
        ]
    return found


def _label(row: Record) -> str:
    number = f"{row['legal_form'] or ''} № {row['organisation_number']}".strip() if row["organisation_number"] else None
    name = row["organisation_name"] or number
    if not name:
        return str(row["file"])
    return ", ".join(part for part in (name, row["locality"] or row["district"]) if part)


def keys(rows: Sequence[Record]) -> list[str]:
    """A key of the organisation of each document, the same for one organisation in each dataset (column `dataset`)."""
    names = [_name(row) for row in rows]
    places: dict[str, set[Place]] = defaultdict(set)
    for name, row in zip(names, rows, strict=True):
        places[name].add(_place(row))
    placeless = Counter((row["dataset"], name) for name, row in zip(names, rows, strict=True) if not any(_place(row)))
    crowded = {name for (_, name), count in placeless.items() if count > 1}
    return [_key(name, _fullest(_place(row), places[name]), name in crowded, row) for name, row in zip(names, rows, strict=True)]


def _key(name: str, place: Place, is_crowded: bool, row: Record) -> str:
    if not name or (is_crowded and not any(_place(row))):
        return "|".join((name, "", "", "", fold(row["file"])))
    return "|".join((name, *place))


def _name(row: Record) -> str:
    """Kind and number, or the words of the name; «» for none."""
    number, kind = row["organisation_number"], row["kind"]
    if number and kind and kind != "other":
        return f"{kind} {fold(number)}"
    told = [word for word in words(row["organisation_name"] or "") if word not in _NUMBER_MARKS]
    return " ".join(told) or (f"№ {fold(number)}" if number else "")


def _place(row: Record) -> Place:
    return tuple(fold(row[name] or "") for name in ("locality", "district", "region"))


def _fullest(place: Place, others: Iterable[Place]) -> Place:
    """The one fullest place that tells all that this one does; the place itself where there is none, or several."""
    fuller = {other for other in others if other != place and _fits(place, other)}
    ends = [one for one in fuller if not any(other != one and _fits(one, other) for other in fuller)]
    return ends[0] if len(ends) == 1 else place


def _fits(place: Place, other: Place) -> bool:
    return all(not mine or mine == theirs for mine, theirs in zip(place, other, strict=True))
