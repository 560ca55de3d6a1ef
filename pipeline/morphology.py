"""Russian word forms: the one door to pymorphy3.

Lemmas are folded words (lower case, «е» for «ё»). What pymorphy3 gets wrong for this field is put right in `lemma`.
"""

import functools

import pymorphy3


@functools.cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


_LONGEST = 100
"""Letters of a word that the dictionary is asked for; the longest Russian compounds have some 50. Each letter more takes time."""


def _parse(word: str) -> list[pymorphy3.analyzer.Parse]:
    """The readings of a word; of one that is too long for a word, those of its end."""
    found: list[pymorphy3.analyzer.Parse] = _analyzer().parse(word[-_LONGEST:])
    return found


@functools.lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The dictionary form of a folded word; the word itself where the dictionary does not know it, or where it is too long for one.

    The family of наставник / наставляемый / наставничество / наставнический is kept apart by its stems: the dictionary
    makes «наставляемых» a form of the verb «наставлять», and brings it near to «наставник».
    """
    if len(word) > _LONGEST:
        return word
    first, hyphen, rest = word.partition("-")
    if hyphen:
        return (first if first.endswith("о") else lemma(first)) + hyphen + lemma(rest)
    for stem, form in _OWN_FORMS:
        if word.startswith(stem):
            return form
    parses = _parse(word)
    names = [parse for parse in parses if parse.tag.POS in {"NOUN", "ADJF"}]
    best = names[0] if names and parses[0].tag.POS in _VERBAL else parses[0]
    return str(best.normal_form).replace("ё", "е")


_NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init"}
_VERBAL = {"VERB", "INFN", "PRTF", "PRTS", "GRND"}
_OWN_FORMS = (
    ("наставляем", "наставляемый"),
    ("наставничеств", "наставничество"),
    ("наставническ", "наставнический"),
    ("наставник", "наставник"),
    ("заведующ", "заведующий"),  # the dictionary makes «заведующая» a form of the verb
    ("лучш", "лучший"),  # «лучший наставник» is no «хороший наставник»
)


@functools.lru_cache(maxsize=50_000)
def word_forms(word: str) -> frozenset[str]:
    """All dictionary forms that a folded word may come from, and itself: «основная» is of «основной» and of «основный»."""
    if len(word) > _LONGEST:
        return frozenset({word})
    return frozenset((word, *(str(parse.normal_form).replace("ё", "е") for parse in _parse(word))))


@functools.lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word (any form of it)."""
    return len(word) <= _LONGEST and bool(_analyzer().word_is_known(word.casefold()))


@functools.lru_cache(maxsize=5_000)
def forms(word: str) -> frozenset[str]:
    """All forms of a word, folded, as a noun or adjective if it can be one; the word alone where the dictionary does not know it."""
    known = [parse for parse in _parse(word) if parse.is_known and len(word) <= _LONGEST]
    names = [parse for parse in known if parse.tag.POS in {"NOUN", "ADJF"}]
    return frozenset({word, *(str(form.word).replace("ё", "е") for parse in (names or known)[:1] for form in parse.lexeme)})


_NAME_KINDS = {"Surn": "surname", "Name": "name", "Patr": "patronymic", "Geox": "place"}


@functools.lru_cache(maxsize=50_000)
def name_kinds(word: str) -> frozenset[str]:
    """What a word of any case is in the dictionary: surname, name, patronymic, place, common. Empty where it is not in it.

    Adjectives are common words but beside a surname of the same form («Иванова», «Толстой»).

    >>> sorted(name_kinds("Саидой")), sorted(name_kinds("Попов")), sorted(name_kinds("Рябокляч"))
    (['name'], ['common', 'surname'], [])
    """
    if not is_known(word):
        return frozenset()
    tags = [parse.tag for parse in _parse(word.casefold())]
    named = {kind for tag in tags for grammeme, kind in _NAME_KINDS.items() if grammeme in tag}
    others = {tag.POS for tag in tags if not _NAMES & set(tag.grammemes)}
    is_common = others - {"ADJF", "ADJS"} if "surname" in named else others
    return frozenset(named | ({"common"} if is_common else set()))


@functools.lru_cache(maxsize=20_000)
def names_a_thing_or_quality(word: str) -> bool:
    """Whether the word is a noun or adjective of the dictionary that names no living being: «Корж», «Молодых»; not «логопед»."""
    tags = [parse.tag for parse in _parse(word.casefold())]
    beings = any(tag.POS == "NOUN" and "anim" in tag for tag in tags)
    return is_known(word) and not beings and all(tag.POS in {"NOUN", "ADJF"} for tag in tags)


def nominative(word: str, like: str | None = None) -> str:
    """The nominative of a noun or adjective, in its own number; its capital letter is kept.

    `like`: a noun that an adjective belongs to; the adjective takes its gender («Тамбарской», «школа» gives «Тамбарская»).
    The word itself where it has no such form.
    """
    if len(word) > _LONGEST:
        return word
    grammemes = {"nomn", "sing"}
    if like is not None:
        gender = _parse(like)[0].tag.gender
        grammemes |= {gender} if gender else set()
    for parse in _parse(word.casefold()):
        if {"NOUN"} & set(parse.tag.grammemes) and like is not None:
            continue
        inflected = parse.inflect(grammemes)
        if inflected is not None:
            return _with_case_of(word, inflected.word)
    return word


def _with_case_of(pattern: str, word: str) -> str:
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    if "-" in pattern and pattern.count("-") == word.count("-"):
        return "-".join(_with_case_of(one, other) for one, other in zip(pattern.split("-"), word.split("-"), strict=True))
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word


@functools.lru_cache(maxsize=20_000)
def is_abbreviation(word: str) -> bool:
    """Whether a word in capital letters is no word of the dictionary in capitals: «ШМО», not «ШКОЛЫ»."""
    ordinary = (parse.is_known and not {"Abbr", "Infr"} & set(parse.tag.grammemes) for parse in _parse(word.casefold()))
    return word.isupper() and len(word) > 1 and not any(ordinary)


@functools.lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Whether the first reading of the word is an adjective or participle."""
    return _parse(word.casefold())[0].tag.POS in {"ADJF", "PRTF"}


@functools.lru_cache(maxsize=20_000)
def can_be_nominative(word: str) -> bool:
    """Whether some reading of the word is in the nominative, or has no case (abbreviations, «и.о.»)."""
    tags = [parse.tag for parse in _parse(word.casefold())]
    return any(tag.case in {None, "nomn"} for tag in tags)


@functools.lru_cache(maxsize=20_000)
def can_be_genitive(word: str) -> bool:
    """Whether some reading of the word is a noun or adjective in the genitive: «информатики», not «проводят»."""
    return any(parse.tag.case == "gent" for parse in _parse(word.casefold()))


@functools.lru_cache(maxsize=20_000)
def is_participle(word: str) -> bool:
    """Whether some reading of the word is a participle: «имеющие», «прошедшие», not «молодые»."""
    return any(parse.tag.POS == "PRTF" for parse in _parse(word.casefold()))


@functools.lru_cache(maxsize=20_000)
def is_plural(word: str) -> bool:
    """Whether the first reading of the word is in the plural."""
    return bool(_parse(word.casefold())[0].tag.number == "plur")


@functools.lru_cache(maxsize=20_000)
def is_instrumental(word: str) -> bool:
    """Whether the word, in small letters, can only be in the instrumental: «отделением», not «школы»."""
    cases = {parse.tag.case for parse in _parse(word) if parse.tag.POS in {"NOUN", "ADJF", "PRTF"}}
    return word.islower() and cases == {"ablt"}


@functools.lru_cache(maxsize=20_000)
def names_an_action(word: str) -> bool:
    """Whether the word is a common noun in the nominative singular, as an activity begins («Проведение»); no name, no place."""
    tags = [set(parse.tag.grammemes) for parse in _parse(word.casefold())]
    return any({"NOUN", "nomn", "sing", "inan"} <= tag for tag in tags) and not any(_NAMES & tag for tag in tags)


@functools.lru_cache(maxsize=20_000)
def names_a_thing(word: str) -> bool:
    """Whether every reading of the word is a noun in the nominative or the accusative that looks like it: «приказ», not «наставников»."""
    tags = [parse.tag for parse in _parse(word.casefold())]
    return all(tag.POS == "NOUN" and tag.case in {"nomn", "accs"} for tag in tags) and any(tag.case == "nomn" for tag in tags)
