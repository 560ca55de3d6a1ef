"""Whatever fails while a dataset is written and published, the former one or the new one is there, to the byte, and nothing else."""

import errno
import gc
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import NoDatasetError, OutputError
from pipeline.export import FORMATS, publish, recover, staging
from pipeline.export.stored import read_package
from pipeline.model import Roadmap
from tests.datasets import write_dataset
from tests.export.faults import Faults, Killed, failing

MakeRoadmap = Callable[..., Roadmap]
Contents = dict[str, bytes]

MINE = ("mine.txt", "csv/mine.csv", "json/б/мои заметки.json", "corrections.jsonl", "review.xlsx", "comparison/csv/quality.csv")
"""A person's files: no run may touch them."""
POINTS = 7
"""Steps of a run at which each kind of fault is tried, spread over all of it."""

# Parts of a workbook that could not be finished are open until they are thrown away.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(autouse=True)
def no_open_files() -> Iterator[None]:
    yield
    gc.collect()


def contents(out: Path) -> Contents:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def folders(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_dir()}


class Case:
    """A folder with a former dataset and a person's files, and what it is to hold after the change."""

    def __init__(self, place: Path, make: MakeRoadmap, formats: tuple[str, ...]) -> None:
        self.place, self.formats = place, formats
        self.roadmaps = [make("a.docx", "1"), make("в/г.docx", "3")]
        former = place / "former"
        write_dataset([make("a.docx", "1"), make("б/план.docx", "2")], [], former)
        for name in MINE:
            (former / name).parent.mkdir(parents=True, exist_ok=True)
            (former / name).write_text(f"моё: {name}", "utf-8")
        shutil.copytree(former, place / "new")
        self.change(place / "new")
        self.states = {"former": contents(former), "new": contents(place / "new")}

    def change(self, out: Path) -> None:
        write_dataset(self.roadmaps, [], out, self.formats)

    def fresh(self) -> Path:
        """A folder with the former dataset."""
        shutil.rmtree(self.place / "out", ignore_errors=True)
        return shutil.copytree(self.place / "former", self.place / "out")

    def state(self, out: Path) -> str:
        """Which dataset is there: `former`, `new`, or what differs from both."""
        found = contents(out)
        assert not (out / ".roadmaps").exists()
        return next((name for name, state in self.states.items() if state == found), f"a mixture: {sorted(found)}")


@pytest.fixture(scope="module")
def make(request: pytest.FixtureRequest) -> MakeRoadmap:
    from tests.export.conftest import _roadmap  # noqa: PLC0415

    return _roadmap


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, make: MakeRoadmap) -> Case:
    return Case(tmp_path_factory.mktemp("faults"), make, FORMATS)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, make: MakeRoadmap) -> Case:
    """A change that also drops a format."""
    return Case(tmp_path_factory.mktemp("steps"), make, ("json",))


def steps_of(run: Callable[[], object]) -> int:
    with failing(Faults()) as counted:
        run()
    return counted.steps


def check_told(error: OutputError) -> None:
    assert re.search("[а-я]{3}.*Что делать: ", str(error)), error
    assert "staged" not in str(error)


def is_begun(out: Path) -> bool:
    """Whether a change is on record that the next start is to end."""
    return (out / ".roadmaps" / "publish.json").exists()


@contextmanager
def told_or_done() -> Iterator[list[OutputError]]:
    errors: list[OutputError] = []
    try:
        yield errors
    except OutputError as error:
        check_told(error)
        errors.append(error)


# ------------------------------------------------------------ faults of the disk


def test_undisturbed_change(case: Case) -> None:
    out = case.fresh()
    case.change(out)
    assert case.state(out) == "new"
    assert set(MINE) <= set(case.states["new"]) and case.states["former"] != case.states["new"]


CODES = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)


def fault(code: int, at: int, lasting: bool) -> Faults:
    return Faults(lambda: OSError(code, os.strerror(code)), at, lasting)


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_disk_that_fails_at_some_step(code: int, lasting: bool, case: Case) -> None:
    steps = steps_of(lambda: case.change(case.fresh()))
    shift = (2 * CODES.index(code) + lasting) / (2 * len(CODES))
    for at in (1 + int(steps * (n + shift) / POINTS) for n in range(POINTS)):
        out = case.fresh()
        with told_or_done() as errors, failing(fault(code, at, lasting)):
            case.change(out)
        if errors and not lasting and not is_begun(out):
            assert contents(out) == case.states["former"], at
        recover(out)
        assert case.state(out) in ({"former", "new"} if errors else {"new"}), at


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_disk_that_fails_at_any_step_of_publishing(lasting: bool, to_publish: Case) -> None:
    steps = steps_of(partial(publishing, staged_out(to_publish)))
    found = []
    for at in range(1, steps + 1):
        out = staged_out(to_publish)
        with told_or_done() as errors, failing(fault(errno.EIO, at, lasting)):
            publishing(out)
        if errors and not lasting and not is_begun(out):
            shutil.rmtree(out / ".roadmaps", ignore_errors=True)
            assert to_publish.state(out) == "former", at
        recover(out)
        found.append(to_publish.state(out))
        assert found[-1] == "new" or (errors and found[-1] == "former"), at
    assert {"former", "new"} == set(found)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no limits of sizes on this system")
def test_file_that_may_not_grow(case: Case) -> None:
    import resource  # noqa: PLC0415

    sizes = sorted(len(content) for content in case.states["new"].values())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in (0, sizes[len(sizes) // 2], sizes[-1] - 1):
        out = case.fresh()
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            with pytest.raises(OutputError) as caught:
                case.change(out)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        check_told(caught.value)
        assert case.state(out) == "former"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes a disk of so many KiB, where this user may."""
    place = tmp_path / "disk"
    place.mkdir()

    def make(size: int) -> Path:
        subprocess.run(["umount", place], check=False, capture_output=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", place], check=False, capture_output=True)
        if done.returncode:
            pytest.skip("disks cannot be mounted here")
        return place

    if not shutil.which("mount"):
        pytest.skip("disks cannot be mounted here")
    yield make
    subprocess.run(["umount", place], check=False, capture_output=True)


def test_full_disk(case: Case, small_disk: Callable[[int], Path]) -> None:
    found = []
    for more in range(0, 400, 40):
        used = sum(-(-len(content) // 4096) * 4 + 4 for content in case.states["former"].values())
        out = shutil.copytree(case.place / "former", small_disk(used + more) / "out")
        with told_or_done() as errors:
            case.change(out)
        found.append(case.state(out))
        assert found[-1] == ("former" if errors else "new")
    assert {"former", "new"} == set(found)


def test_disk_that_was_made_read_only(case: Case, small_disk: Callable[[int], Path]) -> None:
    place = small_disk(4096)
    out = shutil.copytree(case.place / "former", place / "out")
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    with pytest.raises(OutputError) as caught:
        case.change(out)
    check_told(caught.value)
    assert case.state(out) == "former"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("folder", [".", "csv"])
def test_folder_that_may_not_be_written(case: Case, folder: str) -> None:
    out = case.fresh()
    (out / folder).chmod(0o500)
    try:
        with pytest.raises(OutputError) as caught:
            case.change(out)
    finally:
        (out / folder).chmod(0o700)
    check_told(caught.value)
    assert case.state(out) == "former"


# ------------------------------------------------------------ a run that is killed


def staged_out(case: Case) -> Path:
    """The former dataset, and the new one staged beside it."""
    shutil.rmtree(case.place / "out", ignore_errors=True)
    return shutil.copytree(case.place / "staged", case.place / "out")


@pytest.fixture(scope="module")
def to_publish(small: Case) -> Case:
    out = small.fresh()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.datasets.publish", lambda out, _: shutil.copytree(out, small.place / "staged"))
        small.change(out)
    return small


def publishing(out: Path) -> None:
    publish(out, out / ".roadmaps" / "staged")


def test_kill_between_any_two_steps_of_publishing(to_publish: Case) -> None:
    steps = steps_of(partial(publishing, staged_out(to_publish)))
    found = []
    for at in range(1, steps + 1):
        out = staged_out(to_publish)
        with pytest.raises(Killed), failing(Faults(at=at)):
            publishing(out)
        recover(out)
        found.append(to_publish.state(out))
    assert found == sorted(found), "once the change is on record it is never taken back"
    assert {"former", "new"} == set(found)


def test_kill_of_the_recovery_too(to_publish: Case) -> None:
    steps = steps_of(partial(publishing, staged_out(to_publish)))
    for at in range(3, steps + 1, 5):
        for again in range(1, 40, 4):
            out = staged_out(to_publish)
            with pytest.raises(Killed), failing(Faults(at=at)):
                publishing(out)
            with failing(Faults(at=again)), suppress(Killed):
                recover(out)
            recover(out)
            assert to_publish.state(out) in {"former", "new"}, (at, again)


def test_kill_while_a_dataset_is_staged(case: Case) -> None:
    steps = steps_of(lambda: case.change(case.fresh()))
    for at in range(3, steps * 3 // 4, steps // 10):
        out = case.fresh()
        with pytest.raises(Killed), failing(Faults(at=at)):
            case.change(out)
        case.change(out)
        assert case.state(out) == "new"


def test_reader_of_a_dataset_in_the_middle_of_a_change(to_publish: Case) -> None:
    steps = steps_of(partial(publishing, staged_out(to_publish)))
    told = []
    for at in range(1, steps + 1):
        out = staged_out(to_publish)
        with pytest.raises(Killed), failing(Faults(at=at)):
            publishing(out)
        if is_begun(out):
            with pytest.raises(NoDatasetError, match="запустите ту же команду convert ещё раз") as caught:
                read_package(out)
            told.append(caught.value)
        else:
            assert read_package(out)["name"] == "mentoring-roadmaps"
    assert told


# ------------------------------------------------------------ what is in the way


def test_record_that_names_other_files_is_not_followed(small: Case) -> None:
    out = small.fresh()
    (out / ".roadmaps").mkdir()
    (out / ".roadmaps" / "publish.json").write_text('{"staged": [], "gone": ["mine.txt"]}')
    with pytest.raises(OutputError, match="чужие файлы"):
        recover(out)
    assert (out / "mine.txt").exists()


def test_staging_is_gone_however_it_ends(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error), staging(out) as folder:
            (folder / "csv").mkdir()
            raise error
        assert list(out.iterdir()) == []


def test_person_s_folder_in_the_way_is_told_before_anything_moves(case: Case) -> None:
    out = case.fresh()
    (out / "json" / "в").write_text("моё", "utf-8")
    before = contents(out)
    with pytest.raises(OutputError, match=r"json.в: .*на этом месте не папка"):
        case.change(out)
    assert contents(out) == before
