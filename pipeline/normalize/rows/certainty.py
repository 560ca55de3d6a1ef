"""Which cells of a scan a person should compare with it: their letters are less sure than the vocabulary's line."""

from collections.abc import Iterator

from pipeline.document import Paragraph
from pipeline.normalize.plan.grid import Row, Slot
from pipeline.vocabulary.shapes import Vocabulary


def uncertain_slots(row: Row, vocabulary: Vocabulary) -> Iterator[Slot]:
    """The slots of a row that were not recognised surely."""
    return (slot for slots in row.fields.values() for slot in slots if is_uncertain(slot.paragraphs, vocabulary))


def is_uncertain(paragraphs: tuple[Paragraph, ...], vocabulary: Vocabulary) -> bool:
    """Whether one of the paragraphs was recognised less surely than it should be."""
    found = [paragraph.confidence for paragraph in paragraphs if paragraph.confidence is not None]
    return bool(found) and 100 * min(found) < vocabulary.review.letters
