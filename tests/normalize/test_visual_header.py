"""The header of a table whose rows nothing shows: its lines, and no line of the plan."""

import pytest

from pipeline.document import Cell, Paragraph, Table
from pipeline.normalize.plan.visual_header import find_lines_header
from pipeline.normalize.plan.visual_lines import Lines
from pipeline.vocabulary.shapes import Vocabulary

HEADER = ["№", "Мероприятие", "Срок", "Ответственный"]
ROWS = [["1", "Издание приказа", "сентябрь", "Директор"], ["2", "Анкетирование педагогов", "октябрь", "Куратор"]]


def _lines(grid: list[list[str]]) -> Lines:
    cells = tuple(
        Cell(row=row, column=column, paragraphs=(Paragraph(text=text),))
        for row, texts in enumerate(grid, start=1)
        for column, text in enumerate(texts, start=1)
        if text
    )
    return Lines(Table(rows=len(grid), columns=len(grid[0]), cells=cells, shows_merges=False, rows_are_lines=True))


@pytest.mark.parametrize(
    ("grid", "expected"),
    {
        "one line": ([HEADER, *ROWS], (1, 2)),
        "second line of headings alone, one of them in capitals": ([HEADER, ["п/п", "", "реализации", "Исполнитель"], *ROWS], (1, 3)),
        "repeated within the page": ([HEADER, *ROWS, HEADER, *ROWS], (1, 2)),
        "first row without a number": ([HEADER, ["", "Издание приказа", "сентябрь", "Директор"]], (1, 2)),
    }.values(),
)
def test_lines_of_the_header(grid: list[list[str]], expected: tuple[int, int], vocabulary: Vocabulary) -> None:
    header = find_lines_header(_lines(grid), vocabulary.columns)
    assert header is not None
    assert (header.first, header.below) == expected
