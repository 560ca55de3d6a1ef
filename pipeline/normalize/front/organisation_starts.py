"""Where the name of an organisation begins: at a legal form, or at a word of its kind with something that makes it a name.

«Школа» alone names nobody; «школа № 5», «гимназия имени …», «Коскинская СОШ», «д/с «Снежинка»» do.
"""

import functools
from typing import NamedTuple

from pipeline.morphology import is_adjective, is_known
from pipeline.normalize.front.legal_forms import Form, find_form
from pipeline.normalize.front.organisation_words import Wordings, Words
from pipeline.normalize.front.places import read_place
from pipeline.vocabulary.shapes import Kind, Vocabulary

_REACH = 5
"""So many words before an authority may name the document that it is cited for («приказ от 5.05.2022 № 7 министерства …»)."""


class Start(NamedTuple):
    """The first token of a mention, its legal form, and on what evidence it is taken for one."""

    at: int
    form: Form | None
    evidence: frozenset[str] = frozenset()


@functools.cache
def kinds(vocabulary: Vocabulary) -> Wordings[tuple[Kind, str]]:
    """Words of kinds: the kind, and its wording in the nominative."""
    return Wordings((phrase, (kind, phrase)) for kind in vocabulary.organisations.kinds for phrase in kind.phrases)


def find_kind(words: Words, at: int, vocabulary: Vocabulary) -> tuple[int, tuple[Kind, str]] | None:
    """The kind that begins at a place: the place after it, and its meaning. A hyphen may make it another: «кадетская школа-интернат»."""
    found = kinds(vocabulary).longest(words, at)
    if found is None or found[0] >= len(words.tokens) or not words.tokens[found[0]].is_hyphened:
        return found
    longer = kinds(vocabulary).longest(words, found[0] - 1)
    if longer is None or longer[0] <= found[0]:
        return found
    return longer[0], (longer[1][0], f"{found[1][1].rpartition(' ')[0]} {longer[1][1]}".strip())


@functools.cache
def wordings(phrases: tuple[str, ...]) -> Wordings[bool]:
    """Phrases that mean nothing but themselves."""
    return Wordings((phrase, True) for phrase in phrases)


def find_start(words: Words, at: int, vocabulary: Vocabulary) -> Start | None:
    """The mention that begins at a token; None where none does."""
    form = find_form(words, at, vocabulary)
    if form:
        return Start(at, form, form.evidence)
    if not words.tokens[at].is_word:
        return None
    kind_at = at if find_kind(words, at, vocabulary) else skip_adjectives(words, at, vocabulary)
    found = find_kind(words, kind_at, vocabulary)
    if not found or (kind_at > at and not words.tokens[at].is_capital):
        return None
    end, (kind, wording) = found
    if kind.code == "municipality":
        is_named = words.tokens[at].is_capital or (end < len(words.tokens) and read_place(words, end, vocabulary) is not None)
        return Start(at, None) if is_named else None
    if _is_named(words, end, vocabulary) or (wording.isupper() and end < len(words.tokens) and read_place(words, end, vocabulary)):
        is_thin = words.is_quote(end) and wording in {"школа", "центр образования", "комплекс", "академия", "университет"}
        return Start(at, None, frozenset({"thin_name" if is_thin else "no_form"}))
    return _adjective_start(words, at, kind_at, wording) if kind_at > at else None


def _adjective_start(words: Words, at: int, kind_at: int, wording: str) -> Start | None:
    """«Коскинская СОШ»; «Современная школа» may be a project."""
    last = words.tokens[kind_at - 1].folded
    is_of_place = any(part in last[-6:] for part in ("ск", "цк")) or not is_known(last)
    return Start(at, None, frozenset({"no_form" if is_of_place or wording.isupper() else "thin_name"}))


def _is_named(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a number, a name in quotes or «имени» stands at a place."""
    if at >= len(words.tokens):
        return False
    token = words.tokens[at]
    if token.number or (words.opens(at) and at + 1 < len(words.tokens) and words.tokens[at + 1].is_capital):
        return True
    following = words.tokens[at + 1].text if at + 1 < len(words.tokens) else ""
    if token.folded == "при":
        return following[:2].isupper() and len(following) > 1
    return wordings(vocabulary.organisations.honorary).longest(words, at) is not None and (following[:1].isupper() or following.isdigit())


def skip_adjectives(words: Words, at: int, vocabulary: Vocabulary) -> int:
    """The place of the kind that adjectives lead to («Волжский политехнический техникум»); `at` where they lead to none."""
    end = at
    while end < len(words.tokens) and _is_describing(words, end, vocabulary):
        end += 1
        if find_kind(words, end, vocabulary):
            return end
    return at


def _is_describing(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    token = words.tokens[at]
    if token.text in "()" and at:
        return at + 1 < len(words.tokens) and ((is_adjective(words.tokens[at - 1].text) and token.text == ")") or token.text == "(")
    if not token.is_word:
        return False
    is_first_part = at + 1 < len(words.tokens) and words.tokens[at + 1].is_hyphened
    is_own = token.folded not in _POINTING and (is_adjective(token.text) or is_first_part)
    return is_own and len(token.text) > 2 and not find_form(words, at, vocabulary)


_POINTING = frozenset(
    (
        "наш",
        "наша",
        "нашей",
        "нашего",
        "каждый",
        "каждая",
        "каждой",
        "каждого",
        "другой",
        "другая",
        "этой",
        "этого",
        "всей",
        "своей",
        "своего",
    )
)


# ------------------------------------------------------------ whose mention it is


def is_partner(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether what stands right before makes it somebody else: «на базе …», «совместно с …»."""
    partners = wordings(vocabulary.organisations.partners)
    return any(found[0] in {at, at - 1} for before in range(max(0, at - 4), at) if (found := partners.longest(words, before)))


def is_cited(words: Words, start: int, vocabulary: Vocabulary) -> bool:
    """Whether an authority is named for its document: «приказ министерства …»."""
    references = wordings(vocabulary.organisations.references)
    return any(references.longest(words, before) for before in range(max(0, start - _REACH), start))


def is_of_country(words: Words, start: int, end: int) -> bool:
    """Whether an authority is the country's: no plan is of «Министерство просвещения РФ»."""
    return any(token.folded in {"рф", "россии", "российской"} for token in words.tokens[start : end + 2])
