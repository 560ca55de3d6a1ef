"""What the words of a place look like: names, initials, compounds, adjectives."""

from pipeline.morphology import is_adjective
from pipeline.normalize.front.organisation_words import Words


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
