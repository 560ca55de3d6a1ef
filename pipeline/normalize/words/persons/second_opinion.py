"""What a trained model and the dictionary see beside what the rules found; asked only of words that the rules leave."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.ner import spans_of_persons
from pipeline.normalize.words.persons.evidence import CERTAIN, LIKELY, NEVER, is_doubtful, is_name, is_patronymic, is_unexplained, surname
from pipeline.normalize.words.persons.reading import Name, Reading
from pipeline.normalize.words.persons.tokens import Token

_INSIDE = re.compile(r"\s*[,:;/–—-]?\s+|/")


def whole_names(text: str, reading: Reading) -> list[Name]:
    """Names of several words, all with capitals, that the model sees: one word alone may be a school, a firm, a village."""
    found = _seen(text, reading, [*reading.left(is_doubtful), *_beside_given_names(reading)])
    return [_named(words) for words in found if len(words) > 1 and all(word.is_capital for word in words)]


def all_names(text: str, reading: Reading) -> list[Name]:
    """Whatever may be a name beside those of the rules, be it one word: by the model, or by the dictionary, which has it as nothing else."""
    asked = [*reading.left(is_doubtful), *_beside_given_names(reading), *_beside_initials(reading), *reading.left(_may_stand_for_somebody)]
    seen = [_named(words) for words in _seen(text, reading, asked) if len(words) > 1 or _is_plausible(words[0])]
    return [*seen, *(_named([token]) for token in reading.left(is_unexplained) if _is_sure(token))]


def _seen(text: str, reading: Reading, asked: Sequence[Token]) -> list[list[Token]]:
    """The words of each name that the model sees, if one of them is among those it is asked of."""
    if not asked:
        return []
    line = "".join(part.capitalize() if part.isupper() and len(part) > 3 else part for part in _pieces(text, reading.tokens))
    spans = spans_of_persons(line) if len(line) == len(text) else ()
    found = [_unknown(reading.within(start, end), reading) for start, end in spans]
    return [words for words in found if any(word in asked for word in words)]


def _beside_given_names(reading: Reading) -> list[Token]:
    """The words that may be the surnames, or the positions, of those whom the rules know by name and patronymic alone: «Корж Анна Петровна»."""
    starts = {name.start for name in reading.names if not name.surnames}
    return [token for token, after in pairwise(reading.tokens) if after.start in starts and token.is_capital and after.before.isspace()]


def _beside_initials(reading: Reading) -> list[Token]:
    """Common words beside one initial: «О. Сыч», «Сыч О.»."""
    pairs = [pair for one, other in pairwise(reading.tokens) for pair in ((one, other), (other, one))]
    return [word for word, other in pairs if other.is_initial and len(word.text) > 1 and word.is_capital and not word.is_abbreviation]


def _unknown(words: Sequence[Token], reading: Reading) -> list[Token]:
    """The first of the words that are not known better: as whole names, as those whom something is called after, as positions."""
    known = [*(name for name in reading.names if name.surnames), *reading.honorary]

    def is_known(word: Token) -> bool:
        is_no_name = len(word.text) > 1 and (surname(word.text) == NEVER or (word.is_abbreviation and surname(word.text) < LIKELY))
        return is_no_name or any(name.meets(word.start, word.end) for name in known)

    return next((list(run) for known_better, run in groupby(words, is_known) if not known_better), [])


def _may_stand_for_somebody(token: Token) -> bool:
    """A common word with a capital inside the line: «наставники Корж и Мороз»."""
    return _stands_out(token) and surname(token.text) > NEVER


def _is_plausible(word: Token) -> bool:
    """Whether one word looks like a name: by its ending, or by a capital inside a line. In capitals or quotes it may be anything."""
    return surname(word.text) >= LIKELY or _stands_out(word)


def _is_sure(word: Token) -> bool:
    return surname(word.text) == CERTAIN or is_name(word.text) or is_patronymic(word.text)


def _stands_out(token: Token) -> bool:
    """Whether a word has its capital for itself: it begins neither a line nor a sentence nor a quotation, and is not all capitals."""
    return token.is_capital and not token.text.isupper() and bool(_INSIDE.fullmatch(token.before))


def _named(words: Sequence[Token]) -> Name:
    """A name of these words; its surnames are what is neither a first name nor a patronymic."""
    names = [word.text for word in words if len(word.text) > 1 and not is_patronymic(word.text)]
    surnames = [word for word in names if not is_name(word)] or names[:1]
    return Name(words[0].start, words[-1].end, tuple(surnames))


def _pieces(text: str, tokens: Sequence[Token]) -> list[str]:
    """The words of the text and what stands between them, in order."""
    pieces = [piece for token in tokens for piece in (token.before, token.text)]
    return [*pieces, text[tokens[-1].end :] if tokens else text]
