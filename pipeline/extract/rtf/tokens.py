"""The tokens of RTF: braces, control words and symbols, bytes of text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|(?P<codes>(?:\\'[0-9a-fA-F]{2}){1,1000})|\\(?P<symbol>.)|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)


class Word(NamedTuple):
    """A control word («par») or symbol («~»), with the number behind it."""

    name: str
    number: int | None = None

    @property
    def is_on(self) -> bool:
        """Whether a word that switches something switches it on."""
        return self.number != 0


Token = Word | bytes
"""Bytes are text; «{» and «}» are words."""


def tokens(data: bytes) -> Iterator[Token]:
    """All tokens, line ends apart, which mean nothing. What a `bin` word announces is passed over."""
    at = 0
    while (match := _TOKEN.match(data, at)) is not None:
        at = match.end()
        if (word := match["word"]) is not None:
            number = None if match["number"] is None else int(match["number"])
            at += max(number or 0, 0) if word == b"bin" else 0
            yield Word(word.decode("ascii"), number)
        elif (token := _token(match)) is not None:
            yield token


def _token(match: re.Match[bytes]) -> Token | None:
    if match["codes"] is not None:
        return bytes.fromhex(match["codes"].replace(rb"\'", b"").decode("ascii"))
    if match["text"] is not None:
        return match["text"]
    mark = match["symbol"] or match["brace"]
    if match["symbol"] in (b"{", b"}", b"\\"):
        return match["symbol"]
    return None if mark is None else Word(mark.decode("latin-1"))
