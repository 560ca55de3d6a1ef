"""Surnames in all their cases, and in Latin letters: whether a word is a form of one that is known."""

import functools
import re
from collections.abc import Iterable

from pipeline.morphology import name_kinds
from pipeline.text import fold

_ENDING = re.compile(r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ым|им|ом|ем|ых|их|ах|ях)$")
_VOWELS = "аяоуюыиеьй"
_FLEETING = re.compile(r"(?:[еяйь]?ц|[оеь]?к)$")
_HYPHEN = re.compile(r"[-‐‑–]")
_SHORTEST, _SHORTEST_LATIN = 3, 4
_LONGEST_LATIN_ENDING = 3

_SOUNDS = str.maketrans({"й": "и", "ы": "и", "ь": "", "ъ": "", "щ": "ш", "э": "е", "ю": "у", "я": "а", "х": "х"})
_LATIN = {
    **{"shch": "ш", "sch": "ш", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц", "tz": "ц"},
    **{"yu": "у", "iu": "у", "ju": "у", "ya": "а", "ia": "а", "ja": "а", "yo": "е", "ye": "е", "je": "е"},
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхииклмнопкрстуввхиз", strict=True)),
}
_LATIN_SOUND = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))


@functools.lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """What may be left of a surname without its ending. Of all its cases, a man's and a woman's, one at least is the same.

    >>> [sorted(stems(word)) for word in ("Иванова", "ИВАНОВОЙ", "Ивановым", "Рахим", "Рахимом", "Ли")]
    [['иванов'], ['иванов'], ['иванов', 'ивановым'], ['рах', 'рахим'], ['рахим', 'рахимом'], ['ли']]
    >>> stems("Кравец") == stems("Кравца"), stems("Белый") == stems("Белой"), stems("Соловей") == stems("Соловья")
    (True, True, True)
    """
    folded = fold(word)
    bare = {found.rstrip(_VOWELS) for found in (folded, _ENDING.sub("", folded))}
    return frozenset(_FLEETING.sub(lambda found: found[0][-1], one) for one in bare if len(one) >= _SHORTEST) or frozenset({folded})


@functools.lru_cache(maxsize=50_000)
def sounds(word: str) -> str:
    """A word of either alphabet as it sounds, roughly: soft and hard, long and short are one.

    >>> sounds("Пчёлкин") == sounds("Pchyolkin") == sounds("Pchelkin"), sounds("Щукин") == sounds("Shchukin")
    (True, True)
    """
    folded = _LATIN_SOUND.sub(lambda found: _LATIN[found[0]], fold(word))
    return re.sub(r"(.)\1+", r"\1", folded.translate(_SOUNDS))


class Surnames:
    """Surnames that were met, in whatever case."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._stems = {found for word in self.words for part in _HYPHEN.split(word) if len(part) > 1 for found in stems(part)}
        self._sounds = {sounds(found) for found in self._stems if len(found) >= _SHORTEST_LATIN}

    def has(self, word: str, inside: bool) -> bool:
        """Whether a word without hyphens is a form of one of them or of its half, in any case.

        inside: whether it stands inside a sentence, where a capital means something: «Белая», «Мороз» are other words too.
        """
        if word.isascii():
            return self._has_sound(sounds(word))
        if not stems(word) & self._stems:
            return False
        is_common = "common" in name_kinds(word) or len(word) < _SHORTEST
        return not is_common or (inside and word.istitle())

    def _has_sound(self, sound: str) -> bool:
        return any(sound.startswith(found) and len(sound) - len(found) <= _LONGEST_LATIN_ENDING for found in self._sounds)
