"""Names that stay in their folder, files that are whole or not there."""

from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.export.files import replacing, safe_name, write_bytes


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("plan.docx", "plan.docx.json"),
        ("a/план 1.docx", "a/план 1.docx.json"),
        ("../../etc/passwd", "etc/passwd.json"),
        ("/etc/passwd", "etc/passwd.json"),
        ("a/../../b", "a/b.json"),
        ("..\\..\\b", "b.json"),
        (".. /b", "b.json"),
        ("C:\\b.docx", "C_/b.docx.json"),
        ("C:b.docx", "C_b.docx.json"),
        ("a\x00\nb", "a__b.json"),
        ('a"?*<>|.txt', "a______.txt.json"),
        ("nul/con.txt", "_nul/_con.txt.json"),
        ("console.txt", "console.txt.json"),
        ("папка. /x", "папка/x.json"),
        ("..", "document.json"),
        ("", "document.json"),
    ],
)
def test_safe_name(file: str, name: str) -> None:
    assert safe_name(file, ".json") == name


def test_a_long_name_is_cut_and_told_apart() -> None:
    names = [safe_name("ж" * 125 + ending, ".json") for ending in "аб"]
    assert all(len(name.encode()) <= 255 and name.endswith(".json") for name in names)
    assert len(set(names)) == 2
    assert max(len(part.encode()) for part in safe_name("ж" * 300 + "/a", ".json").split("/")) <= 255


def test_a_failed_write_leaves_the_former_file_and_nothing_else(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "a.txt", b"former")
    with pytest.raises(RuntimeError), replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_bytes() == b"former"


def test_what_the_system_refuses_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    (tmp_path / "a.txt" / "inside").touch()
    with pytest.raises(OutputError, match=r"a\.txt"):
        write_bytes(tmp_path / "a.txt", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
