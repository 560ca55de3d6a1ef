"""What is wrong with the meaning of a reference that an office wrote: days that there are not, codes that nobody knows, stages told twice."""

import datetime as dt
import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from pipeline import vocabulary
from pipeline.compare.days import CYCLE_MONTH
from pipeline.vocabulary.strict_yaml import Fault, Node

_DAY = re.compile(r"[YN]-\d\d-\d\d")
_HOW = "пишите «Y-09-20» (20 сентября года, в котором начинается учебный год) или «N-05-31» (31 мая следующего)"


def is_day(text: str) -> bool:
    """Whether it is a day from 1 August of the year in which a school year begins to the 31st of the next.

    >>> is_day("Y-09-20"), is_day("N-02-30"), is_day("2024-09-20"), is_day("N-02-29"), is_day("Y-04-01")
    (True, False, False, False, False)
    """
    if not _DAY.fullmatch(text):
        return False
    month = int(text[2:4])
    try:
        dt.date(2001, month, int(text[5:]))
    except ValueError:
        return False
    return month >= CYCLE_MONTH if text[0] == "Y" else month <= CYCLE_MONTH


def meaning_faults(reference: Node) -> list[Fault]:
    """The faults of a reference whose keys and lists are sound."""
    words = vocabulary.load()
    top = _members(reference)
    stages = [_members(stage) for _, stage in top["stages"].members()]
    known = {entry.code for entry in words.stages.stages} - {"other"}, {entry.code for entry in words.activities.activities}
    faults = [*_unknown(top["scheme"], {entry.code for entry in words.schemes.schemes}, "schemes.yaml"), *_doubled(stages)]
    if not stages:
        faults.append(
            Fault(top["stages"].spot, "в образце нет ни одного этапа", "перечислите этапы, как в vocab/references/minpros-2021.yaml")
        )
    return [*faults, *(fault for stage in stages for fault in _of_stage(stage, *known))]


def _of_stage(stage: dict[str, Node], codes: Collection[str], types: Collection[str]) -> Iterator[Fault]:
    yield from _unknown(stage["code"], codes, "stages.yaml")
    days = [stage[key] for key in ("from", "to")]
    wrong = [day for day in days if not is_day(str(day.value))]
    yield from (Fault(day.spot, f"«{day.value}» — не день учебного года", _HOW) for day in wrong)
    # «Y» is after «N» in the alphabet, and before it in time.
    if not wrong and (days[0].plain[0] == "N", days[0].plain[2:]) > (days[1].plain[0] == "N", days[1].plain[2:]):
        yield Fault(days[1].spot, f"окно кончается ({days[1].value}) раньше, чем начинается ({days[0].value})", "поменяйте дни местами")
    for _, code in stage["activities"].members() if "activities" in stage else ():
        yield from _unknown(code, types, "activities.yaml")
    yield from _doubled_types([code for _, code in stage["activities"].members()] if "activities" in stage else [])


def _doubled(stages: list[dict[str, Node]]) -> Iterator[Fault]:
    seen: set[object] = set()
    for code in (stage["code"] for stage in stages):
        if code.value in seen:
            yield Fault(code.spot, f"этап «{code.value}» назван дважды", "оставьте одну запись и объедините её виды мероприятий")
        seen.add(code.value)


def _doubled_types(codes: list[Node]) -> Iterator[Fault]:
    for at, code in enumerate(codes):
        if code.value in {other.value for other in codes[:at]}:
            yield Fault(code.spot, f"вид «{code.value}» стоит в этапе дважды", "оставьте его один раз")


def _unknown(code: Node, known: Collection[str], file: str) -> Iterator[Fault]:
    if code.value not in known:
        near = get_close_matches(str(code.value), sorted(known), n=1)
        yield Fault(code.spot, f"кода «{code.value}» нет", f"может быть, «{near[0]}»?" if near else f"коды перечислены в vocab/{file}")


def _members(node: Node) -> dict[str, Node]:
    return {str(key): member for key, member in node.members()}
