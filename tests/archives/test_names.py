"""Names of members: their encodings, and that they lead nowhere."""

import os

import pytest

from pipeline.archives.code_pages import decode_names
from pipeline.inputs.members import safe_names, told
from tests.archives.conftest import Look
from tests.make_archives import UTF_8, Member, raw_zip, tar_of, unicode_path, zip_of

NAME = "Школа №5/дорожная карта «Наставник».docx"


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "utf-8"])
@pytest.mark.parametrize(
    "names",
    [["план.docx"], ["ПЛАН.DOCX"], ["я/все.txt"], ["Ёлка.doc"], ["Школа 1/план.docx", "Школа 2/план.docx"], ["карта", "plan"], ["plan"]],
)
def test_encoding_is_judged_by_content(encoding: str, names: list[str]) -> None:
    assert decode_names([name.encode(encoding) for name in names]) == names


@pytest.mark.parametrize("at", [0, 8, 12])
def test_broken_byte_is_replaced_alone(at: int) -> None:
    name = "план.txt".encode()
    broken = name[:at] + b"\xff" + name[at:]
    assert decode_names([broken]) == [broken.decode(errors="replace")]
    assert told([os.fsdecode(broken)]) == broken.decode(errors="replace")


def test_short_name_is_judged_with_the_others() -> None:
    names = ["оно", "план мероприятий.docx"]
    for encoding in ("cp866", "cp1251"):
        assert decode_names([name.encode(encoding) for name in names]) == names


@pytest.mark.parametrize("name", ["мәктәп.docx", "шкулти ӗҫ.docx", "résumé.docx"])
def test_other_letters_are_utf_8(name: str) -> None:
    assert decode_names([name.encode()]) == [name]


def test_letters_that_macos_writes_apart_are_composed() -> None:
    assert decode_names(["Краи\u0306.docx".encode()]) == ["Край.docx"]


@pytest.mark.parametrize("encoding", ["cp866", "utf-8"])
def test_names_without_a_flag(encoding: str, look: Look) -> None:
    name = NAME.replace("«", "'").replace("»", "'")
    assert look(raw_zip(Member(name.encode(encoding), b"1"))) == {f"архив.zip/{name}": b"1"}


def test_name_with_the_flag_of_utf_8(look: Look) -> None:
    assert look(zip_of({NAME: b"1"})) == {f"архив.zip/{NAME}": b"1"}


def test_flag_of_utf_8_on_a_name_that_is_not(look: Look) -> None:
    assert look(raw_zip(Member("план.docx".encode("cp866"), b"1", flags=UTF_8))) == {"архив.zip/план.docx": b"1"}


def test_unicode_path_beside_the_name(look: Look) -> None:
    assert look(raw_zip(Member(b"????.docx", b"1", extra=unicode_path(b"????.docx", NAME)))) == {f"архив.zip/{NAME}": b"1"}


def test_unicode_path_of_a_name_that_was_changed_is_not_believed(look: Look) -> None:
    member = Member("план.docx".encode("cp866"), b"1", extra=unicode_path(b"old.docx", "старый.docx"))
    assert look(raw_zip(member)) == {"архив.zip/план.docx": b"1"}


def test_header_of_the_member_has_another_name(look: Look) -> None:
    assert look(raw_zip(Member(b"a.txt", b"1", local_name=b"b.txt"))) == {"архив.zip/a.txt": b"1"}


def test_tar_with_names_of_dos(look: Look) -> None:
    assert look(tar_of({"план.txt": b"1"}, encoding="cp866"), "архив.tar") == {"архив.tar/план.txt": b"1"}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("a/../../b.txt", "a/b.txt"),
        ("..\\..\\b.txt", "b.txt"),
        ("C:\\Планы\\план.docx", "C_/Планы/план.docx"),
        ("\\\\сервер\\план.docx", "сервер/план.docx"),
        ("a\n\x1b[31m.txt", "a__[31m.txt"),
        ("план\u202excod.exe", "план_xcod.exe"),
        ("план\ud800.docx", "план_.docx"),
        ("./план.docx", "план.docx"),
        ("...", "файл"),
        ("", "файл"),
    ],
)
def test_names_lead_nowhere(name: str, safe: str) -> None:
    assert safe_names([name], alone="файл") == [safe]


def test_no_two_names_are_equal() -> None:
    names = ["план.docx", "../план.docx", "/план.docx", "ПЛАН.docx", "папка/план.docx", "план"]
    safe = ["план.docx", "план (2).docx", "план (3).docx", "ПЛАН (4).docx", "папка/план.docx", "план"]
    assert safe_names(names, alone="файл") == safe


def test_long_names_fit_a_file_system() -> None:
    (name,) = safe_names(["/".join(["папка" * 40] * 60) + "/" + "ж" * 5000 + ".docx"], alone="файл")
    assert name.endswith("ж.docx")
    assert max(len(part.encode()) for part in name.split("/")) <= 255
    assert len(name.encode()) < 2000


def test_same_name_twice(look: Look) -> None:
    members = [Member(b"plan.txt", b"1"), Member(b"plan.txt", b"2"), Member(b"../plan.txt", b"3")]
    assert look(raw_zip(*members)) == {"архив.zip/plan.txt": b"1", "архив.zip/plan (2).txt": b"2", "архив.zip/plan (3).txt": b"3"}
