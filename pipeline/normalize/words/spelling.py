"""Words that a hand or a file has spoilt, mended by the words of the vocabulary: broken, run together, mistyped, cut short.

One set of rules for roles, headings, stages, activities, deadlines and title blocks. A word that the dictionary or the
vocabulary knows is never touched; and where two words of the vocabulary could be meant, none is taken.
"""

import functools
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.morphology import is_known, lemma

How = Literal["whole", "broken", "glued", "mended"]
"""Whether a word is as written, was put together, was parted from others, or had letters changed."""

_MOST_PIECES = 4
_LONGEST = 100
"""Letters of a word that may be misspelt, or be several run together; a longer one is no word."""
_LEAST_GLUED, _LEAST_PART, _TELLING_PART, _LEAST_LAST = 5, 3, 4, 2
"""So many letters has a word at least that is parted; a part of it, but for small words; its longest part; and a small word at its end."""
_LEAST_BROKEN, _LEAST_STEM = 4, 3
_LONG = 9
"""In a word of so many letters two may be wrong."""


class Mended(NamedTuple):
    """A word, at which of the given words it begins, how many of them it takes, and what was done to it."""

    word: str
    at: int
    length: int
    how: How


class Speller:
    """Mends folded words by the forms of known ones; what it gives are these forms.

    key: what a form is looked up by, so that it does not matter which of two with the same key was meant.
    targets: the forms that letters are changed for, where these are not all. small: words of any length that others are run
    together with («директорапо»). least: so many letters has a word at least that was mistyped or broken: the more, the more
    words that are in no dictionary (surnames, places) stand beside those that are looked for.
    """

    def __init__(
        self,
        forms: Iterable[str],
        least: int,
        *,
        key: Callable[[str], Hashable] = lemma,
        targets: Collection[str] | None = None,
        small: Collection[str] = (),
    ) -> None:
        self._forms, self._least, self._key, self._small = frozenset(forms), least, key, frozenset(small)
        self._targets = sorted(form for form in (self._forms if targets is None else targets) if len(form) >= least)
        self.nearest = functools.lru_cache(maxsize=10_000)(self._nearest)

    def mend(self, row: Sequence[str]) -> list[Mended]:
        """The words in order, mended; what is no word («», «2») stays, and parts those beside it.

        >>> speller = Speller(["база", "базы", "наставников", "формирование"], least=5)
        >>> [mended.word for mended in speller.mend(["фомирование", "баз", "ы", "наста", "вников"])]
        ['формирование', 'базы', 'наставников']
        >>> [(mended.word, mended.how) for mended in speller.mend(["формированиебазы", "отдыха"])]
        [('формирование', 'glued'), ('базы', 'glued'), ('отдыха', 'whole')]
        """
        return list(self._mend(row))

    def _mend(self, row: Sequence[str]) -> Iterator[Mended]:
        at = 0
        while at < len(row):
            length, found = self._one(row, at)
            yield from found
            at += length

    def _one(self, row: Sequence[str], at: int) -> tuple[int, list[Mended]]:
        """What the words from a place on are, and how many of them."""
        if len(row[at]) > _LONGEST:
            return 1, [Mended(row[at], at, 1, "whole")]
        for join in (self.broken, self._broken_together):
            for length in range(min(_MOST_PIECES, len(row) - at), 1, -1):
                if joined := join(row[at : at + length]):
                    return length, [Mended(word, at, length, "broken") for word in joined]
        if self.is_right(row[at]):
            return 1, [Mended(row[at], at, 1, "whole")]
        if parts := self.split(row[at]):
            return 1, [Mended(part, at, 1, "glued") for part in parts]
        nearest = self.nearest(row[at])
        return 1, [Mended(nearest or row[at], at, 1, "mended" if nearest else "whole")]

    def is_right(self, word: str) -> bool:
        """Whether a word is one, or is none that could be mended."""
        return not word.isalpha() or word in self._forms or is_known(word)

    def broken(self, pieces: Sequence[str]) -> tuple[str, ...]:
        """The one word that spaces broke; none where each piece is a word of the vocabulary.

        >>> speller = Speller(["ответственный", "директор"], least=5)
        >>> speller.broken(["ответст", "венный"]), speller.broken(["ответственный", "директор"])
        (('ответственный',), ())
        """
        whole = "".join(pieces)
        is_broken = all(map(str.isalpha, pieces)) and not all(piece in self._forms for piece in pieces)
        return (whole,) if is_broken and len(whole) >= _LEAST_BROKEN and whole in self._forms else ()

    def _broken_together(self, pieces: Sequence[str]) -> tuple[str, ...]:
        """«сентябр ьдекабр ь»: words that lines broke at other places than between them, of which some piece is nothing by itself."""
        is_broken = all(map(str.isalpha, pieces)) and not self.is_right(pieces[0])
        return self.split("".join(pieces)) if is_broken and any(map(self._is_beyond_mending, pieces)) else ()

    def _is_beyond_mending(self, word: str) -> bool:
        return not self.is_right(word) and not self.split(word) and not self.nearest(word)

    def split(self, word: str) -> tuple[str, ...]:
        """The fewest words that make a word together; none where it is not wholly such, or can be parted in several ways.

        >>> speller = Speller(["директор", "директора", "сайт"], least=6, small=["по", "и"])
        >>> speller.split("директорапо"), speller.split("директори"), speller.split("сайтпопа")
        (('директора', 'по'), (), ())
        """
        if not _LEAST_GLUED <= len(word) <= _LONGEST or self.is_right(word):
            return ()
        cuts: dict[int, list[tuple[str, ...]]] = {0: [()]}
        for end in range(1, len(word) + 1):
            found = [(*before, word[start:end]) for start in list(cuts) if self._is_part(word[start:end]) for before in cuts[start]]
            if found:
                fewest = min(map(len, found))
                cuts[end] = [cut for cut in found if len(cut) == fewest]
        whole = cuts.get(len(word), [])
        return whole[0] if len(whole) == 1 and self._is_telling(whole[0]) else ()

    def _is_part(self, part: str) -> bool:
        return part in self._small or (len(part) >= _LEAST_PART and part in self._forms)

    def _is_telling(self, parts: tuple[str, ...]) -> bool:
        return (max(map(len, parts)) >= _TELLING_PART or parts[0] in self._small) and len(parts[-1]) >= _LEAST_LAST

    def _nearest(self, word: str) -> str | None:
        """The form that a mistyped word was meant to be: a letter is another, missing, too much, or changed about with the next.

        Of several, a word that only goes on is nearer: «завершени» is «завершение», and no «завершен».

        >>> speller = Speller(["куратор", "наставник", "наставники", "директор"], least=6)
        >>> [speller.nearest(word) for word in ("куратар", "настванники", "дирректор", "наставленник", "кура")]
        ['куратор', 'наставники', 'директор', None, None]
        """
        if len(word) < self._least or self.is_right(word):
            return None
        most = 2 if len(word) >= _LONG else 1
        found = process.extract(word, self._targets, scorer=OSA.distance, score_cutoff=most, limit=None)
        nearest = [form for form, distance, _ in found if distance == found[0][1]]
        nearest = [form for form in nearest if form.startswith(word)] or nearest
        return nearest[0] if len({self._key(form) for form in nearest}) == 1 else None

    def completed(self, stem: str, ending: str = "", least: int = _LEAST_STEM) -> str | None:
        """The form that begins and ends so («рез-т», «сентяб.»); None where forms of several words do.

        >>> speller = Speller(["результат", "результаты", "срок"], least=5)
        >>> speller.completed("рез", "т"), speller.completed("резу"), speller.completed("ре")
        ('результат', 'результат', None)
        """
        if len(stem) < least:
            return None
        shortest = len(stem) + len(ending)
        found = sorted(form for form in self._forms if len(form) > shortest and form.startswith(stem) and form.endswith(ending))
        return found[0] if len({self._key(form) for form in found}) == 1 else None
