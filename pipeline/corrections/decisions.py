"""The decisions of a roadmap, each with the shortest key that tells it from the others.

The same words of one document that were understood in the same way are one decision: a person is asked once, and the answer
holds wherever they stand. Only where the program itself read them in two ways does the key say with what they stand.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeVar, cast

from pipeline.corrections.model import Key, Kind, Part, Value, brief, value_of
from pipeline.document import Origin
from pipeline.model import Activity, Roadmap, Stage
from pipeline.text import fold, join_nonempty

P = TypeVar("P", bound=Part)


class Spot(NamedTuple):
    """One place of a roadmap where a decision stands. Its key is the longest: with all that can tell it from others."""

    key: Key
    part: Part
    origin: Origin
    near: str
    """What it stands with, for a person: the activity of a deadline, the stage and the lead of an activity."""

    @property
    def value(self) -> Value:
        """What was decided here."""
        return value_of(self.key.kind, self.part)


class Decision(NamedTuple):
    """One decision, wherever it stands in the document."""

    key: Key
    spots: tuple[Spot, ...]

    @property
    def value(self) -> Value:
        """What was decided: the same at all its places."""
        return self.spots[0].value

    @property
    def is_unsure(self) -> bool:
        """Whether a person should look at it, at one of its places at least."""
        return any(spot.part.match.review for spot in self.spots)


Visit = Callable[[Spot], Part]
"""What a decision becomes; the part of the spot itself where it stays."""


def rebuilt(roadmap: Roadmap, visit: Visit) -> Roadmap:
    """The roadmap with every decision as `visit` gives it, each asked once, in document order."""
    return _Walk(roadmap.source.sha256, visit).roadmap(roadmap)


def decisions(roadmap: Roadmap) -> list[Decision]:
    """The decisions of a roadmap, in the order of their first places."""
    spots: list[Spot] = []

    def collect(spot: Spot) -> Part:
        spots.append(spot)
        return spot.part

    rebuilt(roadmap, collect)
    order = {id(spot.part): n for n, spot in reversed(list(enumerate(spots)))}
    return sorted(_grouped(spots), key=lambda decision: order[id(decision.spots[0].part)])


def _grouped(spots: Iterable[Spot]) -> Iterator[Decision]:
    """By the words; where these were understood in two ways, also by what they stand with; and at last each by itself."""
    for by_words in _groups(spots, lambda spot: (spot.key.kind, spot.key.words)):
        if _agree(by_words):
            yield _decision(by_words, within=None, ordinal=None)
            continue
        for by_place in _groups(by_words, lambda spot: spot.key.identity[3]):
            if _agree(by_place):
                yield _decision(by_place, ordinal=None)
            else:
                yield from (_decision([spot]) for spot in by_place)


def _groups(spots: Iterable[Spot], by: Callable[[Spot], Any]) -> Iterator[list[Spot]]:
    return (list(group) for _, group in groupby(sorted(spots, key=by), by))


def _agree(spots: Sequence[Spot]) -> bool:
    return all(spot.value == spots[0].value for spot in spots)


def _decision(spots: Sequence[Spot], **shorter: None) -> Decision:
    return Decision(spots[0].key.model_copy(update=shorter), tuple(spots))


class _Place(NamedTuple):
    """Where a decision stands: for its key, for a person, and in the source."""

    within: str | None = None
    near: str | None = None
    origin: Origin = Origin()


_ANYWHERE = _Place()


class _Walk:
    """One way through a roadmap: what is asked, and what is counted, is the same for whoever walks."""

    def __init__(self, document: str, visit: Visit) -> None:
        self._document = document
        self._visit = visit
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def roadmap(self, roadmap: Roadmap) -> Roadmap:
        return roadmap.model_copy(
            update={
                "organisation": self._ask("organisation", roadmap.organisation, roadmap.organisation.text),
                "approval": self._ask("approval", roadmap.approval, roadmap.approval.text),
                "period": self._ask("period", roadmap.period, roadmap.period.text),
                "stages": tuple(self._stage(stage) for stage in roadmap.stages),
            }
        )

    def _stage(self, stage: Stage) -> Stage:
        place = _Place(stage.number, f"№ {stage.number}" if stage.number else "", _origin(stage))
        asked = self._ask("stage", stage, stage.name, place)
        return asked.model_copy(update={"activities": tuple(self._activity(activity, stage.name) for activity in stage.activities)})

    def _activity(self, activity: Activity, stage: str) -> Activity:
        place = _Place(activity.lead, join_nonempty((stage, activity.lead), " / "), activity.origin)
        asked = self._ask("activity", activity, activity.text, place)
        within = join_nonempty((activity.lead, activity.text), " / ")
        beside = _Place(within, within, activity.origin)
        return asked.model_copy(
            update={
                "deadlines": tuple(self._ask("deadline", one, one.text, beside) for one in activity.deadlines),
                "responsibles": tuple(self._ask("responsible", one, one.text, beside) for one in activity.responsibles),
            }
        )

    def _ask(self, kind: Kind, part: P, text: str | None, place: _Place = _ANYWHERE) -> P:
        shown = brief(text or ""), brief(place.within or "")
        counted = kind, fold(shown[0]), fold(shown[1])
        self._counts[counted] += 1
        key = Key(document=self._document, kind=kind, text=shown[0], within=shown[1], ordinal=self._counts[counted])
        return cast(P, self._visit(Spot(key, part, place.origin, place.near or "")))


def _origin(stage: Stage) -> Origin:
    """Where its first activity stands: the model keeps no place for a stage itself."""
    return stage.activities[0].origin if stage.activities else Origin()
