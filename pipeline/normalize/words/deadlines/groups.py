"""Expressions that belong together: a recurrence with its time, the members of a list with what is said once of them."""

from pipeline.normalize.words.deadlines.dates import Point, Span
from pipeline.normalize.words.deadlines.expressions import PLAN, Expression, Found

_OF_A_LIST = {"YEARLY", "HALF_YEARLY"}
"""Recurrences that count the members of a list."""


def group(found: list[Found]) -> list[Found]:
    """Each span of time with the recurrences and conditions beside it; those alone are expressions of their own."""
    groups: list[Found] = []
    for expression, start, end in found:
        last = groups[-1] if groups else None
        if last and _is_modifier(expression) and not _refuses(last[0], expression):
            groups[-1] = (_merge(last[0], expression), last[1], end)
        elif last and _is_modifier(last[0]) and not _is_modifier(expression) and not _refuses(expression, last[0]):
            groups[-1] = (_merge(expression, last[0]), last[1], end)
        else:
            groups.append((expression, start, end))
    return groups


def _is_modifier(expression: Expression) -> bool:
    """Whether it has no time of its own: a recurrence or a condition."""
    return expression.span == PLAN and expression.kind not in {"ongoing"} and bool(expression.recurrence or expression.conditions)


def _refuses(host: Expression, modifier: Expression) -> bool:
    return bool(host.recurrence and modifier.recurrence)


def _merge(host: Expression, modifier: Expression) -> Expression:
    kind = host.kind
    if _is_modifier(host) and "throughout" in {host.kind, modifier.kind}:
        kind = "throughout"
    conditions = tuple(dict.fromkeys((*host.conditions, *modifier.conditions)))
    return host._replace(kind=kind, recurrence=host.recurrence or modifier.recurrence, conditions=conditions)


def share_words(expressions: list[Expression], joined: list[bool]) -> list[Expression]:
    """What is said once of a list: «не позднее 20.12 и 20.05» (both due), «декабрь, май ежегодно» (both yearly)."""
    found = list(expressions)
    for at in range(1, len(found)):
        if joined[at] and found[at - 1].kind == "due" and found[at].kind == "interval" and found[at].span.start == found[at].span.end:
            found[at] = found[at]._replace(kind="due", span=Span(None, found[at].span.end))
    pairs = [(at - 1, at) for at in range(1, len(found)) if joined[at]]
    for one, other in [*pairs, *((after, before) for before, after in reversed(pairs))]:
        if found[one].recurrence in _OF_A_LIST and not found[other].recurrence and found[one].kind == found[other].kind:
            found[other] = found[other]._replace(recurrence=found[one].recurrence)
    return found


def share_year(expressions: list[Expression]) -> list[Expression]:
    """«сентябрь, октябрь 2023»: a month of a list takes the year that closes the list."""
    found = list(expressions)
    for at in range(len(found) - 2, -1, -1):
        here, following = found[at].span, found[at + 1].span
        year = following.start.year if following.start and following.start.month else None
        if not (year and following.start and here.start and here.end and _lacks_year(here.start) and _lacks_year(here.end)):
            continue
        own = year - ((here.end.month or 0) > (following.start.month or 0))  # «декабрь, январь 2026»
        end = here.end._replace(year=own)
        found[at] = found[at]._replace(span=Span(end if here.start == here.end else here.start, end))
    return found


def _lacks_year(point: Point) -> bool:
    return bool(point.month) and not point.year and not point.relative
