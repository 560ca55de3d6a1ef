"""No name of a file and no text of a document commands the terminal: what every command prints is lines of letters."""

import re
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.cli.console import one_line, say

ATTACK = "\x1b[2J\x1b]8;;https://example.org\x07да\x1b]8;;\x07\x9b31m\x08\x7f\u202eкод\u2066\u2028"
RAW = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
PLAN = f"""План мероприятий (дорожная карта) по наставничеству МБОУ СОШ № 5 {ATTACK} г. Асино на 2023/2024 учебный год

№\tЭтап\tМероприятие\tСроки\tОтветственный
1\tПраздничный этап {ATTACK}\tЧаепитие {ATTACK}\tпо мере созревания {ATTACK}\tТьюторша {ATTACK}
2\tПодготовка условий\tИздание приказа {ATTACK}\tСентябрь\tДиректор {ATTACK}
"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder whose files, with a good plan and with nothing in them, are called so, and so is the folder."""
    folder = tmp_path / "Планы\x1b[31m\u202e"
    try:
        folder.mkdir()
        (folder / "план\x1b[2J\n\u202efdp.txt").write_text(PLAN, "utf-8")
        (folder / "пусто\x1b]0;взлом\x07.docx").write_bytes(b"")
    except OSError:
        pytest.skip("this system has no such names of files")
    return folder


def test_no_command_prints_what_a_terminal_obeys(plans: Path, tmp_path: Path, capsys: Capture) -> None:
    results = str(tmp_path / "Результат\x1b[31m\u202e")
    (plan,) = plans.glob("план*")
    for command in (
        ["convert", str(plans), "--out", results],
        ["convert", str(plans / "нет\x1b[2J"), "--out", results],
        ["inspect", str(plan)],
        ["inspect", str(plans)],
        ["vocab", "suggest", results],
        ["vocab", "check", str(plans)],
        ["review", results],
        ["apply", str(plan)],
        ["compare", results, "--out", str(tmp_path / "Сравнение\x1b[31m")],
        ["report", results, "--no-open"],
        ["нет\x1b[2J"],
    ):
        main(command)
        said = capsys.readouterr()
        assert said.out + said.err, command
        assert RAW.findall(said.out + said.err) == [], command


def test_marks_of_direction_are_seen() -> None:
    assert one_line("план\u202efdp\n.docx") == "план<U+202E>fdp .docx"


def test_lines_stay_lines(capsys: Capture) -> None:
    say("один\n\x1b[2Jдва\n")
    say("")
    assert capsys.readouterr().out == "один\n [2Jдва\n"
