"""Names of members that do not say their encoding: UTF-8, cp866 (DOS, Windows Explorer) or cp1251 (other Windows programs).

An archive is the work of one program, so that all its names are judged together.
"""

import re
import unicodedata
from collections.abc import Sequence

_ENCODINGS = ("utf-8", "cp866", "cp1251")
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
    """Whether every byte has a meaning. Few names that are not UTF-8 look like it by chance: «Ёлка» in cp866 does."""
    try:
        names.decode(encoding)
    except UnicodeDecodeError:
        return encoding != "utf-8"
    return True


def _likeness(names: bytes, encoding: str) -> int:
    text = names.decode(encoding, errors="replace")
    return len(_COMMON.findall(text)) - 2 * len(_STRANGE.findall(text))
