"""The one way in which two strings are called equal, and in which a text is shown.

`fold` is for comparing, `tidy` for showing: tidy mends what the file did to the words (soft hyphens, doubled spaces,
Latin look-alikes) and leaves what the author wrote; fold also forgets case, ё, and the kinds of dashes and quotes.
"""

import re
import unicodedata
from collections.abc import Iterable

DASHES = "-‐‑‒–—―−﹘﹣－"
QUOTES = "\"«»„“”‟‹›'‘’‚‛`´"
CLOSING_MARKS = " .,;:"

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
"""A run of letters and digits, «-» inside kept. Whoever needs the places of words finds them by it, in step with `words`."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Soft hyphens, joiners, and marks of direction: what a file has between letters, and no page shows."""

LOOKALIKES = dict(zip("aceopxyABCEHKMOPTXiI", "асеорхуАВСЕНКМОРТХіІ", strict=True))
"""Latin letters that look like Cyrillic ones."""

_NOTHING = str.maketrans("", "", INVISIBLE)
_HYPHENS = {ord(c): "-" for c in DASHES}
_FOLD_MARKS = {ord(c): "-" for c in DASHES} | {ord(c): '"' for c in QUOTES} | {ord("ё"): "е"}
_TO_CYRILLIC = str.maketrans(LOOKALIKES)
_LATIN_ONLY = re.compile(r"[a-zA-Z]")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_LONE_LETTER = re.compile(r"(?<![\w.])[ackoy](?= [а-яё])")
_WORD = re.compile(r"[^\W\d_]+")


def squash(text: str) -> str:
    """The text with every run of white space made one space, and none at its ends."""
    return " ".join(text.split())


def mend_lookalikes(text: str) -> str:
    """Latin letters inside a Cyrillic word made Cyrillic: «Mай» with a Latin M becomes «Май». A word with a Latin letter
    that looks like no Cyrillic one is left alone; «c», «o», «k» alone before a Cyrillic word are prepositions.
    """
    if not (_LATIN_ONLY.search(text) and _CYRILLIC.search(text)):
        return text
    mended = _WORD.sub(lambda match: _mend_word(match[0]), text)
    return _LONE_LETTER.sub(lambda match: match[0].translate(_TO_CYRILLIC), mended)


def _mend_word(word: str) -> str:
    if not (_LATIN_ONLY.search(word) and _CYRILLIC.search(word)):
        return word
    mended = word.translate(_TO_CYRILLIC)
    return word if _LATIN_ONLY.search(mended) else mended


def tidy(text: str) -> str:
    """The text as a person would have typed it: one line, composed letters, no invisible characters.

    >>> tidy("Mай  и\\u00adюнь"), tidy("Windows")
    ('Май июнь', 'Windows')
    """
    return mend_lookalikes(squash(unicodedata.normalize("NFC", text).translate(_NOTHING)))


def fold(text: str) -> str:
    """The text for comparing: tidy, without case, ё, kinds of dashes and quotes, and closing marks."""
    return tidy(text).casefold().translate(_FOLD_MARKS).rstrip(CLOSING_MARKS + "!?…")


def strip_closing(text: str) -> str:
    """The text without the marks that close a list item. A full stop of an abbreviation stays.

    >>> strip_closing("приказ о закреплении пар;"), strip_closing("встречи, беседы и др.")
    ('приказ о закреплении пар', 'встречи, беседы и др.')
    """
    text = text.strip()
    bare = text.rstrip(CLOSING_MARKS)
    return bare + "." if text[len(bare) :].startswith(".") and _ABBREVIATION_AT_END.search(bare) else bare


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a mark that closes a sentence, and not with an abbreviation or initials.

    >>> ends_sentence("Приказ издан."), ends_sentence("МБОУ СОШ г."), ends_sentence("Котова И.О.")
    (True, False, False)
    """
    return text.endswith((".", "!", "?")) and not _SHORT_AT_END.search(text)


_SHORT_AT_END = re.compile(r"(?:^|[\s(«.])(?:г|гг|с|п|пос|пгт|д|дер|ст|х|обл|р|им|ул|др|пр|зам|см|[А-ЯЁ])\.$")
_ABBREVIATION_AT_END = re.compile(r"(?:^|[\s(])(?:др|пр|т\.\s?д|т\.\s?п|т\.\s?ч|гг|[А-ЯЁ]\.\s?[А-ЯЁ])$")


def words(text: str) -> list[str]:
    """The words of a folded text."""
    return WORD.findall(fold(text))


def word_places(text: str) -> list[tuple[int, int]]:
    """Where the words of a tidy text stand (characters, end excluded), in step with `words`: there a dash of any kind ties as «-» does.

    >>> word_places("май–июнь 2024")
    [(0, 8), (9, 13)]
    """
    return [found.span() for found in WORD.finditer(text.translate(_HYPHENS))]


def characters(text: str) -> int:
    """How many characters a text has, white space apart."""
    return sum(not character.isspace() for character in text)


def join_nonempty(parts: Iterable[str | None], separator: str) -> str | None:
    """The parts that say something, joined; None where none does."""
    return separator.join(part for part in parts if part) or None
