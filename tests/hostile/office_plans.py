"""A small sound plan in each of the office formats, with a place in which something hostile is put."""

from collections.abc import Callable, Iterable

from tests.hostile.packages import docx, odf, xlsx

TITLE = "Дорожная карта по реализации целевой модели наставничества в МБОУ «СОШ № 5» на 2023-2024 учебный год"
ROWS = (
    ("№", "Мероприятие", "Срок", "Ответственный"),
    ("1", "Издание приказа о назначении куратора", "сентябрь 2023", "Директор"),
    ("2", "Сбор анкет у наставляемых", "октябрь 2023", "Куратор"),
    ("3", "Подведение итогов на педагогическом совете", "май 2024", "Заместитель директора"),
)

Cell = Callable[[str], str]


def p(text: str) -> str:
    """A paragraph of WordprocessingML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word_cell(text: str, paragraph: Cell = p) -> str:
    return f"<w:tc>{paragraph(text)}</w:tc>"


def odf_cell(text: str) -> str:
    return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"


def sheet_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def html_cell(text: str) -> str:
    return f"<td>{text}</td>"


def _rows(begin: str, end: str, cell: Cell, rows: Iterable[Iterable[str]] = ROWS) -> str:
    return "".join(f"{begin}{''.join(map(cell, row))}{end}" for row in rows)


def word_table(rows: Iterable[Iterable[str]] = ROWS, cell: Cell = word_cell) -> str:
    return f"<w:tbl>{_rows('<w:tr>', '</w:tr>', cell, rows)}</w:tbl>"


def odf_table(rows: Iterable[Iterable[str]] = ROWS) -> str:
    begin, end = "<table:table-row>", "</table:table-row>"
    return f'<table:table table:name="План">{_rows(begin, end, odf_cell, rows)}</table:table>'


def html_table(rows: Iterable[Iterable[str]] = ROWS) -> str:
    return f"<table>{_rows('<tr>', '</tr>', html_cell, rows)}</table>"


WORD, ODF = p(TITLE) + word_table(), f"<text:p>{TITLE}</text:p>{odf_table()}"
SHEET = _rows("<row>", "</row>", sheet_cell, [(TITLE,), *ROWS])
HTML = f"<p>{TITLE}</p>{html_table()}"


def plan_docx(rows: Iterable[Iterable[str]]) -> bytes:
    """The plan with further rows."""
    return docx(p(TITLE) + word_table([*ROWS, *rows]))


def plan_odt(rows: Iterable[Iterable[str]]) -> bytes:
    return odf(f"<text:p>{TITLE}</text:p>" + odf_table([*ROWS, *rows]))


def plan_ods(rows: Iterable[Iterable[str]]) -> bytes:
    return odf(odf_table([(TITLE,), *ROWS, *rows]), "spreadsheet")


def plan_xlsx(rows: Iterable[Iterable[str]]) -> bytes:
    return xlsx(_rows("<row>", "</row>", sheet_cell, [(TITLE,), *ROWS, *rows]))


def page(body: str) -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


def plan_html(rows: Iterable[Iterable[str]]) -> bytes:
    return page(f"<p>{TITLE}</p>" + html_table([*ROWS, *rows]))
