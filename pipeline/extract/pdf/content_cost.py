"""What a content stream makes a reader do, estimated before pdfium is asked, which cannot be stopped: objects, letters, forms within forms."""

import re
from collections import Counter
from typing import NamedTuple

MOST_DRAWN = 300_000
"""Things that one page may draw: letters, paths, states of the pen. The fullest page of a plan has 10,000; pdfium takes about
250 bytes and a microsecond for each."""
LONGEST_STRING = 32_767
"""Bytes of one string that pdfium takes; of a longer one it takes no more, and does not tell (`kMaxStringLength` of its parser)."""
_WORDS = re.compile(rb"[A-Za-z'\"*]+")
_NAME = re.compile(rb"/([^\s/\[\]<>(){}%]{1,127})[\s\0]+Do(?![A-Za-z])")
_TEXTS = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_INLINE = re.compile(rb"(?<![^\s\0])BI[\s/](.{0,400}?)[\s\]]ID\s", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# In pdfium a thing takes room by its kind; a nested mark takes a copy of all marks around it.
_COSTS = {
    **dict.fromkeys((b"S", b"s", b"f", b"F", b"B", b"b", b"f*", b"B*", b"b*", b"q", b"Do", b"sh"), 1),
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"', b"BI"), 2),
}
_MARKS = re.compile(rb"BMC|BDC|EMC")
_FEW_MARKS = 100
# Shorter contents have no room for so much, whatever they hold.
_SMALL = 1 << 16


# What means nothing must be gone through as well.
_BYTES = 64


class Cost(NamedTuple):
    """How many things a content draws by itself, how often it draws each form, by name, and whether it shows a string longer than any that is read."""

    drawn: int
    forms: Counter[bytes]
    is_cut: bool = False


def cost_of(content: bytes) -> Cost:
    """The cost of a content stream; of one whose length alone is too much, no more than that."""
    if len(content) // _BYTES > MOST_DRAWN:
        return Cost(len(content) // _BYTES, Counter())
    forms = Counter(plain_name(name) for name in _NAME.findall(content)) if b"Do" in content else Counter[bytes]()
    depth = _depth(content)
    texts = _TEXTS.findall(content) if len(content) > LONGEST_STRING and (b"(" in content or b"<" in content) else []
    is_cut = any(len(text) - 2 > LONGEST_STRING * (2 if text[:1] == b"<" else 1) for text in texts)
    if len(content) < _SMALL:
        return Cost(max(1, len(content) // 4) + depth * depth, forms, is_cut)
    words = Counter(_WORDS.findall(content))
    things = sum(cost * words[word] for word, cost in _COSTS.items())
    return Cost(things + depth * depth + sum(map(len, texts)) + len(content) // _BYTES, forms, is_cut)


def _depth(content: bytes) -> int:
    """How deep marked content is nested."""
    if content.count(b"BMC") + content.count(b"BDC") < _FEW_MARKS:
        return 0
    deepest = depth = 0
    for match in _MARKS.finditer(content):
        depth = max(0, depth + (1 if match[0][:1] == b"B" else -1))
        deepest = max(deepest, depth)
    return deepest


def inline_pictures(content: bytes) -> list[tuple[bytes, int]]:
    """The entries of each picture that stands in a content, and where its data begins (ISO 32000-1, 8.9.7)."""
    return [(match[1], match.end()) for match in _INLINE.finditer(content)] if b"BI" in content else []


def plain_name(name: bytes) -> bytes:
    """A name without the escapes that it may be written with (ISO 32000-1, 7.3.5)."""
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), name) if b"#" in name else name
