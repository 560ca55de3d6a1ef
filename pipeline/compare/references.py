"""What plans are compared with: the stages that are due, when, and the types of activity in each.

A reference is a YAML file that an office can write itself (docs/compare.md); two stand in `vocab/references/`. Its days are those
of a school year: «Y-09-20» is in the year in which it begins, «N-05-31» in the next.
"""

import datetime as dt
from pathlib import Path
from typing import cast

from pydantic import Field

from pipeline.compare.days import CYCLE_MONTH
from pipeline.compare.reference_checks import meaning_faults
from pipeline.document import Frozen
from pipeline.errors import ReferenceFileError
from pipeline.vocabulary import builtin_folder
from pipeline.vocabulary.checks import check, read_file


class ReferenceStage(Frozen):
    """A stage that is due: its window («Y-08-15», both days inclusive), and types of activity; `parallel`: it runs beside the others, in no order."""

    code: str
    name: str
    from_: str = Field(alias="from")
    to: str
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
    """The reference of a code, or of a file. ReferenceFileError where it is neither, or the file has faults: each with its line and advice."""
    known = builtin_references()
    path = known.get(name, Path(name))
    if not path.is_file():
        raise ReferenceFileError(name, f"такого файла нет, а встроенные образцы: {', '.join(known)}")
    tree = read_file(path, path.name)
    reference, faults = (None, tree.faults) if tree.faults else check(tree.node, Reference)
    faults = [*faults, *(meaning_faults(tree.node) if reference else ())]
    if faults:
        raise ReferenceFileError(str(path), "; ".join(map(str, sorted(faults, key=lambda fault: fault.spot.line))))
    return cast(Reference, reference)  # without faults it is one
