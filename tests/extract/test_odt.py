"""ODT: what the page shows of paragraphs, page headers, notes and drawings, and nothing else."""

import pytest

from pipeline.document import Paragraph
from pipeline.errors import DamagedFileError, LockedFileError, NoTextError
from pipeline.extract import read_bytes
from pipeline.extract.opendocument.text import read_odt

from .open_document import KINDS, SPACES, make_flat, make_odf, pack

HIDDEN = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
HIDDEN_PARAGRAPH = (
    '<style:style style:name="Base" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P" style:family="paragraph" style:parent-style-name="Base"/>'
)
NOTE = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>в сноске</text:p></text:note-body></text:note>'
BOX = "<draw:frame><draw:text-box><text:p>в рамке</text:p></draw:text-box></draw:frame>"

SHOWN = {
    "span": ("план <text:span>работы</text:span>", "план работы"),
    "link": ("<text:a>сайт</text:a>", "сайт"),
    "tab": ("раз<text:tab/>два", "раз\tдва"),
    "line break": ("раз<text:line-break/>два", "раз\nдва"),
    "soft page break": ("раз<text:soft-page-break/>два", "раздва"),
    "spaces": ('раз<text:s text:c="3"/>два<text:s/>три', "раз   два три"),
    "white space of the XML": ("  раз \n\t <text:span> два</text:span>", "раз два"),
    "soft hyphen and no-break hyphen": ("настав\u00adник кое\u2011что", "наставник кое-что"),
    "picture of a symbol font": ("\uf0b7 пункт", "• пункт"),
    "fields": ("<text:date>01.09.2024</text:date> стр. <text:page-number>1</text:page-number>", "01.09.2024 стр. 1"),
    "hidden span": ('план<text:span text:style-name="H"> тайный</text:span>', "план"),
    "hidden text field": ('план<text:hidden-text text:is-hidden="true"> тайный</text:hidden-text>', "план"),
    "comment": ("план<office:annotation><text:p>замечание</text:p></office:annotation>", "план"),
    "ruby": ("<text:ruby><text:ruby-base>база</text:ruby-base><text:ruby-text>чтение</text:ruby-text></text:ruby>", "база"),
    "unknown element": ("<loext:content-control>дата</loext:content-control>", "дата"),
    "insertion and deletion marks": (
        'план<text:change-start text:change-id="1"/> работы<text:change-end text:change-id="1"/><text:change text:change-id="2"/>',
        "план работы",
    ),
}


def _paragraphs(body: str, **styles: str) -> list[Paragraph]:
    return [block for block in read_odt(make_odf(body, **styles)).blocks if isinstance(block, Paragraph)]


def _texts(body: str, **styles: str) -> list[str]:
    return [paragraph.text for paragraph in _paragraphs(body, **styles)]


@pytest.mark.parametrize(("inside", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_shown_text(inside: str, expected: str) -> None:
    found = _texts(f"<text:p>{inside}</text:p>", automatic=HIDDEN)
    assert "\n".join(found) == expected


def test_deleted_text_is_not_shown() -> None:
    deleted = "<text:changed-region><text:deletion><text:p>было</text:p></text:deletion></text:changed-region>"
    assert _texts(f"<text:tracked-changes>{deleted}</text:tracked-changes><text:p>стало</text:p>") == ["стало"]


def test_paragraph_hidden_by_the_style_that_its_style_is_based_on() -> None:
    assert _texts('<text:p text:style-name="P">тайный</text:p><text:p>план</text:p>', common=HIDDEN_PARAGRAPH) == ["план"]


def test_hidden_paragraph_field() -> None:
    assert _texts('<text:p>тайный<text:hidden-paragraph text:is-hidden="true"/></text:p><text:p>план</text:p>') == ["план"]


def test_hidden_section() -> None:
    assert _texts(
        '<text:section text:display="none"><text:p>тайный</text:p></text:section><text:section><text:p>план</text:p></text:section>'
    ) == ["план"]


def test_blank_paragraph_is_a_gap() -> None:
    assert [paragraph.gap for paragraph in _paragraphs("<text:p>раз</text:p><text:p/><text:p>два</text:p>")] == [False, True]


def test_text_box_comes_after_its_paragraph() -> None:
    assert _texts(f"<text:p>{BOX}План</text:p><text:p>работы</text:p>") == ["План", "в рамке", "работы"]


def test_text_of_a_shape_in_a_group_and_of_a_frame_of_the_page() -> None:
    shape = "<draw:g><draw:custom-shape><text:p>в фигуре</text:p></draw:custom-shape></draw:g>"
    assert _texts(f"{BOX}<text:p>План{shape}</text:p>") == ["в рамке", "План", "в фигуре"]


def test_notes_come_last() -> None:
    found = _paragraphs(f"<text:p>План{NOTE}</text:p><text:p>работы</text:p>")
    assert [(paragraph.text, paragraph.place) for paragraph in found] == [("План", "body"), ("работы", "body"), ("в сноске", "footnote")]


def test_index_shows_its_body_only() -> None:
    source = "<text:table-of-content-source><text:index-title-template>Шаблон</text:index-title-template></text:table-of-content-source>"
    body = "<text:index-body><text:index-title><text:p>Оглавление</text:p></text:index-title></text:index-body>"
    assert _texts(f"<text:table-of-content>{source}{body}</text:table-of-content>") == ["Оглавление"]


def test_page_headers_and_footers_of_the_pages_in_use() -> None:
    masters = "".join(
        f'<style:master-page style:name="{name}"><style:header><text:p>{name} верх</text:p></style:header>'
        f'<style:footer style:display="{shown}"><text:p>{name} низ</text:p></style:footer>'
        f"<style:header-left><text:p>{name} верх</text:p></style:header-left></style:master-page>"
        for name, shown in (("Standard", "true"), ("Used", "false"), ("Unused", "true"))
    )
    uses = '<style:style style:name="P" style:family="paragraph" style:master-page-name="Used"/>'
    found = _paragraphs("<text:p>План</text:p>", automatic=uses, masters=masters)
    assert [(paragraph.text, paragraph.place) for paragraph in found] == [
        ("Standard верх", "page_header"),
        ("Used верх", "page_header"),
        ("План", "body"),
        ("Standard низ", "page_footer"),
    ]


def test_embedded_object_is_told() -> None:
    content = read_odt(make_odf("<text:p>План<draw:frame><draw:object/><draw:image/></draw:frame></text:p>"))
    assert [remark.code for remark in content.remarks] == ["unreadable_part"]


def test_comment_is_told() -> None:
    content = read_odt(make_odf("<text:p>План<office:annotation><text:p>замечание</text:p></office:annotation></text:p>"))
    assert [(remark.code, remark.text) for remark in content.remarks] == [("comment", "замечание")]


def test_picture_alone_has_no_text() -> None:
    with pytest.raises(NoTextError):
        read_odt(make_odf("<text:p><draw:frame><draw:image/></draw:frame></text:p>"))


@pytest.mark.parametrize("name", ["content.xml", "encrypted-package"])
def test_password(name: str) -> None:
    entry = f'<manifest:file-entry manifest:full-path="{name}"><manifest:encryption-data/></manifest:file-entry>'
    data = pack(
        {"mimetype": KINDS["text"], name: "шифр", "META-INF/manifest.xml": f"<manifest:manifest {SPACES}>{entry}</manifest:manifest>"}
    )
    with pytest.raises(LockedFileError, match="парол"):
        read_bytes(data, "план.odt")


def test_entities_are_not_resolved() -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "аааа">]><office:document-content {SPACES}><office:body><office:text><text:p>План&a;</text:p></office:text></office:body></office:document-content>'
    document = read_bytes(pack({"mimetype": KINDS["text"], "content.xml": bomb}), "план.odt")
    assert [paragraph.text for paragraph in document.paragraphs] == ["План"]
    assert [(remark.code, remark.text) for remark in document.remarks] == [("unreadable_part", "сущность XML не раскрыта: &a;")]


def test_flat_file() -> None:
    document = read_bytes(make_flat("<text:p>План</text:p>"), "план.fodt")
    assert (document.source.format, [paragraph.text for paragraph in document.paragraphs], document.remarks) == ("odt", ["План"], ())


@pytest.mark.parametrize("kept", [0.4, 0.8])
def test_cut_short(kept: float) -> None:
    data = make_odf("<text:p>План</text:p>")
    with pytest.raises(DamagedFileError):
        read_bytes(data[: int(len(data) * kept)], "план.odt")


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:p>план<text:span text:style-name="H"> тайный</text:span></text:p>',
        '<text:p>тайный<text:hidden-paragraph text:is-hidden="true"/></text:p><text:p>план</text:p>',
        '<text:section text:display="none"><text:p>тайный</text:p></text:section><text:p>план</text:p>',
    ],
    ids=["span", "paragraph", "section"],
)
def test_hidden_text_is_told(hidden: str) -> None:
    content = read_odt(make_odf(hidden, automatic=HIDDEN))
    assert [(remark.code, remark.text) for remark in content.remarks] == [("unseen_text", "тайный")]
