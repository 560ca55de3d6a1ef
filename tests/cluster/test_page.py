"""docs/cluster.md: its commands can be run, its files can be read, the options and variables that it names are those of Dask."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline.cli import main
from pipeline.errors import ClusterError, RemoteError

dask = pytest.importorskip("dask", reason="the extra «cluster» is not installed")
pytest.importorskip("distributed", reason="the extra «cluster» is not installed")

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "cluster.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)


def options(program: str) -> set[str]:
    """What the page gives to a command of Dask, in scripts and in lists of YAML."""
    joined = PAGE.replace("\\\n", " ").replace(",", " ")
    return {
        option for line in re.findall(rf"dask {program} (.*)", joined) for option in re.findall(r"(?<!\S)--[a-z-]+", line.split("]")[0])
    }


def test_first_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").mkdir()
    shutil.copy(ROOT / "samples" / "01_tabs.txt", tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    command = blocks("sh")[0].strip()
    assert main(shlex.split(command)[1:]) == 0
    assert (tmp_path / "run.jsonl").read_text("utf-8").count('"event"') > 3


def test_scripts_are_sound() -> None:
    if not shutil.which("bash"):
        pytest.skip("no bash here")
    for script in (*blocks("bash"), *blocks("sh")):
        assert subprocess.run(["bash", "-n"], check=False, input=script, text=True, capture_output=True).stderr == ""


def test_options_are_those_of_dask() -> None:
    from distributed.cli import dask_scheduler, dask_worker  # noqa: PLC0415

    for program, command in {"scheduler": dask_scheduler.main, "worker": dask_worker.main}.items():
        known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
        assert options(program)
        assert options(program) <= known


def test_descriptions_of_pods_are_yaml() -> None:
    kinds = {one["kind"]: one for block in blocks("yaml") for one in yaml.safe_load_all(block)}
    assert set(kinds) == {"Deployment", "Job"}
    (rule,) = kinds["Job"]["spec"]["podFailurePolicy"]["rules"]
    assert rule["onExitCodes"]["values"] == [ClusterError.exit_code]
    (worker,) = kinds["Deployment"]["spec"]["template"]["spec"]["containers"]
    threads = int(worker["command"][worker["command"].index("--nthreads") + 1])
    assert worker["resources"]["limits"]["memory"] == f"{2 * threads + 1}Gi"


def test_variables_name_certificates() -> None:
    script = "\n".join(line for line in blocks("sh")[-1].splitlines() if line.startswith("export"))
    names = dict(re.findall(r"(DASK_\w+)=(\S+)", script))
    tls = dask.config.collect(paths=[], env=names)["distributed"]["comm"]["tls"]
    defaults = dask.config.get("distributed.comm.tls")
    assert {key: sorted(value) for key, value in tls.items() if isinstance(value, dict)} == {
        role: ["cert", "key"] for role in ("client", "scheduler", "worker")
    }
    assert {key.replace("_", "-") for key in tls} <= {key.replace("_", "-") for key in defaults}


def test_exit_codes_are_named() -> None:
    for error in (ClusterError, RemoteError):
        assert f"exit code {error.exit_code}" in PAGE


@pytest.mark.parametrize("name", ["XDG_CACHE_HOME"])
def test_variable_of_the_cache_counts(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.remote.caches import folder_of  # noqa: PLC0415
    from pipeline.remote.url import Url  # noqa: PLC0415

    monkeypatch.setenv(name, os.fspath(tmp_path))
    assert name in PAGE
    assert folder_of(Url("s3://bucket/results")).parent == tmp_path / "roadmaps"
