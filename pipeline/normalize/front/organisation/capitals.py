"""Names typed in small letters throughout («мбоу сош № 67 г. рязани»), with the capitals that tell a name."""

import functools

from pipeline.normalize.front.organisation.legal_forms import find_form
from pipeline.normalize.front.organisation_words import Wordings, Words, read_words
from pipeline.normalize.front.places.parts import read_region_at
from pipeline.normalize.front.places.words import compound_end, is_adjective_at
from pipeline.vocabulary.shapes import Vocabulary


def with_capitals(text: str, vocabulary: Vocabulary) -> str:
    """A line that begins with a legal form and has no capital at all, with those of names; any other as it is.

    >>> from pipeline.vocabulary import load
    >>> with_capitals("мбоу сош № 67 г. рязани рязанской области", load())
    'мбоу сош № 67 г. Рязани Рязанской области'
    >>> with_capitals("школа г. рязани", load()), with_capitals("мбоу сош № 5 г. Рязани", load())
    ('школа г. рязани', 'мбоу сош № 5 г. Рязани')
    """
    words = read_words(text)
    if text != text.lower() or not words.tokens or find_form(words, 0, vocabulary) is None:
        return text
    shown = list(words.text)
    for at in range(1, len(words.tokens)):
        if words.tokens[at].is_word and _is_of_name(words, at, vocabulary):
            shown[words.tokens[at].start] = shown[words.tokens[at].start].upper()
    return "".join(shown)


@functools.cache
def _before_names(vocabulary: Vocabulary) -> Wordings[bool]:
    organisations = vocabulary.organisations
    phrases = (*organisations.honorary, *(phrase for entry in organisations.localities for phrase in entry.phrases))
    return Wordings((phrase, True) for phrase in phrases)


@functools.cache
def _districts(vocabulary: Vocabulary) -> Wordings[bool]:
    return Wordings((phrase, True) for entry in vocabulary.organisations.districts for phrase in (entry.name, *entry.phrases))


def _is_of_name(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a quote, «г.» or «имени» stands before a word, a hyphen joins it to a name, or it begins a district or a region."""
    before = _before_names(vocabulary)
    if words.opens(at - 1) or any((found := before.longest(words, start)) and found[0] == at for start in range(max(0, at - 3), at)):
        return True
    end = compound_end(words, at)
    is_of_district = is_adjective_at(words, end - 1) and _districts(vocabulary).longest(words, end) is not None
    return (is_of_district and _districts(vocabulary).longest(words, at) is None) or read_region_at(words, at, vocabulary) is not None
