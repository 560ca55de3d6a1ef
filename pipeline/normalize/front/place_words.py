"""What the words of a place look like: names, initials, compounds, adjectives."""

from pipeline.morphology import is_adjective, nominative
from pipeline.normalize.front.organisation_words import Words
from pipeline.text import fold
from pipeline.vocabulary.shapes import Vocabulary


def past_quote(words: Words, at: int) -> int:
    """The place after a quote that closes, if one stands there."""
    return at + (words.is_quote(at) and not words.opens(at))


def is_name(words: Words, at: int) -> bool:
    """Whether a word with a capital stands at a place."""
    return at < len(words.tokens) and words.tokens[at].is_capital


def is_initial(words: Words, at: int) -> bool:
    """Whether an initial stands at a place."""
    return len(words.tokens[at].text) == 2 and words.tokens[at].text[1] == "."


def compound_end(words: Words, at: int) -> int:
    """The end of the word that begins at a place, with what a hyphen joins to it."""
    end = at + 1
    while end < len(words.tokens) and words.tokens[end].is_hyphened and words.tokens[end].is_word:
        end += 1
    return end


def text_of(words: Words, start: int, end: int) -> str:
    """The words between two places, blanks between them."""
    return " ".join(words_of(words, start, end))


def words_of(words: Words, start: int, end: int) -> list[str]:
    """The words between two places, those that a hyphen joins as one."""
    found: list[str] = []
    for at in range(start, end):
        token = words.tokens[at]
        if at > start and token.is_hyphened:
            found[-1] += "-" + token.text.rstrip(".")
        else:
            found.append(token.text.rstrip("."))
    return found


def is_adjective_at(words: Words, at: int) -> bool:
    """Whether the word at a place is an adjective, as far as its form tells."""
    token = words.tokens[at]
    return (
        token.is_word
        and len(token.text) > 3
        and (is_adjective(token.text) or token.folded.endswith(("ского", "ский", "ском", "цкого", "цкий")))
    )


def district_adjective(words: Words, start: int, end: int, vocabulary: Vocabulary) -> str:
    """«Усть-Удинского» as «Усть-Удинский»: the last part agrees; «Слободского» as «Слободской», since the vocabulary says so."""
    shown = [token.text.title() if token.text.isupper() else token.text for token in words.tokens[start:end]]
    stressed = {fold(word)[:-2]: word for word in vocabulary.organisations.stressed}
    own = stressed.get(words.tokens[end - 1].folded[:-3]) if shown[-1].endswith("ого") else None
    return "-".join((*shown[:-1], own or nominative(shown[-1], like="район")))


def is_marker(words: Words, at: int, end: int) -> bool:
    """«г.», «с.», «город»: a single letter has its full stop, or a name glued to it."""
    token = words.tokens[at]
    if len(token.text.rstrip(".")) == 1 and token.text[0].isupper():
        is_large = end < len(words.tokens) and words.tokens[end].text.isupper() and len(words.tokens[end].text) > 3
        return is_large and (words.is_shouted or token.text == "Г.") and not _is_of_initials(words, at)
    if end - at > 1 or len(token.text) > 1:
        return token.text[0].islower() or words.is_shouted or token.text[:2].isupper() or len(token.text) > 3 or token.text.endswith(".")
    return token.text == "г" or (token.text.islower() and end < len(words.tokens) and words.tokens[end].is_capital and token.text in "пдх")


def _is_of_initials(words: Words, at: int) -> bool:
    """«С.» of «С.В. ДОРОШКОВА», «ИМЕНИ П. МАЛЬЦЕВА»."""
    near = [*words.tokens[max(0, at - 1) : at], *words.tokens[at + 1 : at + 2]]
    return any(len(token.text) == 2 and token.text[1] == "." for token in near) or (
        at > 0 and words.tokens[at - 1].folded in {"имени", "им"}
    )
