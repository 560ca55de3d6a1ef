"""What could not be read, told by page; or once for many pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Origin, Remark

# The same of more pages is told in one sentence.
_MANY = 10


def page_remarks(notes: Iterable[tuple[int, str]]) -> Iterator[Remark]:
    """A remark for each note of a page; one for a note that many pages have."""
    pages: dict[str, list[int]] = defaultdict(list)
    notes = list(notes)
    for page, note in notes:
        pages[note].append(page)
    for page, note in notes:
        if len(pages[note]) <= _MANY:
            yield Remark(code="unreadable_part", text=note, origin=Origin(page=page))
        elif page == pages[note][0]:
            yield Remark(code="unreadable_part", text=f"страницы {ranges(pages[note])}: {note}")


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers in words: «1–3, 5»."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
