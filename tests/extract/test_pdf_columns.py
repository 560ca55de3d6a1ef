"""Columns that no rules part: the gutters of white space that all lines leave."""

from collections.abc import Sequence

from pipeline.extract.pdf.columns import find_columns, split_line
from pipeline.extract.pdf.lines import Line, Word

SIZE = 10.0


def _line(row: int, *texts: tuple[float, str]) -> Line:
    """A line of 5 points a letter; each text stands at its place, a space of 2.5 between words."""
    words: list[Word] = []
    for start, text in texts:
        x = start
        for word in text.split():
            words.append(Word(word, x, x + 5 * len(word)))
            x = words[-1].x1 + 2.5
    return Line(tuple(words), top=12.0 * row, bottom=12.0 * row + SIZE, size=SIZE)


def _table(rows: int = 6) -> list[Line]:
    texts = ("Изучение нормативной базы", "Анкетирование", "Подготовка приказа", "Семинар", "Беседы с педагогами", "Отчёт")
    return [_line(row, (50, f"{row + 1}."), (80, texts[row % 6]), (300, "Май" if row % 2 else "В течение года")) for row in range(rows)]


def _starts(lines: Sequence[Line]) -> list[float]:
    return [column.x0 for column in find_columns(lines)]


def test_columns_begin_where_the_gutters_end() -> None:
    assert _starts(_table()) == [50, 80, 300]


def test_running_text_has_no_columns() -> None:
    assert find_columns([_line(row, (50, "Наставничество помогает молодым педагогам освоиться")) for row in range(9)]) == ()


def test_two_lines_are_no_table() -> None:
    assert find_columns(_table(2)) == ()


def test_lines_that_run_over_the_gutters_part_nothing_and_end_nothing() -> None:
    section = _line(6, (40, "Раздел 1. Подготовка условий для реализации системы наставничества"))
    lines = [*_table(), section, *_table()]
    columns = find_columns(lines)
    assert [column.x0 for column in columns] == [50, 80, 300]
    assert [(part.column, part.span) for part in split_line(section, columns)] == [(1, 3)]


def test_approvals_side_by_side_above_move_no_column() -> None:
    approvals = [_line(0, (50, "СОГЛАСОВАНО"), (250, "УТВЕРЖДАЮ")), _line(1, (50, "Председатель"), (250, "Директор школы"))]
    assert _starts([*approvals, *_table()]) == [50, 80, 300]
