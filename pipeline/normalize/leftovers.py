"""Every text that became no field becomes a problem: nothing is dropped in silence."""

from collections.abc import Iterable, Iterator

from pipeline.document import Document, Paragraph
from pipeline.model import Approval, Problem
from pipeline.normalize.front.blocks import Front, Line
from pipeline.problems import problem
from pipeline.text import squash

_FURNITURE = {"page_header": "page_furniture", "page_footer": "page_furniture", "footnote": "footnote"}


def remark_problems(document: Document) -> Iterator[Problem]:
    """What the reader noticed."""
    return (problem(remark.code, remark.text, remark.origin) for remark in document.remarks)


def outside_problems(front: Front, approval: Approval, aside: Iterable[Paragraph], after: Iterable[Paragraph]) -> Iterator[Problem]:
    """The lines before the plan that are neither title nor the approval taken, those too
    long or too far from it for either (`aside`), and those after it: a problem for each run of lines."""
    unused = [block for block in front.approvals if squash(" ".join(line.text for line in block)) not in (approval.text or "")]
    yield from (_outside([line.source for line in block]) for block in unused)
    yield from map(_outside, _runs(front.rest))
    yield from map(_outside, _paragraph_runs(aside))
    yield from map(_outside, _paragraph_runs(after))


def furniture_problems(document: Document) -> Iterator[Problem]:
    """Page headers, footers and footnotes, each text once."""
    seen: set[str] = set()
    for paragraph in document.paragraphs:
        if paragraph.place in _FURNITURE and paragraph.text not in seen:
            seen.add(paragraph.text)
            yield problem(_FURNITURE[paragraph.place], paragraph.text, paragraph.origin)


def _outside(paragraphs: list[Paragraph]) -> Problem:
    texts = dict.fromkeys(_shown(paragraph) for paragraph in paragraphs)
    return problem("outside_plan", "\n".join(texts), paragraphs[0].origin)


def _shown(paragraph: Paragraph) -> str:
    return (f"{paragraph.label} {paragraph.text}" if paragraph.label else paragraph.text).strip()


def _runs(lines: Iterable[Line]) -> Iterator[list[Paragraph]]:
    return _paragraph_runs(line.source.model_copy(update={"text": line.text, "gap": line.gap}) for line in lines)


def _paragraph_runs(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Paragraphs that stand together: a run ends at blank space."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and paragraph.gap:
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run
