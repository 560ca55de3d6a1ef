"""DOCX: what the page shows of a paragraph, and nothing else."""

from collections.abc import Callable

import pytest

from pipeline.document import Paragraph
from pipeline.errors import NoTextError
from pipeline.extract.docx.reader import read_docx

MakeDocx = Callable[..., bytes]


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
