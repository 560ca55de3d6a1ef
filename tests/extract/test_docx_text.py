"""DOCX: what the page shows of a paragraph, and nothing else."""

from collections.abc import Callable

import pytest

from pipeline.document import Paragraph
from pipeline.errors import NoTextError
from pipeline.extract.docx.reader import read_docx

MakeDocx = Callable[..., bytes]
ChangeDocx = Callable[[bytes, Callable[[dict[str, bytes]], None]], bytes]


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _box(text: str) -> str:
    return f"<w:txbxContent>{_paragraph(_run(text))}</w:txbxContent>"


TEXT_BOX = (
    "<w:r><mc:AlternateContent>"
    f"<mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{_box('в рамке')}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{_box('в рамке')}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)

SHOWN = {
    "tab": (_run("раз") + "<w:r><w:tab/></w:r>" + _run("два"), "раз\tдва"),
    "line break": (_run("раз") + "<w:r><w:br/></w:r>" + _run("два"), "раз\nдва"),
    "carriage return": (_run("раз") + "<w:r><w:cr/></w:r>" + _run("два"), "раз\nдва"),
    "page break inside": (_run("раз") + '<w:r><w:br w:type="page"/></w:r>' + _run("два"), "раз\nдва"),
    "no-break hyphen": (_run("кое") + "<w:r><w:noBreakHyphen/></w:r>" + _run("что"), "кое-что"),
    "soft hyphen": (_run("настав") + "<w:r><w:softHyphen/></w:r>" + _run("ник"), "наставник"),
    "insertion": (_run("план") + f"<w:ins w:id='1'>{_run(' работы')}</w:ins>", "план работы"),
    "deletion": (_run("план") + "<w:del w:id='1'><w:r><w:delText> был</w:delText></w:r></w:del>", "план"),
    "deletion that keeps w:t": (_run("план") + f"<w:del w:id='1'>{_run(' был')}</w:del>", "план"),
    "move": (f"<w:moveFrom w:id='1'>{_run('раз')}</w:moveFrom>{_run('два')}<w:moveTo w:id='2'>{_run('раз')}</w:moveTo>", "двараз"),
    "content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{_run('дата')}</w:sdtContent></w:sdt>", "дата"),
    "simple field": (f"<w:fldSimple w:instr='DATE'>{_run('2024')}</w:fldSimple>", "2024"),
    "field": (
        f"{_field('begin')}<w:r><w:instrText>DATE</w:instrText></w:r>{_field('separate')}{_run('2024')}{_field('end')}",
        "2024",
    ),
    "field in a field's code": (
        f"{_field('begin')}{_field('begin')}{_field('separate')}{_run('код')}{_field('end')}{_field('separate')}{_run('итог')}{_field('end')}",
        "итог",
    ),
    "hyperlink": (f"<w:hyperlink>{_run('сайт')}</w:hyperlink>", "сайт"),
    "smart tag": (f"<w:smartTag>{_run('Томск')}</w:smartTag>", "Томск"),
    "custom xml": (f"<w:customXml>{_run('Томск')}</w:customXml>", "Томск"),
    "hidden": (_run("видно") + _run("скрыто", "<w:vanish/>"), "видно"),
    "hidden switched off": (_run("видно", "<w:vanish w:val='0'/>"), "видно"),
    "hidden by style": (_run("видно") + _run("скрыто", "<w:rStyle w:val='Secret'/>"), "видно"),
    "symbol": ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + _run("пункт"), "•пункт"),
    "layout of the xml": ("<w:r><w:t>раз\n два</w:t></w:r>", "раз  два"),
}

HIDING_STYLE = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize(("inline", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_shown_text(make_docx: MakeDocx, inline: str, expected: str) -> None:
    blocks = read_docx(make_docx(_paragraph(inline), styles=HIDING_STYLE)).blocks
    assert blocks == tuple(Paragraph(text=line) for line in expected.split("\n"))


def _texts(data: bytes) -> list[str]:
    return [block.text for block in read_docx(data).blocks if isinstance(block, Paragraph)]


def test_text_box_comes_once_after_its_anchor(make_docx: MakeDocx) -> None:
    assert _texts(make_docx(_paragraph(_run("якорь"), TEXT_BOX) + _paragraph(_run("дальше")))) == ["якорь", "в рамке", "дальше"]


def test_paragraph_in_a_content_control(make_docx: MakeDocx) -> None:
    assert _texts(make_docx(f"<w:sdt><w:sdtContent>{_paragraph(_run('внутри'))}</w:sdtContent></w:sdt>")) == ["внутри"]


def test_field_over_two_paragraphs(make_docx: MakeDocx) -> None:
    first = _paragraph(_run("до"), _field("begin"), _run("код"))
    second = _paragraph(_run("код"), _field("separate"), _run("итог"), _field("end"))
    assert _texts(make_docx(first + second)) == ["до", "итог"]


def test_deleted_paragraph_end_joins_with_the_next(make_docx: MakeDocx) -> None:
    first = _paragraph(_run("раз"), properties="<w:rPr><w:del w:id='1'/></w:rPr>")
    assert _texts(make_docx(first + _paragraph(_run("два")))) == ["раздва"]


def test_blank_paragraph_is_told_by_gap(make_docx: MakeDocx) -> None:
    blocks = read_docx(make_docx(_paragraph(_run("раз")) + _paragraph() + _paragraph(_run(" ")) + _paragraph(_run("два")))).blocks
    assert blocks == (Paragraph(text="раз"), Paragraph(text="два", gap=True))


def test_line_breaks_at_the_ends_are_blank_lines(make_docx: MakeDocx) -> None:
    body = _paragraph(_run("раз"), "<w:r><w:br/></w:r>") + _paragraph(_run("два"))
    assert read_docx(make_docx(body)).blocks == (Paragraph(text="раз"), Paragraph(text="два", gap=True))


def test_footnote_stands_at_the_end(make_docx: MakeDocx) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:id="1">{_paragraph(_run("без ссылки"))}</w:footnote><w:footnote w:id="2">{_paragraph(_run("сноска"))}</w:footnote>'
    )
    data = make_docx(_paragraph(_run("текст"), reference) + _paragraph(_run("дальше")), parts={"footnotes": notes})
    assert read_docx(data).blocks == (Paragraph(text="текст"), Paragraph(text="дальше"), Paragraph(text="сноска", place="footnote"))


def test_page_header_and_footer(make_docx: MakeDocx) -> None:
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{part}"/>' for kind, part in (("header", "header"), ("footer", "footer"))
    )
    first = _paragraph(_run("текст"), properties=f"<w:sectPr>{references}</w:sectPr>")
    body = first + f"<w:sectPr>{references}</w:sectPr>"
    data = make_docx(body, parts={"header": _paragraph(_run("шапка")), "footer": _paragraph(_run("низ"))})
    assert read_docx(data).blocks == (
        Paragraph(text="шапка", place="page_header"),
        Paragraph(text="текст"),
        Paragraph(text="низ", place="page_footer"),
    )


def test_document_of_pictures(make_docx: MakeDocx) -> None:
    with pytest.raises(NoTextError):
        read_docx(make_docx(_paragraph("<w:r><w:drawing/></w:r>")))


def test_embedded_document_is_told(make_docx: MakeDocx) -> None:
    (remark,) = read_docx(make_docx(_paragraph(_run("текст")) + "<w:altChunk/>")).remarks
    assert remark.code == "unreadable_part"


def _section(kind: str, *types: str, more: str = "") -> str:
    references = "".join(f'<w:{kind}Reference w:type="{name}" r:id="{kind}-{name}"/>' for name in types)
    return f"<w:sectPr>{references}{more}</w:sectPr>"


def _headers(*names: str) -> dict[str, str]:
    return {f"header-{name}": _paragraph(_run(name)) for name in names}


def _shown_headers(data: bytes) -> list[str]:
    return [block.text for block in read_docx(data).blocks if isinstance(block, Paragraph) and block.place == "page_header"]


def test_header_of_the_first_page_is_shown_where_the_section_says_so(make_docx: MakeDocx) -> None:
    parts = _headers("default", "first")
    section = _section("header", "default", "first")
    assert _shown_headers(make_docx(_paragraph(_run("текст")) + section, parts=parts)) == ["default"]
    section = _section("header", "default", "first", more="<w:titlePg/>")
    assert _shown_headers(make_docx(_paragraph(_run("текст")) + section, parts=parts)) == ["first", "default"]


def test_header_linked_to_the_section_before(make_docx: MakeDocx) -> None:
    first = _paragraph(_run("раз"), properties=_section("header", "default", "first"))
    body = first + _paragraph(_run("два")) + "<w:sectPr><w:titlePg/></w:sectPr>"
    assert _shown_headers(make_docx(body, parts=_headers("default", "first"))) == ["default", "first"]


def test_header_of_even_pages(make_docx: MakeDocx, change_docx: ChangeDocx) -> None:
    def differ(members: dict[str, bytes]) -> None:
        members["word/settings.xml"] = members["word/settings.xml"].replace(b"</w:settings>", b"<w:evenAndOddHeaders/></w:settings>")

    data = make_docx(_paragraph(_run("текст")) + _section("header", "default", "even"), parts=_headers("default", "even"))
    assert _shown_headers(data) == ["default"]
    assert _shown_headers(change_docx(data, differ)) == ["default", "even"]


def test_name_of_the_school_in_a_table_in_the_header(make_docx: MakeDocx) -> None:
    header = f"<w:tbl><w:tr><w:tc>{_paragraph(_run('МБОУ'))}</w:tc><w:tc>{_paragraph(_run('СОШ № 5'))}</w:tc></w:tr></w:tbl>"
    data = make_docx(_paragraph(_run("текст")) + _section("header", "default"), parts={"header-default": header})
    assert _shown_headers(data) == ["МБОУ СОШ № 5"]


def test_header_counts_its_lists_on_its_own(make_docx: MakeDocx) -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    item = _paragraph(_run("пункт"), properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    data = make_docx(item + _section("header", "default"), numbering=numbering, parts={"header-default": item})
    assert [block.label for block in read_docx(data).blocks if isinstance(block, Paragraph)] == ["1.", "1."]


def test_endnote_stands_at_the_end(make_docx: MakeDocx) -> None:
    notes = f'<w:endnote w:id="2">{_paragraph(_run("примечание"))}</w:endnote>'
    deleted = '<w:del w:id="1"><w:r><w:footnoteReference w:id="3"/></w:r></w:del>'
    unseen = f'<w:footnote w:id="3">{_paragraph(_run("нет"))}</w:footnote>'
    body = _paragraph(_run("текст"), '<w:r><w:endnoteReference w:id="2"/></w:r>', deleted)
    assert _texts(make_docx(body, parts={"endnotes": notes, "footnotes": unseen})) == ["текст", "примечание"]
