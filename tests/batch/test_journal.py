"""The journal of a folder: what a second run takes from it, what it does anew, and what becomes of a journal that is no good."""

import gzip
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.kills import files_of
from pipeline import vocabulary
from pipeline.batch import Asked, versions, workers
from pipeline.batch.events import FileDone
from pipeline.batch.journal import FILE as JOURNAL
from pipeline.batch.journal import Journal
from pipeline.batch.journal_file import VERSION
from pipeline.batch.lock import BusyOutputError, locked
from pipeline.batch.outcome import Cause, Outcome
from pipeline.corrections import store
from pipeline.corrections.model import Correction, Key
from pipeline.errors import OutputError
from pipeline.export.stale import SERVICE
from pipeline.isolation import Broken, Guarded
from tests.batches import Batch, run
from tests.make_archives import zip_of

SAMPLES = Path(__file__).parent.parent.parent / "samples"
PLAN = (SAMPLES / "02_tsv_broken_cell.txt").read_bytes()
OTHER = (SAMPLES / "01_tabs.txt").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two plans, one of them twice; two more in an archive; an empty file."""
    place = tmp_path / "Планы"
    place.mkdir()
    (place / "а.txt").write_bytes(PLAN)
    (place / "б.txt").write_bytes(OTHER)
    (place / "в.txt").write_bytes(PLAN)
    (place / "пуст.txt").touch()
    (place / "школы.zip").write_bytes(zip_of({"1.txt": PLAN + b"\n\n", "2.txt": OTHER + b"\n\n"}))
    return place


@pytest.fixture
def out(folder: Path, tmp_path: Path) -> Path:
    """A folder that they were converted into."""
    convert(folder, tmp_path / "out")
    return tmp_path / "out"


def convert(folder: Path, out: Path, **options: object) -> Batch:
    return run([folder], out, ["csv", "json"], **options)


def fresh(batch: Batch) -> list[str]:
    """What was read in the run, and not in an earlier one."""
    return [event.line.file for event in batch.events if isinstance(event, FileDone) and event.fresh]


def same_as_anew(folder: Path, out: Path, **options: object) -> bool:
    """Whether the dataset is, to the byte, what a run into an empty folder gives."""
    anew = out.with_name("anew")
    if (out / store.FILE).exists():
        anew.mkdir()
        shutil.copy(out / store.FILE, anew)
    convert(folder, anew, **options)
    return files_of(anew) == files_of(out)


# ------------------------------------------------------------ what is done anew


def test_second_run_reads_nothing(folder: Path, out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.csv")}
    batch = convert(folder, out)
    assert (fresh(batch), batch.report.fresh, batch.report.unchanged) == ([], 0, True)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.csv")} == before


def rename(folder: Path) -> None:
    (folder / "б.txt").rename(folder / "я.txt")


def remove(folder: Path) -> None:
    (folder / "а.txt").unlink()


def change(folder: Path) -> None:
    (folder / "б.txt").write_bytes(OTHER + b"\n\n\n")


def pack(folder: Path) -> None:
    (folder / "школы.zip").write_bytes(zip_of({"1.txt": PLAN + b"\n\n", "2.txt": OTHER + b"\n\n", "3.txt": PLAN + b"\n\n\n"}))


@pytest.mark.parametrize(
    ("edit", "read"),
    [(rename, []), (remove, []), (change, ["б.txt"]), (pack, ["школы.zip", "школы.zip/3.txt"])],
    ids=["renamed", "removed", "changed", "archive with one more"],
)
def test_edited_folder_costs_what_is_new(edit: Callable[[Path], None], read: list[str], folder: Path, out: Path) -> None:
    edit(folder)
    assert fresh(convert(folder, out)) == read
    assert same_as_anew(folder, out)


def test_correction_costs_its_document(folder: Path, out: Path) -> None:
    document = next(one for one in convert(folder, out).roadmaps if one.source.file == "б.txt")
    store.write(
        out / store.FILE,
        [Correction(key=Key(document=document.source.sha256, kind="stage", text=document.stages[0].name), value={"code": "final"})],
    )
    assert fresh(convert(folder, out)) == ["б.txt"]
    assert same_as_anew(folder, out)


def test_words_cost_every_document_that_is_read(folder: Path, out: Path, tmp_path: Path) -> None:
    words = tmp_path / "Слова"
    words.mkdir()
    (words / "roles.yaml").write_text("roles:\n  - code: curator\n    phrases: [старший по наставникам]\n", "utf-8")
    batch = convert(folder, out, vocabulary=vocabulary.load(words))
    assert len(fresh(batch)) == 7  # of the equal ones both are told, though one was read
    assert fresh(convert(folder, out)) != []  # and the former words again


def test_other_code_costs_every_document(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "versions_of_program", lambda: ("of tomorrow",))
    assert len(fresh(convert(folder, out))) == 7
    assert same_as_anew(folder, out)


def test_results_that_no_file_has_are_let_go(folder: Path, out: Path) -> None:
    change(folder)
    convert(folder, out)
    with Journal(out / SERVICE / JOURNAL) as journal:
        (results,) = journal._base.execute("SELECT COUNT(*) FROM results").fetchone()
    assert results == 6


# ------------------------------------------------------------ limits


def test_result_that_came_of_limits_is_kept_for_the_same_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "план.txt").write_bytes(PLAN)
    with monkeypatch.context() as patch:
        patch.setattr(Guarded, "call", lambda *_: Broken("cpu", "2.0 s", 2.0, 0))
        first = convert(tmp_path / "план.txt", tmp_path / "out", limits=Asked(2))
    again = convert(tmp_path / "план.txt", tmp_path / "out", limits=Asked(2))
    more = convert(tmp_path / "план.txt", tmp_path / "out", limits=Asked(30))
    assert [one.report.causes for one in (first, again, more)] == [{"time_limit": 1}, {"time_limit": 1}, {}]
    assert [one.report.fresh for one in (first, again, more)] == [1, 0, 1]


def test_system_without_room_for_a_process_is_no_fault_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "план.txt").write_bytes(PLAN)
    with monkeypatch.context() as patch:
        patch.setattr(Guarded, "call", full)
        with pytest.raises(workers.NoProcessError, match="прочитанное сохранено"):
            convert(tmp_path / "план.txt", tmp_path / "out")
    assert convert(tmp_path / "план.txt", tmp_path / "out").report.verdicts == {"whole": 1}


# ------------------------------------------------------------ a journal that is none


def of_another_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE results (name TEXT)")
    base.close()


def of_another_version(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("ALTER TABLE found RENAME COLUMN file TO document")
        base.execute(f"PRAGMA user_version = {VERSION + 1}")
    base.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda path: path.write_bytes(os.urandom(5000)),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "cut off in its head": lambda path: path.write_bytes(path.read_bytes()[:50]),
    "overwritten": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096)),
    "of another program": of_another_program,
    "of another version": of_another_version,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_journal_that_is_no_good_is_replaced(damage: str, folder: Path, out: Path) -> None:
    expected = files_of(out)
    DAMAGES[damage](out / SERVICE / JOURNAL)
    assert len(fresh(convert(folder, out))) == 7
    assert files_of(out) == expected
    assert convert(folder, out).report.unchanged


def test_schema_is_that_of_its_version(tmp_path: Path) -> None:
    """Whoever changes the schema raises the version: else a journal of the former one would be taken for its own."""
    with Journal(tmp_path / JOURNAL) as journal:
        tables = {name: [row[1] for row in journal._base.execute(f"PRAGMA table_info({name})")] for name in ("results", "notes", "found")}
        assert journal._base.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert (VERSION, tables) == (
        1,
        {
            "results": ["key", "limits", "verdict", "reason", "detail", "is_archive", "corrected", "lost", "seconds", "content"],
            "notes": ["name", "content"],
            "found": [
                *("file", "name", "path", "size", "sha256", "known", "reason", "message", "container", "key", "archive", "within"),
            ],
        },
    )


def test_full_disk_leaves_the_former_dataset(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(out)
    (folder / "новый.txt").write_bytes(PLAN + b"\n" * 7)
    put = Journal.put

    def full(journal: Journal, *result: object) -> None:
        pages = journal._base.execute("PRAGMA page_count").fetchone()[0]
        journal._base.execute(f"PRAGMA max_page_count = {pages}")
        noise = Outcome(cause=Cause(code="x", message=os.urandom(90_000).hex()))
        put(journal, "noise", noise, 0.0)

    monkeypatch.setattr(Journal, "put", full)
    with pytest.raises(OutputError, match="full"):
        convert(folder, out)
    monkeypatch.undo()
    assert {name for name, content in files_of(out).items() if content != before.get(name)} == set()
    assert fresh(convert(folder, out)) == ["новый.txt"]
    assert same_as_anew(folder, out)


# ------------------------------------------------------------ archives and interruptions


class Stop(Exception):  # noqa: N818 - stands for the end of the process
    """The run ends here, as far as the journal is concerned."""


def stopped_after(files: int, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends without a word after so many results."""
    put = Journal.put
    done: list[object] = []

    def some(journal: Journal, *result: object) -> None:
        if len(done) == files:
            raise Stop
        done.append(result[0])
        put(journal, *result)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "put", some)
        with pytest.raises(Stop):
            convert(folder, out)


@pytest.mark.parametrize("files", range(6))
def test_run_goes_on_where_it_was_broken_off(files: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped_after(files, folder, tmp_path / "out", monkeypatch)
    batch = convert(folder, tmp_path / "out")
    assert batch.report.fresh == 6 - files
    assert same_as_anew(folder, tmp_path / "out")
    assert not (tmp_path / "out" / SERVICE / "spool").exists()


@pytest.mark.parametrize("loss", ["gone", "cut off"])
def test_members_that_were_lost_are_unpacked_again(loss: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    stopped_after(5, folder, out, monkeypatch)
    members = [path for path in (out / SERVICE / "spool").iterdir() if path.is_file()]
    assert len(members) == 2
    for member in members:
        if loss == "gone":
            member.unlink()
        else:
            member.write_bytes(member.read_bytes()[:10])
    (out / SERVICE / "spool" / "tmpx").mkdir()  # of a worker that was killed while it unpacked
    (out / SERVICE / "spool" / "tmpx" / "часть").touch()
    batch = convert(folder, out)
    assert "школы.zip" in fresh(batch)
    assert batch.report.verdicts == {"refused": 1, "skipped": 1, "whole": 5}
    assert same_as_anew(folder, out)


def test_files_of_long_paths_are_there_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are copied where they can be opened, before the first of many slices is read."""
    monkeypatch.setattr("pipeline.batch.reading._SLICE", 1)
    place = tmp_path / "Планы"
    place.mkdir()
    start = Path.cwd()
    try:  # deeper than a path may be long
        os.chdir(place)
        for _ in range(6):
            Path("п" * 100).mkdir()
            os.chdir("п" * 100)
        Path("я.txt").write_bytes(PLAN)
    finally:
        os.chdir(start)
    (place / "а.txt.gz").write_bytes(gzip.compress(OTHER, mtime=0))
    (place / "б.txt").write_bytes(OTHER + b"\n")
    assert convert(place, tmp_path / "out").report.verdicts == {"whole": 4}  # the packed one and its archive among them


def test_anonymised_run_keeps_no_journal(folder: Path, out: Path) -> None:
    (folder / "Иванов Иван Иванович.txt").write_bytes(PLAN.replace("Директор".encode(), "Директор Иванов И.И.".encode()))
    convert(folder, out)
    run([folder], out, ["csv", "json"], anonymise=True)
    assert {path.name for path in (out / SERVICE).iterdir()} <= {"lock"}
    assert [path for path in out.rglob("*") if path.is_file() and "Иванов".encode() in path.read_bytes()] == []
    assert [path for path in out.rglob("*") if "Иванов" in path.name] == []


def test_second_run_at_the_same_time_is_refused(folder: Path, out: Path) -> None:
    before = files_of(out)
    with locked(out / SERVICE, out), pytest.raises(BusyOutputError, match="уже пишет другой запуск"):
        convert(folder, out)
    assert files_of(out) == before
    assert convert(folder, out).report.unchanged
