"""Characters that a page does not show, or shows as others: kept in the texts, and told once a document.

What programs set by themselves is not told: soft hyphens, no-break spaces, byte order marks, marks «left to right», and zero-width
characters between words or after a «/», where a line may break. See Unicode Technical Report 36 (security) and Standard 39 (confusables).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from pipeline.document import Document, Origin, Table
from pipeline.model import Problem
from pipeline.problems import problem
from pipeline.text import LOOKALIKES

_MOST = 5
"""Different characters or words that are named; places of each are fewer."""
_PLACES = 3
_LONGEST = 40
"""Letters that are shown of a word: no Russian word has more, and a hostile one may have millions."""

_DIRECTION = {
    "\u061c": "арабская метка направления",
    "\u200f": "метка «справа налево»",
    "\u202a": "начало вставки слева направо",
    "\u202b": "начало вставки справа налево",
    "\u202c": "конец вставки",
    "\u202d": "принудительно слева направо",
    "\u202e": "принудительно справа налево",
    "\u2066": "начало отрывка слева направо",
    "\u2067": "начало отрывка справа налево",
    "\u2068": "начало отрывка со своим направлением",
    "\u2069": "конец отрывка",
}
_ZERO_WIDTH = {
    "\u034f": "соединитель знаков",
    "\u200b": "пробел нулевой ширины",
    "\u200c": "разъединитель нулевой ширины",
    "\u200d": "соединитель нулевой ширины",
    "\u2060": "соединитель слов",
    "\ufeff": "неразрывный пробел нулевой ширины",
}
_NEVER_DUE = r"\x00-\x08\x0e-\x1d\x7f-\x84\x86-\x9f\u115f\u1160\u180e\u2061-\u2064\u3164\uffa0\U000e0001-\U000e007f"
"""Controls (but for tabs, breaks, and the hyphens of Word, 0x1E and 0x1F), blank letters, invisible signs of formulas, and tags."""
_TAGS = range(0xE0001, 0xE0080)
_ANY_ZERO = "".join(_ZERO_WIDTH)
_HIDES = re.compile(rf"[{_NEVER_DUE}]|(?<=[^\W_])[{_ANY_ZERO}]+(?=[^\W_])|[{_ANY_ZERO}]{{3,}}")
_TURNS = re.compile(f"[{''.join(_DIRECTION)}]")
_HIDING = f"{_NEVER_DUE}{_ANY_ZERO}{''.join(_DIRECTION)}"
_SUSPECT = re.compile(f"[{_HIDING}]")

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[А-яЁё]")
_ALIEN = r"A-Za-z\u0370-\u03ff"
_FOREIGN = re.compile(f"[{_ALIEN}]")
_ODD = re.compile(f"[{_HIDING}{_ALIEN}]")
_GREEK_LOOKALIKES = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ"
_AS_LATIN = frozenset(LOOKALIKES.values()) | {"З"}
_COMPOUND = re.compile(r"(?:[A-Z]{2,}|[XL]*[IV][IVXL]*)[а-яё]+")
"""An abbreviation with a Russian ending («ITшник»), or a Roman number whose space was lost («IIполугодие»)."""


def character_problems(document: Document) -> Iterator[Problem]:
    """What the document holds of such characters, at most one problem of each kind, at the first place of its kind."""
    # Nearly no text has any of it, which one look at each character tells: what finds the places takes ten times longer.
    texts = [(text, origin) for text, origin in _texts(document) if _ODD.search(text)]
    suspect = [(text, origin) for text, origin in texts if _SUSPECT.search(text)]
    foreign = [(text, origin) for text, origin in texts if not text.isascii() and _FOREIGN.search(text)]
    for code, some, find, name in (
        ("direction_characters", suspect, _TURNS.findall, _called),
        ("invisible_characters", suspect, _hidden, _called),
        ("mixed_alphabets", foreign, _mixed_words, _spelled),
    ):
        found = _places(some, find)
        if found:
            yield problem(code, _told(found, name), next(iter(found.values())).places[0])


def _texts(document: Document) -> Iterator[tuple[str, Origin | None]]:
    """The name of the file, and every text in reading order with its place."""
    yield document.source.file, None
    for block in document.blocks:
        if isinstance(block, Table):
            yield from ((paragraph.text, cell.origin) for cell in block.cells for paragraph in cell.paragraphs)
        else:
            yield block.text, block.origin


class _Found(NamedTuple):
    """How often a character or word was found, and in which places, each once."""

    times: int
    places: list[Origin | None]


def _places(texts: Iterable[tuple[str, Origin | None]], find: Callable[[str], list[str]]) -> dict[str, _Found]:
    """What `find` finds in the texts, in the order in which it comes first."""
    found: dict[str, _Found] = {}
    for text, origin in texts:
        for one, times in Counter(find(text)).items():
            before = found.get(one, _Found(0, []))
            found[one] = _Found(before.times + times, [*before.places, origin] if len(before.places) <= _PLACES else before.places)
    return found


def _hidden(text: str) -> list[str]:
    """Invisible characters that no program sets by itself.

    >>> _hidden("настав\\u200bник"), _hidden("и/\\u200bили \\u200bещё\\u00ad")
    (['\\u200b'], [])
    """
    return [character for run in _HIDES.findall(text) for character in run]


def _mixed_words(text: str) -> list[str]:
    """Words with letters of two alphabets, of which those of one look like the other's.

    >>> _mixed_words("Нaставник, Wordовский, IT-наставник, ITшник, IIполугодие, Еxcel")
    ['Нaставник', 'Еxcel']
    """
    return [word for word in _WORD.findall(text) if _CYRILLIC.search(word) and _FOREIGN.search(word) and _deceives(word)]


def _deceives(word: str) -> bool:
    foreign, own = _FOREIGN.findall(word), _CYRILLIC.findall(word)
    looks_russian = all(letter in LOOKALIKES or letter in _GREEK_LOOKALIKES for letter in foreign)
    return (looks_russian or all(letter in _AS_LATIN for letter in own)) and not _COMPOUND.fullmatch(word)


def _told(found: dict[str, _Found], name: Callable[[str], str]) -> str:
    """What was found, how often, and the first places of each."""
    told = [name(one) + (f" ×{times}" if times > 1 else "") + _shown(places) for one, (times, places) in islice(found.items(), _MOST)]
    more = [f"и ещё видов: {len(found) - _MOST}"] if len(found) > _MOST else []
    return "; ".join([*told, *more])


def _called(character: str) -> str:
    code = ord(character)
    name = _DIRECTION.get(character) or _ZERO_WIDTH.get(character) or ("невидимая метка" if code in _TAGS else _kind(character))
    return f"U+{code:04X} ({name})"


def _kind(character: str) -> str:
    return "управляющий знак" if unicodedata.category(character) == "Cc" else "знак без изображения"


def _spelled(word: str) -> str:
    """The word, with the letters of the alphabet that it has fewer of."""
    foreign, own = _FOREIGN.findall(word), _CYRILLIC.findall(word)
    word = word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"
    if len(foreign) > len(own):
        return f"«{word}» (кириллица: {', '.join(dict.fromkeys(own))})"
    latin, greek = [letter for letter in foreign if letter.isascii()], [letter for letter in foreign if not letter.isascii()]
    named = [
        f"{alphabet}: {', '.join(dict.fromkeys(letters))}" for alphabet, letters in (("латиница", latin), ("греческие", greek)) if letters
    ]
    return f"«{word}» ({'; '.join(named)})"


def _shown(origins: list[Origin | None]) -> str:
    """The first different places, in words; nothing where the format has none."""
    places = [place for place in dict.fromkeys("имя файла" if origin is None else _place(origin) for origin in origins) if place]
    more = " …" if len(origins) > _PLACES else ""
    return f" — {' | '.join(places[:_PLACES])}{more}" if places else ""


def _place(origin: Origin) -> str:
    named = {
        "стр.": origin.page,
        "таблица": origin.table,
        "строка": origin.row,
        "графа": origin.column,
        "строка файла": origin.line,
    }
    return ", ".join(f"{name} {number}" for name, number in named.items() if number)
