"""Whether the letters in the file are those that a person sees: an alphabet tells what is wrong, no vocabulary.

A PDF may draw letters by the number of their shape and not say which letter a shape is, or say a wrong one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.extract.pdf.lines import Glyph

UNKNOWN = "\ufffd"
"""Stands for a letter whose meaning the file does not tell."""

# Bullets of Symbol and Wingdings: fonts of signs, whose places in the private area everybody knows (Microsoft's symbol encoding).
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF06E: "■", 0xF0A8: "□", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0FE: "☑", 0xF076: "❖", 0xF02D: "-"}
_CONTROLS = {code: UNKNOWN for code in (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)) if code != 0x85}
_BLANKS = dict.fromkeys(map(ord, "\t\u2002\u2003\u2009\u200a\u202f\u3000"), " ")
KNOWN_SIGNS = str.maketrans({**_CONTROLS, **_BULLETS, **_BLANKS})
"""Control characters are letters without a meaning; bullets have theirs; a blank is a blank, but for the no-break space."""

_WORD = re.compile(r"[^\W\d_]{5,}")
_HIGH = re.compile("[À-ÖØ-öø-ÿ]")
_HIGH_SMALL = re.compile("[ß-öø-ÿ]")
_PLAIN = re.compile("[A-Za-z]")
_OF_OUR_ALPHABETS = re.compile("[A-Za-zÀ-ſ\u0400-\u052f]")
_VOWEL = re.compile("[aeiouyà-æè-ïò-öø-üаеёиоуыэюяіїє]", re.IGNORECASE)

# Below so many letters or words nothing can be told.
_FEW = 20
# So much of a text has no meaning, is of foreign alphabets, or makes words that cannot be spoken, if the text is broken.
_MOST_BAD = 0.1
_MOST_FOREIGN = 0.3
_MOST_MUTE = 0.25
# A text with this part of vowels can be spoken: Russian and English have two of five.
_USUAL_VOWELS = 0.3
# So much of the letters of a text in a Western alphabet has accents in no language.
_MOST_ACCENTED = 0.8


def unknown_letters(text: str) -> int:
    """How many letters of a text have no meaning."""
    return sum(count for sign, count in Counter(text).items() if _is_unknown(sign))


def is_broken(texts: Iterable[str]) -> bool:
    """Whether the pieces of a page's text are not what a person reads there."""
    text = " ".join(texts)
    counts = Counter(text)
    letters = {sign: count for sign, count in counts.items() if sign.isalpha()}
    total = sum(letters.values())
    bad = sum(count for sign, count in counts.items() if _is_unknown(sign))
    if bad >= _FEW and bad > _MOST_BAD * (total + bad):
        return True
    foreign = total - _count(letters, _OF_OUR_ALPHABETS)
    accented = _count(letters, _HIGH)
    is_mute = _count(letters, _VOWEL) < _USUAL_VOWELS * total and _is_mute(text)
    return total >= _FEW and (foreign > _MOST_FOREIGN * total or accented > _MOST_ACCENTED * total or is_mute)


def _is_unknown(sign: str) -> bool:
    return sign == UNKNOWN or "\ue000" <= sign <= "\uf8ff"


def _count(letters: Mapping[str, int], kind: re.Pattern[str]) -> int:
    return sum(count for letter, count in letters.items() if kind.match(letter))


def _is_mute(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= _FEW and sum(not _VOWEL.search(word) for word in words) > _MOST_MUTE * len(words)


def mend_encoding(glyphs: list[Glyph]) -> tuple[list[Glyph], bool]:
    """The glyphs with Cyrillic that was taken for Western letters («Äîðîæíàÿ êàðòà») made Cyrillic, and whether any was.

    It is certain where nearly all letters of such pieces have accents, and most are small: so no language is written, and no
    other Cyrillic encoding (in KOI8-R small letters become capitals).
    """
    if not _HIGH.search("".join([glyph.text for glyph in glyphs])):
        return glyphs, False
    text = "".join([glyph.text for glyph in glyphs if _HIGH.search(glyph.text)])
    high, small = len(_HIGH.findall(text)), len(_HIGH_SMALL.findall(text))
    if high < _FEW or len(_PLAIN.findall(text)) > (1 - _MOST_ACCENTED) * high or small < high / 2:
        return glyphs, False
    return [_mended(glyph) for glyph in glyphs], True


def _mended(glyph: Glyph) -> Glyph:
    """The glyph in Cyrillic, unless a letter of it is of no Western alphabet."""
    try:
        return glyph._replace(text=glyph.text.encode("cp1252").decode("cp1251"))
    except UnicodeError:
        return glyph
