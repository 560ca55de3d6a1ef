"""One time, whatever it is: a day, a month, a term, a quarter, a season; and the members of a list whose unit is said once."""

from pipeline.normalize.words.deadlines.dates import Point, Span
from pipeline.normalize.words.deadlines.expressions import Time, TimeTaken
from pipeline.normalize.words.deadlines.points import read_point, read_year
from pipeline.normalize.words.deadlines.terms import read_numbered, read_part, read_quarter, read_season, read_term
from pipeline.normalize.words.deadlines.tokens import Row, is_and, kind_at

_READERS = (read_quarter, read_numbered, read_part, read_term, read_season, read_point)


def read_time(row: Row, at: int) -> TimeTaken | None:
    """The time that begins at a place, and the place after it; None where none does."""
    return next((found for read in _READERS if (found := read(row, at))), None)


def read_time_or_year(row: Row, at: int) -> TimeTaken | None:
    """As `read_time`; also a year by itself."""
    year, after = read_year(row, at)
    return (Time(Span(Point(year), Point(year))), after) if year else read_time(row, at)


def read_member(row: Row, at: int) -> TimeTaken | None:
    """The «5» of «5, 12 и 19 сентября», the «I» of «I, III четверть»: a number whose unit closes the list."""
    if kind_at(row, at) != "number" or read_time(row, at):
        return None
    after = end = _number_end(row, at)
    while end and (kind_at(row, end) in {"comma", "slash"} or is_and(row, end)) and (following := _number_end(row, end + 1)):
        end = following
    if end == after or kind_at(row, end) == "number":
        return None
    found = read_time([*row[at:after], *row[end:]], 0)
    return (found[0], after) if found and found[1] > after - at else None


def _number_end(row: Row, at: int) -> int:
    """The place after «5» or «I-II»; 0 where there is no number."""
    if kind_at(row, at) != "number":
        return 0
    return at + 3 if kind_at(row, at + 1) == "dash" and kind_at(row, at + 2) == "number" else at + 1
