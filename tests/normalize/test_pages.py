"""Rows that a page has broken, made of slots."""

import pytest

from pipeline.document import Origin, Paragraph
from pipeline.normalize.plan.grid import Row, Slot
from pipeline.normalize.plan.headers import Field
from pipeline.normalize.plan.pages import join_pages

FIELDS: tuple[Field, ...] = ("number", "stage", "content", "deadline", "responsible")


def _row(text: str) -> Row:
    """«1 | Отбор | Приказ | май | Директор» as a row."""
    texts = [piece.strip() for piece in text.split("|")]
    fields = {name: [Slot((Paragraph(text=piece),) if piece else ())] for name, piece in zip(FIELDS, texts, strict=True)}
    return Row(fields, Origin(), shows_merges=True)


def _texts(rows: list[Row]) -> list[str]:
    return [" | ".join(" ".join(row.text(name).split()) for name in FIELDS) for row in rows]


# last row of a page, first row of the next: the rows that they are
PAGES = {
    ("1 | Отбор | Приказ о | май | Директор", " | | наставниках | | "): ["1 | Отбор | Приказ о наставниках | май | Директор"],
    ("1 | Отбор | Приказ | май | Директор,", " | | | | куратор"): ["1 | Отбор | Приказ | май | Директор, куратор"],
    ("1 | Отбор | Приказ | | ", " | | | май | Директор"): ["1 | Отбор | Приказ | май | Директор"],
    ("1 | Отбор | Приказ | май | Директор", "2 | Итоги | Отчёт | июнь | Куратор"): [
        "1 | Отбор | Приказ | май | Директор",
        "2 | Итоги | Отчёт | июнь | Куратор",
    ],
    ("1 | Формирование банка | Приказ | май | Директор", " | наставников | Отчёт | июнь | Куратор"): [
        "1 | Формирование банка наставников | Приказ | май | Директор",
        "1 | Формирование банка наставников | Отчёт | июнь | Куратор",
    ],
    ("1 | Отбор | Приказ | май | Директор", " | | Отчёт | июнь | Куратор"): [
        "1 | Отбор | Приказ | май | Директор",
        "1 | Отбор | Отчёт | июнь | Куратор",
    ],
}


@pytest.mark.parametrize("pages", PAGES)
def test_first_row_of_a_page(pages: tuple[str, str]) -> None:
    assert _texts(join_pages([_row(pages[0])], [_row(pages[1])])) == PAGES[pages]


def test_a_stage_goes_on_over_all_rows_that_it_covers() -> None:
    below = [_row(" | | Отчёт | июнь | Куратор"), _row("2 | Итоги | Опрос | июль | Куратор")]
    joined = join_pages([_row("1 | Отбор | Приказ | май | Директор")], below)
    assert [row.slots("stage")[0] is joined[0].slots("stage")[0] for row in joined] == [True, True, False]


def _merged(text: str, *others: str) -> list[Row]:
    """Rows of which the first has a deadline that is merged over all."""
    rows = [_row(text), *map(_row, others)]
    for row in rows:
        row.fields["deadline"] = rows[0].slots("deadline")
    rows[0].slots("deadline")[0].rows = len(rows)
    return rows


def test_merged_cell_that_a_page_cuts_between_two_rows() -> None:
    above = [*_merged("1 | Отбор | Приказ | май | Директор", " | | Отчёт | | Куратор"), _row(" | | Опрос | июнь | Куратор")]
    joined = join_pages(above, [_row(" | | Встреча | | Педагог"), _row("2 | Итоги | Анализ | июль | Куратор")])
    assert [row.text("deadline") for row in joined] == ["май", "май", "июнь", "июнь", "июль"]
    assert joined[3].slots("deadline")[0] is joined[2].slots("deadline")[0]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param([_row("1 | Отбор | Опрос | июнь | Куратор")], " | | Встреча | | Педагог", id="no cell is merged"),
        pytest.param(
            [*_merged("1 | Отбор | Приказ | май | Директор", " | | Отчёт | | Куратор"), _row(" | | Анализ | | Куратор")],
            " | | Встреча | | Педагог",
            id="another cell is blank",
        ),
        pytest.param(
            [*_merged("1 | Отбор | Приказ | май | Директор", " | | Отчёт | | Куратор"), _row(" | | Анализ | июнь | Куратор")],
            "2 | Итоги | Встреча | | Педагог",
            id="a new stage",
        ),
    ],
)
def test_blank_cell_at_the_top_of_a_page_stays_blank(above: list[Row], below: str) -> None:
    assert join_pages(above, [_row(below), _row("2 | Итоги | Анализ | июль | Куратор")])[len(above)].text("deadline") == ""


@pytest.mark.parametrize(("above", "below"), [([], ["1 | Отбор | Приказ | | "]), (["1 | Отбор | Приказ | | "], [])])
def test_a_page_without_rows(above: list[str], below: list[str]) -> None:
    assert len(join_pages([_row(text) for text in above], [_row(text) for text in below])) == 1


def test_a_section_row_begins_anew() -> None:
    heading = Row({}, Origin(), shows_merges=True, heading=(Paragraph(text="Итоги"),))
    assert len(join_pages([_row("1 | Отбор | Приказ | | ")], [heading])) == 2


def test_what_only_the_lower_row_has_is_kept() -> None:
    below = _row(" | | наставниках | | ")
    below.fields["unknown"] = [Slot((Paragraph(text="без графы"),))]
    (joined,) = join_pages([_row("1 | Отбор | Приказ о | май | Директор")], [below])
    assert joined.text("unknown") == "без графы"
