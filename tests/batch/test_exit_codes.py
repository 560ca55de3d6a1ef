"""What the command ends with, and says, for each way in which a batch can end."""

import errno
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from pipeline.batch.lock import locked
from pipeline.batch.reading import Reading
from pipeline.batch.writing import Writing
from pipeline.cli import main
from pipeline.export.stale import SERVICE
from pipeline.isolation import Broken, Guarded, ServiceError
from tests.make_archives import zip_of

Capture = pytest.CaptureFixture[str]
SAMPLES = Path(__file__).parent.parent.parent / "samples"
PLAN = (SAMPLES / "02_tsv_broken_cell.txt").read_bytes()
CUT = (SAMPLES / "05_merged_tracked.docx").read_bytes()[:2000]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan that is read whole."""
    place = tmp_path / "Планы"
    place.mkdir()
    (place / "план.txt").write_bytes(PLAN)
    return place


def code(folder: Path, *options: str) -> int:
    return main(["convert", str(folder), "--out", str(folder.parent / "out"), "--formats", "csv", *options])


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, 0),
        ({"обрыв.zip": zip_of({"1.txt": PLAN + b"\n", "2.txt": PLAN + b"\n\n"})[:-30]}, 17),
        ({"пуст.txt": b""}, 4),
        ({"обрыв.docx": CUT}, 6),
        ({"пуст.txt": b"", "обрыв.docx": CUT}, 11),
        ({"копия.txt": PLAN, "~$план.docx": b"x"}, 0),
    ],
    ids=["whole", "partial", "empty", "damaged", "several causes", "skipped"],
)
def test_code_says_what_became_of_the_files(files: dict[str, bytes], expected: int, folder: Path) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    assert code(folder) == expected
    assert code(folder) == expected  # also where all is known from the first run


@pytest.mark.parametrize(("reason", "expected"), [("cpu", 19), ("wall", 19), ("memory", 20), ("died", 21), ("rubbish", 21), ("child", 21)])
def test_code_says_which_limit_was_passed(reason: str, expected: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Guarded, "call", lambda *_: Broken(reason, "", 1.0, 0))  # type: ignore[arg-type]
    assert code(folder) == expected


@pytest.mark.parametrize("options", [["--formats", "doc"], ["--workers", "0"], ["--seconds", "x"], ["--nothing"]])
def test_mistake_in_the_command(options: list[str], folder: Path, capsys: Capture) -> None:
    assert code(folder, *options) == 2
    assert "--help\n" in capsys.readouterr().err
    assert not (folder.parent / "out").exists()


def test_folder_in_use(folder: Path, capsys: Capture) -> None:
    out = folder.parent / "out"
    (out / SERVICE).mkdir(parents=True)
    with locked(out / SERVICE, out):
        assert code(folder) == 9
    assert "в эту папку уже пишет другой запуск программы. Что делать: дождитесь его конца" in capsys.readouterr().err
    assert code(folder) == 0


def test_full_disk(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys.modules["pipeline.export.publish"], "sync_tree", full)
    assert code(folder) == 9
    shown = capsys.readouterr()
    assert "No space left on device" in shown.err
    assert "Traceback" not in shown.err
    assert not (folder.parent / "out" / "csv").exists()


# ------------------------------------------------------------ interrupted


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_interruption_keeps_what_was_read(name: str, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("processes get no signals there")

    def interrupted(*_: object) -> None:
        os.kill(os.getpid(), getattr(signal, name))
        time.sleep(10)

    before = signal.getsignal(signal.SIGTERM)
    # A shell that starts the tests in the background has its programs ignore Ctrl-C.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    with monkeypatch.context() as patch:
        patch.setattr(Writing, "write", interrupted)
        assert code(folder) == 130
    signal.signal(signal.SIGINT, heard)
    shown = capsys.readouterr()
    assert shown.err == "Работа прервана. Прежний результат не тронут, прочитанное сохранено: та же команда продолжит с того же места.\n"
    assert shown.out == ""
    assert signal.getsignal(signal.SIGTERM) == before
    assert code(folder) == 0
    assert "Прочитано сейчас" not in capsys.readouterr().err


# ------------------------------------------------------------ our own fault


@pytest.mark.parametrize("error", [ValueError("так не бывает"), ServiceError("no such module"), MemoryError()])
def test_own_fault_is_told_in_one_line(
    error: Exception, folder: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    temporary = tmp_path / "временное"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr(Reading, "read_all", fail)
    assert code(folder) == 1
    (details,) = temporary.glob("roadmaps-*.log")
    shown = capsys.readouterr()
    assert shown.err.startswith(f"{details}: внутренняя ошибка программы ({type(error).__name__}, test_exit_codes.py:")
    assert shown.err.endswith("Что делать: сообщите о ней разработчикам и приложите файл.\n")
    assert shown.err.count("\n") == 1
    assert "Traceback" in details.read_text("utf-8")
    assert not (folder.parent / "out" / "csv").exists()
