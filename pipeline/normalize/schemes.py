"""Which federal pattern a plan follows: by the turns of phrase of each that its title, stages and activities have."""

import functools
from collections.abc import Iterable

from pipeline.normalize.phrases import Spotter
from pipeline.vocabulary.shapes import Vocabulary

OTHER = "other"
_LEAST_MARKERS = 2


@functools.cache
def _markers(vocabulary: Vocabulary) -> dict[str, list[Spotter]]:
    """A spotter for each marker, by scheme: the name of a stage in the pattern is a marker too."""
    return {
        scheme.code: [Spotter([(phrase, scheme.code)]) for phrase in (*scheme.markers, *(stage.name for stage in scheme.stages))]
        for scheme in vocabulary.schemes.schemes
    }


def match_scheme(texts: Iterable[str], vocabulary: Vocabulary) -> str:
    """The scheme of which most markers stand in the texts; «other» where fewer than two do, or two schemes have as many."""
    found = sorted(set(texts))
    counts = {code: sum(any(spotter.spots(text) for text in found) for spotter in spotters) for code, spotters in _markers(vocabulary).items()}
    best = max(counts, key=lambda code: counts[code])
    is_alone = list(counts.values()).count(counts[best]) == 1
    return best if counts[best] >= _LEAST_MARKERS and is_alone else OTHER
