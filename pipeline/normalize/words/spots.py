"""The phrases that stand in a text, with other words between theirs, and which of them hold where several want the same words.

Words may be shared where the text itself shares them: «обучение и консультирование наставников», «базы наставников и
наставляемых», «мониторинг качества и удовлетворённости». Else the longer phrase holds.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.normalize.words.phrases import ACTORS, Lemmas, follow
from pipeline.normalize.words.wording import Words

_WITHIN = frozenset({"в", "во"})
_WITH = frozenset({"с", "со", "для"})
"""What stands behind these is done too: «приказ о закреплении пар с письменного согласия»."""


class Spot(NamedTuple):
    """A phrase found in a text: its code, the places of its words, and whether they stand in the phrase's order."""

    code: str
    places: tuple[int, ...]
    in_order: bool = True

    @property
    def head(self) -> int:
        """The place of its first word, the action."""
        return self.places[0]

    @property
    def gap(self) -> int:
        """How many other words stand between its own."""
        return max(self.places) - min(self.places) + 1 - len(self.places)


class Spotter:
    """Phrases of codes, found anywhere in a text."""

    def __init__(self, entries: Iterable[tuple[Lemmas, str]]) -> None:
        self._by_first: dict[str, list[tuple[Lemmas, str]]] = {}
        self._by_rarest: dict[str, list[tuple[Lemmas, str]]] = {}
        for phrase, code in sorted(set(entries)):
            self._by_first.setdefault(phrase[0], []).append((phrase, code))
            self._by_rarest.setdefault(phrase[-1], []).append((phrase, code))

    def spots(self, words: Words) -> list[Spot]:
        """The phrases in the text, by place; two that want the same words only where the text shares them out.

        What another action is about is not done here: «мониторинг [реализации программ]», «ознакомить с [Положением]».
        """
        found = _settle([spot for spot in self._in_order(words) if not _is_torn(spot, words)], words)
        return [spot for spot in found if not any(_is_inside(spot, other, words) for other in found)]

    def reordered(self, words: Words) -> list[Spot]:
        """The phrases whose words stand together in another order: «наставников: обучение»."""
        row = [word.lemma for word in words]
        found: list[Spot] = []
        for at, word in enumerate(row):
            for phrase, code in self._by_rarest.get(word, ()):
                start = max(0, at - len(phrase) + 1)
                window = row[start : at + len(phrase)]
                if (
                    len(phrase) > 1
                    and set(phrase) <= set(window)
                    and len({words[start].sentence, words[start + len(window) - 1].sentence}) == 1
                ):
                    found.append(Spot(code, tuple(start + window.index(part) for part in phrase), in_order=False))
        return _settle(found, words)

    def _in_order(self, words: Words) -> list[Spot]:
        row = tuple(word.lemma for word in words)
        found = [
            Spot(code, places)
            for start, word in enumerate(row)
            for phrase, code in self._by_first.get(word, ())
            if (places := follow(phrase, row, start))
        ]
        return [spot for spot in found if words[spot.places[0]].sentence == words[spot.places[-1]].sentence]


def _settle(found: list[Spot], words: Words) -> list[Spot]:
    actors = frozenset(at for at, word in enumerate(words) if word.lemma in ACTORS)
    by_head: dict[int, list[Spot]] = defaultdict(list)
    for spot in found:
        by_head[spot.head].append(spot)
    found = [spot for spot in found if not any(_is_about(other, spot, actors) for other in by_head[spot.head])]
    found.sort(
        key=lambda spot: (
            spot.gap - 2 * len(spot.places),
            spot.gap,
            not words[spot.head].begins,
            not actors & set(spot.places),
            spot.places,
            spot.code,
        )
    )
    kept: list[Spot] = []
    for spot in found:
        if all(_agree(spot, other, actors, words) for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.places)


def _is_torn(spot: Spot, words: Words) -> bool:
    """Whether the last word belongs elsewhere: to an action between («круглый стол, награждение наставников»), or to who needs it («нуждающихся в наставнике»)."""
    between = (words[at] for at in range(spot.head + 1, spot.places[-1]) if at not in spot.places)
    if not words[spot.head].is_action and any(word.is_action and word.begins for word in between):
        return True
    return spot.gap > 0 and words[spot.places[-1]].preposition in _WITHIN and words[spot.places[-1]].lemma in ACTORS


def _is_inside(spot: Spot, other: Spot, words: Words) -> bool:
    """Whether a phrase is part of what another action, before it, is about: right behind it, or «заинтересованных в распространении опыта»."""
    if spot.code == other.code or other.head >= spot.head or words[spot.head].preposition in _WITH or words[spot.places[-1]].is_place:
        return False
    is_aim = words[spot.head].preposition in _WITHIN and not words[spot.head].begins
    return is_aim or not any(words[at].begins and at not in other.places for at in range(other.head + 1, spot.head + 1))


def _is_about(one: Spot, other: Spot, actors: frozenset[int]) -> bool:
    """Whether one phrase of an action says whom another of it is about: «база наставляемых [из числа педагогов]» is no «база из числа педагогов»."""
    return bool(actors & set(one.places)) and not actors & set(other.places) and one.places[1:2] == other.places[1:2]


def _agree(one: Spot, other: Spot, actors: frozenset[int], words: Words) -> bool:
    """Whether two phrases can both hold."""
    if max(one.places) < min(other.places) or max(other.places) < min(one.places):
        return True
    mine, theirs = set(one.places), set(other.places)
    first, second = sorted((one, other), key=lambda spot: spot.head)
    if not mine & theirs:
        is_nested = first.head < second.head < first.places[-1]
        return not is_nested or _are_joined(first.head, second.head, words)
    if mine - actors == theirs - actors and mine & actors and theirs & actors and not mine & theirs & actors:
        near, far = sorted((min(mine & actors), min(theirs & actors)))
        return any(words[at].is_joined for at in range(near + 1, far + 1))
    if mine & theirs == {second.head} and len(second.places) > 1 and all(words[at].is_place for at in second.places[1:]):
        return True
    if one.head != other.head:
        return not {one.head, other.head} & mine & theirs and words[first.head].begins and _are_joined(first.head, second.head, words)
    shared = len(mine & theirs)
    return one.places[:shared] == other.places[:shared] and _are_listed(one, other, words) and not (actors & mine and actors & theirs)


def _are_joined(first: int, second: int, words: Words) -> bool:
    """Whether two actions are members of one list: «подбор, обучение и консультирование»."""
    return all(words[at].is_joined for at in range(first + 1, second + 1))


def _are_listed(one: Spot, other: Spot, words: Words) -> bool:
    """Whether two phrases of one action are about members of a list («мониторинг качества …, удовлетворённости …»), or the second says where."""
    shared = len(set(one.places) & set(other.places))
    near, far = sorted((one.places[shared:], other.places[shared:]))
    if not near or near[-1] > far[0]:
        return False
    return any(words[at].is_joined for at in range(near[-1] + 1, far[0] + 1)) or all(words[at].is_place for at in far)
