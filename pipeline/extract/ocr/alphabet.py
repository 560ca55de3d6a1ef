"""Which alphabet a word is of that looks the same in both: a picture cannot tell «МКОУ» from its Latin double."""

import re

_LATIN, _CYRILLIC = "aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ"
_DOUBLES = str.maketrans(_LATIN, _CYRILLIC)
_ALIKE = re.compile(f"[{_LATIN}]+")
_LETTER = re.compile(r"[^\W\d_]")
_RUSSIAN = re.compile("[а-яёА-ЯЁ]")
_ROMAN = re.compile("[XCM]+")


def with_one_alphabet(texts: list[str]) -> list[str]:
    """The words of a text, those that may be of either alphabet in the one of most letters. Roman numbers stay.

    >>> with_one_alphabet(["педагогов", "лицея", "MKOY", "3-x", "Word", "X"])
    ['педагогов', 'лицея', 'МКОУ', '3-х', 'Word', 'X']
    """
    letters = _LETTER.findall("".join(texts))
    if 2 * len(_RUSSIAN.findall("".join(texts))) <= len(letters):
        return texts
    return [text.translate(_DOUBLES) if _is_alike(text) else text for text in texts]


def _is_alike(text: str) -> bool:
    letters = "".join(_LETTER.findall(text))
    return _ALIKE.fullmatch(letters) is not None and _ROMAN.fullmatch(letters) is None
