"""What a cell shows: its value as its number format writes it, the way Excel does on a Russian machine.

A file holds values, not texts: «1.10» is 1.1, and «сентябрь 2023» is the day 45170. Only the format tells a month from its first day.
The formats: ECMA-376 part 1, 18.8.30 (numFmts) and 18.8.31 (numFmt).
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

GENERAL = "General"

BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd.mm.yyyy", 15: "dd.mmm.yy", 16: "dd.mmm",
    17: "mmm.yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 49: "@",
}  # fmt: skip
"""Formats that a file names by their number alone, as a Russian Excel shows them."""

_MONTHS = (
    ("январь", "января"), ("февраль", "февраля"), ("март", "марта"), ("апрель", "апреля"), ("май", "мая"), ("июнь", "июня"), ("июль", "июля"),
    ("август", "августа"), ("сентябрь", "сентября"), ("октябрь", "октября"), ("ноябрь", "ноября"), ("декабрь", "декабря"),
)  # fmt: skip
_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_SHORT_WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general)|(?P<half>am/pm|a/p)|(?P<date>y+|m+|d+|h+|s+)(?P<fraction>\.0+(?=\D|$))?"
    r"|(?P<number>[0#?][0#?,.]*|\.[0#?]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_UNREADABLE = frozenset("eE/")
"""Powers of ten and fractions: shown as plain numbers, which lose nothing."""


class Token(NamedTuple):
    """A piece of a format: what kind it is, and its text."""

    kind: str
    text: str


def shown_number(value: float, number_format: str, starts_1904: bool = False) -> str:
    """The text of a number. `starts_1904`: days are counted from 1904, as old Macs did.

    >>> [shown_number(1.1, code) for code in ("General", "0.00", '0" ч."', "0%")]
    ['1.1', '1.10', '1 ч.', '110%']
    >>> [shown_number(45170, code) for code in ("mmm.yy", "dd.mm.yyyy", 'd mmmm yyyy" г."')]
    ['сен.23', '01.09.2023', '1 сентября 2023 г.']
    """
    section, value = _section(number_format, value)
    tokens = _tokens(section)
    if any(token.kind in {"date", "elapsed"} for token in tokens):
        return _date(value, tokens, starts_1904) or general(value)
    if not tokens or any(token.kind == "other" and token.text in _UNREADABLE for token in tokens):
        return general(value)
    return _number(value, tokens)


def general(value: float) -> str:
    """A number as it is: no «.0», no noise of binary fractions."""
    return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"


def shown_date(value: dt.datetime) -> str:
    """A day and, unless it is midnight, a time, where no format says how to show them."""
    return value.strftime("%d.%m.%Y" if value.time() == dt.time() else "%d.%m.%Y %H:%M")


def _section(number_format: str, value: float) -> tuple[str, float]:
    """The part of a format that is for this value, and the value as it shows it: a part of their own shows negative numbers without sign."""
    sections = re.findall(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+', number_format)
    if len(sections) > 1 and any(re.search(r"\[[<>=]", section) for section in sections):
        return GENERAL, value
    if len(sections) > 1 and value < 0:
        return sections[1], -value
    if len(sections) > 2 and value == 0:
        return sections[2], value
    return (sections[0] if sections else GENERAL), value


def _tokens(section: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or ""
        text = match[kind] if kind else ""
        if kind == "fraction":
            kind, text = "date", match["date"]
        found.append(Token("literal" if kind in {"quoted", "escaped", "currency"} else kind, text))
    return [token for token in found if token.kind not in {"", "bracket"}]


# ------------------------------------------------------------ numbers


def _number(value: float, tokens: list[Token]) -> str:
    percents = sum(token == Token("other", "%") for token in tokens)
    pattern = next((token.text for token in tokens if token.kind == "number"), None)
    digits = _digits(Decimal(repr(value)) * 100**percents, pattern) if pattern else general(value)
    shown = ""
    for token in tokens:
        is_place = token.kind in {"number", "general"} or token == Token("other", "@")
        shown += digits if is_place else token.text
        digits = "" if is_place else digits
    return shown if shown.strip() else general(value)


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    if whole.endswith(","):
        return general(float(value))
    text = f"{abs(value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)):f}"
    integer, _, fraction = text.partition(".")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    fraction = fraction[: len(fraction) - optional] + fraction[len(fraction) - optional :].rstrip("0")
    integer = integer.zfill(whole.count("0"))
    if "," in whole:
        integer = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", "\xa0", integer)
    is_negative = value < 0 and text.strip("0.")
    return ("-" if is_negative else "") + integer + ("." + fraction if fraction else "")


# ------------------------------------------------------------ dates and times


def _date(value: float, tokens: list[Token], starts_1904: bool) -> str | None:
    """The day or time of a serial number; None where there is none."""
    try:
        moment = moment_of(value, starts_1904)
    except (OverflowError, ValueError):
        return None
    has_day = any(token.kind == "date" and token.text[0] in "dD" and len(token.text) < 3 for token in tokens)
    shown = ""
    for place, token in enumerate(tokens):
        if token.kind == "elapsed":
            shown += str(int(value * {"h": 24, "m": 1440, "s": 86400}[token.text[0].lower()]))
        elif token.kind == "date":
            shown += _part(moment, token.text.lower(), has_day, _is_minute(tokens, place))
        elif token.kind not in {"half", "general"} and token.text != "@":
            shown += token.text
    return shown.strip()


def moment_of(value: float, starts_1904: bool = False) -> dt.datetime:
    """The moment of a serial number of days. OverflowError, ValueError where there is none.

    In the system of 1900 that year has a 29 February that never was (ECMA-376 part 1, 18.17.4.1).
    """
    if value < 0:
        raise ValueError(value)
    start = dt.datetime(1904, 1, 1) if starts_1904 else dt.datetime(1899, 12, 30 if value >= 60 else 31)  # noqa: DTZ001 - no zone in a cell
    return start + dt.timedelta(seconds=round(value * 86400))


def _is_minute(tokens: list[Token], place: int) -> bool:
    """Whether «m» means minutes: it stands after hours or before seconds."""
    letters = [(at, token.text[0].lower()) for at, token in enumerate(tokens) if token.kind in {"date", "elapsed"}]
    before = [letter for at, letter in letters if at < place][-1:]
    after = [letter for at, letter in letters if at > place][:1]
    return before == ["h"] or after == ["s"]


def _part(moment: dt.datetime, letters: str, has_day: bool, is_minute: bool) -> str:
    width = len(letters)
    match letters[0]:
        case "y":
            return f"{moment.year:04}" if width > 2 else f"{moment.year % 100:02}"
        case "m" if not is_minute:
            return _month(moment.month, width, has_day)
        case "d" if width > 2:
            return _SHORT_WEEKDAYS[moment.weekday()] if width == 3 else _WEEKDAYS[moment.weekday()]
    number = {"d": moment.day, "h": moment.hour, "m": moment.minute, "s": moment.second}[letters[0]]
    return f"{number:0{min(width, 2)}}"


def _month(number: int, width: int, has_day: bool) -> str:
    nominative, genitive = _MONTHS[number - 1]
    if width == 3:
        return nominative[:3]
    if width == 5:
        return nominative[0].upper()
    if width > 3:
        return genitive if has_day else nominative.capitalize()
    return f"{number:0{width}}"
