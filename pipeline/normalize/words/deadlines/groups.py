"""Expressions that belong together: a recurrence with its time, the members of a list with what is said once of them."""

from pipeline.normalize.words.deadlines.dates import Point, Span
from pipeline.normalize.words.deadlines.expressions import PLAN, Expression, Found, weakest
from pipeline.normalize.words.deadlines.tokens import Row

_OF_A_LIST = {"YEARLY", "HALF_YEARLY", "QUARTERLY"}
"""Recurrences that count the members of a list."""


def group(found: list[Found], row: Row) -> list[Found]:
    """Each span of time with the recurrences and conditions beside it; those alone are expressions of their own, a recurrence also
    behind «далее».

    «постоянно (весь период)» says one thing twice. A recurrence that is said again opens what follows: «Ежегодно, до 15 сентября
    Ежегодно, до 1 октября» are two, each with its own.
    """
    groups: list[Found] = []
    for at, (expression, start, end) in enumerate(found):
        last = groups[-1] if groups else None
        is_parted = last is not None and not expression.conditions and _is_parted(row, last[2], start)
        opens = last is not None and _opens_next(last, found[at : at + 2], row)
        merged = _together(last[0], expression) if last and not opens and not is_parted else None
        if last and merged:
            groups[-1] = (merged, last[1], end)
        else:
            groups.append((expression, start, end))
    return groups


def _opens_next(last: Found, following: list[Found], row: Row) -> bool:
    """Whether the first of what follows repeats the recurrence of the last, which is alone and in the same words, or has a time behind it."""
    (expression, start, end), *behind = following
    if not _is_modifier(expression) or expression.recurrence is None or expression.recurrence != last[0].recurrence:
        return False
    if _is_modifier(last[0]):
        return [token.kind for token in row[last[1] : last[2]]] == [token.kind for token in row[start:end]]
    return bool(behind) and not _is_modifier(behind[0][0])


def _is_parted(row: Row, end: int, start: int) -> bool:
    return any(token.kind == "then" for token in row[end:start])


def _together(one: Expression, other: Expression) -> Expression | None:
    """Two neighbours as one expression; None where each is its own."""
    if _is_modifier(other) and not _refuses(one, other):
        return _merge(one, other)
    if _is_modifier(one) and not _refuses(other, one):
        return _merge(other, one)
    if "ongoing" in {one.kind, other.kind} and {one.kind, other.kind} <= {"ongoing", "throughout"}:
        return _merge(one._replace(kind="ongoing"), other)._replace(span=other.span if one.span == PLAN else one.span)
    return None


def _is_modifier(expression: Expression) -> bool:
    """Whether it has no time of its own: a recurrence or a condition."""
    comes_again = bool(expression.recurrence) or expression.evidence == "uncounted"
    return expression.span == PLAN and expression.kind != "ongoing" and (comes_again or bool(expression.conditions))


def _refuses(host: Expression, modifier: Expression) -> bool:
    """Whether both say how often, and neither «ежегодно», which goes with every other («ежегодно, 1 раз в квартал»)."""
    both = {host.recurrence, modifier.recurrence}
    return None not in both and len(both) > 1 and "YEARLY" not in both


def _merge(host: Expression, modifier: Expression) -> Expression:
    kind = host.kind
    if _is_modifier(host) and "throughout" in {host.kind, modifier.kind}:
        kind = "throughout"
    return host._replace(
        kind=kind,
        recurrence=next(
            (code for code in (host.recurrence, modifier.recurrence) if code and code != "YEARLY"), host.recurrence or modifier.recurrence
        ),
        conditions=tuple(dict.fromkeys((*host.conditions, *modifier.conditions))),
        evidence=weakest((host.evidence, modifier.evidence)),
    )


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


def share_months(expressions: list[Expression], joined: list[bool]) -> list[Expression]:
    """«сентябрь 2023, 2024»: a bare year of a list most likely means the month before it, in that year."""
    found = list(expressions)
    for at in range(1, len(found)):
        before, here = found[at - 1].span, found[at].span
        is_bare = here.start is not None and here.start == here.end and not here.start.month and found[at].kind == "interval"
        if joined[at] and is_bare and before.start and before.start == before.end and before.start.month and before.start.year:
            point = before.start._replace(year=here.start.year if here.start else None)
            found[at] = found[at]._replace(span=Span(point, point), evidence=weakest((found[at].evidence, "implied")))
    return found


def _lacks_year(point: Point) -> bool:
    return bool(point.month) and not point.year and not point.relative
