"""A file changed by chance: the mutators that need not know what it is, and those that others are made of."""

import random
import re
from collections.abc import Callable, Sequence

Mutator = Callable[[random.Random, bytes], bytes]
"""Draws all its chance from the generator that it is given: the same generator makes the same mutant."""

GIANTS: tuple[int, ...] = (0, -1, 1, 255, 256, 32767, 32768, 65535, 65536, 2**31 - 1, -(2**31), 2**32 - 1, 2**63, 10**40)
"""Numbers at which counters end, and beyond."""

LARGEST = 4 << 20
"""Bytes of a mutant: growth beyond what a sender writes by hand is the generators' of bombs, not of chance."""


def flip_bits(chance: random.Random, data: bytes) -> bytes:
    """One to eight bits are the other way round."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def set_bytes(chance: random.Random, data: bytes) -> bytes:
    """A few bytes beside one another are others: zeros, ones, anything."""
    at, length = chance.randrange(len(data) + 1), chance.choice((1, 2, 4, 8, 64))
    filled = chance.choice((b"\x00" * length, b"\xff" * length, chance.randbytes(length)))
    return data[:at] + filled + data[at + length :]


def cut(chance: random.Random, data: bytes) -> bytes:
    """A piece is missing, or all from a place on."""
    start, end = _piece(chance, data)
    return data[:start] if chance.random() < 0.3 else data[:start] + data[end:]


def double(chance: random.Random, data: bytes) -> bytes:
    """A piece stands several times."""
    start, end = _piece(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 2, 10, 300)) + data[end:]


def swap(chance: random.Random, data: bytes) -> bytes:
    """Two pieces stand in each other's place."""
    first, second = sorted((_piece(chance, data), _piece(chance, data)))
    middle = max(first[1], second[0])
    return data[: first[0]] + data[middle : second[1]] + data[first[1] : middle] + data[first[0] : first[1]] + data[second[1] :]


def grow_number(chance: random.Random, data: bytes) -> bytes:
    """A number in digits is another one: giant, negative, at the end of a counter."""
    numbers = list(re.finditer(rb"-?\d{1,12}", data))
    if not numbers:
        return flip_bits(chance, data)
    found = chance.choice(numbers)
    return data[: found.start()] + str(chance.choice(GIANTS)).encode() + data[found.end() :]


def grow_binary_number(chance: random.Random, data: bytes) -> bytes:
    """A number in two, four or eight bytes is another one."""
    width = chance.choice((2, 4, 8))
    at = chance.randrange(max(len(data) // width, 1)) * width
    number = chance.choice(GIANTS) % (1 << (8 * width))
    return data[:at] + number.to_bytes(width, "little") + data[at + width :]


def inserting(tokens: Sequence[bytes]) -> Mutator:
    """The mutator that puts tokens of a format at some places, once or many times."""

    def insert(chance: random.Random, data: bytes) -> bytes:
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data) + 1)
            data = data[:at] + chance.choice(tokens) * chance.choice((1, 1, 1, 2, 50, 2000)) + data[at:]
        return data

    return insert


def removing(token: bytes) -> Mutator:
    """The mutator that takes out some of the places that a pattern finds."""
    pattern = re.compile(token)

    def remove(chance: random.Random, data: bytes) -> bytes:
        share = chance.choice((0.01, 0.1, 0.5, 1.0))
        return pattern.sub(lambda match: b"" if chance.random() < share else match[0], data)

    return remove


def _piece(chance: random.Random, data: bytes) -> tuple[int, int]:
    """Start and end of a piece: short ones as likely as long ones."""
    start = chance.randrange(len(data) + 1)
    return start, min(start + int(2 ** chance.uniform(0, 14)), len(data))


ANY: tuple[Mutator, ...] = (flip_bits, set_bytes, cut, double, swap, grow_number)
"""What is done to files of every format."""
