"""A plan that goes on over pages: the rows of two table fragments made one.

At the top of a page a cell may be the rest of one that the page broke. It is told column by column: a blank number or stage
goes on the one above; a row is broken if nothing in it begins anything of its own.
"""

import re

from pipeline.document import Paragraph
from pipeline.normalize.plan.grid import Row, Slot
from pipeline.normalize.plan.headers import Field

_BARE_LABEL = re.compile(r"(?:[^\W\d_]+\s+)?(?:\d{1,2}|[IVX]{1,5})[.)]?")
"""«Этап 2.», «II.»: a stage that is not named yet."""

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_LEADING: tuple[Field, ...] = ("number", "stage", "group")
_VALUES: tuple[Field, ...] = ("deadline", "responsible", "result", "unused", "unknown")


def join_pages(above: list[Row], below: list[Row]) -> list[Row]:
    """The rows of a plan and those that go on with it on the next page. The slots of broken cells are made one, in place."""
    if not above or not below or below[0].heading or above[-1].heading:
        return above + below
    last, first = above[-1], below[0]
    led = [name for name in _LEADING if _goes_on_leading(last, first, name)]
    is_broken = led == [name for name in _LEADING if first.slots(name)] and _is_broken(last, first)
    same_stage = "stage" in led or not first.slots("stage")
    values = [name for name in _VALUES if _goes_on_value(last, first, name) or (same_stage and _is_cut_off(above, below, name))]
    others = ("content", *_VALUES) if is_broken else values
    kept = below[1:] if is_broken else below
    for name in (*led, *others):
        _unify(last, first, kept, name)
    if is_broken:
        _take_over(last, first)
    return above + kept


def _take_over(last: Row, first: Row) -> None:
    """What the first row below has more than the last above, such as a text in its column of numbers, is of the row made of both."""
    for name, slots in first.fields.items():
        last.fields[name] = [*last.slots(name), *slots[len(last.slots(name)) :]]


def _goes_on_leading(last: Row, first: Row, name: Field) -> bool:
    """Number, stage, group: blank, or the rest of a broken text («наставничества» with no number before it)."""
    if not first.slots(name):
        return False
    if first.is_blank(name) or (name == "stage" and _BARE_LABEL.fullmatch(last.text(name).strip())):
        return True
    numbers_rows = name == "stage" and _is_merged(last, first, name)
    return name != "number" and (numbers_rows or first.is_blank("number")) and _continues(last.text(name), first.text(name))


def _goes_on_value(last: Row, first: Row, name: Field) -> bool:
    """Of a row that is its own: only a cell that is merged over rows, on this page or the one above, can go on."""
    return (
        _is_merged(last, first, name)
        and not last.is_blank(name)
        and (first.is_blank(name) or _continues(last.text(name), first.text(name)))
    )


def _is_cut_off(above: list[Row], below: list[Row], name: Field) -> bool:
    """Whether a page cuts a merged cell just between two rows, so that nothing shows on either page that it was merged.

    Its lower row is blank then, in a column where other cells are merged and none else is blank.
    """
    slots = [slot for row in (*above, *below[1:]) for slot in row.slots(name)]
    return below[0].is_blank(name) and any(slot.rows > 1 for slot in slots) and all(slot.text for slot in slots)


def _is_merged(last: Row, first: Row, name: Field) -> bool:
    """Whether a cell of the field spans several rows, on either page."""
    return any(slot.rows > 1 for slot in (*last.slots(name), *first.slots(name)))


def _is_broken(last: Row, first: Row) -> bool:
    if first.is_blank("content"):
        return not first.is_blank(*_VALUES)
    if last.text("content").rstrip().endswith(":"):
        return True
    goes_on = all(first.is_blank(name) or _continues(last.text(name), first.text(name)) for name in _VALUES)
    return goes_on or _continues(last.text("content"), first.text("content"))


def _continues(above: str, below: str) -> bool:
    """Whether the second text goes on the first: it begins in the middle of a sentence."""
    begins_inside = below[:1].islower() or below.startswith(("(", ",", "«")) or bool(_YEAR.match(below))
    return bool(above) and begins_inside and not above.rstrip().endswith((".", ";", ":"))


def _unify(last: Row, first: Row, kept: list[Row], name: Field) -> None:
    """Puts the slots of the row above in the place of those of the first row below, in all rows that are kept, and joins their texts."""
    for upper, lower in zip(last.slots(name), first.slots(name), strict=False):
        covered = [row for row in kept if lower in row.slots(name)]
        upper.paragraphs = _joined(upper, lower)
        upper.rows += len(covered)
        for row in covered:
            row.fields[name] = [upper if slot is lower else slot for slot in row.slots(name)]


def _joined(upper: Slot, lower: Slot) -> tuple[Paragraph, ...]:
    if not (upper.paragraphs and lower.paragraphs) or not _goes_on(upper.paragraphs[-1], lower.paragraphs[0]):
        return upper.paragraphs + lower.paragraphs
    last, first = upper.paragraphs[-1], lower.paragraphs[0]
    whole = last.model_copy(update={"text": f"{last.text}\n{first.text}"})
    return (*upper.paragraphs[:-1], whole, *lower.paragraphs[1:])


def _goes_on(last: Paragraph, first: Paragraph) -> bool:
    return first.label is None and _continues(last.text, first.text)
