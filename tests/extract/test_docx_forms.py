"""DOCX: content controls, fields of forms, and what hangs on a text without being one."""

from collections.abc import Callable

import pytest

from pipeline.document import Paragraph, Table
from pipeline.extract.content import Content
from pipeline.extract.docx.reader import read_docx

MakeDocx = Callable[..., bytes]


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def _control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _mark(kind: str, more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>'


def _form(data: str, result: str = "") -> str:
    separate = _mark("separate") + _run(result) if result else ""
    return _mark("begin", f"<w:ffData>{data}</w:ffData>") + "<w:r><w:instrText>FORM</w:instrText></w:r>" + separate + _mark("end")


def _texts(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Paragraph)]


_CHOICES = '<w:listEntry w:val="май"/><w:listEntry w:val="июнь"/>'
_BOX = '<w:default w:val="0"/><w:checked w:val="{}"/>'

CONTROLS = {
    "drop-down": (_control(_run("май"), '<w:dropDownList><w:listItem w:value="5"/></w:dropDownList>'), "май"),
    "check box": (_control(_run("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + _run(" да"), "☒ да"),
    "nested": (_control(_control(_run("раз")) + _run("два")), "раздва"),
    "date": (_control(_run("01.09.2024"), "<w:date/>"), "01.09.2024"),
    "form text": (_form("<w:textInput/>", "Директор"), "Директор"),
    "form drop-down": (_form(f'<w:ddList><w:result w:val="1"/>{_CHOICES}</w:ddList>'), "июнь"),
    "form drop-down at its default": (_form(f'<w:ddList><w:default w:val="1"/>{_CHOICES}</w:ddList>'), "июнь"),
    "form drop-down never touched": (_form(f"<w:ddList>{_CHOICES}</w:ddList>"), "май"),
    "form drop-down with a result": (_form(f"<w:ddList>{_CHOICES}</w:ddList>", "май"), "май"),
    "form check box, ticked": (_form(f"<w:checkBox>{_BOX.format(1)}</w:checkBox>") + _run(" да"), "☒ да"),
    "form check box, blank": (_form(f"<w:checkBox>{_BOX.format(0)}</w:checkBox>") + _run(" да"), "☐ да"),
    "ticked box of a symbol font": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + _run(" да"), "☑ да"),
    "blank box of a symbol font": ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>' + _run(" да"), "☐ да"),
    "field that never ends": (_mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + _run("дальше"), "дальше"),
    "end of a field that never began": (_mark("end") + _run("дальше"), "дальше"),
    "field whose end is deleted": (_mark("begin") + _run("дальше") + f"<w:del w:id='1'>{_mark('end')}</w:del>", "дальше"),
    "fraction": ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "1/2"),
    "right to left": (f"<w:dir w:val='rtl'>{_run('раз')}</w:dir><w:bdo w:val='ltr'>{_run('два')}</w:bdo>", "раздва"),
    "column break": (_run("раз") + '<w:r><w:br w:type="column"/></w:r>' + _run("два"), "раз\nдва"),
    "page as Word last laid it out": ("<w:r><w:t>раз</w:t><w:lastRenderedPageBreak/><w:t>два</w:t></w:r>", "раздва"),
    "soft hyphen as a character": (_run("настав\u00adник"), "настав\u00adник"),
    "no text in a text": ("<w:r><w:t/><w:t></w:t><w:t>раз</w:t></w:r>", "раз"),
    "comment inside a text": ("<w:r><w:t>раз<!-- x -->два</w:t></w:r>", "раздва"),
    "insertion in a deletion": (f"<w:del w:id='1'><w:ins w:id='2'>{_run('нет')}</w:ins></w:del>{_run('да')}", "да"),
    "deletion in an insertion": (f"<w:ins w:id='1'><w:del w:id='2'>{_run('нет')}</w:del>{_run('да')}</w:ins>", "да"),
    "old properties": ("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>видно</w:t></w:r>", "видно"),
    "hidden on screen, in a web view": (_run("видно", "<w:webHidden/>"), "видно"),
}  # fmt: skip


@pytest.mark.parametrize(("inline", "expected"), CONTROLS.values(), ids=CONTROLS.keys())
def test_shown_text(make_docx: MakeDocx, inline: str, expected: str) -> None:
    assert _texts(read_docx(make_docx(_paragraph(inline)))) == expected.split("\n")


def test_prompt_of_a_blank_form_field_is_told_and_no_text(make_docx: MakeDocx) -> None:
    blank = _control(_run("Выберите элемент.", '<w:rStyle w:val="a3"/>'), "<w:showingPlcHdr/>")
    content = read_docx(make_docx(f"<w:tbl><w:tr><w:tc>{_paragraph(blank)}</w:tc><w:tc>{_paragraph(_run('май'))}</w:tc></w:tr></w:tbl>"))
    (table,) = content.blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["", "май"]
    assert [(remark.code, remark.text) for remark in content.remarks] == [("blank_form_field", "Выберите элемент.")]


def test_comment_is_told_and_no_text(make_docx: MakeDocx) -> None:
    comment = f"<w:comment w:id='1'>{_paragraph('<w:r><w:annotationRef/></w:r>', _run('Уточнить срок'))}</w:comment>"
    commented = "<w:commentRangeStart w:id='1'/>" + _run("май") + "<w:commentRangeEnd w:id='1'/><w:r><w:commentReference w:id='1'/></w:r>"
    content = read_docx(make_docx(_paragraph(commented), parts={"comments": comment}))
    assert _texts(content) == ["май"]
    assert [(remark.code, remark.text) for remark in content.remarks] == [("comment", "Уточнить срок")]


def test_furigana_is_told(make_docx: MakeDocx) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{_run('над')}</w:rt><w:rubyBase>{_run('слово')}</w:rubyBase></w:ruby></w:r>"
    content = read_docx(make_docx(_paragraph(ruby)))
    assert _texts(content) == ["слово"]
    assert [remark.text for remark in content.remarks] == ["надпись над словом: над"]


@pytest.mark.parametrize("embedded", ["<w:altChunk/>", "<w:p><w:r><w:object/></w:r></w:p>", "<w:p><w:subDoc/></w:p>"])
def test_what_is_only_embedded_is_told(make_docx: MakeDocx, embedded: str) -> None:
    (remark,) = read_docx(make_docx(_paragraph(_run("текст")) + embedded)).remarks
    assert remark.code == "unreadable_part"


HIDDEN = {
    "by its style": ('<w:style w:type="paragraph" w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>', '<w:pStyle w:val="S"/>'),
    "by a style that its style is based on": (
        '<w:style w:type="paragraph" w:styleId="B"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="B"/></w:style>',
        '<w:pStyle w:val="S"/>',
    ),
}


@pytest.mark.parametrize(("styles", "properties"), HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_paragraph(make_docx: MakeDocx, styles: str, properties: str) -> None:
    body = _paragraph(_run("скрыто"), properties=properties) + _paragraph(_run("видно"))
    content = read_docx(make_docx(body, styles=styles))
    assert _texts(content) == ["видно"]
    assert [(remark.code, remark.text) for remark in content.remarks] == [("unseen_text", "скрыто")]


def test_style_that_is_based_on_itself(make_docx: MakeDocx) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="S"/></w:style>'
    assert _texts(read_docx(make_docx(_paragraph(_run("видно"), properties='<w:pStyle w:val="S"/>'), styles=styles))) == ["видно"]


@pytest.mark.parametrize("mark", ["<w:vanish/>", "<w:specVanish/>", "<w:moveFrom w:id='1'/>"])
def test_hidden_end_of_a_paragraph_joins_with_the_next(make_docx: MakeDocx, mark: str) -> None:
    first = _paragraph(_run("раз"), properties=f"<w:rPr>{mark}</w:rPr>")
    assert _texts(read_docx(make_docx(first + _paragraph(_run("два"))))) == ["раздва"]


def test_deleted_end_before_a_table(make_docx: MakeDocx) -> None:
    first = _paragraph(_run("раз"), properties="<w:rPr><w:del w:id='1'/></w:rPr>")
    table = f"<w:tbl><w:tr><w:tc>{_paragraph(_run('два'))}</w:tc></w:tr></w:tbl>"
    blocks = read_docx(make_docx(first + table + _paragraph(_run("три")))).blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Table", "Paragraph"]
