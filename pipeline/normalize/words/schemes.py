"""Which federal pattern a plan follows: by the names of its stages, and by the turns of phrase that each pattern has."""

import functools
import re
from collections import Counter
from collections.abc import Iterable

from pipeline.normalize.words.phrases import Lemmas, content_lemmas, holds
from pipeline.vocabulary.shapes import Vocabulary

OTHER = "other"
_LEAST_SIGNS, _LEAST_MARKERS = 2, 3
_BRACKETS = re.compile(r"\([^()]*\)")


@functools.cache
def _markers(vocabulary: Vocabulary) -> list[tuple[str, Lemmas]]:
    return [(scheme.code, content_lemmas(phrase)) for scheme in vocabulary.schemes.schemes for phrase in scheme.markers]


@functools.cache
def _stage_names(vocabulary: Vocabulary) -> list[tuple[Lemmas, str]]:
    return [(_lemmas(stage.name), scheme.code) for scheme in vocabulary.schemes.schemes for stage in scheme.stages]


def _lemmas(name: str) -> Lemmas:
    return content_lemmas(_BRACKETS.sub(" ", name))


def match_scheme(stage_names: Iterable[str], texts: Iterable[str], vocabulary: Vocabulary) -> str:
    """The scheme with most signs: stages that are named as in it, and markers in any of the texts.

    «other» where the best has fewer than two signs (three, if no stage is named so), or another as many.
    """
    rows = {content_lemmas(text) for text in texts}
    stages = Counter(code for name in stage_names for code in _schemes_of(_lemmas(name), vocabulary))
    markers = Counter(code for code, marker in _markers(vocabulary) if any(holds(marker, row) for row in rows))
    ranked = (stages + markers).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return OTHER
    code, signs = ranked[0]
    return code if signs >= (_LEAST_SIGNS if stages[code] else _LEAST_MARKERS) else OTHER


def _schemes_of(row: Lemmas, vocabulary: Vocabulary) -> set[str]:
    """The schemes that name a stage so, or begin its name so: those of the longest such name."""
    fitting = [(len(name), code) for name, code in _stage_names(vocabulary) if row[: len(name)] == name]
    longest = max(fitting, default=(0, ""))[0]
    return {code for length, code in fitting if length == longest}
