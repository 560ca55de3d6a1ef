"""Web pages: what a browser shows of them, the grid of their tables, and how Word, Excel and browsers save them."""

import base64
import quopri

import pytest

from pipeline.document import Document, Paragraph, Table
from pipeline.errors import NoTextError, TooLargeError
from pipeline.extract import read_bytes


def _read(page: str | bytes, name: str = "план.html", encoding: str = "utf-8") -> Document:
    data = page if isinstance(page, bytes) else page.encode(encoding)
    return read_bytes(data, name)


def _page(body: str) -> Document:
    return _read(f"<!DOCTYPE html><html><head><title>не текст</title></head><body>{body}</body></html>")


def _lines(body: str) -> list[str]:
    return [_line(block) for block in _page(body).blocks if isinstance(block, Paragraph)]


def _line(paragraph: Paragraph) -> str:
    return ("¶" if paragraph.gap else "") + " ".join(filter(None, (paragraph.label, paragraph.text)))


def _grid(body: str) -> dict[tuple[int, int, int, int], str]:
    (table,) = _page(body).tables
    return {(cell.row, cell.column, cell.row_span, cell.column_span): "|".join(map(_line, cell.paragraphs)) for cell in table.cells}


# ------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>раз\n  два</p><div>три<p>четыре</p>пять</div>", ["раз два", "три", "четыре", "пять"]),
        ("<p>раз<br>два<br/><br>три<br></p><p>четыре</p>", ["раз", "два", "¶три", "четыре"]),
        ("<p>раз</p><p></p><p>два</p><p>&nbsp;</p><p>три</p>", ["раз", "два", "¶три"]),
        ("<h1>План</h1><b>жир</b><i>ный</i> текст", ["План", "жирный текст"]),
        ("<pre>раз\n  два</pre>", ["раз", "  два"]),
        ("без абзаца<!-- скрыто -->дальше", ["без абзацадальше"]),
        ("&laquo;А&raquo; &#8470;&nbsp;5, на&shy;ставник &lt;p&gt;", ["«А» №\xa05, на\xadставник <p>"]),
        ("<script>x</script><style>y</style><template>z</template><p hidden>h</p><p style='display: none'>n</p>да", ["да"]),
        ("<p>было <del>старое</del><ins>новое</ins></p>", ["было новое"]),
        ("<p style='mso-hide:all'>h</p>да<noscript>нет</noscript>", ["да"]),
        ("<b>" * 400 + "глубоко", ["глубоко"]),
    ],
)
def test_text_as_a_browser_shows_it(body: str, lines: list[str]) -> None:
    assert _lines(body) == lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ol><li>раз<li>два</ol>", ["1. раз", "2. два"]),
        ("<ol start=3 type=a><li>раз<li value=9>два<li>три</ol>", ["c. раз", "i. два", "j. три"]),
        ("<ol reversed><li>раз<li>два</ol>", ["2. раз", "1. два"]),
        ("<ol style='list-style-type: upper-roman'><li>раз</ol>", ["I. раз"]),
        ("<ul style='list-style:none'><li>раз</ul>", ["раз"]),
        ("<ol><li>раз<ul><li>а<li>б</ul><li>два</ol>", ["1. раз", "• а", "• б", "2. два"]),
        ("<ol><li><p>раз</p><p>ещё</p><li>два</ol>", ["1. раз", "ещё", "2. два"]),
    ],
)
def test_labels_of_lists(body: str, lines: list[str]) -> None:
    assert _lines(body) == lines


def test_depth_of_lists() -> None:
    blocks = _page("<ol><li>раз<ul><li>а</ul></ol>").blocks
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [0, 1]


def test_column_of_automatic_numbers() -> None:
    (table,) = _page("<table><tr><td><ol start=2><li><p><br></p></ol><td>дело</table>").tables
    assert [(paragraph.label, paragraph.text) for paragraph in table.cells[0].paragraphs] == [("2.", "")]


# ------------------------------------------------------------ tables


def test_spans() -> None:
    body = "<table><tr><td rowspan=2>а<td colspan=2>б<tr><td>в<td>г</table>"
    assert _grid(body) == {(1, 1, 2, 1): "а", (1, 2, 1, 2): "б", (2, 2, 1, 1): "в", (2, 3, 1, 1): "г"}


def test_row_span_of_zero_goes_to_the_end_of_its_group() -> None:
    body = "<table><tbody><tr><td rowspan=0>а<td>б<tr><td>в</tbody><tbody><tr><td>г<td>д</tbody></table>"
    assert _grid(body) == {(1, 1, 2, 1): "а", (1, 2, 1, 1): "б", (2, 2, 1, 1): "в", (3, 1, 1, 1): "г", (3, 2, 1, 1): "д"}


def test_spans_that_are_too_large() -> None:
    body = "<table><tr><td>а<td rowspan=99>б<tr><td>в<tr><td colspan=50>г</table>"
    assert _grid(body) == {(1, 1, 1, 1): "а", (1, 2, 3, 1): "б", (2, 1, 1, 1): "в", (3, 1, 1, 1): "г"}


def test_spans_of_a_hostile_page_stay_within_a_thousand_columns() -> None:
    (table,) = _page("<table>" + ("<tr>" + "<td rowspan=1000 colspan=1000>а" * 10) * 100 + "</table>").tables
    assert (table.rows, len(table.cells)) == (100, 1000)
    assert table.columns < 2000


def test_spans_that_overlap() -> None:
    body = "<table><tr><td>а<td rowspan=2>б<tr><td colspan=2>в<td>г</table>"
    assert _grid(body) == {(1, 1, 1, 1): "а", (1, 2, 2, 1): "б", (2, 1, 1, 1): "в", (2, 3, 1, 1): "г"}


def test_head_and_foot_stand_where_they_are_shown() -> None:
    body = "<table><tfoot><tr><td>ф</tfoot><tbody><tr><td>а</tbody><thead><tr><th>ш</thead></table>"
    assert _grid(body) == {(1, 1, 1, 1): "ш", (2, 1, 1, 1): "а", (3, 1, 1, 1): "ф"}


def test_row_that_ends_early_is_told() -> None:
    document = _page("<table><tr><td>а<td>б<tr><td>в</table>")
    assert [(remark.code, remark.text, remark.origin and remark.origin.row) for remark in document.remarks] == [("ragged_table", "в", 2)]


def test_caption_and_stray_text_stand_before_the_table() -> None:
    assert _lines("<table><caption>План</caption><tr><td>а</td></tr>мимо<tr><td>б</table>") == ["План", "мимо"]


def test_nested_table_becomes_paragraphs() -> None:
    body = "<table><tr><td>№<td>Дело<td>Срок<tr><td>1<td>Акты<table><tr><td>в1<td>в2</table>ещё<td>май</table>"
    assert _grid(body)[2, 2, 1, 1] == "Акты|в1 в2|ещё"


def test_plan_inside_layout_tables() -> None:
    plan = "<table border=1><tr><td>№<td>Дело<tr><td>1<td>Приказ</table>"
    inner = f"<table><tr><td>Новости<td><h2>План</h2>{plan}</table>"
    document = _page(f"<table><tr><td>Меню<td>{inner}<tr><td colspan=2>Подвал</table>")
    shown = [_line(block) if isinstance(block, Paragraph) else block.rows for block in document.blocks]
    assert shown == ["Меню", "Новости", "План", 2, "Подвал"]
    assert document.tables[0].origin.table == 1


# ------------------------------------------------------------ as programs save them


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=windows-1251">
<style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=RU><div class=WordSection1>
<p class=MsoNormal align=right>УТВЕРЖДАЮ<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid><tr><td rowspan=2><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><o:p>&nbsp;</o:p></p></td>
<td><p style='mso-list:l1 level2 lfo2'><span style='font-family:Wingdings'><span style='mso-list:Ignore'>ь<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span>приказ<a href="#_ftn1" name="_ftnref1">[1]</a></p></td></tr>
<tr><td><p><span style='font-family:Symbol'>·<span style='font:7.0pt'>&nbsp; </span></span>карта</p></td></tr></table></div>
<div style='mso-element:footnote' id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> сноска</p></div></body></html>"""


def test_page_of_word() -> None:
    document = _read(WORD, encoding="cp1251")
    shown = [(block.place, block.text) for block in document.blocks if isinstance(block, Paragraph)]
    assert shown == [("body", "УТВЕРЖДАЮ"), ("footnote", "сноска")]
    (table,) = document.tables
    cells = [(cell.row_span, paragraph.label, paragraph.level, paragraph.text) for cell in table.cells for paragraph in cell.paragraphs]
    assert cells == [(2, "1.", 0, ""), (1, "•", 1, "приказ"), (1, None, None, "• карта")]


def test_page_header_of_libreoffice() -> None:
    document = _page('<div title="header"><p>МБОУ «СОШ № 5»</p></div><p>План</p><div title="footer"><p>2</p></div>')
    assert [(block.place, block.text) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("page_header", "МБОУ «СОШ № 5»"),
        ("body", "План"),
        ("page_footer", "2"),
    ]


PAGE = "<html><head><meta charset={}></head><body><p>План работы школы</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("named", ["utf-8", "windows-1251", "utf-16", "no-such"])
def test_encoding_named_rightly_and_wrongly(encoding: str, named: str) -> None:
    document = _read(PAGE.format(named), encoding=encoding)
    right = encoding in {"koi8-r", "cp866"} and named == "windows-1251"  # what the page says of itself is believed where it can be
    assert right or [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["План работы школы"]


@pytest.mark.parametrize(
    "start",
    [
        "<table>",
        "<!-- Excel --><table>",
        "<meta charset=utf-8><table>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">\n<html><table>',
        "\ufeff \n<HTML><table>",
    ],
)
def test_pieces_of_pages_are_pages(start: str) -> None:
    """Spreadsheets that programs of schools export are such files, with the suffix .xls."""
    document = _read(f"{start}<tr><td>№</td><td>Дело</td></tr></table>", "план.xls")
    assert (document.source.format, [remark.text for remark in document.remarks]) == ("html", [".xls → html"])
    assert [cell.text for cell in document.tables[0].cells] == ["№", "Дело"]


def test_markdown_that_begins_with_a_tag_is_text() -> None:
    assert _read("<center>План</center>\n\n| № | Дело |\n|---|---|\n| 1 | Акт |\n", "план.md").source.format == "txt"


def _mhtml(page: str, coding: str, more: str = "") -> bytes:
    data = page.encode("cp1251")
    body = base64.encodebytes(data) if coding == "base64" else quopri.encodestring(data)
    head = (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?B?0J/Qu9Cw0L0=?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"\r\n\r\n'
        f'------x\r\nContent-Type: text/html; charset="windows-1251"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
    )
    return head.encode() + body + f"\r\n------x\r\nContent-Type: image/png\r\n\r\nпусто\r\n{more}------x--\r\n".encode()


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_page_in_one_file(coding: str) -> None:
    document = _read(_mhtml("<html><body><p>План работы</p></body></html>", coding), "план.mht")
    assert (document.source.format, document.remarks) == ("mhtml", ())
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["План работы"]


def test_workbook_in_one_file_is_a_frame_around_its_sheets() -> None:
    sheet = "------x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<table><tr><td>Дело</td></tr></table>\r\n"
    document = _read(_mhtml("<html><frameset><frame src=sheet001.htm></frameset></html>", "base64", sheet), "план.mht")
    assert [cell.text for cell in document.tables[0].cells] == ["Дело"]


@pytest.mark.parametrize("tag", ["div", "table><tr><td"])
def test_page_that_the_parser_gives_up_is_refused_and_not_cut(tag: str) -> None:
    with pytest.raises(TooLargeError, match="вложенность"):
        _page(f"<{tag}>" * 5000 + "глубоко")


def test_page_of_pictures_only() -> None:
    with pytest.raises(NoTextError):
        _page("<p><img src='file:///etc/hostname'></p>")


def test_entities_are_not_followed() -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body><p>План&f;</p></body></html>'
    (paragraph,) = (block for block in _read(page).blocks if isinstance(block, Paragraph) and "План" in block.text)
    assert paragraph.text in {"План", "План&f;"}


def test_pages_have_tables_that_show_merges() -> None:
    assert all(block.shows_merges for block in _page("<table><tr><td>а</table>").blocks if isinstance(block, Table))
