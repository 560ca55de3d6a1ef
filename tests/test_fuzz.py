"""A short round of the fuzzer in every test run, and that the fuzzer sees what it looks for."""

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks.fuzz import Account, Campaign, sources
from benchmarks.fuzzing.formats import MUTATORS
from benchmarks.fuzzing.runner import IS_POSSIBLE, Limits, Tried, run
from benchmarks.fuzzing.trial import Ending, attempt
from pipeline.extract import READERS
from pipeline.extract.tools import is_ready
from pipeline.vocabulary import load

pytestmark = pytest.mark.skipif(not IS_POSSIBLE, reason="mutants are tried in forked processes")
SAMPLES = Path(__file__).parent.parent / "samples"
QUICK = Limits(cpu=1, wall=10.0, memory=256 << 20)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Loads dictionaries and the model before the first process is forked."""
    attempt((SAMPLES / "15_semicolons.csv").read_bytes(), "a.csv", load())


SHORT = {"pdf": 4, "doc": 1}
"""Mutants in the short round of formats of which one takes a second."""
NEEDS = {name: known.needs for name, known in READERS.items()}


@pytest.mark.parametrize("file_format", sorted(MUTATORS))
def test_a_short_round_finds_nothing(file_format: str, tmp_path: Path) -> None:
    if NEEDS.get(file_format) and not any(map(is_ready, NEEDS[file_format])):
        pytest.skip("no tool on this machine reads the format")
    count = SHORT.get(file_format, 8)
    account = Account(Campaign(file_format, 6, sources([SAMPLES])[file_format]), tmp_path)
    for tried in account.campaign.run(range(count)):
        account.take(tried)
    assert sum(account.kinds.values()) == count
    assert account.findings == 0, str(account)


def zipped(parts: dict[str, str]) -> bytes:
    """A package of these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
BOOK = f'<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
WORKBOOK = {"_rels/.rels": RELS, "xl/workbook.xml": BOOK}
SHEETS = f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="a.xml"/></Relationships>'
SHEET = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>5</v></c></row></sheetData></worksheet>'
BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R/Size 4>>\n%%EOF"
)
HEAD_OF_BLANKS = (
    "<html><table><tr><td>№<td>=<td rowspan=5>Мероприятие<td>Сроки<td>Ответственные"
    + "<tr><td>1<td>Издать приказ о наставничестве, назначить кураторов и наставников<td>до 1 сентября 2023<td>Директор" * 4
)
THOUSANDS = (
    "<html><table><tr><td>Мероприятие<td>Ответственные<tr><td>"
    + "".join(f"<p>{n}. Провести встречу" for n in range(1, 401))
    + "<td>"
    + "".join(f"<p>Наставник {n}" for n in range(300))
)
LONG_DUMP = "1 Подготовка условий\n2 Формирование базы наставляемых\n" + "Встреча с куратором в мае\n" * 1600
FOUND = {
    "thousands of lines of a dump.txt": (LONG_DUMP.encode(), "refused:too_large"),
    "a header merged over all rows.html": (HEAD_OF_BLANKS.encode(), "whole"),
    "roles of one cell for hundreds.html": (THOUSANDS.encode(), "refused:too_large"),
    "rules without a header.md": (b"|---|---|\ntext\n|---|---|\n|---|---|", "refused:no_plan"),
    "marked section.md": ("| № | Дело |\n|---|---|\n| 1 | <p>Акт <![ x |\n".encode(), "refused:no_plan"),
    "nested tables.html": (b"<html>" + b"<table><tr><td>" * 300 + b"x", "refused:too_large"),
    "forms in forms.html": (b"<html><table>" + b"<tr><form>" * 900 + b"x", "refused:no_plan"),
    "no content.odt": (zipped({"mimetype": ODT}), "refused:damaged_file"),
    "no sheet.xlsx": (zipped(WORKBOOK), "refused:damaged_file"),
    "no shared text.xlsx": (zipped({**WORKBOOK, "xl/_rels/workbook.xml.rels": SHEETS, "xl/a.xml": SHEET}), "refused:damaged_file"),
    "style below none.xlsx": (
        zipped({**WORKBOOK, "xl/_rels/workbook.xml.rels": SHEETS, "xl/a.xml": SHEET.replace('t="s"', 's="-9"')}),
        "refused:no_plan",
    ),
    "pages of nothing.pdf": (BLANK, "refused:empty_file"),
}
"""What the fuzzer found once, made small, and how it ends."""


@pytest.mark.parametrize("file", FOUND)
def test_what_was_found_once(file: str) -> None:
    data, kind = FOUND[file]
    assert attempt(data, file, load()).kind == kind


def test_the_same_seed_makes_the_same_mutants() -> None:
    campaigns = [Campaign("rtf", seed, [b"{\\rtf1 text}" * 9]) for seed in (1, 1, 2)]
    first, same, other = ([campaign.make(number) for number in range(20)] for campaign in campaigns)
    assert first == same
    assert first != other


def test_mutators_are_of_formats_that_are_read() -> None:
    assert set(MUTATORS) <= set(READERS)


def busy(number: int) -> Ending:
    while True:
        number += 1


def gone(number: int) -> Ending:
    os._exit(number)


@pytest.mark.parametrize(("trial", "kind"), [(busy, "cpu"), (gone, "died")])
def test_a_process_that_does_not_come_back_is_a_finding(trial: object, kind: str) -> None:
    def second_only(number: int) -> Ending:
        return trial(number) if number == 1 else Ending("whole")  # type: ignore[operator]

    assert [tried.ending.kind for tried in run(second_only, range(3), QUICK)] == ["whole", kind, "whole"]


def test_what_is_no_documented_error_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(data: bytes, name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr("benchmarks.fuzzing.trial.read_bytes", stumble)
    assert attempt(b"text", "a.txt", load()).kind == "undocumented"


def test_a_stumble_of_our_own_reader_is_told_from_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = attempt(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook".decode().encode("utf-16-le"), "a.xls", load())
    assert damaged.kind == "refused:damaged_file"
    monkeypatch.setattr("pipeline.extract.rtf.reader.CHARACTERS", None)
    assert attempt(b"{\\rtf1 text}", "a.rtf", load())[:2] == ("stumbled", "TypeError")


def test_more_memory_than_allowed_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.fuzzing.trial.read_bytes", lambda data, name: bytes(1 << 40))
    assert [tried.ending.kind for tried in run(lambda number: attempt(b"", "a", load()), range(1), QUICK)] == ["memory"]


def test_a_finding_is_kept_as_a_file_once(tmp_path: Path) -> None:
    account = Account(Campaign("txt", 0, [b"text"]), tmp_path)
    for number in range(3):
        account.take(Tried(number, Ending("stumbled", "IndexError", "extract/x.py:1")))
    assert account.findings == 3
    assert [path.name for path in tmp_path.iterdir()] == ["txt-0-0-stumbled-IndexError-extract_x.py_1.bin"]
    assert next(tmp_path.iterdir()).read_bytes() == account.campaign.make(0)
