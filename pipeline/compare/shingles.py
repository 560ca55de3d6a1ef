"""Which words of a plan are its own: pairs of neighbouring words, and how much each tells of who copied whom.

What many organisations have is the wording of a federal or regional pattern, and tells little.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from pipeline.text import words

UNSEEN = 20
"""So many organisations with words of their own are thought to stand beside those of the dataset, so that in a small one, too, what all
have tells something: of two plans nobody knows what is common."""

Array: TypeAlias = npt.NDArray[Any]


class Texts(NamedTuple):
    """The rows of all plans. rows: folded texts; starts: where the rows of each plan begin, and the end of the last."""

    rows: list[str]
    starts: list[int]

    def of(self, plan: int) -> list[str]:
        """The rows of a plan."""
        return self.rows[self.starts[plan] : self.starts[plan + 1]]


class Shingles(NamedTuple):
    """The pairs of words of all rows: codes, in their order; of_row: where those of each row begin, and the end of the last."""

    codes: Array
    of_row: Array
    weights: Array
    """Of each pair, by its code: the natural logarithm of one over the share of organisations that have it."""

    def row_weights(self) -> Array:
        """The weight of each row: the lower median of its pairs', so that a stock row edited in a word or two stays a stock row."""
        weights, sizes = self.weights[self.codes], np.diff(self.of_row)
        ordered = weights[np.lexsort((weights, np.repeat(np.arange(len(sizes)), sizes)))]
        found: Array = ordered[self.of_row[:-1] + (sizes - 1) // 2]
        return found


def folded(texts: Sequence[str]) -> list[str]:
    """The rows for comparing: words in small letters, without marks."""
    known = {text: " ".join(words(text)) for text in set(texts)}
    return [known[text] for text in texts]


def shingles(texts: Texts, owner: Sequence[str]) -> Shingles:
    """The pairs of words of the rows. owner: the organisation of each plan; what one has in several plans counts once."""
    numbers: dict[str, int] = {}
    codes_of: dict[str, list[int]] = {}
    codes: list[int] = []
    of_row = [0]
    for row in texts.rows:
        if row not in codes_of:
            codes_of[row] = [numbers.setdefault(pair, len(numbers)) for pair in _pairs(row)]
        codes += codes_of[row]
        of_row.append(len(codes))
    found, ends = np.array(codes, dtype=np.int64), np.array(of_row, dtype=np.int64)
    owners = _owners(found, ends, texts.starts, owner, len(numbers))
    return Shingles(found, ends, np.log((len(set(owner)) + UNSEEN) / owners))


def _pairs(row: str) -> Iterator[str]:
    """Neighbouring words, the first with the beginning of the row."""
    yield from (f"{one} {two}" for one, two in pairwise(["", *row.split(" ")]))


def _owners(codes: Array, of_row: Array, starts: Sequence[int], owner: Sequence[str], count: int) -> Array:
    """How many organisations have each pair."""
    places = {name: at for at, name in enumerate(dict.fromkeys(owner))}
    lengths = np.diff(of_row[np.array(starts)])
    owner_of_code: Array = np.repeat(np.array([places[name] for name in owner]), lengths)
    pairs = np.unique(codes * len(places) + owner_of_code)
    found: Array = np.bincount(pairs // len(places), minlength=count)
    return found
