"""The forms of a name, over words: surname and initials either way round, full names in any order, with the particles of patronymics.

All forms that can be read in a line compete, and those that leave the fewest initials and names over win: in «Директор И.И. Попов»
the initials belong to «Попов», in «Сухов С. С. Ким Ю.А.» to the surname before them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.morphology import names_a_thing_or_quality
from pipeline.normalize.words.persons.evidence import (
    CERTAIN,
    LIKELY,
    NEVER,
    POSSIBLE,
    UNLIKELY,
    can_be_name,
    has_particle,
    is_name,
    is_particle,
    is_patronymic,
    surname,
)
from pipeline.normalize.words.persons.tokens import Token

_ABBREVIATIONS = frozenset(["РФ", "МО", "ТД", "ТП", "ТЕ", "МП", "ОУ", "ВР", "УР", "МР", "УВ", "СП", "ПО", "ДО", "ОО", "УО", "ИТ", "ИП"])
"""What two letters with full stops stand for beside a common word: «Приказ Р.Ф.», «Кванториум ДО»."""
_PLACE_INITIALS = frozenset("ГСПДХ")
"""«Г. Казань», «С. Верхнее»."""


class Form(NamedTuple):
    """A name as it could be read: its words (end excluded), where it ends in characters, its surname's word, and its weight."""

    first: int
    last: int
    end: int
    surname: int | None
    weight: int


class _Initials(NamedTuple):
    last: int
    end: int
    letters: int
    dotted: bool


def read_forms(
    text: str, tokens: Sequence[Token], honoured: frozenset[int] = frozenset(), places: frozenset[int] = frozenset()
) -> list[Form]:
    """The names of a line, in order, none over another.

    honoured: words right after «имени»; places: words right after «г.», «ул.»: neither is the surname of initials that follow, if another is there.
    """
    forms = [form for at in range(len(tokens)) for form in _forms(text, tokens, at)]
    forms = [form._replace(weight=form.weight - (4 if form.first in honoured else 0)) for form in forms]
    return _best([form for form in forms if form.surname is None or form.surname not in places], len(tokens))


def _best(forms: Sequence[Form], count: int) -> list[Form]:
    """The heaviest set of forms without overlaps; of equal sets that which begins with the leftmost."""
    best: list[tuple[int, list[Form]]] = [(0, [])] * (count + 1)
    for at in reversed(range(count)):
        best[at] = best[at + 1]
        for form in forms:
            if form.first == at and form.weight + best[form.last][0] >= best[at][0]:
                best[at] = (form.weight + best[form.last][0], [form, *best[form.last][1]])
    return best[0][1]


def _forms(text: str, tokens: Sequence[Token], at: int) -> Iterator[Form]:
    if not tokens[at].is_capital:
        return
    if tokens[at].is_initial:
        yield from _initials_first(text, tokens, at)
    else:
        yield from _surname_first(text, tokens, at)
        yield from _full(tokens, at)


# ------------------------------------------------------------ initials


def _initials(text: str, tokens: Sequence[Token], at: int) -> Iterator[_Initials]:
    """The initials that begin at a word: «И.И.», «И. И», «И.», «И И», «ИИ»."""
    if at >= len(tokens):
        return
    token = tokens[at]
    if len(token.text) == 2 and token.text.isupper():
        yield _Initials(at + 1, token.end + text.startswith(".", token.end), 2, dotted=False)
    if not token.is_initial:
        return
    dotted = text.startswith(".", token.end)
    if dotted:
        yield _Initials(at + 1, token.end + 1, 1, dotted=True)
    if at + 1 < len(tokens) and tokens[at + 1].is_initial and re.fullmatch(r"\.\s{0,2}" if dotted else r"\s", tokens[at + 1].before):
        after = tokens[at + 1].end
        closed = text.startswith(".", after)
        if closed or not tokens[at + 1].before[-1:].isspace() or not re.match(r"\s+[^\W\d_]", text[after:]):  # no «А. В школе»
            yield _Initials(at + 2, after + closed, 2, dotted)


def _surname_first(text: str, tokens: Sequence[Token], at: int) -> Iterator[Form]:
    for found in _initials(text, tokens, at + 1):
        gap = tokens[at + 1].before
        if not re.fullmatch(r"\s{1,3}" if len(tokens[at + 1].text) == 2 else r"\s{0,3}|\.\s?", gap):
            continue
        least = (
            LIKELY if "." in gap and gap != "." else POSSIBLE if found.letters == 1 or not found.dotted else UNLIKELY
        )  # no «Отв. И.И. Котов»
        if surname(tokens[at].text) >= least and _may_be_initials(tokens, at, at + 1, found):
            yield Form(at, found.last, found.end, at, _weight(tokens[at], found.letters))


def _initials_first(text: str, tokens: Sequence[Token], at: int) -> Iterator[Form]:
    for found in _initials(text, tokens, at):
        if not found.dotted or found.last >= len(tokens) or not _is_word(tokens[found.last]):
            continue
        gap = tokens[found.last].before
        may_be_place = found.letters == 1 and tokens[at].text in _PLACE_INITIALS and gap != "."
        least = CERTAIN if may_be_place else POSSIBLE if found.letters == 1 else UNLIKELY
        if (
            re.fullmatch(r"\.?\s{0,3}", gap)
            and surname(tokens[found.last].text) >= least
            and _may_be_initials(tokens, found.last, at, found)
        ):
            yield Form(at, found.last + 1, tokens[found.last].end, found.last, _weight(tokens[found.last], found.letters))


def _may_be_initials(tokens: Sequence[Token], word: int, at: int, found: _Initials) -> bool:
    """Whether letters stand for a name and not for something else: beside a common word they may («Приказ Р.Ф.»), glued they often do."""
    letters = "".join(token.text for token in tokens[at : found.last])
    after = tokens[found.last] if found.last < len(tokens) else None
    if letters == "ИО" and after and len(after.text) > 1 and surname(after.text) == NEVER and not after.before.strip(". "):
        return False  # «и.о. директора»
    is_open = surname(tokens[word].text) > UNLIKELY if found.dotted else surname(tokens[word].text) >= LIKELY
    return is_open or letters not in _ABBREVIATIONS


def _weight(token: Token, initials: int) -> int:
    """One initial counts for less, or else «Котов И.И. Зимин» would be two persons of one initial each; so does «СОШ» before «И.И. Пак»."""
    level = surname(token.text) - (token.is_abbreviation and surname(token.text) < LIKELY)
    return 10 * initials + (3 if initials > 1 else 1) * level


def _is_word(token: Token) -> bool:
    return token.is_capital and len(token.text) > 1


# ------------------------------------------------------------ full names


def _full(tokens: Sequence[Token], at: int) -> Iterator[Form]:
    """Full names that begin at a word: name and patronymic, with a surname before or after, and a surname with a name alone."""
    row = _run(tokens, at)
    levels = [surname(word, among_capitals=row[min(1, len(row) - 1)].isupper()) for word in row]
    for first in (0, 1):
        may_be_any = _stands_out(tokens, at) or names_a_thing_or_quality(row[0])
        has_surname = first == 0 or levels[0] >= (UNLIKELY if may_be_any else POSSIBLE)
        given = _given(row[first:])
        if has_surname and given:
            yield _form(tokens, at, first + given, at if first else None)
            if not first and given < len(row) and levels[given] >= UNLIKELY and not _begins_given(row[given:]):
                yield _form(tokens, at, given + 1, at + given)
    if len(row) > 1 and not _given(row) and not is_patronymic(row[1]):
        if is_name(row[1]) and levels[0] >= LIKELY:
            yield _form(tokens, at, 2, at)
        elif is_name(row[0]) and levels[1] >= LIKELY:
            yield _form(tokens, at, 2, at + 1)


def _stands_out(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word has its capital for itself: inside a line that is not all capitals («наставник Корж Анна Петровна»)."""
    return at > 0 and bool(re.fullmatch(r"\s+", tokens[at].before)) and not tokens[at].text.isupper()


def _run(tokens: Sequence[Token], at: int) -> list[str]:
    """Up to five words from a place on that only white space parts, with capitals; and particles."""
    row = [tokens[at].text]
    for token in tokens[at + 1 : at + 5]:
        if token.before.strip() or not token.before or not (_is_word(token) or is_particle(token.text)):
            break
        row.append(token.text)
    return row


def _given(row: Sequence[str]) -> int:
    """How many words a name with its patronymic takes at the start of a row; 0 where there is none: «Анна Петровна», «Мамед Гасан оглы»."""
    if len(row) < 2 or not can_be_name(row[0]) or is_particle(row[1]):
        return 0
    if len(row) > 2 and is_particle(row[2]):
        return 3
    return 2 if is_patronymic(row[1]) or has_particle(row[1]) else 0


def _begins_given(row: Sequence[str]) -> bool:
    """Whether the surname behind a name is that of the next one: «Анна Петровна Котова Ольга Ивановна»."""
    return bool(_given(row[1:]))


def _form(tokens: Sequence[Token], at: int, count: int, named: int | None) -> Form:
    weight = 10 * count + (3 * surname(tokens[named].text) if named is not None else 0)
    return Form(at, at + count, tokens[at + count - 1].end, named, weight)
