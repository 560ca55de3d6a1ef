"""Whether a compound file (OLE, [MS-CFB]) is sound enough for the libraries that read it: they trust its tables of sectors.

A chain that goes round for ever, or a table larger than the file, keeps them busy or fills the memory. Whatever else is wrong is theirs to say.
"""

import struct

from pipeline.errors import DamagedFileError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
"""From here on a number in a table is no sector but says what there is instead (end of the chain, free, a table)."""
_IN_HEADER, _ENTRY = 109, 128


def check(data: bytes) -> None:
    """DamagedFileError where a chain of sectors meets itself, or the file tells of more sectors than it has."""
    if not data.startswith(SIGNATURE) or len(data) < 512:
        return
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise DamagedFileError("", "неверный заголовок")
    size = 1 << shift
    sectors = (len(data) + size - 1) // size
    tables, directory, first_mini, first_more, more = struct.unpack_from("<II8xI4xII", data, 44)
    if tables > sectors or more > sectors:
        raise DamagedFileError("", "в файле сказано о большем, чем в нём есть")
    following = _following(data, size, [*_places(data, size, first_more, more)])
    for start in (directory, first_mini):
        _follow(start, following, sectors)
    for start in _streams(data, size, directory, following, sectors):
        _follow(start, following, sectors)


def _places(data: bytes, size: int, first: int, count: int) -> list[int]:
    """The sectors in which the table of sectors stands: some in the header, the others in a chain of their own."""
    places = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    met: set[int] = set()
    while first < _LAST and len(met) < count:
        if first in met:
            raise DamagedFileError("", "цепочка секторов замкнута")
        met.add(first)
        sector = _numbers(data, size, first)
        if not sector:
            break
        places += sector[:-1]
        first = sector[-1]
    return [place for place in places if place < _LAST]


def _numbers(data: bytes, size: int, sector: int) -> list[int]:
    """The numbers in a sector; fewer at the end of a file that is cut short."""
    piece = data[(sector + 1) * size : (sector + 2) * size]
    return list(struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4]))


def _following(data: bytes, size: int, places: list[int]) -> list[int]:
    """For each sector the next of its chain."""
    following: list[int] = []
    for place in dict.fromkeys(places):
        following += _numbers(data, size, place)
    return following


def _follow(start: int, following: list[int], sectors: int) -> list[int]:
    """The sectors of a chain. DamagedFileError for one that is longer than the file."""
    chain: list[int] = []
    while start < len(following):
        chain.append(start)
        if len(chain) > sectors:
            raise DamagedFileError("", "цепочка секторов замкнута")
        start = following[start]
    return chain


def _streams(data: bytes, size: int, directory: int, following: list[int], sectors: int) -> list[int]:
    """The first sector of each large stream. DamagedFileError where the tree of the directory meets itself."""
    entries = b"".join(data[(at + 1) * size : (at + 2) * size] for at in _follow(directory, following, sectors))
    starts: set[int] = set()
    met: set[int] = set()
    waiting = [0]
    while waiting:
        at = waiting.pop()
        entry = entries[at * _ENTRY : (at + 1) * _ENTRY]
        if at >= _LAST or len(entry) < _ENTRY:
            continue
        if at in met:
            raise DamagedFileError("", "каталог замкнут")
        met.add(at)
        waiting += struct.unpack_from("<3I", entry, 68)
        start, length = struct.unpack_from("<IQ", entry, 116)
        if length >= 4096 or at == 0:
            starts.add(start)
    return sorted(starts)
