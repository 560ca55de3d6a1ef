"""Plans of invented organisations, as many as are asked for, to measure with: the same for the same number and seed.

    python benchmarks/generate.py FOLDER [--plans N] [--year 2023] [--seed 1]

Each is a text file with a table as a spreadsheet copies it. Its stages and activities are those of the two federal patterns in
`vocab/references/`, some left out, some moved, in wordings of `vocab/`; one plan in twenty is nearly a copy of another. The next
`--year` with the same seed are the same organisations with a part of their plans changed.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.compare.references import Reference, builtin_references, load_reference  # noqa: E402
from pipeline.vocabulary import load  # noqa: E402
from pipeline.vocabulary.shapes import Vocabulary  # noqa: E402

KINDS = ("МБОУ «СОШ № {}»", "МАОУ «Гимназия № {}»", "МБДОУ «Детский сад № {}»", "МБОУ «Лицей № {}»", "ГБПОУ «Колледж № {}»")
EARLY = ("август", "сентябрь", "до 1 октября", "август - сентябрь", "до 15 сентября")
LONG = ("в течение учебного года", "октябрь - май", "ежемесячно", "1 раз в четверть", "по мере необходимости")
LATE = ("май", "апрель - май", "до 1 июня", "июнь")
ROLES = ("Директор", "Зам. директора по УВР", "Куратор", "Наставники", "Куратор, наставники", "Руководители ШМО", "Педагог-психолог", "")
HEADER = ("№", "Этап", "Содержание деятельности", "Сроки", "Ответственные")
DROPPED, ODD_TIME, CHANGED, COPIED = 0.12, 0.1, 0.15, 0.05


class Organisation(NamedTuple):
    """An invented organisation in a real town."""

    number: int
    name: str
    town: str
    region: str


Line = tuple[str, str, str, str]
"""Stage, content, deadline, responsible."""


def organisations(count: int, vocabulary: Vocabulary, seed: int) -> list[Organisation]:
    """That many organisations, over the regions of the vocabulary."""
    choice = random.Random(seed)
    regions = [region for region in vocabulary.places.regions if region.towns]
    found = []
    for number in range(1, count + 1):
        region = choice.choice(regions[:12])
        found.append(Organisation(number, choice.choice(KINDS).format(number), choice.choice(region.towns), region.name))
    return found


def plan(reference: Reference, vocabulary: Vocabulary, choice: random.Random) -> list[Line]:
    """The lines of a plan after the reference, as a school might change it."""
    phrases = {entry.code: entry.phrases for entry in vocabulary.activities.activities}
    lines: list[Line] = []
    for at, stage in enumerate(reference.stages):
        if choice.random() < DROPPED:
            continue
        usual = LATE if stage.code == "completion" else EARLY if at < 3 else LONG
        for code in stage.activities:
            if choice.random() >= DROPPED and phrases[code]:
                deadlines = usual if choice.random() >= ODD_TIME else EARLY + LONG + LATE
                lines.append((stage.name, choice.choice(phrases[code]).capitalize(), choice.choice(deadlines), choice.choice(ROLES)))
    return lines


def changed(lines: list[Line], choice: random.Random) -> list[Line]:
    """The plan of the next year: some lines dropped, some at another time."""
    kept = [line for line in lines if choice.random() >= CHANGED / 2]
    return [
        (stage, text, choice.choice(EARLY + LATE), who) if choice.random() < CHANGED else (stage, text, when, who)
        for stage, text, when, who in kept
    ]


def text_of(organisation: Organisation, lines: list[Line], year: int) -> str:
    """The file: title, organisation, and the table, its cells parted by tabs."""
    rows = [HEADER]
    for number, line in enumerate(lines, 1):
        rows.append((str(number), *line))
    table = "\n".join("\t".join(row) for row in rows)
    head = (
        f"Дорожная карта (план мероприятий) по наставничеству\n{organisation.name} г. {organisation.town}\nна {year}-{year + 1} учебный год"
    )
    return f"{head}\n\n{table}\n"


def plans(count: int, year: int, seed: int, vocabulary: Vocabulary) -> Iterator[tuple[Organisation, list[Line]]]:
    """The organisations, and their plans for the school year that begins in `year`."""
    references = [load_reference(name) for name in builtin_references()]
    former: list[Line] = []
    for organisation in organisations(count, vocabulary, seed):
        choice = random.Random(f"{seed} {organisation.number}")
        lines = plan(choice.choice(references), vocabulary, choice)
        lines = former if former and choice.random() < COPIED else lines
        former = lines
        for _ in range(2023, year):
            lines = changed(lines, choice)
        yield organisation, lines


def write(folder: Path, count: int, year: int, seed: int) -> None:
    """Writes the plans of the organisations for the school year that begins in `year`."""
    folder.mkdir(parents=True, exist_ok=True)
    for organisation, lines in plans(count, year, seed, load()):
        (folder / f"{organisation.number:05d}.txt").write_text(text_of(organisation, lines, year), encoding="utf-8")


def main() -> None:
    """Writes as many plans as are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=300)
    parser.add_argument("--year", type=int, default=2023)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.plans, arguments.year, arguments.seed)


if __name__ == "__main__":
    main()
