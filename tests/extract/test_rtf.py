"""RTF: what the page shows of paragraphs, page headers, notes, labels and text boxes; its code pages; damaged files."""

import pytest

from pipeline.document import Paragraph
from pipeline.errors import DamagedFileError, NoTextError
from pipeline.extract import read_bytes
from pipeline.extract.rtf.reader import read_rtf

FONTS = r"{\fonttbl{\f0\fcharset204 Times New Roman;}{\f1\fcharset0 Arial;}{\f2\fcharset2 Symbol;}{\f3 Courier Cyr;}{\f4\cpg20866 Koi;}{\f5\fcharset255 Terminal;}{\f6\fcharset2 Wingdings;}}"


def _rtf(body: str | bytes, head: str = r"\ansi\ansicpg1251\deff0") -> bytes:
    text = body if isinstance(body, bytes) else body.encode("cp1251")
    return b"{\\rtf1" + head.encode() + FONTS.encode() + b"\\pard\\plain " + text + b"}"


def _paragraphs(body: str | bytes, head: str = r"\ansi\ansicpg1251\deff0") -> list[Paragraph]:
    return [block for block in read_rtf(_rtf(body, head)).blocks if isinstance(block, Paragraph)]


def _texts(body: str | bytes, head: str = r"\ansi\ansicpg1251\deff0") -> list[str]:
    return [paragraph.text for paragraph in _paragraphs(body, head)]


SHOWN = {
    "tab": (r"раз\tab два", "раз\tдва"),
    "line break": (r"раз\line два", "раз\nдва"),
    "page break": (r"раз\page два", "раз\nдва"),
    "no-break space": (r"г.\~Томск", "г.\u00a0Томск"),
    "no-break hyphen": (r"кое\_что", "кое-что"),
    "soft hyphen": (r"настав\-ник", "наставник"),
    "dashes and quotes": (r"\ldblquote раз\rdblquote \endash \emdash \bullet", "“раз”–—•"),
    "escaped braces": (r"\{раз\\два\}", r"{раз\два}"),
    "line ends of the file": ("ра\r\nз", "раз"),
    "bold in a word": (r"на{\b став}ник", "наставник"),
    "hidden": (r"план{\v  тайный}", "план"),
    "hidden switched off": (r"план\v тайный\v0  работы", "план работы"),
    "hidden ended by plain": (r"план\v тайный\plain  работы", "план работы"),
    "deletion": (r"план{\deleted  был}{\revised  работы}", "план работы"),
    "field": (r"{\field{\*\fldinst DATE}{\fldrslt 2024}}", "2024"),
    "unknown destination that may be passed over": (r"план{\*\чтото лишнее}{\*\something лишнее}", "план"),
    "picture": (r"план{\pict\wmetafile8 0102ff}{\*\shppict{\pict ff}}{\nonshppict{\pict ff}}", "план"),
    "bookmark": (r"{\*\bkmkstart x}план{\*\bkmkend x}", "план"),
    "index mark": (r"план{\xe указатель}", "план"),
    "code page and Unicode": (r"{\upr{план}{\*\ud{\u1087 ?\u1083 ?\u1072 ?\u1085 ?2}}}", "план2"),
    "binary data": (r"план{\pict\bin5 }}}}}} работы", "план работы"),
    "unicode": (r"\u1055\'cf\u1083?\u1072\'e0\u1085 ?", "План"),
    "unicode as negative number": (r"\u-26?", "\uffe6"),
    "unicode pair": (r"\u-10179?\u-8704?", "\U0001f600"),
    "unicode with fallback of two": (r"\uc2\u1055ab\uc0\u1083\u1072\uc1\u1085?", "План"),
    "fallback is the group's": (r"{\uc0\u1055}\u1083?", "Пл"),
    "fallback ends with the group": (r"{\u1055}лан", "План"),
    "fallback that is a word": (r"2024\u8211\endash 2025", "2024–2025"),
    "box to tick": (r"{\f6\'fe\u-3928? o} дата", "☑☐ ☐ дата"),
    "picture of a symbol font": (r"{\f2\'b7}\u-3913? пункт", "•• пункт"),
}


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_shown_text(body: str, expected: str) -> None:
    assert "\n".join(_texts(body)) == expected


@pytest.mark.parametrize(
    ("head", "font", "encoding"),
    [
        (r"\ansi\ansicpg1251\deff0", 0, "cp1251"),
        (r"\ansi\ansicpg1252\deff0", 0, "cp1251"),
        (r"\ansi\ansicpg1251\deff1", 1, "cp1251"),
        (r"\ansi\ansicpg866\deff1", 1, "cp866"),
        (r"\ansi\ansicpg20866\deff1", 1, "koi8-r"),
        (r"\ansi\deff0\deflang1049", 1, "cp1251"),
        (r"\mac\ansicpg10007\deff1", 1, "mac-cyrillic"),
        (r"\ansi\ansicpg1252", 3, "cp1251"),
        (r"\ansi\ansicpg1252", 4, "koi8-r"),
        (r"\ansi\ansicpg1252", 5, "cp866"),
    ],
)
@pytest.mark.parametrize("is_escaped", [True, False])
def test_code_pages(head: str, font: int, encoding: str, is_escaped: bool) -> None:
    data = "Наставник".encode(encoding)
    written = "".join(f"\\'{byte:02x}" for byte in data).encode() if is_escaped else data
    assert _texts(f"\\f{font} ".encode() + written, head) == ["Наставник"]


def test_character_of_two_bytes() -> None:
    assert _texts(rb"\'82\'a0", r"\ansi\ansicpg932\deff1") == ["あ"]


def test_paragraphs_and_gaps() -> None:
    body = "раз\\par\\par два\\sect три\\\r\nчетыре"
    assert [(paragraph.text, paragraph.gap) for paragraph in _paragraphs(body)] == [
        ("раз", False),
        ("два", True),
        ("три", False),
        ("четыре", False),
    ]


def test_deleted_end_joins_two_paragraphs() -> None:
    assert _texts(r"раз{\deleted\par} два\par три") == ["раз два", "три"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (r"{\listtext\pard\plain 1.\tab}\ls1\ilvl0 ", ("1.", 0)),
        (r"{\listtext\pard\plain\f0 \u1072?)\tab}\ls1\ilvl1 ", ("а)", 1)),
        (r"{\listtext\pard\plain\f2 \'b7\tab}\ls1 ", ("•", 0)),
        (r"{\listtext\pard\plain\f2 v\tab}\ls1 ", ("•", 0)),
        (r"{\listtext\f0 -\tab}\ls1 ", ("•", 0)),
        (r"{\pntext\f0 2)\tab}{\*\pn\pnlvlbody\pnlvl2{\pntxta )}}\pnlvl2 ", ("2)", 1)),
        (r"{\listtext 1.\tab}{\pntext 1.\tab}", ("1.", 0)),
    ],
)
def test_labels(label: str, expected: tuple[str, int]) -> None:
    first, second = _paragraphs(rf"{label}пункт\par\pard работы\par")
    assert (first.label, first.level, first.text) == (*expected, "пункт")
    assert (second.label, second.level) == (None, None)


def test_page_headers_and_footers_and_notes() -> None:
    body = (
        r"{\header\pard ГБОУ\par}{\headerf\pard ГБОУ\par}{\footer\pard стр. \chpgn\par}"
        r"План{\footnote\pard\chftn  в сноске\par}\par работы\par"
    )
    assert [(paragraph.text.strip(), paragraph.place) for paragraph in _paragraphs(body)] == [
        ("ГБОУ", "page_header"),
        ("План", "body"),
        ("работы", "body"),
        ("стр.", "page_footer"),
        ("в сноске", "footnote"),
    ]


def test_text_box_comes_once_after_its_paragraph() -> None:
    shape = r"{\shp{\*\shpinst\shpleft1{\sp{\sn имя}{\sv 1}}{\shptxt\pard в рамке\par}}{\shprslt{\*\do{\dptxbxtext\pard в рамке\par}}}}"
    old = r"{\*\do\dobxpage{\dptxbx{\dptxbxtext\pard в старой\par}}}"
    assert _texts(rf"План{shape} работы{old}\par дальше\par") == ["План работы", "в рамке", "в старой", "дальше"]


def test_embedded_object_is_told_and_its_picture_of_text_read() -> None:
    content = read_rtf(_rtf(r"План{\object\objemb{\*\objdata 0102}{\result\pard лист\par}}"))
    assert [remark.code for remark in content.remarks] == ["unreadable_part"]
    assert "лист" in next(getattr(block, "text", "") for block in content.blocks)


def test_comment_is_told() -> None:
    content = read_rtf(_rtf(r"План{\*\atnid АБ}{\*\atnauthor А.Б.}\chatn{\*\annotation{\*\atndate 1}\pard замечание\par}"))
    assert [getattr(block, "text", "") for block in content.blocks] == ["План"]
    assert [(remark.code, remark.text) for remark in content.remarks] == [("comment", "замечание")]


def test_picture_alone_has_no_text() -> None:
    with pytest.raises(NoTextError):
        read_rtf(_rtf(r"{\*\shppict{\pict\pngblip 0102}}"))


def test_cut_short_gives_what_it_has_and_tells() -> None:
    content = read_rtf(_rtf(r"раз\par \trowd\cellx1000\cellx2000\pard\intbl а\cell {\b б")[:-1])
    table = content.blocks[1]
    assert not isinstance(table, Paragraph)
    assert [cell.text for cell in table.cells] == ["а", "б"]
    assert ["обрывается" in remark.text for remark in content.remarks] == [True]


def test_cut_before_its_text() -> None:
    with pytest.raises(DamagedFileError):
        read_bytes(_rtf("план")[:60], "план.rtf")


@pytest.mark.parametrize("more", [b"\x00\x00", b"}", b"\r\n"])
def test_what_stands_after_the_end(more: bytes) -> None:
    document = read_bytes(_rtf("план") + more, "план.rtf")
    assert ([paragraph.text for paragraph in document.paragraphs], document.remarks) == (["план"], ())


def test_brace_too_many_loses_nothing() -> None:
    assert _texts(r"раз}\par два") == ["раз", "два"]


def test_hidden_text_is_told() -> None:
    content = read_rtf(_rtf(r"seen{\v  unseen}\par"))
    assert [block.text for block in content.blocks if isinstance(block, Paragraph)] == ["seen"]
    assert [(remark.code, remark.text) for remark in content.remarks] == [("unseen_text", "unseen")]
