"""The documentation is true: its commands run, its paths exist, its tables agree with the code."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import vocabulary
from pipeline.batch import convert
from pipeline.cli import main, watching
from pipeline.cli.endings import INTERRUPTED
from pipeline.compare.references import load_reference
from pipeline.compare.tables import TABLES as COMPARED
from pipeline.errors import RoadmapError
from pipeline.export.about import CODES, TITLE
from pipeline.export.cells import harmless
from pipeline.export.excel import cell_text
from pipeline.export.manifest import WRITTEN
from pipeline.vocabulary.shapes import FILES
from tests.sample_tools import EXIT_CODE

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "README.ru.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/vocabulary.md",
    "docs/compare.md",
    "docs/analysts.md",
    "docs/cluster.md",
)
PLAN = ROOT / "samples" / "02_tsv_broken_cell.txt"
OWN_WORDS = "roles:\n- code: curator\n  phrases: [фасилитатор]\n"


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text_of(page), re.S)


def commands(page: str, language: str) -> list[str]:
    """What follows `roadmaps` in the lines of the page's code, without remarks."""
    lines = [line for block in blocks(page, language) for line in block.splitlines()]
    return [found[1].split(" #")[0] for line in lines if (found := re.match(r"(?:\S*[\\/])?roadmaps (.+)", line))]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a checkout, with plans, words and results of the user's own."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.setattr(watching, "sleep", lambda _: None)
    for folder in ("my plans", "Планы", "inbox", "Входящие"):
        (tmp_path / folder).mkdir()
        shutil.copy(PLAN, tmp_path / folder / "план.docx")
    for folder in ("my words", "Слова"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "roles.yaml").write_text(OWN_WORDS, encoding="utf-8")
    for folder in ("results", "Результат"):
        convert([PLAN], tmp_path / folder, ["csv", "parquet"])
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", commands("README.md", "sh"))
def test_command_of_the_readme_runs(command: str, place: Path) -> None:
    if command.startswith(("review", "apply")):
        assert main(["convert", "my plans", "--out", "results"]) == main(["review", "results"]) == 0
    assert main(shlex.split(command)) == (EXIT_CODE if "convert samples" in command else 0)


@pytest.mark.parametrize("command", commands("README.ru.md", "bat"))
def test_command_of_the_russian_readme_runs(command: str, place: Path) -> None:
    assert main(shlex.split(command.replace("C:\\", "").replace("\\", "/"))) == 0


def test_commands_were_found() -> None:
    assert {shlex.split(command)[0] for command in commands("README.md", "sh")} == {
        "convert",
        "inspect",
        "formats",
        "vocab",
        "review",
        "apply",
        "compare",
        "report",
        "watch",
    }
    assert len(commands("README.ru.md", "bat")) == 9


@pytest.mark.parametrize("code", blocks("README.md", "python"))
def test_python_of_the_readme_runs(code: str, place: Path) -> None:
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert (place / "results" / "roadmaps.xlsx").is_file()
    assert "roadmap" in names


@pytest.mark.parametrize("command", commands("docs/compare.md", "sh"))
def test_command_of_the_page_on_comparisons_runs(command: str, place: Path) -> None:
    assert main(shlex.split(command)) == 0


def test_reference_of_the_page_on_comparisons_is_sound(tmp_path: Path) -> None:
    (text,) = blocks("docs/compare.md", "yaml")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    assert len(load_reference(str(tmp_path / "own.yaml")).stages) == 3


def test_page_on_comparisons_names_their_tables() -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", text_of("docs/compare.md"), re.M) == [table.name for table in COMPARED]


def test_code_of_the_page_for_analysts_runs(place: Path) -> None:
    for command in commands("docs/analysts.md", "sh"):
        assert main(shlex.split(command)) in {0, EXIT_CODE}
    names: dict[str, Any] = {}
    for code in blocks("docs/analysts.md", "python"):
        exec(compile(code, "docs/analysts.md", "exec"), names)
    assert names["missing"] == names["missing_sql"] == names["missing_pl"]
    assert names["missing"]
    assert len(names["roles"]) > 0
    written = pd.read_parquet("results/parquet/activities.parquet")
    assert names["texts"]["text"].tolist() == names["sheet"]["Мероприятие"].tolist() == written["text"].tolist()


def test_line_of_the_page_undoes_the_apostrophes() -> None:
    """The lines that analysts copy are the rule of the program, also for texts that no sample has."""
    names: dict[str, Any] = {}
    exec(compile(blocks("docs/data.md", "python")[0], "docs/data.md", "exec"), names)
    texts = ["=1", "'", "", "'так'", "a;=1; '-2", "\r\n'", "\t;;';", "+7 (495)", "00123", 'a;"=1']
    assert [names["as_written"](harmless(text)) for text in texts] == texts
    for code in blocks("docs/analysts.md", "python"):
        if "def as_in_the_document" in code:
            exec(code.split("\n\n\n")[0], names)
    odd = [*texts, "a\x00\ufffdb", "_x0041_", "<r>x</r>", "\ufffd0041"]
    assert [names["as_in_the_document"](cell_text(text)) for text in odd] == odd


@pytest.mark.parametrize("page", PAGES)
def test_paths_exist(page: str) -> None:
    named = re.findall(r"`((?:pipeline|vocab|tests|samples|docs)/[\w./-]*)`", text_of(page))
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", text_of(page))
    beside = (ROOT / page).parent
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [path for path in linked if not (beside / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.M))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text_of(page), re.M)) <= targets


def test_help_of_make_names_every_target() -> None:
    makefile = text_of("Makefile")
    assert set(re.findall(r"^([a-z]+):", makefile, re.M)) - {"help"} == set(re.findall(r'echo "make ([a-z]+) ', makefile))


def test_exit_codes_are_those_of_the_errors() -> None:
    table = {int(code): name for code, name in re.findall(r"^\| (\d+) \| (?:`(\w+)`)? ?\|", text_of("README.md"), re.M)}
    errors: list[type[RoadmapError]] = [RoadmapError, *RoadmapError.__subclasses__()]
    assert table == {0: "", 2: "", INTERRUPTED: "", **{error.exit_code: error.code for error in errors}}
    assert len({error.exit_code for error in errors} | {0, 2, INTERRUPTED}) == len(errors) + 3


def test_tables_are_those_of_export() -> None:
    named = re.findall(r"^\| `([a-z]+)` \|", text_of("README.md").split("## What comes out")[1].split("The tables are joined")[0], re.M)
    assert named == [table.name for table in WRITTEN]


def test_sheets_are_those_of_export() -> None:
    section = text_of("README.ru.md").split("## Что на листах")[1].split("##")[0]
    assert re.findall(r"^\| ([А-Я][\w ]+) \|", section, re.M) == [TITLE, *(table.title for table in WRITTEN), CODES]


def test_installed_package_carries_vocabulary_and_samples() -> None:
    included = tomllib.loads(text_of("pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {"vocab": "pipeline/vocab", "samples": "pipeline/samples"}
    assert sorted(path.name for path in vocabulary.builtin_folder().glob("*.yaml")) == sorted(f"{name}.yaml" for name in FILES)


def test_constraints_pin_every_dependency() -> None:
    lines = text_of("constraints.txt").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    project = tomllib.loads(text_of("pyproject.toml"))
    extras = [name for names in project["project"].get("optional-dependencies", {}).values() for name in names]
    wanted = [
        *project["project"]["dependencies"],
        *extras,
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
        "pip",
    ]
    assert {re.match(r"[\w.-]+", name)[0].lower() for name in wanted} <= pinned  # type: ignore[index]
