"""RTF: the true grid of a table."""

from pipeline.document import Paragraph, Table
from pipeline.extract.rtf.reader import read_rtf

Place = tuple[int, int, int, int]


def _blocks(body: str) -> tuple[Paragraph | Table, ...]:
    return read_rtf(b"{\\rtf1\\ansi\\ansicpg1251\\pard " + body.encode("cp1251") + b"}").blocks


def _row(*cells: tuple[str, str, int], left: int = 0) -> str:
    """A row: of each cell its text, the words before its edge, and the edge."""
    told = "".join(f"{words}\\cellx{edge}" for _, words, edge in cells)
    texts = "".join(f"{text}\\cell " for text, _, _ in cells)
    return f"\\trowd\\trleft{left}{told}\\pard\\intbl {texts}\\row\n"


def _table(body: str) -> Table:
    (table,) = [block for block in _blocks(body) if isinstance(block, Table)]
    return table


def _places(body: str) -> dict[str, Place]:
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in _table(body).cells if cell.text}


def test_cells_and_what_stands_around_them() -> None:
    blocks = _blocks(rf"до\par {_row(('а', '', 1000), ('б', '', 2000))}\pard после\par")
    assert [block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells] for block in blocks] == [
        "до",
        ["а", "б"],
        "после",
    ]


def test_merges_down() -> None:
    body = _row(("вниз", r"\clvmgf", 1000), ("б", "", 2000)) + _row(("", r"\clvmrg", 1000), ("в", "", 2000))
    assert _places(body) == {"вниз": (1, 1, 2, 1), "б": (1, 2, 1, 1), "в": (2, 2, 1, 1)}


def test_merges_right_by_words_and_by_edges() -> None:
    by_words = _row(("вправо", r"\clmgf", 1000), ("", r"\clmrg", 2000), ("б", "", 3000))
    by_edges = _row(("тоже", "", 2000), ("в", "", 3000))
    body = by_words + by_edges + _row(("г", "", 1000), ("д", "", 2000), ("е", "", 3000))
    assert _places(body) == {
        "вправо": (1, 1, 1, 2),
        "б": (1, 3, 1, 1),
        "тоже": (2, 1, 1, 2),
        "в": (2, 3, 1, 1),
        "г": (3, 1, 1, 1),
        "д": (3, 2, 1, 1),
        "е": (3, 3, 1, 1),
    }


def test_text_under_a_merge_is_told() -> None:
    body = _row(("а", r"\clmgf", 1000), ("под", r"\clmrg", 2000)) + _row(("б", "", 1000), ("в", "", 2000))
    content = read_rtf(b"{\\rtf1\\ansi\\ansicpg1251 " + body.encode("cp1251") + b"}")
    assert [(remark.code, remark.text) for remark in content.remarks] == [("unreadable_part", "под")]


def test_borders_that_were_dragged_apart_are_one() -> None:
    body = _row(("а", "", 1000), ("б", "", 3000), left=-108) + _row(("в", "", 1050), ("г", "", 2990), left=-100)
    assert _places(body) == {"а": (1, 1, 1, 1), "б": (1, 2, 1, 1), "в": (2, 1, 1, 1), "г": (2, 2, 1, 1)}


def test_row_that_begins_later_has_a_blank_place() -> None:
    body = _row(("а", "", 1000), ("б", "", 2000)) + _row(("в", "", 2000), left=1000)
    assert _places(body)["в"] == (2, 2, 1, 1)


def test_row_told_once_and_rows_told_at_their_end() -> None:
    assert _places(r"\trowd\cellx1000\cellx2000\pard\intbl а\cell б\cell\row\intbl в\cell г\cell\row")["г"] == (2, 2, 1, 1)
    assert _places(r"\pard\intbl а\cell б\cell{\trowd\cellx1000\cellx2000\row}")["б"] == (1, 2, 1, 1)


def test_paragraphs_and_labels_in_a_cell() -> None:
    table = _table(_row((r"раз\par{\listtext 1.\tab}\ls1 два\par\pard\intbl", "", 1000), ("б", "", 2000)))
    assert [(paragraph.label, paragraph.text) for paragraph in table.cells[0].paragraphs] == [(None, "раз"), ("1.", "два")]


def test_cells_without_the_word_that_they_are_in_a_table() -> None:
    assert _places(r"\trowd\cellx1000\cellx2000\pard раз\par два\cell\pard б\cell\row") == {"раз\nдва": (1, 1, 1, 1), "б": (1, 2, 1, 1)}


def test_tables_parted_by_a_paragraph_are_two() -> None:
    row = _row(("а", "", 1000))
    assert len([block for block in _blocks(rf"{row}\pard\par {row}") if isinstance(block, Table)]) == 2


def test_more_cells_than_edges_and_fewer() -> None:
    body = r"\trowd\cellx1000\pard\intbl а\cell б\cell\row" + _row(("в", "", 1000), ("г", "", 3000))
    assert _places(body)["б"] == (1, 2, 1, 1)
    blank = _table(r"\trowd\cellx1000\pard\intbl а\cell\cell\cell\row")
    assert [(cell.column, cell.text) for cell in blank.cells] == [(1, "а")]
    short = _table(r"\trowd\cellx1000\cellx2000\pard\intbl а\cell\row")
    assert [(cell.column, cell.text) for cell in short.cells] == [(1, "а"), (2, "")]


def test_row_that_ends_before_the_others_is_told() -> None:
    body = _row(("а", "", 1000), ("б", "", 2000)) + _row(("в", "", 1000))
    content = read_rtf(b"{\\rtf1\\ansi\\ansicpg1251 " + body.encode("cp1251") + b"}")
    assert [(remark.code, remark.text) for remark in content.remarks] == [("ragged_table", "в")]


INNER = (
    r"\pard\intbl\itap2 раз\nestcell два\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
    r"\pard\intbl\itap1 "
)


def test_table_in_a_cell_becomes_lines() -> None:
    body = rf"\trowd\cellx1000\cellx2000\pard\intbl до\par{INNER}после\cell б\cell\row"
    table = _table(body)
    assert [paragraph.text for paragraph in table.cells[0].paragraphs] == ["до", "раз два", "после"]
    assert (table.columns, table.cells[1].text) == (2, "б")


def test_inner_table_without_its_own_destination() -> None:
    inner = r"\pard\itap2\trowd\cellx500\cellx900\pard\intbl\itap2 раз\nestcell два\nestcell\nestrow\pard\intbl\itap1 "
    table = _table(rf"\trowd\cellx1000\cellx2000\pard\intbl {inner}\cell б\cell\row")
    assert [[paragraph.text for paragraph in cell.paragraphs] for cell in table.cells] == [["раз два"], ["б"]]


def test_frame_of_one_cell_around_a_table() -> None:
    table = _table(rf"\trowd\cellx2000\pard\intbl {INNER}\cell\row")
    assert [cell.text for cell in table.cells] == ["раз", "два"]


def test_table_in_a_page_header_becomes_lines() -> None:
    (header, *_) = _blocks(rf"{{\header {_row(('ГБОУ', '', 1000), ('лицей', '', 2000))}\pard\par}}план\par")
    assert isinstance(header, Paragraph)
    assert (header.text, header.place) == ("ГБОУ лицей", "page_header")


def test_tables_without_end_in_one_another() -> None:
    assert "план" in _table(r"\trowd\cellx1000\pard\intbl\itap999999 план\nestcell\nestrow").cells[0].text


WORD = r"""{\rtf1\adeflang1025\ansi\ansicpg1251\uc1\adeff31507\deff0\stshfdbch31506\deflang1049\deflangfe1049
{\fonttbl{\f0\fbidi \froman\fcharset204\fprq2{\*\panose 02020603050405020304}Times New Roman;}
{\f3\fbidi \froman\fcharset2\fprq2{\*\panose 05050102010706020507}Symbol;}{\f37\fbidi \fswiss\fcharset0\fprq2 Calibri;}}
{\colortbl;\red0\green0\blue0;}{\*\defchp \fs22 }{\stylesheet{\ql \fs22 \snext0 Normal;}{\s1 heading 1;}}
{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc0{\leveltext\'02\'00.;}{\levelnumbers\'01;}}{\listname ;}}}
{\*\rsidtbl \rsid1}{\mmathPr\mmathFont34\mbrkBin0}{\info{\title \'c4}{\author \'c0}}{\*\xmlnstbl {\xmlns1 http://x}}
\paperw11906\paperh16838{\*\pnseclvl1\pnucrm\pnstart1{\pntxta .}}\ltrpar \sectd \ltrsect
{\headerr \ltrpar \pard\plain \qc {\rtlch\fcs1 \af0 \ltrch\fcs0 \f0 \'c3\'c1\'ce\'d3\par }}
\pard\plain \ltrpar\qc {\rtlch\fcs1 \ab\af0 \ltrch\fcs0 \b\f0\insrsid1 \'cf\'eb\'e0\'ed}{\rtlch\fcs1 \ltrch\fcs0 \insrsid2
\par \ltrrow}\trowd \irow0\irowband0\ltrrow\ts15\trgaph108\trleft-108\trbrdrt\brdrs\brdrw10 \trftsWidth1\tblrsid1
\clvertalt\clbrdrt\brdrs\brdrw10 \cltxlrtb\clftsWidth3\clwWidth534 \cellx426\clvmgf\clvertalt\cltxlrtb \cellx4000
\pard\plain \ltrpar\ql \intbl\ls1\yts15 {\listtext\pard\plain\ltrpar \rtlch\fcs1 \af0 \ltrch\fcs0 \hich\af0\dbch\af0\loch\f0 1.\tab}
{\rtlch\fcs1 \af0 \ltrch\fcs0 \f0\insrsid1 \cell }\pard \ltrpar\ql \intbl {\rtlch\fcs1 \ltrch\fcs0 \f0 {\*\bkmkstart _GoBack}\'cf\'e0\'f0\'e0
\u8470\'b9{\*\bkmkend _GoBack}\cell }\pard \ltrpar\ql \intbl {\rtlch\fcs1 \ltrch\fcs0 \insrsid1 \trowd \irow0\irowband0\ltrrow
\ts15\trgaph108\trleft-108 \clvertalt\cltxlrtb \cellx426\clvmgf\clvertalt \cellx4000\row \ltrrow}
\trowd \irow1\lastrow \trleft-108 \clvertalt \cellx426\clvmrg\clvertalt \cellx4000\pard\plain \intbl {\f0 2\cell \cell }
\pard \intbl {\trowd \irow1\lastrow \trleft-108 \clvertalt \cellx426\clvmrg\clvertalt \cellx4000\row }
\pard\plain \ltrpar {\field\fldedit{\*\fldinst {\f0 PAGE }}{\fldrslt {\f0\lang1024 5}}}\par
{\*\themedata 504b030414000600080000}{\*\datastore 0105000002000000}}"""


def test_file_as_word_writes_it() -> None:
    header, title, table, page = read_rtf(WORD.encode("ascii")).blocks
    assert [block.text for block in (header, title, page) if isinstance(block, Paragraph)] == ["ГБОУ", "План", "5"]
    assert isinstance(table, Table)
    assert [(cell.row, cell.column, cell.row_span, cell.text) for cell in table.cells] == [
        (1, 1, 1, ""),
        (1, 2, 2, "Пара№"),
        (2, 1, 1, "2"),
    ]
    assert [paragraph.label for paragraph in table.cells[0].paragraphs] == ["1."]
