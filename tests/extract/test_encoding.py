"""Texts in encodings that nobody named, each with what misleads about it."""

import pytest

from pipeline.document import Paragraph
from pipeline.extract import read_bytes
from pipeline.extract.plain.encoding import decode, is_text

TEXT = "Roadmap 2024\r\nПлан «наставничества» МБОУ «СОШ № 5»\r\n\tЁлка – съёмка, объём; УТВЕРЖДАЮ\r\n1. Издание приказа\r\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "mac-cyrillic")


def _written(text: str, encoding: str) -> str:
    """What of a text an encoding can hold: cp866 has no «»."""
    return text.encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text", [TEXT, TEXT.upper(), "План работы", "english first\n" * 50 + "Сроки: май"], ids=["mixed", "capitals", "short", "latin"]
)
def test_every_encoding(encoding: str, text: str) -> None:
    data = text.encode(encoding, "ignore")
    assert decode(data).text == _written(text, encoding)
    assert decode(data).remarks == ()
    assert is_text(data)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_sniffed_and_read(encoding: str) -> None:
    document = read_bytes("Вводная\nп/п\tДело\tСрок\n1\tПриказ\tмай\n".encode(encoding), "план.txt")
    assert (document.source.format, document.tables[0].cells[4].text, document.remarks) == ("txt", "Приказ", ())


def test_broken_bytes_leave_utf8_what_it_is() -> None:
    data = "Подготовка\nПриказ ".encode() + b"\xd0\xff" + "издан".encode()
    decoded = decode(data)
    assert (decoded.encoding, decoded.text) == ("utf-8", "Подготовка\nПриказ \ufffd\ufffdиздан")
    (remark,) = decoded.remarks
    assert (remark.code, remark.text, remark.origin and remark.origin.line) == ("unreadable_part", "Приказ \ufffd\ufffdиздан", 2)


def test_letter_cut_off_at_the_end() -> None:
    assert decode("Подготовка условий".encode()[:-1]).text == "Подготовка услови\ufffd"


def test_utf16_cut_off_at_the_end() -> None:
    assert decode("План работы".encode("utf-16")[:-1]).text == "План работ\ufffd"


def test_null_bytes_are_taken_out_and_told() -> None:
    data = "План\n".encode() * 20 + b"\x00\x00" + "Карта".encode()
    decoded = decode(data)
    assert decoded.text.endswith("План\nКарта")
    assert [remark.origin and remark.origin.line for remark in decoded.remarks] == [21]
    assert is_text(data)


def test_a_stray_control_character_is_taken_out_and_told() -> None:
    document = read_bytes(("План работы школы\n" * 20 + "Кар\x07та").encode("cp1251"), "план.txt")
    assert document.paragraphs[-1].text == "Карта"
    assert [(remark.text, remark.origin and remark.origin.line) for remark in document.remarks] == [("Кар\ufffdта", 21)]


def test_named_encoding_counts_for_single_bytes_only() -> None:
    assert decode("Р\u0451".encode("koi8-r"), "koi8-r").text == "Рё"
    assert decode("План".encode(), "windows-1251").text == "План"
    assert decode("План работы школы".encode("cp1251"), "utf-8").text == "План работы школы"
    assert decode("План работы школы".encode("cp1251"), "no-such-encoding").text == "План работы школы"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", bytes(range(256)) * 4, b"\x00" * 50 + b"PE", b"MZ\x07" * 99])
def test_binary_is_no_text(data: bytes) -> None:
    assert not is_text(data)


def test_lines_of_a_text_in_any_encoding_keep_their_numbers() -> None:
    blocks = read_bytes("Раз\r\n\r\nДва".encode("koi8-r"), "план.txt").blocks
    assert [(block.text, block.origin.line) for block in blocks if isinstance(block, Paragraph)] == [("Раз", 1), ("Два", 3)]
