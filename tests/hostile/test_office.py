"""Hostile office files end in the right verdict; bombs within their limits; nothing outside is touched, and nothing is read on past damage."""

import os
import socket
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.errors import RoadmapError
from pipeline.extract import READERS, read_bytes
from tests.hostile.case import Case
from tests.hostile.lures import CANARY, PORT
from tests.hostile.office import CASES
from tests.hostile.office_kept import FLIPS, SAMPLES, SOURCES, WORDS, flipped, kept_cases

resource = pytest.importorskip("resource", reason="limits are measured by the system")

_LONG = "office-long."
"""Tables of 100,000 rows take a quarter of a minute each; the whole set is read by the command that reads hostile files."""

QUICK = [case for case in CASES if not case.bomb and not case.file.startswith(_LONG) and "-flip-" not in case.file]
BOMBS = [case for case in CASES if case.bomb]
SECONDS, BYTES = 2.0, 256 << 20


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """Where the links of the files point to."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", PORT))
        listening.listen()
        listening.setblocking(False)
        yield listening


def ending(data: bytes, name: str) -> tuple[str, str, Document | None]:
    try:
        document = read_bytes(data, name)
    except RoadmapError as error:
        return "refused", error.code, None
    is_whole = all(remark.code != "unreadable_part" for remark in document.remarks)
    return ("whole", "", document) if is_whole else ("partial", "unreadable_part", document)


def text_of(document: Document) -> str:
    blocks = "\n".join(cell.text for table in document.tables for cell in table.cells)
    outside = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return "\n".join([blocks, outside, *(remark.text for remark in document.remarks)])


def test_names_are_unique_and_many() -> None:
    assert len({case.file for case in CASES}) == len(CASES) >= 300


@pytest.mark.parametrize("case", QUICK, ids=[case.file for case in QUICK])
def test_verdict(case: Case, listener: socket.socket) -> None:
    verdict, reason, document = ending(case.make(), case.file)
    assert (verdict, reason) in case.verdicts
    assert document is None or CANARY not in text_of(document)
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child is forked")
@pytest.mark.parametrize("case", BOMBS, ids=[case.file for case in BOMBS])
def test_bomb_is_done_within_its_limits(case: Case, tmp_path: Path) -> None:
    data, told = case.make(), tmp_path / "told"
    for reader in READERS.values():
        import_module(f"pipeline.extract.{reader.reader.split(':')[0]}")
    child = os.fork()
    if child == 0:
        resting, before = _resident(), resource.getrusage(resource.RUSAGE_SELF)
        verdict, reason, _ = ending(data, case.file)
        after = resource.getrusage(resource.RUSAGE_SELF)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        told.write_text(f"{verdict},{reason},{seconds},{after.ru_maxrss * 1024 - resting}")
        os._exit(0)
    os.waitpid(child, 0)
    verdict, reason, seconds, grown = told.read_text().split(",")
    assert (verdict, reason) in case.verdicts
    assert float(seconds) < SECONDS
    assert int(grown) < BYTES


def _resident() -> int:
    """Bytes of this process that are in memory; 0 where the system does not tell, so that all of it counts."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * resource.getpagesize() if statm.exists() else 0


@pytest.mark.parametrize("suffix", SOURCES)
def test_one_bit_changes_the_verdict_or_nothing(suffix: str) -> None:
    sound = read_bytes((SAMPLES / SOURCES[suffix]).read_bytes(), f"x.{suffix}")
    verdicts = next(case.verdicts for case in CASES if case.file == f"office-flip-0.{suffix}")
    for number in range(FLIPS):
        verdict, reason, document = ending(flipped(SOURCES[suffix], number), f"x.{suffix}")
        assert (verdict, reason) in verdicts, number
        assert document is None or verdict != "whole" or document.blocks == sound.blocks, number


@pytest.mark.parametrize("case", list(kept_cases()), ids=lambda case: case.file)
def test_words_that_others_lose_come_back_once(case: Case) -> None:
    document = read_bytes(case.make(), case.file)
    assert text_of(document).count(WORDS) == 1
