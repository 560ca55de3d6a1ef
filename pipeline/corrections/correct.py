"""A roadmap with its corrections: a pure function of both."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.corrections.book import LABELS
from pipeline.corrections.decisions import Spot, rebuilt
from pipeline.corrections.model import CORRECTED, Correction, Kind, Part, typed
from pipeline.model import Problem, Roadmap
from pipeline.problems import problem
from pipeline.text import fold

_SETTLES: dict[Kind, frozenset[str]] = {
    "organisation": frozenset({"no_organisation", "organisation_from_plan", "ambiguous_place"}),
    "period": frozenset({"one_year_for_two"}),
    "stage": frozenset({"unknown_stage"}),
    "deadline": frozenset({"unclear_deadline", "partly_read_deadline"}),
    "responsible": frozenset({"unknown_role"}),
}
"""The problems that ask what a person has answered with a correction."""

_OF_THE_DOCUMENT: tuple[Kind, ...] = ("organisation", "period")


class Corrected(NamedTuple):
    """A roadmap as a person corrected it, the corrections that were used, and those that fit nothing in it."""

    roadmap: Roadmap
    applied: tuple[Correction, ...]
    lost: tuple[Correction, ...]


def correct(roadmap: Roadmap, corrections: Sequence[Correction]) -> Corrected:
    """The roadmap with the corrections of its document; those of others are passed over.

    Where two fit one place, the one that says more about the place is taken. A correction that fits nothing becomes a
    problem; the problems that a used one answers go away.
    """
    own = [correction for correction in corrections if correction.key.document == roadmap.source.sha256]
    if not own:
        return Corrected(roadmap, (), ())
    work = _Work(own)
    found = rebuilt(roadmap, work.answer)
    lost = tuple(correction for correction in own if id(correction) not in work.used)
    problems = [*_open(roadmap.problems, work.settled), *map(_lost_problem, lost)]
    applied = tuple(correction for correction in own if id(correction) in work.used)
    return Corrected(found.model_copy(update={"problems": tuple(problems)}), applied, lost)


class _Work:
    """Which corrections were used, and which words they settled."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._by_words: dict[tuple[Kind, str], list[Correction]] = {}
        for correction in sorted(corrections, key=_precision, reverse=True):
            self._by_words.setdefault((correction.key.kind, correction.key.words), []).append(correction)
        self.used: set[int] = set()
        self.settled: list[Spot] = []

    def answer(self, spot: Spot) -> Part:
        """The part as it was corrected, or as it is."""
        fitting = [one for one in self._by_words.get((spot.key.kind, spot.key.words), ()) if one.key.includes(spot.key)]
        if not fitting:
            return spot.part
        self.used.update(map(id, fitting))
        self.settled.append(spot)
        return spot.part.model_copy(update={**typed(spot.key.kind, fitting[0].value), "match": CORRECTED})


def _precision(correction: Correction) -> tuple[bool, bool]:
    return correction.key.ordinal is not None, correction.key.within is not None


def _open(problems: Iterable[Problem], settled: Sequence[Spot]) -> list[Problem]:
    return [found for found in problems if not _is_settled(found, settled)]


def _is_settled(found: Problem, settled: Sequence[Spot]) -> bool:
    """Whether the spots answer all that the problem asks: no word of its text is left beside theirs."""
    answering = [spot for spot in settled if found.code in _SETTLES.get(spot.key.kind, ())]
    if any(spot.key.kind in _OF_THE_DOCUMENT for spot in answering):
        return True
    rest = fold(found.text or "")
    for said in sorted({fold(text) for spot in answering for text in _said(spot)}, key=len, reverse=True):
        rest = rest.replace(said, " ")
    return bool(answering) and not any(map(str.isalnum, rest))


def _said(spot: Spot) -> Iterable[str]:
    """The whole words of a spot; a stage without a name is asked for by its number."""
    texts = (getattr(spot.part, name, None) for name in ("text", "name", "number"))
    return (text for text in texts if text)


def _lost_problem(correction: Correction) -> Problem:
    values = "; ".join(_shown(value) for value in correction.value.values() if value)
    return problem("lost_correction", f"{LABELS[correction.key.kind]}: «{correction.key.text}» → {values or '—'}")


def _shown(value: str | list[str] | None) -> str:
    return ", ".join(value) if isinstance(value, list) else value or ""
