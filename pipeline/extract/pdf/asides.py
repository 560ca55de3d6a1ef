"""What a PDF file brings beside its pages and is not read: attachments, dynamic forms, contents that stand in other files, which are never opened."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.extract.pdf.file_parts import Part

EXTERNAL = "содержимое, которое лежит вне файла, не прочитано: другие файлы не открываются"
DYNAMIC_FORM = "динамическая форма (XFA) не прочитана: откройте файл в Adobe Reader и сохраните через печать в PDF"

_ATTACHED = re.compile(rb"/EF\s*<<")
# ISO 32000-1, 7.11.3: the name of an attached file, as a text or in hexadecimal digits.
_NAME = re.compile(rb"/UF\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)|/F\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
# 7.3.8.2: the data of a stream may stand in another file.
_EXTERNAL = re.compile(rb"/F\s*[(<](?!<\s*/Type\s*/Font)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_MOST_NAMES = 5


def unread_asides(objects: Mapping[int, Sequence[bytes]], parts: Iterable[Part]) -> Iterator[str]:
    """What is not read, in Russian."""
    latest = [heads[-1] for heads in objects.values()]
    attached = [head for head in latest if _ATTACHED.search(head)]
    if attached:
        names = ", ".join(name for name in map(_name, attached[:_MOST_NAMES]) if name)
        yield f"вложенные файлы не прочитаны: {len(attached)}" + (f" ({names})" if names else "")
    if any(b"/XFA" in head for head in latest) and any(re.search(rb"/NeedsRendering\s+true", head) for head in latest):
        yield DYNAMIC_FORM
    if any(part.end and b"/F" in part.head and _EXTERNAL.search(part.head) for part in parts):
        yield EXTERNAL


def _name(head: bytes) -> str:
    match = _NAME.search(head)
    text = (match[1] or match[2]) if match else b""
    if text.startswith(b"<"):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", text)
        raw = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    else:
        raw = _ESCAPE.sub(_unescaped, text[1:-1])
    is_wide = raw.startswith(b"\xfe\xff")
    name = raw[2:].decode("utf-16-be", "replace") if is_wide else raw.decode("latin-1")
    return "".join(sign for sign in name if sign.isprintable())[:100]


def _unescaped(match: re.Match[bytes]) -> bytes:
    """ISO 32000-1, 7.3.4.2: digits are a code; any other sign stands for itself, as far as names of files need it."""
    return bytes([int(match[1], 8) & 255]) if match[1].isdigit() and match[1] < b"8" else bytes(match[1])
