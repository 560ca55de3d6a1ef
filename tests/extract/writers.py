"""Documents written in other formats, so that what one format shows can be compared with another."""

import csv
import html
import io
from collections.abc import Iterator

import xlsxwriter

from pipeline.document import Cell, Document, Paragraph, Table
from pipeline.extract.common.flow import as_lines, as_one_line


def grid_of(table: Table) -> list[list[str]]:
    """The texts of a table; a merged cell is said at its first place."""
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row - 1][cell.column - 1] = as_lines(cell.paragraphs)
    return grid


def to_xlsx(document: Document) -> bytes:
    """All blocks on one sheet, one below the other, paragraphs in the first column."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    row = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            row += block.gap
            sheet.write_string(row, 0, as_one_line([block]))
            row += 1
            continue
        row += 1
        for cell in block.cells:
            _write(sheet, row + cell.row - 1, cell)
        row += block.rows + 1
    book.close()
    return stream.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, cell: Cell) -> None:
    column, text = cell.column - 1, as_lines(cell.paragraphs)
    if cell.row_span * cell.column_span > 1:
        sheet.merge_range(row, column, row + cell.row_span - 1, column + cell.column_span - 1, "")
    sheet.write_string(row, column, text)


def to_html(document: Document) -> bytes:
    """A page with paragraphs and tables; labels are text."""
    body = "\n".join(_html(block) for block in document.blocks)
    return f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>-</title></head><body>\n{body}\n</body></html>".encode()


def _html(block: Paragraph | Table) -> str:
    if isinstance(block, Paragraph):
        return _p(block)
    rows: list[str] = [""] * block.rows
    for cell in block.cells:
        spans = f'rowspan="{cell.row_span}" colspan="{cell.column_span}"'
        rows[cell.row - 1] += f"<td {spans}>{''.join(map(_p, cell.paragraphs))}</td>"
    return "<table border=1>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"


def _p(paragraph: Paragraph) -> str:
    return ("<p>&nbsp;</p>" if paragraph.gap else "") + f"<p>{html.escape(as_one_line([paragraph]))}</p>"


def to_csv(document: Document, delimiter: str = ";") -> bytes:
    """As Excel saves a sheet as CSV: every line has all its delimiters."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    columns = max(block.columns for block in document.tables)
    for block in document.blocks:
        for row in _rows(block):
            writer.writerow([*row, *[""] * (columns - len(row))])
    return stream.getvalue().encode("cp1251", "replace")


def _rows(block: Paragraph | Table) -> Iterator[list[str]]:
    if isinstance(block, Paragraph):
        yield from [[], [as_one_line([block])]] if block.gap else [[as_one_line([block])]]
    else:
        yield from [[], *grid_of(block), []]


def to_markdown(document: Document) -> bytes:
    """Pipe tables, with line breaks as `<br>`."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found += ([""] if block.gap else []) + [as_one_line([block])]
            continue
        rows = [" | ".join(text.replace("|", "\\|").replace("\n", "<br>") for text in row) for row in grid_of(block)]
        found += ["", f"| {rows[0]} |", "|" + "---|" * block.columns, *(f"| {row} |" for row in rows[1:]), ""]
    return "\n".join(found).encode()
