"""Bytes of a text in an encoding that nobody named: judged over the whole file, since a first line may well be Latin.

Each step is surer than the next: a byte order mark; the zero and 04 bytes that every second byte of Cyrillic UTF-16 is; UTF-8, which no
other encoding becomes by chance; what the file says of itself; and last the one-byte encodings of Russian, by their letters.
"""

import codecs
import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.document import Origin, Remark

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE: dict[str, float] = {"cp1251": 0.0, "koi8-r": -1.0, "cp866": -1.0, "mac-cyrillic": -4.0}
"""The one-byte encodings of Russian, the likeliest first, with a handicap where the letters leave it open (natural logarithm)."""

# Per cent of the letters of Russian text: O. Lyashevskaya, S. Sharov, Frequency Dictionary of Contemporary Russian, 2009.
_SHARES = {
    "о": 10.97, "е": 8.45, "а": 8.01, "и": 7.35, "н": 6.70, "т": 6.26, "с": 5.47, "р": 4.73, "в": 4.54, "л": 4.40, "к": 3.49,
    "м": 3.21, "д": 2.98, "п": 2.81, "у": 2.62, "я": 2.01, "ы": 1.90, "ь": 1.74, "г": 1.70, "з": 1.65, "б": 1.59, "ч": 1.44,
    "й": 1.21, "х": 0.97, "ж": 0.94, "ш": 0.73, "ю": 0.64, "ц": 0.48, "щ": 0.36, "э": 0.32, "ф": 0.26, "ъ": 0.04, "ё": 0.04,
}  # fmt: skip
_LETTERS = {letter: math.log(share / 100) for letter, share in _SHARES.items()}
_MARKS_OF_TEXT = frozenset("«»№–—…“”„°§•·\xa0")
_MARK, _FOREIGN = math.log(0.004), math.log(0.00005)
_CAPITAL_INSIDE = _NEVER_FIRST = -6.0
"""What a capital behind a small letter, and a word that begins with ы, ь or ъ, cost: they hardly ever stand so."""

_VALID_FOR_BROKEN = 4
"""Text is UTF-8 with so many sound letters for one broken place; in other encodings of Russian nearly all are broken."""
_MOST_NULLS = 0.1
_MOST_CONTROLS = 0.005
_HEAD = 1 << 14

REPLACEMENT = "\ufffd"
"""Stands in the text for bytes that mean nothing in its encoding."""

# C0 controls that no text has: all but white space, the end-of-file mark of old systems, and the hyphens of some converters.
_CONTROL = re.compile("[\x00\x01\x03-\x08\x0e-\x19\x1b-\x1d]")


class Decoded(NamedTuple):
    """A text, the encoding in which it was found, and what could not be read."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()
    controls: int = 0
    """How many control characters were taken out."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The bytes as text, without byte order mark; `declared`: the encoding that the file names. Any bytes become some text.

    >>> [decode("План работы".encode(name)).encoding for name in ("utf-8", "cp1251", "koi8-r", "cp866", "mac-cyrillic", "utf-16-be")]
    ['utf-8', 'cp1251', 'koi8-r', 'cp866', 'mac-cyrillic', 'utf-16-be']
    """
    mark, encoding = next((found for found in _MARKS if data.startswith(found[0])), (b"", None))
    data = data[len(mark) :]
    encoding = encoding or _utf16(data) or ("utf-8" if _is_utf8(data) else None) or _named(data, declared) or _one_byte(data)
    text = data.decode(encoding, errors="replace")
    bare, controls = _CONTROL.subn("", text)
    return Decoded(bare, encoding, _remarks(text), controls)


def is_text(data: bytes) -> bool:
    """Whether the bytes are a text in one of the encodings of `decode`: with hardly a control character or null byte."""
    return all(map(_is_text, (data[:_HEAD], data)))  # a film of 1 GB is told by its head


def _is_text(data: bytes) -> bool:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _utf16(data)
    nulls = 0 if is_wide else data.count(0)
    decoded = decode(data)
    controls = decoded.controls - nulls
    return nulls <= _MOST_NULLS * len(data) and controls <= _MOST_CONTROLS * len(decoded.text)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the high byte of a letter is 04, of a Latin one 00."""
    first, second = _high_bytes(data[::2]), _high_bytes(data[1::2])
    if second >= 0.5 and first <= 0.1:
        return "utf-16-le"
    return "utf-16-be" if first >= 0.5 and second <= 0.1 else None


def _high_bytes(data: bytes) -> float:
    return (data.count(0) + data.count(4)) / len(data) if data else 0.0


def _is_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    broken = text.count(REPLACEMENT)
    return sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", text))) >= _VALID_FOR_BROKEN * broken


def _named(data: bytes, declared: str | None) -> str | None:
    """The encoding that the file names, where there is such a one and all its bytes are of it."""
    try:
        data.decode(declared or "ascii")
    except (UnicodeError, LookupError):
        return None
    return declared


def _one_byte(data: bytes) -> str:
    pairs = Counter(zip(b" " + data, data, strict=False))
    return max(_ONE_BYTE, key=lambda name: _ONE_BYTE[name] + _likelihood(pairs, name))


def _likelihood(pairs: Mapping[tuple[int, int], int], encoding: str) -> float:
    """How likely it is that a person wrote in Russian what these pairs of bytes are (natural logarithm, up to a constant)."""
    letters = bytes(range(256)).decode(encoding, errors="replace")
    return sum(count * _pair(letters[before], letters[byte]) for (before, byte), count in pairs.items())


def _pair(before: str, character: str) -> float:
    if character < "\x80":
        return 0.0
    small = character.lower()
    if small not in _LETTERS:
        return _MARK if character in _MARKS_OF_TEXT else _FOREIGN
    inside = _CAPITAL_INSIDE if small != character and before.islower() else 0.0
    first = _NEVER_FIRST if small in "ыьъ" and not before.isalpha() else 0.0
    return _LETTERS[small] + inside + first


def _remarks(text: str) -> tuple[Remark, ...]:
    """The lines with bytes that cannot be read, each with its number."""
    if REPLACEMENT not in text and not _CONTROL.search(text):
        return ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(
        Remark(code="unreadable_part", text=_CONTROL.sub(REPLACEMENT, line).strip(), origin=Origin(line=number))
        for number, line in enumerate(lines, start=1)
        if REPLACEMENT in line or _CONTROL.search(line)
    )
