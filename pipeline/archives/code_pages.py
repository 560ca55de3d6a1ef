"""Names of members that do not say their encoding: UTF-8, cp866 (DOS, Windows Explorer) or cp1251 (other Windows programs).

An archive is the work of one program, so that all its names are judged together.
"""

import re
import unicodedata
from collections.abc import Sequence

_ENCODINGS = ("utf-8", "cp866", "cp1251")
_BROKEN = "\N{REPLACEMENT CHARACTER}"
# The fifteen letters that make four fifths of Russian text. Their bytes in one code page are rare letters, frames or signs in the other.
_COMMON = re.compile("[оеаинтсрвлкмдпуОЕАИНТСРВЛКМДПУ]")
# Letters of other languages of Russia stand in neither code page, so that they speak for UTF-8.
_STRANGE = re.compile(r"[^\n\x20-\x7eА-Яа-яЁё\u0300-\u036f\u0492-\u052f№«»–—]")


def decode_names(names: Sequence[bytes]) -> list[str]:
    """The names as text, in the encoding that makes most Russian of them; composed letters (NFC), as macOS writes them apart."""
    encoding = _encoding(names)
    return [unicodedata.normalize("NFC", name.decode(encoding, errors="replace")) for name in names]


def _encoding(names: Sequence[bytes]) -> str:
    whole = b"\n".join(names)
    return max((encoding for encoding in _ENCODINGS if _decodes(whole, encoding)), key=lambda encoding: _likeness(whole, encoding))


def _decodes(names: bytes, encoding: str) -> bool:
    """Whether the bytes may be of the encoding: letters of UTF-8 are seldom met by chance, «Ёлка» in cp866 is one, and some of them may be broken."""
    if encoding != "utf-8":
        return True
    foreign = [sign for sign in names.decode(encoding, errors="replace") if not sign.isascii()]
    return foreign.count(_BROKEN) * 2 < len(foreign) or not foreign


def _likeness(names: bytes, encoding: str) -> int:
    text = names.decode(encoding, errors="replace")
    return len(_COMMON.findall(text)) - 2 * len(_STRANGE.findall(text))
