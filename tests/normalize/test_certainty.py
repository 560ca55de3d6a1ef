"""Cells of a scan that were not recognised surely."""

from pipeline import vocabulary
from pipeline.document import Cell, Document, Origin, Paragraph, Source, Table
from pipeline.model import Roadmap
from pipeline.normalize import normalize

ROWS = (("Мероприятие", "Срок", "Ответственный"), ("Анкетирование наставников", "сентябрь", "куратор"), ("Круглый стол", "май", "директор"))


def _roadmap(unsure: str, confidence: float) -> Roadmap:
    """A plan that was recognised surely, but for the cell with this text."""
    cells = tuple(
        Cell(row=row, column=column, paragraphs=(_paragraph(text, row, column, confidence if text == unsure else 0.96),))
        for row, texts in enumerate(ROWS, start=1)
        for column, text in enumerate(texts, start=1)
    )
    table = Table(rows=3, columns=3, cells=cells, shows_merges=True, origin=Origin(page=1, table=1))
    source = Source(file="скан.pdf", sha256="0" * 64, format="pdf", pages=1, characters=100)
    return normalize(Document(source=source, blocks=(table,)), vocabulary.load())


def _paragraph(text: str, row: int, column: int, confidence: float) -> Paragraph:
    return Paragraph(text=text, confidence=confidence, origin=Origin(page=1, table=1, row=row, column=column))


def _reviewed(roadmap: Roadmap) -> list[bool]:
    return [activity.match.review for stage in roadmap.stages for activity in stage.activities]


def test_unsure_cell_is_told_and_its_activity_goes_to_review() -> None:
    roadmap = _roadmap("куратор", 0.3)
    (told,) = [problem for problem in roadmap.problems if problem.code == "uncertain_text"]
    assert (told.text, told.origin) == ("куратор", Origin(page=1, table=1, row=2, column=3))
    assert _reviewed(roadmap)[0]


def test_sure_cells_are_not_told() -> None:
    roadmap = _roadmap("куратор", 0.9)
    assert not any(problem.code == "uncertain_text" for problem in roadmap.problems)
    assert not _reviewed(roadmap)[0]
