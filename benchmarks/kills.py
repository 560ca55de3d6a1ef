"""Runs that are killed at random instants and started again: the dataset must be that of a run that nobody disturbed.

    python benchmarks/kills.py [--kills N] [--seed S] [--workers W] [--formats LIST]

A folder of forty small files (plans, documents, archives in archives, equal, empty and damaged files, one that takes all its time) is
converted once without disturbance. Then, time after time into an empty folder, the command is broken off: the parent alone by SIGKILL,
the parent with all its workers, only workers (which the run has to survive by itself), or the parent by SIGINT or SIGTERM; a half
of the times at a random instant of the whole run, else right after a certain event, among them the begin of writing. The same command
is then run to its end. Checked: the same bytes, but for the seconds of the manifest; no file told as read in both runs; no process, no
temporary folder, no stray file left over; after a signal the exit code 130 within three seconds. Linux only.
"""

import argparse
import csv
import gzip
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.generate import plans, text_of  # noqa: E402
from pipeline.isolation import processes  # noqa: E402
from pipeline.vocabulary import load  # noqa: E402

SAMPLES = ROOT / "samples"
VICTIMS = ("parent", "all", "workers", "SIGINT", "SIGTERM")
_LOADING = 30.0
"""Seconds after which nothing may be left: a process that is loading its libraries sees only then that its parent is gone."""
PROMPT = 3.0
"""Seconds within which a run that is interrupted ends."""
_SECONDS = 2
"""Limit of the processor for one file: the endless one is given up after so many, all others take a fraction of one."""
_MARK = "ROADMAPS_KILLED_RUN"
_LONG = 600.0


class Campaign(NamedTuple):
    """The command that is run, and where."""

    inputs: Path
    place: Path
    workers: int
    formats: str

    def command(self, out: Path, log: Path) -> list[str]:
        """The command line of one run."""
        options = ["--workers", self.workers, "--formats", self.formats, "--seconds", _SECONDS, "--quiet", "--log-json", log]
        return [sys.executable, "-m", "pipeline.cli", "convert", str(self.inputs), "--out", str(out), *map(str, options)]


class Outcome(NamedTuple):
    """What a run left: the bytes of its files, exit code, how long it took, and when its writing began."""

    files: Mapping[str, bytes]
    code: int
    seconds: float
    reading: float


class Kill(NamedTuple):
    """Who is ended, and when: so many seconds after the start, or after that many events."""

    victims: str
    delay: float
    events: int | None = None


def make_inputs(folder: Path, count: int = 20, endless: bool = True) -> Path:
    """The files, the same every time."""
    texts = [text_of(organisation, lines, 2023).encode() for organisation, lines in plans(count + 8, 2023, 1, load())]
    for at, text in enumerate(texts[:count]):
        place = folder / f"район {at % 3}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"план {at:02}.txt").write_bytes(text)
    inner = _zipped({f"внутри/{at}.txt": text for at, text in enumerate(texts[count : count + 3])})
    members = {f"школа {at}.txt": text for at, text in enumerate(texts[count + 3 : count + 7])}
    (folder / "архив.zip").write_bytes(_zipped({**members, "ещё.zip": inner, "пуст.txt": b"", "копия.txt": texts[0]}))
    (folder / "один.txt.gz").write_bytes(gzip.compress(texts[count + 7], mtime=0))
    (folder / "копия.txt").write_bytes(texts[1])
    (folder / "пустой.docx").touch()
    (folder / "обрыв.docx").write_bytes((SAMPLES / "05_merged_tracked.docx").read_bytes()[:3000])
    (folder / "письмо.txt").write_text("Уважаемые коллеги!\n\nПросим прислать отчёт до 1 октября.\n", "utf-8")
    for name in ("06_section_rows.docx", "12_lists.odt", "14_site.html", "15_semicolons.csv"):
        shutil.copy(SAMPLES / name, folder / name)
    if endless:
        (folder / "бесконечный.txt").write_bytes(b"\n".join(texts[at % count] for at in range(3000)))
    return folder


def undisturbed(campaign: Campaign) -> Outcome:
    """A run from its begin to its end."""
    out, log = campaign.place / "whole", campaign.place / "whole.jsonl"
    start = time.monotonic()
    with _running(campaign, out, log) as process:
        while not any(event["event"] == "AllRead" for event in _events(log)) and process.poll() is None:
            time.sleep(0.01)
        reading = time.monotonic() - start
        code = process.wait(_LONG)
    return Outcome(files_of(out), code, time.monotonic() - start, reading)


def files_of(out: Path) -> dict[str, bytes]:
    """Every file below `out` by its path; of the manifest all but its seconds, of the journal its name alone."""
    paths = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): _comparable(path) for path in paths}


def draw(choice: random.Random, whole: Outcome, events: int, at: int) -> Kill:
    """The kill of that number: victims in turn, every other time at a random instant, else after a random event or the begin of writing."""
    victims = VICTIMS[at % len(VICTIMS)]
    if choice.random() < 0.5:
        return Kill(victims, choice.uniform(0.5, whole.seconds))
    if choice.random() < 0.5:
        return Kill(victims, choice.uniform(0, 0.1), choice.randrange(1, events))
    return Kill(victims, choice.uniform(0, 1.2 * (whole.seconds - whole.reading)), events)


def faults(campaign: Campaign, whole: Outcome, kill: Kill, number: int) -> list[str]:
    """What was not as it should be after this kill and one more run."""
    name = f"{number:03}-{kill.victims}"
    out, logs = campaign.place / name, [campaign.place / f"{name}-{at}.jsonl" for at in (1, 2)]
    found = list(_broken_off(campaign, kill, out, logs[0], whole.code))
    if kill.victims != "workers":
        with _running(campaign, out, logs[1]) as process:
            code = process.wait(_LONG)
        found += [f"exit code {code} of the second run"] if code != whole.code else []
    found += _differences(whole.files, files_of(out))
    twice = _read(logs[0]) & _read(logs[1])
    found += [f"read twice: {sorted(twice)}"] if twice else []
    found += [f"left in the temporary folder: {path.name}" for path in _temporary(campaign).iterdir()]
    shutil.rmtree(out)
    return found


def _broken_off(campaign: Campaign, kill: Kill, out: Path, log: Path, code: int) -> Iterator[str]:
    with _running(campaign, out, log) as process:
        started = processes.descendants(process.pid)
        if _await(process, log, kill):
            started = processes.descendants(process.pid)
            _strike(process, kill.victims, started)
            before = time.monotonic()
            ended = process.wait(_LONG)
            took = time.monotonic() - before
            if kill.victims == "workers" and ended != code:
                yield f"exit code {ended} after the loss of workers"
            # While the interpreter itself starts or ends, a signal ends it as signals do, which shells call 130 and 143.
            if kill.victims.startswith("SIG") and ended not in (130, -signal.SIGINT, -signal.SIGTERM, code):
                yield f"exit code {ended} after {kill.victims}: {log.with_suffix('.err').read_text('utf-8', 'replace')[-300:]!r}"
            if kill.victims.startswith("SIG") and took > PROMPT:
                yield f"{took:.1f} s after {kill.victims}"
        else:
            process.wait()
    end = time.monotonic() + _LOADING
    while (left := _marked(str(campaign.place))) and time.monotonic() < end:
        time.sleep(0.05)
    if left:
        yield f"processes left: {left}"


def _strike(process: "subprocess.Popen[bytes]", victims: str, started: Sequence[int]) -> None:
    if victims.startswith("SIG"):
        process.send_signal(getattr(signal, victims))
        return
    # The parent stands still meanwhile: all go at one instant, and none that it has given the work of another.
    process.send_signal(signal.SIGKILL if victims != "workers" else signal.SIGSTOP)
    if victims != "parent":
        for pid in started:
            processes.kill(pid)
    if victims == "workers":
        process.send_signal(signal.SIGCONT)


def _await(process: "subprocess.Popen[bytes]", log: Path, kill: Kill) -> bool:
    """Waits for the instant of the kill; whether the run still goes on then."""
    end = time.monotonic() + _LONG
    while kill.events and len(_events(log)) < kill.events and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    end = time.monotonic() + kill.delay
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    return process.poll() is None


def _running(campaign: Campaign, out: Path, log: Path) -> "subprocess.Popen[bytes]":
    temporary = _temporary(campaign)
    temporary.mkdir(exist_ok=True)
    env = {**os.environ, "TMPDIR": str(temporary), _MARK: str(campaign.place)}
    with log.with_suffix(".err").open("wb") as said:
        return subprocess.Popen(campaign.command(out, log), cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=said)


def _temporary(campaign: Campaign) -> Path:
    return campaign.place / "tmp"


def _marked(mark: str) -> list[int]:
    """Processes that came of a run of this campaign."""
    found = []
    for pid in processes.pids():
        try:
            environment = (processes.PROC / str(pid) / "environ").read_bytes()
        except OSError:
            continue
        if f"{_MARK}={mark}".encode() in environment.split(b"\0") and pid != os.getpid():
            found.append(pid)
    return found


def _events(log: Path) -> list[dict[str, object]]:
    """The events of a run so far; the last line may be on its way."""
    lines = log.read_bytes().split(b"\n")[:-1] if log.exists() else []
    return [json.loads(line) for line in lines]


def _read(log: Path) -> set[str]:
    return {str(event["file"]) for event in _events(log) if event["event"] == "FileDone" and event["fresh"]}


def _differences(expected: Mapping[str, bytes], found: Mapping[str, bytes]) -> list[str]:
    return [f"differs: {name}" for name in sorted({*expected, *found}) if expected.get(name) != found.get(name)]


def _comparable(path: Path) -> bytes:
    if path.name == "journal.sqlite":
        return b""
    if path.name == "manifest.csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        return repr([{name: value for name, value in row.items() if name != "seconds"} for row in rows]).encode()
    if path.name == "manifest.parquet":
        return repr(pq.read_table(path).drop_columns(["seconds"]).to_pylist()).encode()
    return path.read_bytes()


def _zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def campaign_of(place: Path, workers: int, formats: str, **inputs: Any) -> Campaign:
    """A campaign in the folder `place`."""
    return Campaign(make_inputs(place / "Планы", **inputs), place, workers, formats)


def run(campaign: Campaign, kills: int, seed: int) -> Iterator[tuple[Kill, list[str]]]:
    """Each kill with what was not as it should be."""
    whole = undisturbed(campaign)
    print(
        f"undisturbed: exit code {whole.code}, {whole.seconds:.1f} s, reading {whole.reading:.1f} s, {len(whole.files)} files", flush=True
    )
    events = 1 + [event["event"] for event in _events(campaign.place / "whole.jsonl")].index("AllRead")
    choice = random.Random(seed)
    for number in range(kills):
        kill = draw(choice, whole, events, number)
        yield kill, faults(campaign, whole, kill, number)


def main() -> None:
    """Prints each fault, and how many there were."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--formats", default="csv,parquet,xlsx,json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        bad = 0
        for number, (kill, found) in enumerate(
            run(campaign_of(Path(folder), arguments.workers, arguments.formats), arguments.kills, arguments.seed)
        ):
            bad += bool(found)
            print(
                f"{number:4} {kill.victims:8} {kill.delay:6.2f} s{f' after event {kill.events}' if kill.events else '':16} {'; '.join(found) or 'ok'}",
                flush=True,
            )
        print(f"kills: {arguments.kills}, with faults: {bad}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
