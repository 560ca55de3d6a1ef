"""Changes of PDF files that reach behind the packing: operators and numbers in contents, objects and what they name."""

import random
import re
import zlib
from collections.abc import Callable

Change = Callable[[random.Random, bytes], bytes]

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(<<.*?)(?=\d+ 0 obj|xref|\Z)", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+\.?\d*")
_OPERATOR = re.compile(rb"(?<=[\s\])>])(?:BT|ET|Tj|TJ|Tf|Td|Tm|cm|re|m|l|S|f|q|Q|Do|BMC|BDC|EMC|W|n|gs|cs|sh)(?=\s)")
_OPERATORS = b"BT ET Tj TJ Tf Td Tm cm re m l S f q Q Do BMC BDC EMC W n gs cs sh BI ID EI d0 d1 ' \" T* Tz Tr Ts".split()
_NUMBERS = (b"0", b"-1", b"2147483647", b"-2147483648", b"99999999999999999999", b"1e30", b"0.0000000001", b"65535", b"nan")
_NAMES = (b"/Kids", b"/Parent", b"/Count", b"/Contents", b"/Resources", b"/Type", b"/Filter", b"/Length", b"/MediaBox", b"/Font", b"/Root")


def content(chance: random.Random, data: bytes) -> bytes:
    """An operator or a number in a packed content is another one; the content is packed again, and its length is right."""
    streams = [match for match in _STREAM.finditer(data) if _unpacked(match[1])]
    if not streams:
        return data
    chosen = chance.choice(streams)
    packed = zlib.compress(_changed(chance, _unpacked(chosen[1])))
    head_at = data.rfind(b" obj", 0, chosen.start())
    head = re.sub(rb"/Length\s+\d+(\s+\d+\s+R)?", b"/Length %d" % len(packed), data[head_at : chosen.start()])
    head = re.sub(rb"/Filter\s*(?:\[[^\]]*\]|/\w+)", b"/Filter /FlateDecode", head)
    return data[:head_at] + head + b"stream\n" + packed + b"\nendstream" + data[chosen.end() :]


def exchange(chance: random.Random, data: bytes) -> bytes:
    """Two objects have each other's numbers."""
    numbers = [match[1] for match in _OBJECT.finditer(data)]
    if len(numbers) < 2:
        return data
    one, other = chance.sample(numbers, 2)
    swapped = {one: other, other: one}
    return re.sub(rb"\b(%s|%s)(?= 0 obj)" % (one, other), lambda match: swapped[match[1]], data)


def reference(chance: random.Random, data: bytes) -> bytes:
    """A reference leads to another object."""
    return _one(chance, data, re.compile(rb"\b\d+(?= 0 R)"), str(chance.randrange(1, 40)).encode())


def number(chance: random.Random, data: bytes) -> bytes:
    """A number anywhere is a giant, or none."""
    return _one(chance, data, _NUMBER, chance.choice(_NUMBERS))


def name(chance: random.Random, data: bytes) -> bytes:
    """A name that means something is another one."""
    return _one(chance, data, re.compile(b"|".join(_NAMES)), chance.choice(_NAMES))


def _changed(chance: random.Random, text: bytes) -> bytes:
    for _ in range(chance.randrange(1, 6)):
        way = chance.randrange(4)
        if way == 0:
            text = _one(chance, text, _NUMBER, chance.choice(_NUMBERS))
        elif way == 1:
            text = _one(chance, text, _OPERATOR, chance.choice(_OPERATORS))
        else:
            at, size = chance.randrange(len(text) + 1), chance.randrange(1, 200)
            part = text[at : at + size] * chance.choice((0, 2, 50, 2000))
            text = text[:at] + part + text[at + size :]
    return text


def _one(chance: random.Random, text: bytes, pattern: re.Pattern[bytes], other: bytes) -> bytes:
    found = [match.span() for match in pattern.finditer(text)]
    if not found:
        return text
    start, end = chance.choice(found)
    return text[:start] + other + text[end:]


def _unpacked(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        return inflater.decompress(data, 1 << 20)
    except zlib.error:
        return b""


MUTATORS: tuple[Change, ...] = (content, content, content, exchange, reference, number, name)
"""Those of PDF; contents come most often."""
