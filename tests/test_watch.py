"""An inbox: what is due at a look, and the command that looks."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.batch import Report, Watch
from pipeline.cli import main, watching
from pipeline.cli.watching import Rounds
from pipeline.errors import MissingPathError, OutputError
from pipeline.watch import NOTHING, PATIENCE, Due, Look, Stamp, State, due, is_time, look, waiting, written

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "samples" / "02_tsv_broken_cell.txt"
A, B, LONGER = Stamp(1, 1), Stamp(1, 2), Stamp(2, 1)
EMPTY: Look = {}


# ------------------------------------------------------------ what is due


@pytest.mark.parametrize(
    ("last", "taken", "now", "expected", "is_due"),
    [
        (EMPTY, EMPTY, EMPTY, Due(0, 0, 0, 0), False),
        (EMPTY, EMPTY, {"a": A}, Due(1, 0, 0, 1), False),
        ({"a": A}, EMPTY, {"a": A}, Due(1, 0, 0, 0), True),
        ({"a": A}, EMPTY, {"a": LONGER}, Due(1, 0, 0, 1), False),
        ({"a": A}, {"a": A}, {"a": A}, Due(0, 0, 0, 0), False),
        ({"a": A}, {"a": A}, {"a": B}, Due(0, 1, 0, 1), False),
        ({"a": B}, {"a": A}, {"a": B}, Due(0, 1, 0, 0), True),
        ({"a": A}, {"a": A}, EMPTY, Due(0, 0, 1, 1), False),
        (EMPTY, {"a": A}, EMPTY, Due(0, 0, 1, 0), True),
        ({"a": A, "b": B}, {"b": B}, {"a": A, "b": B, "c": A}, Due(2, 0, 0, 1), False),
    ],
)
def test_due(last: Look, taken: Look, now: Look, expected: Due, is_due: bool) -> None:
    found = due(State(last, taken), now)
    assert found == expected
    assert is_time(State(last, taken), found) is is_due


def test_a_file_that_never_lies_still_does_not_hold_up_the_others_for_ever() -> None:
    state, read_at = NOTHING, None
    for n in range(PATIENCE + 5):
        now = {"quiet": A, "log": Stamp(n, n)}
        if is_time(state, due(state, now)):
            read_at, state = n, written(now)
            break
        state = waiting(state, now)
    assert read_at == PATIENCE
    assert due(state, {"quiet": A, "log": Stamp(99, 99)}).changed == 1, "it is read again when it has changed"


def test_what_was_written_is_no_longer_due() -> None:
    now = {"a": A}
    assert not due(written(now), now).any
    assert waiting(written(now), now).waited == 0


def test_look_sees_documents_alone(tmp_path: Path) -> None:
    for name in ("план.docx", "Школа 5/план.txt", ".скрытый", "~$план.docx", "результат/roadmaps.xlsx", "a.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("текст", "utf-8")
    assert set(look(tmp_path, tmp_path / "результат")) == {"план.docx", "Школа 5/план.txt"}


def test_look_at_no_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        look(tmp_path / "нет", tmp_path / "результат")


# ------------------------------------------------------------ its rounds


def test_a_round_that_fails_is_told_once_and_tried_again(tmp_path: Path) -> None:
    said: list[str] = []
    busy = [True]

    def work(_: Watch) -> Report:
        if busy[0]:
            raise OutputError("результат")
        return Report(verdicts={"whole": 1})

    (tmp_path / "план.txt").write_text("план", "utf-8")
    rounds = Rounds(tmp_path, tmp_path / "результат", work, said.append)
    for _ in range(4):
        rounds.look()
    assert said == [OutputError("результат").message]
    assert rounds.exit_code == OutputError.exit_code
    busy[0] = False
    rounds.look()
    rounds.look()
    assert said[1:] == ["Новых файлов: 1, изменённых: 0, удалённых: 0. Прочитано 1 из 1, таблицы записаны. Стоит посмотреть файлов: 0."]
    assert rounds.exit_code == 0


def test_a_folder_that_is_gone_for_a_while(tmp_path: Path) -> None:
    folder, said, works = tmp_path / "входящие", list[str](), list[int]()

    def work(_: Watch) -> Report:
        works.append(1)
        return Report(verdicts={"whole": 1})

    rounds = Rounds(folder, tmp_path / "результат", work, said.append)
    rounds.look()
    rounds.look()
    folder.mkdir()
    (folder / "план.txt").write_text("план", "utf-8")
    rounds.look()
    assert works == []
    rounds.look()
    assert works == [1]
    assert [line.split(".")[0] for line in said] == [
        MissingPathError(str(folder)).message.split(".")[0],
        "Новых файлов: 1, изменённых: 0, удалённых: 0",
    ]


# ------------------------------------------------------------ the command


def test_once_reads_the_folder_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(watching, "sleep", lambda _: None)
    inbox, out = tmp_path / "входящие", tmp_path / "результат"
    inbox.mkdir()
    shutil.copy(PLAN, inbox / "план.txt")
    assert main(["watch", str(inbox), "--out", str(out), "--once", "--formats", "csv"]) == 0
    assert "план.txt" in (out / "csv/documents.csv").read_text("utf-8-sig")
    (inbox / "пусто.docx").write_bytes(b"")
    assert main(["watch", str(inbox), "--out", str(out), "--once", "--formats", "csv"]) == 4
    assert "Прочитано 1 из 2, таблицы записаны." in capsys.readouterr().out


def test_results_may_not_lie_in_the_inbox_itself(tmp_path: Path) -> None:
    assert main(["watch", str(tmp_path), "--out", str(tmp_path)]) == 2


def test_command_takes_what_comes_follows_deletions_and_ends_cleanly(tmp_path: Path) -> None:
    inbox, out = tmp_path / "входящие", tmp_path / "результат"
    inbox.mkdir()
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline.cli", "watch", str(inbox), "--out", str(out), "--every", "0.2", "--formats", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, encoding="utf-8") as process:
        assert process.stdout
        try:
            lines = [process.stdout.readline()]
            shutil.copy(PLAN, inbox / "первый.txt")
            lines.append(process.stdout.readline())
            (inbox / "второй.txt").write_text(PLAN.read_text("utf-8") + "\nКонец", "utf-8")
            lines.append(process.stdout.readline())
            (inbox / "первый.txt").unlink()
            lines.append(process.stdout.readline())
            time.sleep(0.1)
            process.send_signal(signal.SIGINT if sys.platform == "win32" else signal.SIGTERM)
            lines.append(process.stdout.readline())
            assert process.wait(60) == 0
        finally:
            process.kill()
    said = [re.sub(r"^\S+ \S+ ", "", line) for line in lines]
    assert [line.split(".")[0] for line in said] == [
        f"Слежу за папкой {inbox}, таблицы в папке {out}",
        "Новых файлов: 1, изменённых: 0, удалённых: 0",
        "Новых файлов: 1, изменённых: 0, удалённых: 0",
        "Новых файлов: 0, изменённых: 0, удалённых: 1",
        "Больше не слежу",
    ]
    documents = (out / "csv/documents.csv").read_text("utf-8-sig")
    assert "второй.txt" in documents and "первый.txt" not in documents
