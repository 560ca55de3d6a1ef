"""The words of a line as names are read: at a change from small letters to a capital a word ends («ИвановаИ.И.»), underscores are no letters."""

import re
from typing import NamedTuple

_LETTERS = [chr(code) for code in range(0x400, 0x530) if chr(code).isalpha()] + [*"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"]
_UPPER = "[" + "".join(letter for letter in _LETTERS if letter.isupper()) + "]"
_LOWER = "[" + "".join(letter for letter in _LETTERS if letter.islower()) + "]"
_PART = rf"(?:{_UPPER}+{_LOWER}*|{_LOWER}+)"
_TOKEN = re.compile(rf"{_UPPER}?{_LOWER}+(?:[-‐‑–'’]{_PART})*|{_UPPER}+(?!{_LOWER})(?:[-‐‑–'’]{_PART})*|{_UPPER}")
_LATIN_INITIALS = frozenset("ABCEHKMOPT")


class Token(NamedTuple):
    """A word and where it stands, in characters; `before` is what stands between it and the word before."""

    text: str
    start: int
    end: int
    before: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is one capital letter, Cyrillic or Latin of the same look."""
        return len(self.text) == 1 and self.text.isupper() and (not self.text.isascii() or self.text in _LATIN_INITIALS)

    @property
    def is_abbreviation(self) -> bool:
        """Whether it is written in capitals and short: «СОШ», «МБОУ»; a surname in capitals may look like it («КИМ»)."""
        return 1 < len(self.text) <= 5 and self.text.isupper()


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, in order.

    >>> [token.text for token in tokens_of("___Сухов-Ли С. С., ИвановаИ.И.")]
    ['Сухов-Ли', 'С', 'С', 'Иванова', 'И', 'И']
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        found.append(Token(match[0], match.start(), match.end(), text[found[-1].end if found else 0 : match.start()]))
    return tuple(found)
