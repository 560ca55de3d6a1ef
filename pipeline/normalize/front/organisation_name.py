"""The short name out of the words of a mention: the kind in the nominative, adjectives before it too, no quotes, no places."""

import re

from pipeline.morphology import can_be_nominative, is_adjective, nominative
from pipeline.normalize.front.organisation_mentions import Mention, Named
from pipeline.normalize.front.organisation_words import Words
from pipeline.text import fold, squash

_ONLY_NUMBER = re.compile(r"(?:№+|N[ºo]?)\s?\d\S*")


def short_name(words: Words, mention: Mention) -> str | None:
    """The name as written but for its case; None where there is only a number."""
    shown = _shown(words, mention)
    pieces: list[str] = []
    for before, at in zip((-1, *mention.name), mention.name, strict=False):
        if at in shown:
            pieces.append(_gap(words, before, at) + shown[at])
    name = re.sub(r"\s+([,.;:)])|([(])\s+", r"\1\2", squash("".join(pieces))).strip(" ,;:-–—")
    if not mention.kinds and mention.name and words.tokens[mention.name[0]].number:
        name = _ONLY_NUMBER.sub("", name, count=1).strip()
    return name if any(map(str.isalpha, name)) and not _ONLY_NUMBER.fullmatch(name) else None


def is_oblique(words: Words, mention: Mention) -> bool:
    """Whether the name begins outside quotes with a word that is in no nominative, and no kind says which it is."""
    if mention.kinds or not mention.name:
        return False
    first = words.tokens[mention.name[0]]
    is_quoted = mention.name[0] > 0 and words.is_quote(mention.name[0] - 1)
    return first.is_word and not is_quoted and not can_be_nominative(first.text)


def _gap(words: Words, before: int, at: int) -> str:
    """What stands before a token of the name: as written where nothing was left out, and a blank where a quote was."""
    if before < 0:
        return ""
    gap = words.tokens[at].gap
    return gap if at == before + 1 else " " + gap.strip() + " " if gap.strip() and not gap.strip().isalnum() else " "


def _shown(words: Words, mention: Mention) -> dict[int, str]:
    shown = {at: words.tokens[at].text for at in mention.name}
    for named in mention.kinds[:1]:
        is_declined = not _is_nominative(words, named)
        if is_declined or _is_shouted(words, named):
            shown = {at: text for at, text in shown.items() if not named.start < at < named.end}
            shown[named.start] = _wording(words, named)
        is_short = named.wording.isupper() or "/" in named.wording  # «Тамбарской ООШ»: the short word has no cases
        like = named.kind.head if is_short else _head(named.wording)
        for at in _adjectives(words, mention, named) if is_declined or is_short else []:
            shown[at] = nominative(shown[at], like=like)
    return shown


def _adjectives(words: Words, mention: Mention, named: Named) -> list[int]:
    """The adjectives right before the kind; of a compound its last part."""
    found: list[int] = []
    for at in reversed([at for at in mention.name if at < named.start]):
        token = words.tokens[at]
        is_first_part = words.tokens[at + 1].is_hyphened
        if is_first_part or token.text in "()":
            continue
        if not is_adjective(token.text):
            break
        found.append(at)
    return found


def _head(wording: str) -> str:
    """The noun of a wording: «средняя школа», «детский сад комбинированного вида», «дом детского творчества»."""
    return next((word for word in wording.replace("-", " ").split() if not is_adjective(word)), wording)


def _is_nominative(words: Words, named: Named) -> bool:
    """Whether the words stand as the vocabulary has them: then they are left as they are."""
    written = [token.folded for token in words.tokens[named.start : named.end]]
    return written == re.findall(r"\w+|[^\w\s-]", fold(named.wording))


def _is_shouted(words: Words, named: Named) -> bool:
    return all(token.text.isupper() and len(token.text) > 4 for token in words.tokens[named.start : named.end])


def _wording(words: Words, named: Named) -> str:
    """The vocabulary's wording, with the capital that the text has: «Лицей», «лицей» (also for «ЛИЦЕЙ»), «СОШ»."""
    token = words.tokens[named.start].text
    begins_large = token[:1].isupper() and not (token.isupper() and len(token) > 5)
    return named.wording[:1].upper() + named.wording[1:] if begins_large else named.wording
