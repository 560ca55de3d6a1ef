"""Surnames in all their cases, and in Latin letters: whether a word is a form of one that is known."""

import functools
import re
from collections.abc import Iterable

from pipeline.morphology import name_kinds
from pipeline.text import fold

_ENDING = re.compile(r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ая|яя|ую|юю|ою|ею|ой|ей|ый|ий|ым|им|ом|ем|ых|их|ах|ях|[аяоуюыиеьй])$")
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
def stem(word: str) -> str:
    """What all cases of a surname share, of a man's and a woman's.

    >>> {stem(word) for word in ("Иванов", "Иванова", "Ивановой", "Ивановым", "ИВАНОВУ")}
    {'иванов'}
    >>> {stem(word) for word in ("Кравец", "Кравца")}, {stem(word) for word in ("Белый", "Белой")}, stem("Ли")
    ({'кравц'}, {'бел'}, 'ли')
    """
    folded = fold(word)
    bare = _ENDING.sub("", folded)
    return _FLEETING.sub(lambda found: found[0][-1], bare) if len(bare) >= _SHORTEST else folded


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
        self._stems = {stem(part) for word in self.words for part in _HYPHEN.split(word) if len(part) > 1}
        self._sounds = {sounds(found) for found in self._stems if len(found) >= _SHORTEST_LATIN}

    def has(self, word: str, inside: bool) -> bool:
        """Whether a word is a form of one of them, in any case, or a half of one.

        inside: whether it stands inside a sentence, where a capital means something: «Белая», «Мороз» are other words too.
        """
        return any(self._has(part, inside) for part in _HYPHEN.split(word))

    def _has(self, word: str, inside: bool) -> bool:
        if word.isascii():
            return self._has_sound(sounds(word))
        if stem(word) not in self._stems:
            return False
        is_common = "common" in name_kinds(word) or len(stem(word)) < _SHORTEST
        return not is_common or (inside and word.istitle())

    def _has_sound(self, sound: str) -> bool:
        return any(sound.startswith(found) and len(sound) - len(found) <= _LONGEST_LATIN_ENDING for found in self._sounds)
