"""Files of the formats that no sample has: one plan as a sheet of OpenDocument, as one of Excel 97, and as a page in one file."""

import base64
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

import xlwt

_PLAN = (
    ("Дорожная карта наставничества МБОУ «СОШ № 5» на 2023/2024 учебный год",),
    ("№", "Мероприятие", "Сроки", "Ответственные"),
    ("Этап 1. Подготовка",),
    ("1", "Издать приказ о наставничестве;\nназначить куратора", "до 1 сентября 2023", "Директор"),
    ("2", "Провести анкетирование", "сентябрь – октябрь 2023 г.", "Куратор, педагог-психолог"),
    ("Этап 2. Работа пар",),
    ("3", "Встречи наставников с наставляемыми", "ежемесячно", "Наставники"),
    ("4", "Итоговый отчёт", "20.05.2024", "Куратор Петрова А. А."),
)
_WIDTH = 4
_SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def made() -> dict[str, list[bytes]]:
    """The files by format, the same bytes each time."""
    return {"ods": [_ods()], "xls": [_xls()], "mhtml": [_mhtml("quoted-printable"), _mhtml("base64")]}


def _ods() -> bytes:
    names = " ".join(f'xmlns:{name}="{_SPACES}{name}:1.0"' for name in ("office", "table", "text"))
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}{_covered(row)}</table:table-row>" for row in _PLAN)
    blank = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="План">{rows}{blank}</table:table></office:spreadsheet></office:body>'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), _ODS)
        package.writestr(zipfile.ZipInfo("content.xml"), f"<office:document-content {names}>{body}</office:document-content>")
    return stream.getvalue()


def _ods_cell(text: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    span = f' table:number-columns-spanned="{_WIDTH}"' if text.startswith(("Этап", "Дорожная")) else ""
    return f"<table:table-cell{span}>{lines}</table:table-cell>"


def _covered(row: tuple[str, ...]) -> str:
    return "<table:covered-table-cell/>" * (_WIDTH - len(row))


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("План")
    for at, row in enumerate(_PLAN):
        if len(row) == 1:
            sheet.write_merge(at, at, 0, _WIDTH - 1, row[0])
        else:
            for column, text in enumerate(row):
                sheet.write(at, column, text)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _mhtml(coding: str) -> bytes:
    cells = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in _PLAN)
    page = f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>".encode("cp1251")
    body = base64.encodebytes(page) if coding == "base64" else b"".join(b"=%02X" % byte if byte > 126 else b"%c" % byte for byte in page)
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n------x\r\n'
    part = f'Content-Type: text/html; charset="windows-1251"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
    return f"{head}{part}".encode() + body + b"\r\n------x--\r\n"
