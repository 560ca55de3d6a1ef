"""How much a word by itself looks like a surname, a name, a patronymic: from the dictionary, and from endings where it has no such word."""

import functools
import re

from pipeline.morphology import lemma, name_kinds
from pipeline.normalize.words.persons.tokens import Token
from pipeline.text import fold

CERTAIN, LIKELY, POSSIBLE, UNLIKELY, NEVER = 3, 2, 1, 0, -1
"""Of a surname: no other word; its ending says so; the dictionary knows nothing, or also another word; another word; not at all."""

_CASES = r"(?:а|у|ым|ом|е|ой|ою|ых|ыми)?"
_ENDING = re.compile(
    rf".+(?:(?:ов|ев|ин|ын){_CASES}|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ие|их)|(?:енк|нк|к)о|(?:ук|юк|чук|чик|як|ян|янц|дзе|швили|ман|ер|ец|ич|оев|иа)(?:а|у|ом|ем|е)?)"
)
_HYPHEN = re.compile(r"[-‐‑–]")
_PATRONYMIC = re.compile(r".{2,}(?:[ое]вич|[иь]ич|мич|кич|[ое]вн|ичн)(?:а|у|ем|е|ы|ой|ою)?")
_PARTICLES = frozenset(["оглы", "огли", "оглу", "кызы", "гызы", "кизи", "қызы", "улы", "уулу", "угли", "углу", "ўғли", "қизи"])
_NOBODY = frozenset([
    "директор", "заведующий", "заведовать", "заведующая", "руководитель", "куратор", "наставник", "наставляемый", "педагог", "учитель", "методист", "психолог", "воспитатель", "заместитель",
    "начальник", "председатель", "секретарь", "администрация", "приказ", "протокол", "распоряжение", "положение", "школа", "гимназия", "лицей", "колледж", "техникум", "министерство",
    "управление", "комитет", "совет", "печать", "подпись", "утверждать", "согласовать", "принять", "рассмотреть", "ответственный", "исполнитель",
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
])  # fmt: skip
"""What stands beside names and initials in title blocks and cells, and names nobody: «Директор М.П.», «Приказ Р.Ф.», «Январь»."""


@functools.lru_cache(maxsize=50_000)
def _surname(word: str) -> int:
    kinds = name_kinds(word)
    has_ending = bool(_ENDING.fullmatch(fold(word)))
    if not kinds:
        return LIKELY if has_ending else POSSIBLE
    if "surname" in kinds:
        return CERTAIN if "common" not in kinds else LIKELY if has_ending else POSSIBLE
    if "name" in kinds:
        return LIKELY if kinds == {"name"} else POSSIBLE
    return NEVER if lemma(fold(word)) in _NOBODY else POSSIBLE if has_ending and "common" in kinds else UNLIKELY


@functools.lru_cache(maxsize=50_000)
def surname(word: str, among_capitals: bool = False) -> int:
    """How much a word that begins with a capital looks like a surname; of a hyphenated one, its least likely half.

    among_capitals: whether its neighbours are in capitals too, so that a short word in capitals is no abbreviation for that.

    >>> [surname(word) for word in ("Дьяченко", "Рябокляч", "Мельник", "Директор", "СОШ", "Зимина-Ветрова")]
    [3, 1, 0, -1, 0, 2]
    """
    if len(word) < 2 or is_particle(word):
        return NEVER
    found = min(_surname(part) for part in _HYPHEN.split(word))
    is_short = word.isupper() and len(word) <= 5 and not among_capitals and "surname" not in name_kinds(word)
    return min(found, UNLIKELY) if is_short and found < LIKELY else found


def is_name(word: str) -> bool:
    """Whether the dictionary knows the word as a first name, be it also another word («Вера»)."""
    return not is_particle(word) and any("name" in name_kinds(part) for part in _HYPHEN.split(word))


def can_be_name(word: str) -> bool:
    """Whether a word before a patronymic can be a first name: one that the dictionary knows as such, or does not know."""
    return is_name(word) or not name_kinds(word)


def is_patronymic(word: str) -> bool:
    """By the dictionary or the ending, in any case: «Кузьмичом», «Бадмаевной»; not «Наставнич»."""
    kinds = name_kinds(word)
    return "patronymic" in kinds or (not kinds and bool(_PATRONYMIC.fullmatch(fold(word))))


def is_particle(word: str) -> bool:
    """«оглы», «кызы»: what makes a father's name a patronymic."""
    return word.casefold() in _PARTICLES


def has_particle(word: str) -> bool:
    """«Гасан-оглы»."""
    return "-" in word and is_particle(word.rpartition("-")[2])


def is_unexplained(token: Token) -> bool:
    """Whether a word with a capital is no common word, no place and no abbreviation: a name, for all that the dictionary says."""
    if not _may_name(token):
        return False
    return not any(name_kinds(part) & {"common", "place"} and surname(part) < CERTAIN for part in _HYPHEN.split(token.text))


def is_doubtful(token: Token) -> bool:
    """Whether a word with a capital can be a name, also where it is another word too («Вера», «Мороз»)."""
    return is_unexplained(token) or (_may_name(token) and bool(name_kinds(token.text) & {"name", "surname", "patronymic"}))


def _may_name(token: Token) -> bool:
    return len(token.text) > 1 and token.is_capital and not (token.is_abbreviation and surname(token.text) < LIKELY)
