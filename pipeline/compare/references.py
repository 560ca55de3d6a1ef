"""What plans are compared with: the stages that are due, when, and the types of activity in each.

A reference is a YAML file that an office can write itself (docs/compare.md); two stand in `vocab/references/`. Its days are those
of a school year: «Y-09-20» is in the year in which it begins, «N-05-31» in the next.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from pipeline import vocabulary
from pipeline.compare.days import CYCLE_MONTH
from pipeline.document import Frozen
from pipeline.errors import ReferenceFileError
from pipeline.vocabulary import builtin_folder, strict_yaml
from pipeline.vocabulary.checks import read_file
from pipeline.vocabulary.shapes import Vocabulary
from pipeline.vocabulary.strict_yaml import Fault

Day = Annotated[str, StringConstraints(pattern=r"^[YN]-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
"""«Y-08-15»: a day of a school year."""


class ReferenceStage(Frozen):
    """A stage that is due: its window, both days inclusive, and types of activity; `parallel`: it runs beside the others, in no order."""

    code: str
    name: str
    from_: Day = Field(alias="from")
    to: Day
    activities: tuple[str, ...] = ()
    parallel: bool = False

    @property
    def first_day(self) -> int:
        """Days from 1 August to the first day of the window."""
        return cycle_day(self.from_)

    @property
    def last_day(self) -> int:
        """Days from 1 August to the last day of the window."""
        return cycle_day(self.to)


class Reference(Frozen):
    """Stages in their order. `scheme`: the federal pattern whose stages these are, so that others are brought to it by the crosswalk."""

    code: str
    name: str
    scheme: str
    stages: tuple[ReferenceStage, ...]

    def stage(self, code: str) -> ReferenceStage | None:
        """The stage of a code; None where the reference has none."""
        return next((stage for stage in self.stages if stage.code == code), None)


def cycle_day(day: str) -> int:
    """Days from 1 August of the year that a school year begins in.

    >>> cycle_day("Y-08-01"), cycle_day("Y-09-01"), cycle_day("N-05-31")
    (0, 31, 303)
    """
    year, month, number = day.split("-")
    return (dt.date(2001 + (year == "N"), int(month), int(number)) - dt.date(2001, CYCLE_MONTH, 1)).days


def builtin_references() -> dict[str, Path]:
    """The references that come with the program, by code."""
    return {path.stem: path for path in sorted((builtin_folder() / "references").glob("*.yaml"))}


def load_reference(name: str) -> Reference:
    """The reference of a code, or of a file. ReferenceFileError where it is neither, or the file has faults, each with its line."""
    path = builtin_references().get(name, Path(name))
    if not path.is_file():
        raise ReferenceFileError(name, "нет ни образца с таким кодом, ни такого файла")
    reference, faults = read_file(path, Reference)
    if reference is not None:
        faults += _faults(reference, strict_yaml.read(path.read_text(encoding="utf-8")).lines)
    if faults:
        raise ReferenceFileError(str(path), "; ".join(f"строка {fault.line}: {fault.text} - {fault.advice}" for fault in sorted(faults)))
    return reference  # type: ignore[no-any-return]


def _faults(reference: Reference, lines: Mapping[strict_yaml.Path, int]) -> Iterator[Fault]:
    """Codes that the vocabulary does not know, days that no month has, windows that end before they begin, and what stands twice."""
    words = vocabulary.load()
    schemes = {scheme.code for scheme in words.schemes.schemes}
    if reference.scheme not in schemes:
        yield Fault(lines["scheme",], f"нет образца с кодом «{reference.scheme}»", f"возьмите один из: {', '.join(sorted(schemes))}")
    if not reference.stages:
        yield Fault(lines["stages",], "в образце нет ни одного этапа", "допишите этапы, как в vocab/references/minpros-2021.yaml")
    seen: set[str] = set()
    for at, stage in enumerate(reference.stages):
        yield from _stage_faults(stage, at, lines, words)
        if stage.code in seen:
            yield Fault(lines["stages", at, "code"], f"этап «{stage.code}» стоит дважды", "оставьте его один раз")
        seen.add(stage.code)


def _stage_faults(stage: ReferenceStage, at: int, lines: Mapping[strict_yaml.Path, int], words: Vocabulary) -> Iterator[Fault]:
    if stage.code not in {known.code for known in words.stages.stages} - {"other"}:
        yield Fault(lines["stages", at, "code"], f"нет этапа с кодом «{stage.code}»", "коды этапов стоят в vocab/stages.yaml")
    types = {known.code for known in words.activities.activities}
    for number, code in enumerate(stage.activities):
        line = lines["stages", at, "activities", number]
        if code not in types:
            yield Fault(line, f"нет вида мероприятия с кодом «{code}»", "коды видов стоят в vocab/activities.yaml")
        elif code in stage.activities[:number]:
            yield Fault(line, f"вид «{code}» стоит в этапе дважды", "оставьте его один раз")
    wrong = [key for key, day in (("from", stage.from_), ("to", stage.to)) if not _is_day(day)]
    for key in wrong:
        yield Fault(lines["stages", at, key], "такого дня в учебном году нет", "Y-08-01 - первый день, N-08-31 - последний")
    if not wrong and stage.first_day > stage.last_day:
        yield Fault(
            lines["stages", at, "to"], "окно кончается раньше, чем начинается", "N - год, следующий за Y; дни считаются с 1 августа"
        )


def _is_day(day: str) -> bool:
    """Whether there is such a day from 1 August to the 31st of the next."""
    try:
        return cycle_day("Y-08-01") <= cycle_day(day) <= cycle_day("N-08-31")
    except ValueError:
        return False
