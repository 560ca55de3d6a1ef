"""`roadmaps formats`: what can be read here, what is lacking, and the one line that installs it; with tools that are there or not."""

import json

import pytest

from pipeline.archives import ARCHIVES
from pipeline.archives.formats import ArchiveFormat
from pipeline.cli import formats, main
from pipeline.extract.formats import READERS, Format
from pipeline.extract.tools import Tool, lacking

Capture = pytest.CaptureFixture[str]


def tool(name: str, is_here: bool = True, parts: tuple[Tool, ...] = ()) -> Tool:
    return Tool(name=name, adds=f"читает {name}", install=f"apt-get install {name}", is_here=lambda: is_here, parts=parts)


def asks_too_much() -> bool:
    raise ImportError("a library that is there and cannot be loaded")


HERE, GONE, ALSO_GONE = tool("here"), tool("gone", is_here=False), tool("also-gone", is_here=False)
DATA_GONE = tool("ocr", parts=(HERE, tool("russian-data", is_here=False)))
BROKEN = Tool(name="broken", adds="", install="", is_here=asks_too_much)


def a_format(needs: tuple[Tool, ...] = (), tools: tuple[Tool, ...] = ()) -> Format:
    return Format("вид", frozenset({"", ".a", ".x"}), "docx.reader:read_docx", tools, needs)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Format]:
    """The table of formats, empty: a test fills it."""
    table: dict[str, Format] = {}
    monkeypatch.setattr(formats, "READERS", table)
    monkeypatch.setattr(formats, "ARCHIVES", {})
    return table


@pytest.mark.parametrize(
    ("needs", "tools", "readable", "lacks"),
    [
        ((), (), "yes", []),
        ((), (HERE,), "yes", []),
        ((), (GONE,), "partly", ["gone"]),
        ((HERE,), (), "yes", []),
        ((GONE,), (), "no", ["gone"]),
        ((GONE, HERE), (), "yes", []),
        ((GONE, ALSO_GONE), (), "no", ["gone", "also-gone"]),
        ((HERE,), (GONE,), "partly", ["gone"]),
        ((GONE,), (GONE, ALSO_GONE), "no", ["gone", "also-gone"]),
        ((DATA_GONE,), (), "no", ["russian-data"]),
        ((), (DATA_GONE,), "partly", ["russian-data"]),
        ((BROKEN,), (), "no", ["broken"]),
    ],
)
def test_readable_by_what_is_here(
    needs: tuple[Tool, ...], tools: tuple[Tool, ...], readable: str, lacks: list[str], known: dict[str, Format]
) -> None:
    known["x"] = a_format(needs, tools)
    (row,) = formats.formats()
    assert (row.readable, [one.name for one in row.lacks]) == (readable, lacks)
    assert row.suffixes == (".x", ".a", "")


def test_tool_that_cannot_work_tells_its_own_line() -> None:
    assert [one.install for one in lacking(DATA_GONE)] == ["apt-get install russian-data"]
    assert lacking(HERE) == ()
    assert lacking(BROKEN) == (BROKEN,)


def test_table_for_a_person(known: dict[str, Format], capsys: Capture) -> None:
    known["x"] = a_format(needs=(GONE, ALSO_GONE))
    known["y"] = a_format(tools=(DATA_GONE,))
    assert main(["formats"]) == 0
    shown = capsys.readouterr().out
    assert "вид  нет       .x .a без расширения\n      достаточно одного из них:\n      не хватает: gone (читает gone)\n" in shown
    assert "      установить: apt-get install also-gone\n" in shown
    assert "вид  частично  .a .x без расширения\n      не хватает: russian-data (читает russian-data)\n" in shown


def test_list_for_programs(known: dict[str, Format], capsys: Capture) -> None:
    known["x"] = a_format(tools=(GONE,))
    assert main(["formats", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "format": "x",
            "kind": "document",
            "title": "вид",
            "suffixes": [".x", ".a", ""],
            "readable": "partly",
            "lacks": [{"name": "gone", "adds": "читает gone", "install": "apt-get install gone"}],
        }
    ]


def test_every_format_of_this_program_is_told(capsys: Capture) -> None:
    assert main(["formats"]) == 0
    shown = capsys.readouterr().out
    kinds: list[Format | ArchiveFormat] = [*READERS.values(), *ARCHIVES.values()]
    assert all(kind.title in shown for kind in kinds)
    assert all(suffix in shown for kind in kinds for suffix in kind.suffixes)


def test_lines_of_tools_are_lines() -> None:
    kinds: list[Format | ArchiveFormat] = [*READERS.values(), *ARCHIVES.values()]
    tools = {one for kind in kinds for one in (*kind.tools, *kind.needs)}
    assert all(text and "\n" not in text for one in tools for text in (one.name, one.adds, one.install))
