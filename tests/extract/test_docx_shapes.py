"""DOCX: text in boxes, shapes, groups and diagrams comes once, whichever way it is drawn."""

from collections.abc import Callable

import pytest

from pipeline.document import Paragraph, Table
from pipeline.extract.docx.reader import read_docx

MakeDocx = Callable[..., bytes]
ChangeDocx = Callable[[bytes, Callable[[dict[str, bytes]], None]], bytes]


def _paragraph(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _shape(content: str) -> str:
    return f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"


def _vml(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


def _both(choice: str, fallback: str) -> str:
    return (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{choice}</w:drawing></mc:Choice>"
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


_ONE, _TWO = _paragraph(_run("раз")), _paragraph(_run("два"))
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
SHAPES = {
    "drawing and its fallback": (_both(_shape(_ONE), _vml(_ONE)), ["раз"]),
    "old shape alone": (_vml(_ONE), ["раз"]),
    "fallback alone": (f"<mc:AlternateContent><mc:Fallback>{_vml(_ONE)}</mc:Fallback></mc:AlternateContent>", ["раз"]),
    "group of shapes": (_both(f"<wpg:wgp>{_shape(_ONE)}<wpg:grpSp>{_shape(_TWO)}</wpg:grpSp></wpg:wgp>", _vml(_ONE)), ["раз", "два"]),
    "box in a box": (_vml(_paragraph(_run("раз"), f"<w:r>{_vml(_TWO)}</w:r>")), ["раз", "два"]),
    "word art": ("<w:pict><v:shape><v:textpath string='УТВЕРЖДАЮ'/></v:shape></w:pict>", ["УТВЕРЖДАЮ"]),
}


@pytest.mark.parametrize(("inline", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_text_of_a_shape_comes_once(make_docx: MakeDocx, inline: str, expected: list[str]) -> None:
    blocks = read_docx(make_docx(_paragraph(f"<w:r>{inline}</w:r>"))).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == expected


def test_box_in_a_cell_is_of_the_cell(make_docx: MakeDocx) -> None:
    cell = _paragraph(_run("якорь"), f"<w:r>{_both(_shape(_ONE), _vml(_ONE))}</w:r>") + _paragraph(_run("дальше"))
    (table,) = read_docx(make_docx(f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{_TWO}</w:tc></w:tr></w:tbl>")).blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["якорь\nраз\nдальше", "два"]


def test_table_in_a_box_is_a_table(make_docx: MakeDocx) -> None:
    table = f"<w:tbl><w:tr><w:tc>{_ONE}</w:tc><w:tc>{_TWO}</w:tc></w:tr></w:tbl>"
    blocks = read_docx(make_docx(_paragraph(f"<w:r>{_vml(table + _paragraph())}</w:r>"))).blocks
    assert [type(block) for block in blocks] == [Table]


def test_box_beside_an_open_field(make_docx: MakeDocx) -> None:
    """The box comes after its paragraph, in which a field's code has begun that goes on in the next one."""
    first = _paragraph(f"<w:r>{_vml(_ONE)}</w:r>", _FIELD.format("begin"), _run("код"))
    second = _paragraph(_FIELD.format("separate"), _run("итог"), _FIELD.format("end"))
    blocks = read_docx(make_docx(first + second)).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["раз", "итог"]


def test_diagram_is_told_with_its_words(make_docx: MakeDocx, change_docx: ChangeDocx) -> None:
    data = "<dgm:dataModel xmlns:dgm='x' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:t>Куратор</a:t></dgm:dataModel>"
    link = '<Relationship Id="rIdD" Type="http://x/diagramData" Target="diagrams/data1.xml"/></Relationships>'

    def add(members: dict[str, bytes]) -> None:
        members["word/diagrams/data1.xml"] = data.encode()
        name = "word/_rels/document.xml.rels"
        members[name] = members[name].replace(b"</Relationships>", link.encode())

    diagram = _paragraph("<w:r><w:drawing><dgm:relIds r:dm='rIdD'/></w:drawing></w:r>")
    (remark,) = read_docx(change_docx(make_docx(_ONE + diagram), add)).remarks
    assert (remark.code, remark.text) == ("unreadable_part", "схема: Куратор")
