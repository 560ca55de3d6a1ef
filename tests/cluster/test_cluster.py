"""The same work on a cluster of processes on this machine: the same bytes, whatever is lost on the way."""

import csv
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import Asked, Report, convert, workers
from pipeline.batch.events import Event, FileDone, Watch, unwatched
from pipeline.batch.hiring import Hire, here
from pipeline.cluster import Patience, checks, connection, on_cluster
from pipeline.cluster.checks import differing
from pipeline.cluster.errors import LostClusterError, NoAnswerError, NoLibraryError, NotSharedError, OtherVersionsError
from pipeline.cluster.site import Site, look
from pipeline.cluster.watched import Watched
from tests.cluster.hazard import KILLS, SERVICE, SLOW
from tests.cluster.machines import PATIENCE, Machines, machines

pytest.importorskip("distributed", reason="the extra «cluster» is not installed")

SAMPLES = Path(__file__).parent.parent.parent / "samples"
PLANS = ("01_tabs.txt", "02_tsv_broken_cell.txt", "03_markdown_html.txt", "06_section_rows.docx", "18_archive.zip")
LIMITS = Asked(seconds=60)
SHORT = Patience(answer=3, workers=PATIENCE, lost=3)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of several kinds, a few that take their time, and one that kills who reads it."""
    folder = tmp_path_factory.mktemp("plans") / "Планы"
    folder.mkdir()
    for name in PLANS:
        shutil.copy(SAMPLES / name, folder / name)
    text = (SAMPLES / "01_tabs.txt").read_bytes()
    for number in range(4):
        (folder / f"план {number}.txt").write_bytes(text + b"\n" + SLOW + b" %d\n" % number)
    (folder / "злой.txt").write_bytes(text + b"\n" + KILLS + b"\n")
    return folder


@pytest.fixture(autouse=True)
def hazard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What `--preload` does to the workers of the cluster; those that other tests have left here serve otherwise."""
    workers.stop_all()
    monkeypatch.setattr(workers, "SERVICE", SERVICE)
    yield
    workers.stop_all()


@pytest.fixture(scope="module")
def expected(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run on this machine alone gives."""
    out = tmp_path_factory.mktemp("local") / "out"
    with pytest.MonkeyPatch.context() as patch:
        workers.stop_all()
        patch.setattr(workers, "SERVICE", SERVICE)
        read(plans, out)
    return out


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def read(plans: Path, out: Path, hire: Hire | None = None, watch: Watch = unwatched) -> Report:
    return convert([plans], out, watch=watch, limits=LIMITS, hire=hire or here(1))


def content(out: Path) -> dict[str, object]:
    """All that stands in the folder of a dataset, but for the seconds that the reading took."""
    files = (path for path in out.rglob("*") if path.is_file() and ".roadmaps" not in path.parts)
    found: dict[str, object] = {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
    with (out / "csv" / "manifest.csv").open(encoding="utf-8-sig", newline="") as stream:
        found["csv/manifest.csv"] = [{name: cell for name, cell in row.items() if name != "seconds"} for row in csv.DictReader(stream)]
    del found["parquet/manifest.parquet"]
    return found


def unlike(out: Path, expected: Path) -> list[str]:
    """The files that are not the same in both; to show how they differ would take longer than the test."""
    found, wanted = content(out), content(expected)
    return [name for name in sorted({*found, *wanted}) if found.get(name) != wanted.get(name)]


def after_the_first(act: Callable[[], None]) -> Watch:
    """Does something once, when the first file was read."""
    waiting = [act]

    def watching(event: Event) -> None:
        if isinstance(event, FileDone) and event.fresh and waiting:
            waiting.pop()()

    return watching


def test_the_data_are_those_of_this_machine_alone(
    plans: Path, expected: Path, cluster: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plans.parent)  # the workers stand in another folder
    report = read(Path(plans.name), tmp_path / "out", on_cluster(cluster.address, SHORT))
    assert unlike(tmp_path / "out", expected) == []
    assert report.causes == {"reader_died": 1}
    assert list((tmp_path / "out" / ".roadmaps").glob("setup-*")) == []
    assert cluster.wait_until_nothing_is_left() == []


def test_other_versions_are_refused(plans: Path, cluster: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "versions_of_program", lambda: ("Python 2.7.18", "lxml 1.0"))
    with pytest.raises(OtherVersionsError, match=r"здесь Python 2\.7\.18, lxml 1\.0"):
        read(plans, tmp_path / "out", on_cluster(cluster.address, SHORT))
    assert not (tmp_path / "out" / "csv").exists()


def test_worker_that_comes_late_is_held_to_the_versions(
    plans: Path, cluster: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "check", lambda *_: None)
    monkeypatch.setattr("pipeline.cluster.check", lambda *_: None)
    monkeypatch.setattr("pipeline.cluster.site.versions_of_program", lambda: ("Python 2.7.18",))
    with pytest.raises(OtherVersionsError):
        read(plans, tmp_path / "out", on_cluster(cluster.address, SHORT))


def test_worker_that_is_killed_costs_nothing(plans: Path, expected: Path, tmp_path: Path) -> None:
    with machines(tmp_path / "cluster") as cluster:
        read(plans, tmp_path / "out", on_cluster(cluster.address, SHORT), after_the_first(cluster.workers[0].kill))
        assert cluster.workers[0].wait() < 0
        assert cluster.workers[1].poll() is None
    assert unlike(tmp_path / "out", expected) == []
    assert cluster.wait_until_nothing_is_left() == []


def test_cluster_that_is_gone_ends_the_run_and_loses_nothing(plans: Path, expected: Path, tmp_path: Path) -> None:
    with machines(tmp_path / "cluster", workers=1) as cluster:
        with pytest.raises(LostClusterError, match="продолжит с того же места"):
            read(plans, tmp_path / "out", on_cluster(cluster.address, SHORT), after_the_first(cluster.kill))
        assert cluster.wait_until_nothing_is_left() == []
    assert not (tmp_path / "out" / "csv").exists()
    report = read(plans, tmp_path / "out")
    assert 0 < report.fresh < sum(report.verdicts.values())
    assert unlike(tmp_path / "out", expected) == []


def test_workers_that_are_gone_are_not_waited_for_for_ever() -> None:
    class Idle(Executor):
        """Dask's, while no worker is there."""

        def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
            return Future()

    class NoWorkers:
        status = "running"

        def nthreads(self) -> dict[str, int]:
            return {}

    with Watched(Idle(), NoWorkers(), "tcp://10.0.0.1:8786", seconds=0) as executor:
        with pytest.raises(LostClusterError, match="рабочих процессов нет"):
            executor.submit(print).result(timeout=PATIENCE)
        with pytest.raises(LostClusterError):
            executor.submit(print).result(timeout=0)


def test_nobody_answers(plans: Path, tmp_path: Path) -> None:
    with pytest.raises(NoAnswerError, match="проверьте адрес"):
        read(plans, tmp_path / "out", on_cluster("tcp://127.0.0.1:1", SHORT))


def test_certificates_are_missing(plans: Path, tmp_path: Path) -> None:
    with pytest.raises(NoAnswerError, match="сертификаты"):
        read(plans, tmp_path / "out", on_cluster("tls://127.0.0.1:1", SHORT))


def test_library_is_missing(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(NoLibraryError, match=r"pip install .*\[cluster\]"), connection.connected("tcp://127.0.0.1:1", SHORT):
        pass


def test_folder_that_is_not_shared_is_told(tmp_path: Path) -> None:
    class Elsewhere:
        """A worker that does not have the folder of the run."""

        def run(self, _: object, site: Site, probe: Path, *others: Any, on_error: str) -> dict[str, object]:
            return {"tcp://10.0.0.7:1": look(site, tmp_path / "нет" / probe.name, *others)}

    site = Site(tmp_path / "setup", "", tmp_path, ())
    with pytest.raises(NotSharedError, match=r"tcp://10\.0\.0\.7:1: узлы кластера не видят"):
        checks.check(Elsewhere(), "tcp://10.0.0.1:8786", site, [])
    assert list(tmp_path.iterdir()) == []


def test_differences_are_named() -> None:
    assert differing(["a 1", "b 1"], ["b 1", "a 1"]) == ""
    assert differing(["a 1", "b 1"], ["a 2", "b 1"]) == "там a 2; здесь a 1"
