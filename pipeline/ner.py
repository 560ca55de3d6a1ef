"""Names of persons that a trained model sees in a line: the one door to natasha.

Its model takes 200 MB and half a second to load and a millisecond a line, so it is loaded at the first question. It is asked one line
at a time (of joined lines it makes one name), and only where names stand: its normal forms turn women into men.
"""

import functools
import os
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # more threads make it fifty times slower where other programs work beside it


@functools.lru_cache(maxsize=20_000)
def spans_of_persons(line: str) -> tuple[tuple[int, int], ...]:
    """Where the model sees names of persons in a line: (start, end) in characters, in order. It misses names in capitals."""
    segmenter, tagger = _model()
    from natasha import Doc  # noqa: PLC0415 - see above

    document = Doc(line)
    document.segment(segmenter)
    document.tag_ner(tagger)
    return tuple((span.start, span.stop) for span in document.spans if span.type == "PER")


@functools.cache
def _model() -> tuple[Any, Any]:
    from natasha import NewsEmbedding, NewsNERTagger, Segmenter  # noqa: PLC0415 - see above

    return Segmenter(), NewsNERTagger(NewsEmbedding())
