"""Input and output at URLs: `memory://` of fsspec stands for a store."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import Report
from pipeline.cli import main
from pipeline.errors import RemoteError, TooLargeError
from pipeline.export.package import NAME
from pipeline.export.stale import SERVICE
from pipeline.remote import fetching
from pipeline.remote.bringing import brought
from pipeline.remote.fetching import fetch
from pipeline.remote.store import NoStoreLibraryError, opened
from pipeline.remote.uploading import upload
from pipeline.remote.url import Place, Url, place

AbstractFileSystem = pytest.importorskip("fsspec", reason="the extra «cluster» is not installed").AbstractFileSystem

SAMPLES = Path(__file__).parent.parent.parent / "samples"
PLAN = (SAMPLES / "01_tabs.txt").read_bytes()
OTHER = (SAMPLES / "02_tsv_broken_cell.txt").read_bytes()
IN, OUT = Url("memory://in/plans"), Url("memory://out/data")
FAST = ("--formats", "csv,json", "--quiet", "--workers", "1")


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty store, and a cache folder of its own."""
    from fsspec.implementations.memory import MemoryFileSystem  # noqa: PLC0415

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    MemoryFileSystem.store.clear()
    yield MemoryFileSystem()
    MemoryFileSystem.store.clear()


def there(memory: Any) -> dict[str, bytes]:
    """What stands at the output."""
    return {path.removeprefix("/out/data/"): memory.cat_file(path) for path in memory.find("/out/data")}


# ------------------------------------------------------------ URLs


@pytest.mark.parametrize("text", ["s3://bucket/plans", "sftp://user@host/plans", "memory://a"])
def test_url_is_no_path(text: str) -> None:
    assert place(text) == Url(text)


@pytest.mark.parametrize("text", ["plans", "C:\\plans", "a:b//c", "/srv/s3", "файл://x"])
def test_path_is_no_url(text: str) -> None:
    assert place(text) == Path(text)


def test_file_of_this_machine_is_a_path(tmp_path: Path) -> None:
    assert place((tmp_path / "мои планы").as_uri()) == tmp_path / "мои планы"


def test_password_is_not_shown() -> None:
    assert "secret" not in RemoteError(str(Url("sftp://school:secret@host/plans"))).message


# ------------------------------------------------------------ there and back


def test_plans_at_a_url_give_what_those_of_a_folder_give(memory: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "plans"
    for name, content in {"план.txt": PLAN, "Школа 5/план [1].txt": OTHER}.items():
        memory.pipe_file(f"/in/plans/{name}", content)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert main(["convert", str(IN), "--out", str(OUT), *FAST]) == 0
    assert main(["convert", str(folder), "--out", str(tmp_path / "out"), *FAST]) == 0
    here = tmp_path / "out"
    expected = {
        path.relative_to(here).as_posix(): path.read_bytes() for path in here.rglob("*") if path.is_file() and SERVICE not in path.parts
    }
    found = there(memory)
    assert sorted(found) == sorted(expected)
    assert {name for name in found if found[name] != expected[name]} <= {"csv/manifest.csv"}  # its seconds
    assert list(tmp_path.glob(f"cache/roadmaps/*/{SERVICE}/inputs/*/*")) == []


def dataset(folder: Path, *names: str, unchanged: bool = False) -> Report:
    """A published dataset of one JSON file for each name, as `convert` leaves it, whose content is the name of the folder."""
    paths = [f"json/{name}.json" for name in names]
    package = {"name": NAME, "resources": [{"name": "roadmaps-json", "path": paths}]}
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(folder.name)
    (folder / SERVICE).mkdir(exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(package))
    return Report(written=("datapackage.json", "json"), unchanged=unchanged)


def test_upload_replaces_and_removes_what_is_of_this_program(memory: Any, tmp_path: Path) -> None:
    upload(OUT, tmp_path / "1", dataset(tmp_path / "1", "a", "b [x]"))
    memory.pipe_file("/out/data/json/c.json", b"of a person")
    upload(OUT, tmp_path / "2", dataset(tmp_path / "2", "b [x]"))
    assert {name: content for name, content in there(memory).items() if name != "datapackage.json"} == {
        "json/b [x].json": b"2",
        "json/c.json": b"of a person",
    }


def test_upload_that_breaks_off_leaves_the_former_dataset(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(OUT, tmp_path / "1", dataset(tmp_path / "1", "a", "b"))
    former, put, count = there(memory), AbstractFileSystem.put_file, itertools.count()

    def breaks(self: Any, source: str, target: str, **options: Any) -> None:
        if next(count) == 1:
            raise ConnectionResetError("connection reset")
        put(self, source, target, **options)

    with monkeypatch.context() as patch, pytest.raises(RemoteError, match="прежний там не тронут"):
        patch.setattr(AbstractFileSystem, "put_file", breaks)
        upload(OUT, tmp_path / "2", dataset(tmp_path / "2", "a", "c"))
    assert there(memory) == former


def test_data_package_is_put_in_its_place_last(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(OUT, tmp_path / "1", dataset(tmp_path / "1", "a", "b"))
    former, copy, report = there(memory), type(memory).cp_file, dataset(tmp_path / "2", "a", "c")

    def breaks(self: Any, source: str, target: str, **options: Any) -> None:
        if target.endswith("datapackage.json"):
            raise OSError("no space left")
        copy(self, source, target, **options)

    with monkeypatch.context() as patch, pytest.raises(RemoteError, match="она закончит замену"):
        patch.setattr(type(memory), "cp_file", breaks)
        upload(OUT, tmp_path / "2", report)
    assert there(memory) == former | {"json/a.json": b"2", "json/c.json": b"2"}
    upload(OUT, tmp_path / "2", report.model_copy(update={"unchanged": True}))
    assert set(there(memory)) == {"json/a.json", "json/c.json", "datapackage.json"}


def test_what_is_there_already_is_not_sent_again(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(OUT, tmp_path / "1", dataset(tmp_path / "1", "a"))
    same = dataset(tmp_path / "1", "a", unchanged=True)
    with monkeypatch.context() as patch:
        patch.setattr(AbstractFileSystem, "put_file", None)
        upload(OUT, tmp_path / "1", same)
    memory.rm_file("/out/data/json/a.json")
    upload(OUT, tmp_path / "1", same)
    assert there(memory)["json/a.json"] == b"1"


def test_corrections_at_the_output_are_used(memory: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    memory.pipe_file("/in/plans/план.txt", PLAN)
    memory.pipe_file("/out/data/corrections.jsonl", b"no corrections")
    assert main(["convert", str(IN), "--out", str(OUT), *FAST]) == 15
    assert "corrections.jsonl" in capsys.readouterr().err


# ------------------------------------------------------------ what cannot be


def test_each_file_that_cannot_come_is_accounted_for(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/in/plans/план.txt", PLAN)
    memory.pipe_file(f"/in/plans/{'ы' * 200}.txt", PLAN)
    memory.pipe_file("/in/plans/чужой.txt", PLAN)
    open_file = type(memory).open
    monkeypatch.setattr(fetching, "MAX_TOTAL", len(PLAN))
    memory.pipe_file("/in/plans/большой.txt", b"x" * (len(PLAN) + 1))

    def open_some(self: Any, path: str, *arguments: Any, **options: Any) -> Any:
        if "чужой" in path:
            raise PermissionError(13, "Permission denied")
        return open_file(self, path, *arguments, **options)

    monkeypatch.setattr(type(memory), "open", open_some)
    fetched = fetch(IN, tmp_path / "here")
    assert {name.removeprefix(f"{IN}/"): error.code for name, error in fetched.missed.items()} == {
        "большой.txt": "too_large",
        f"{'ы' * 200}.txt": "unreadable_file",
        "чужой.txt": "unreadable_file",
    }
    assert fetched.path and [path.name for path in fetched.path.iterdir()] == ["план.txt"]
    memory.rm_file("/in/plans/план.txt")
    main(["convert", str(IN), "--out", str(tmp_path / "out"), *FAST])
    manifest = (tmp_path / "out" / "csv" / "manifest.csv").read_text("utf-8-sig")
    assert f"{IN}/чужой.txt" in manifest
    assert f"{IN}/большой.txt" in manifest


def test_size_that_is_told_is_not_believed(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/in/plans/план.txt", b"x" * 100)
    monkeypatch.setattr(fetching, "MAX_TOTAL", 99)
    monkeypatch.setattr(fetching, "_objects", lambda store: [fetching._Object(f"{store.root}/план.txt", "план.txt", 1)])
    assert [type(error) for error in fetch(IN, tmp_path / "here").missed.values()] == [TooLargeError]
    assert list((tmp_path / "here").rglob("*.txt")) == []


@pytest.mark.parametrize("name", ["..", "../x.txt", "a/../../x.txt", "a\\..\\x.txt"])
def test_no_name_leads_out_of_the_folder(name: str, memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/in/plans/x", PLAN)
    monkeypatch.setattr(fetching, "_objects", lambda store: [fetching._Object("/in/plans/x", name, 1)])
    assert [error.code for error in fetch(IN, tmp_path / "here").missed.values()] == ["unreadable_file"]
    assert list(tmp_path.rglob("*.txt")) == []


def test_store_that_fails_in_the_middle_ends_the_run(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/in/plans/план.txt", PLAN)

    def breaks(*_: Any, **__: Any) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(type(memory), "open", breaks)
    with pytest.raises(RemoteError, match="timed out"), brought([IN], tmp_path / "out"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("memory://nothing/here", "там ничего нет"),
        ("nosuch://x/y", "nosuch"),
        ("s3://bucket/plans", "s3fs"),
    ],
)
def test_what_a_store_says_becomes_a_message(url: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if url.startswith("s3") and find_spec("s3fs"):
        pytest.skip("s3fs is installed")
    assert main(["convert", url, "--out", str(tmp_path / "out"), *FAST]) == RemoteError.exit_code
    assert says in (said := capsys.readouterr().err)
    assert "Что делать: " in said


def test_no_rights_at_the_output_are_told_before_the_work(
    memory: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(type(memory), "pipe_file", refuse)
    assert main(["convert", str(SAMPLES / "01_tabs.txt"), "--out", str(OUT), *FAST]) == RemoteError.exit_code
    assert "memory://out/data: " in (said := capsys.readouterr().err)
    assert "нет прав доступа" in said


def test_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(NoStoreLibraryError, match=r"pip install .*\[cluster\]"):
        opened(IN)


# ------------------------------------------------------------ and else no connection


def test_no_connection_where_none_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "план.html").write_text("<img src='http://example.org/a.png'><p>План", "utf-8")
    code = """
import sys
def hook(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        print("CONNECTION", event, arguments)
sys.addaudithook(hook)
from pipeline.batch import Report
from pipeline.cli import main
main(sys.argv[1:])
print("LOADED", sorted({"distributed", "dask"} & set(sys.modules)))
"""
    arguments = ["convert", str(tmp_path / "план.html"), str(SAMPLES / "01_tabs.txt"), "--out", str(tmp_path / "out"), *FAST]
    root = str(SAMPLES.parent)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["LOADED []"]


def test_paths_stay_what_they_are(tmp_path: Path) -> None:
    places: list[Place] = [tmp_path / "план.txt"]
    with brought(places, tmp_path / "out") as local:
        assert (local.paths, local.out, local.missed) == ((tmp_path / "план.txt",), tmp_path / "out", {})
    assert not (tmp_path / "out").exists()
