"""Hostile archives: bombs of every build, names that lead out, lies about sizes, damage."""

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial as with_arguments

from tests.hostile.case import WHOLE, Case, Verdicts, partial, refused, skipped
from tests.make_archives import LOCKED, UTF_8, Member, rar_of, raw_zip, seven_of, tar_of, zip_of

READ: Verdicts = frozenset()
"""No verdict of `expand`: the bytes of the member are there to be read."""

PLAN = "Дорожная карта наставничества\nМероприятие\tСрок\nПровести встречу\tсентябрь\n".encode()
SOUND = {"цел.txt": READ}
TOO_LARGE = refused("too_large")
DAMAGED = refused("damaged_file")

_MIB = 1 << 20


# ------------------------------------------------------------ bombs


def zeros(size: int) -> bytes:
    """So many zeros, deflated: one MiB of them again and again, which stands by itself (RFC 1951, a full flush)."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(bytes(_MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (size // _MIB) + packer.flush()


def gzip_of_zeros(size: int) -> bytes:
    """The same as a GZIP file (RFC 1952); its checksum is never reached."""
    return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + zeros(size) + bytes(8)


def zip_of_packed(members: dict[str, tuple[bytes, int]], crc: int = 0, method: int = 8) -> bytes:
    """A ZIP file of bytes that are packed already, each with the size that is stated; and a sound plan behind them."""
    made = raw_zip(*(Member(name.encode(), packed, stated_size=size, crc=crc, method=99) for name, (packed, size) in members.items()))
    plan = raw_zip(Member("цел.txt".encode(), PLAN, flags=UTF_8))
    return joined(made.replace(b"\x63\x00\x00\x00\x21\x58", struct.pack("<H", method) + b"\x00\x00\x21\x58"), plan)


def joined(*archives: bytes) -> bytes:
    """ZIP files in one."""
    body, directory, count = b"", b"", 0
    for data in archives:
        at = data.rindex(b"PK\x05\x06")
        members, size, start = struct.unpack("<HLL", data[at + 10 : at + 20])
        directory += b"".join(_moved(data[start : start + size], len(body)))
        body += data[:start]
        count += members
    end = struct.pack("<HHHHLLH", 0, 0, min(count, 0xFFFF), min(count, 0xFFFF), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def _moved(directory: bytes, by: int) -> Iterator[bytes]:
    at = 0
    while at < len(directory):
        end = at + 46 + sum(struct.unpack("<HHH", directory[at + 28 : at + 34]))
        entry = directory[at:end]
        yield entry[:42] + struct.pack("<L", struct.unpack("<L", entry[42:46])[0] + by) + entry[46:]
        at = end


def flat_bomb() -> bytes:
    """10 MB that become 10 GB."""
    return zip_of_packed({"0.txt": (zeros(10 << 30), 0xFFFFFFFE)})


def flat_bomb_of_many() -> bytes:
    """The same in a thousand files, none of them large."""
    packed, size = zeros(10 * _MIB), 10 * _MIB
    return zip_of_packed({f"{number}.txt": (packed, size) for number in range(1000)}, crc=zlib.crc32(bytes(size)))


def nested_bomb(depth: int = 3) -> bytes:
    """Sixteen archives in each archive."""
    data = zip_of_packed({"0.txt": (zeros(64 * _MIB), 64 * _MIB)}, crc=zlib.crc32(bytes(64 * _MIB)))
    for level in range(depth):
        data = zip_of({f"{level}-{number}.zip": data + bytes(number) for number in range(16)} | {"цел.txt": PLAN})
    return data


def overlapping_bomb(count: int = 2000) -> bytes:
    """After D. Fifield, «A better zip bomb», 2019: each member quotes the header of the next, and all share one kernel."""
    kernel = zeros(20 * _MIB)
    size, crc = 20 * _MIB, zlib.crc32(bytes(20 * _MIB))
    body = _local("k", len(kernel), size, crc) + kernel
    entries = [("k", len(body) - len(_local("k", 0, 0, 0)), size, crc, len(body))]
    for number in range(count):
        name = f"{number}"
        quoted = struct.pack("<BHH", 0, 30 + len(entries[0][0]), 0xFFFF - 30 - len(entries[0][0]))
        packed = len(quoted) + len(body)
        crc = zlib.crc32(body[: 30 + len(entries[0][0])])
        body = _local(name, packed, size, crc) + quoted + body
        entries.insert(0, (name, packed, size, crc, len(body)))
    directory = b"".join(_entry(name, packed, size, crc, len(body) - behind) for name, packed, size, crc, behind in entries)
    end = struct.pack("<HHHHLLH", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return joined(body + directory + b"PK\x05\x06" + end, raw_zip(Member("цел.txt".encode(), PLAN, flags=UTF_8)))


def _local(name: str, packed: int, size: int, crc: int) -> bytes:
    return b"PK\x03\x04" + struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0x5821, crc, packed, size, len(name), 0) + name.encode()


def _entry(name: str, packed: int, size: int, crc: int, offset: int) -> bytes:
    common = struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, 8, 0, 0x5821, crc, packed, size, len(name), 0, 0, 0, 0, 0, offset)
    return b"PK\x01\x02" + common + name.encode()


def same_bytes_bomb(count: int = 20_000) -> bytes:
    """A directory that names one member again and again."""
    data = raw_zip(Member(b"00000", bytes(10 * _MIB)))
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    directory = b"".join(data[start:end].replace(b"00000", f"{number:05}".encode()) for number in range(count))
    return data[:start] + directory + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, len(directory), start, 0)


def many_members(count: int = 400_000) -> bytes:
    """Members of nothing, twenty times as many as may be: a directory of 21 MB."""
    local = b"PK\x03\x04" + struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 0x5821, 0, 0, 0, 7, 0) + b"0000000"
    directory = b"".join(
        b"PK\x01\x02" + struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, 0, 0, 0x5821, 0, 0, 0, 7, 0, 0, 0, 0, 0, at * 37) + b"%07d" % at
        for at in range(count)
    )
    body = local * count
    return body + directory + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, len(directory), len(body), 0)


def quine() -> bytes:
    """An archive that holds itself for ever, as far as depth goes: twelve deep, as the real one is told by its depth alone."""
    data = zip_of({"цел.txt": PLAN})
    for _ in range(12):
        data = zip_of({"r.zip": data, "цел.txt": PLAN})
    return data


def gzip_in_gzip(depth: int = 12) -> bytes:
    data = PLAN
    for _ in range(depth):
        data = gzip.compress(data, mtime=0)
    return data


def packed_zeros(pack: Callable[[bytes], bytes], size: int) -> bytes:
    """So many zeros by a packer of the standard library, in one stream behind the other."""
    return pack(bytes(16 * _MIB)) * (size // _MIB // 16)


def tar_bomb() -> bytes:
    """A packed TAR with a sound plan, and then 4 GB of zeros."""
    plan, zero = tarfile.TarInfo("цел.txt"), tarfile.TarInfo("0.txt")
    plan.size, zero.size = len(PLAN), 4 << 30
    return gzip.compress(plan.tobuf(tarfile.GNU_FORMAT) + PLAN.ljust(512, b"\0") + zero.tobuf(tarfile.GNU_FORMAT)) + gzip_of_zeros(4 << 30)


def sparse_bomb() -> bytes:
    """A TAR member that is said to be a terabyte of holes."""
    info = tarfile.TarInfo("0.txt")
    info.type = tarfile.GNUTYPE_SPARSE
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386:398], header[398:410] = b"00000000000\0", b"00000000000\0"
    header[483:495] = b"\x80" + (1 << 40).to_bytes(11, "big")
    return _summed(header) + tar_of({"цел.txt": PLAN})


def endless_sparse() -> bytes:
    """A sparse member whose list of holes goes on for a hundred megabytes."""
    info = tarfile.TarInfo("0.txt")
    info.type = tarfile.GNUTYPE_SPARSE
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[482] = 1
    return tar_of({"цел.txt": PLAN}).rstrip(b"\0").ljust(1024, b"\0") + _summed(header) + (bytes(504) + b"\x01" + bytes(7)) * 200_000


def _summed(header: bytearray) -> bytes:
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def long_header(kind: bytes, content: bytes, stated: int | None = None) -> bytes:
    """A TAR with a header about the next member: a long name, or an extended header."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = kind, len(content) if stated is None else stated
    return info.tobuf(tarfile.GNU_FORMAT) + content.ljust(-(-len(content) // 512) * 512, b"\0") + tar_of({"цел.txt": PLAN})


def seven_bomb() -> bytes:
    return seven_of([("цел.txt", PLAN), ("0.txt", bytes(40 * _MIB))])


def large_dictionary() -> bytes:
    """An XZ file whose header asks for 1.5 GiB of memory."""
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}]
    data = lzma.compress(PLAN, lzma.FORMAT_XZ, filters=filters)
    at = data.index(b"\x21\x01")
    header = data[12:at] + b"\x21\x01\x27" + data[at + 3 : 12 + (data[12] + 1) * 4 - 4]
    return data[:12] + header + struct.pack("<L", zlib.crc32(header)) + data[12 + (data[12] + 1) * 4 :]


_BOMBS = [
    Case("bomb-flat.zip", flat_bomb, WHOLE, True, SOUND | {"0.txt": TOO_LARGE}),
    Case("bomb-flat-1000.zip", flat_bomb_of_many, WHOLE, True, SOUND | {"999.txt": TOO_LARGE}),
    Case("bomb-nested.zip", nested_bomb, WHOLE, True, SOUND),
    Case("bomb-overlapping.zip", overlapping_bomb, WHOLE, True, SOUND | {"0": DAMAGED, "1999": DAMAGED}),
    Case("bomb-same-bytes.zip", same_bytes_bomb, WHOLE | partial("too_large"), True, {"00000": DAMAGED}),
    Case("bomb-members.zip", many_members, partial("too_large"), True),
    Case("bomb-quine.zip", quine, WHOLE, True, SOUND | {"r.zip/r.zip/r.zip": refused("unsupported_format"), "r.zip/r.zip/цел.txt": READ}),
    Case("bomb-nested.gz", gzip_in_gzip, WHOLE, True),
    Case("bomb.gz", with_arguments(gzip_of_zeros, 10 << 30), WHOLE, True, {"bomb": TOO_LARGE}),
    Case("bomb.bz2", with_arguments(packed_zeros, bz2.compress, 10 << 30), WHOLE, True, {"bomb": TOO_LARGE}),
    Case("bomb.xz", with_arguments(packed_zeros, lzma.compress, 10 << 30), WHOLE, True, {"bomb": TOO_LARGE}),
    Case("bomb-dictionary.xz", large_dictionary, WHOLE, True, {"bomb-dictionary": TOO_LARGE}),
    Case("bomb.tar.gz", tar_bomb, partial("too_large"), True, SOUND | {"0.txt": TOO_LARGE}),
    Case("bomb.7z", seven_bomb, WHOLE, True, SOUND | {"0.txt": TOO_LARGE}),
    Case("bomb-sparse.tar", sparse_bomb, WHOLE, True, SOUND | {"0.txt": refused("unsupported_format")}),
    Case("bomb-sparse-list.tar", endless_sparse, partial("damaged_file"), True, SOUND),
    Case("bomb-long-name.tar", with_arguments(long_header, b"L", b"a" * (64 * _MIB)), WHOLE, True),
    Case("bomb-pax-digits.tar", with_arguments(long_header, b"x", b"1" * _MIB), WHOLE, True, SOUND),
    Case("bomb-pax-keys.tar", with_arguments(long_header, b"g", b"7 a=bc\n" * _MIB), WHOLE, True, SOUND),
    Case("bomb-lying-small.zip", lambda: zip_of_packed({"0.txt": (zeros(1 << 30), 1024)}), WHOLE, True, SOUND | {"0.txt": DAMAGED}),
    Case("bomb-lzma.zip", lambda: zip_of({"0.txt": bytes(40 * _MIB), "цел.txt": PLAN}, zipfile.ZIP_LZMA), WHOLE, True, SOUND | {"0.txt": TOO_LARGE}),
]  # fmt: skip


# ------------------------------------------------------------ names

HOSTILE_NAMES = {
    "../../x.txt": "x.txt",
    "/etc/passwd": "etc/passwd",
    "C:\\Windows\\x.txt": "C_/Windows/x.txt",
    "\\\\server\\share\\x.txt": "server/share/x.txt",
    "CON.txt": "CON.txt",
    "a/../../../b.txt": "a/b.txt",
    "две\nстроки.txt": "две_строки.txt",
    "\u202exod.txt": "_xod.txt",
    ".../...": "",
}


def _named(name: bytes, flags: int = 0) -> bytes:
    return raw_zip(Member(name, b"1" + PLAN, flags=flags), Member("цел.txt".encode(), PLAN, flags=UTF_8))


_NAMES = [
    *(
        Case(f"name-{number}.zip", with_arguments(_named, name.encode(), UTF_8), WHOLE, False, SOUND | {safe or f"name-{number}": READ})
        for number, (name, safe) in enumerate(HOSTILE_NAMES.items())
    ),
    Case("name-cp866.zip", with_arguments(_named, "план школы.txt".encode("cp866")), WHOLE, False, SOUND | {"план школы.txt": READ}),
    Case("name-nul.zip", with_arguments(_named, b"a\0b.txt"), WHOLE, False, SOUND | {"a_b.txt": READ}),
    Case("name-long.zip", with_arguments(_named, b"n" * 60_000), WHOLE, False, SOUND),
    Case("name-not-utf8.zip", with_arguments(_named, b"\xff\xfe\x80.txt", UTF_8), WHOLE, False, SOUND),
    Case("name-equal.zip", lambda: raw_zip(*(Member(b"a.txt", b"%d" % n) for n in range(3))), WHOLE, False, {"a.txt": READ, "a (2).txt": READ, "a (3).txt": READ}),
    Case("name-case.zip", lambda: zip_of({"A.txt": b"1", "a.txt": b"2"}), WHOLE, False, {"A.txt": READ, "a (2).txt": READ}),
    Case("name-long.tar", with_arguments(long_header, b"L", b"n" * 60_000), WHOLE),
    Case("name-traversal.tar", lambda: tar_of({"../../x.txt": b"1", "/etc/y.txt": b"2"}), WHOLE, False, {"x.txt": READ, "etc/y.txt": READ}),
]  # fmt: skip


# ------------------------------------------------------------ members that are no files


def _tar_with(kind: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        info = tarfile.TarInfo("особый")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
        info = tarfile.TarInfo("цел.txt")
        info.size = len(PLAN)
        archive.addfile(info, io.BytesIO(PLAN))
    return stream.getvalue()


_SPECIAL = [
    *(
        Case(f"special-{title}.tar", with_arguments(_tar_with, kind), WHOLE, False, SOUND | {"особый": skipped(reason)})
        for title, kind, reason in [
            ("fifo", tarfile.FIFOTYPE, "special_file"),
            ("device", tarfile.CHRTYPE, "special_file"),
            ("disk", tarfile.BLKTYPE, "special_file"),
            ("link", tarfile.SYMTYPE, "link"),
            ("hard-link", tarfile.LNKTYPE, "link"),
        ]
    ),
    Case("special-link.zip", lambda: raw_zip(Member(b"l.txt", b"/etc/passwd", unix_mode=0o120777), Member(b"a.txt", b"1")), WHOLE, False, {"l.txt": skipped("link"), "a.txt": READ}),
]  # fmt: skip


# ------------------------------------------------------------ lies and damage


def large_extra() -> bytes:
    """Extra fields of 65,000 bytes that say nothing, 200 times."""
    extra = struct.pack("<HH", 0xCAFE, 0) * 16_000
    return joined(raw_zip(*(Member(b"%d.txt" % n, b"1", extra=extra) for n in range(200))), zip_of({"цел.txt": PLAN}))


def lying_zip64() -> bytes:
    """Fields of ZIP64 that state sizes of exabytes."""
    extra = struct.pack("<HHQQ", 1, 16, 1 << 62, 1 << 62)
    made = bytearray(raw_zip(Member(b"0.txt", b"1" * 100, extra=extra, stated_size=0xFFFFFFFF)))
    at = made.index(b"PK\x01\x02")
    made[at + 20 : at + 24] = b"\xff" * 4
    return joined(bytes(made), raw_zip(Member("цел.txt".encode(), PLAN, flags=UTF_8)))


def lying_offset() -> bytes:
    made = bytearray(raw_zip(Member(b"0.txt", b"1" * 100), Member("цел.txt".encode(), PLAN, flags=UTF_8)))
    at = made.index(b"PK\x01\x02")
    made[at + 42 : at + 46] = struct.pack("<L", 7)
    return bytes(made)


_LIES = [
    Case("lie-extra.zip", large_extra, WHOLE, True, SOUND),
    Case("lie-zip64.zip", lying_zip64, WHOLE, False, SOUND | {"0.txt": DAMAGED}),
    Case("lie-offset.zip", lying_offset, WHOLE | partial("damaged_file"), False, SOUND),
    Case("lie-large.zip", lambda: zip_of_packed({"0.txt": (zeros(_MIB), 0xFFFFFFFE)}, crc=zlib.crc32(bytes(_MIB))), WHOLE, False, SOUND | {"0.txt": READ}),
    Case("lie-crc.zip", lambda: raw_zip(Member(b"0.txt", PLAN, crc=1), Member("цел.txt".encode(), PLAN, flags=UTF_8)), WHOLE, False, SOUND | {"0.txt": DAMAGED}),
    Case("locked.zip", lambda: raw_zip(Member(b"0.txt", PLAN, flags=LOCKED), Member(b"a.txt", PLAN)), WHOLE, False, {"0.txt": refused("locked_file"), "a.txt": READ}),
    Case("unknown-method.zip", lambda: raw_zip(Member(b"0.txt", PLAN, method=98), Member(b"a.txt", PLAN)), WHOLE, False, {"0.txt": refused("unsupported_format"), "a.txt": READ}),
]  # fmt: skip

_CUT: dict[str, Callable[[], bytes]] = {
    "zip": lambda: zip_of({f"{n}.txt": PLAN * (n + 1) for n in range(10)}),
    "tar": lambda: tar_of({f"{n}.txt": PLAN * (n + 1) for n in range(10)}),
    "tar.gz": lambda: tar_of({f"{n}.txt": PLAN + random.Random(n).randbytes(2000) for n in range(10)}, "w:gz"),
    "7z": lambda: seven_of({f"{n}.txt": PLAN * (n + 1) for n in range(10)}),
    "rar": lambda: rar_of({f"{n}.txt": PLAN * (n + 1) for n in range(10)}),
    "gz": lambda: gzip.compress(PLAN * 10, mtime=0),
}


def _cut(make: Callable[[], bytes], tenth: int) -> bytes:
    data = make()
    return data[: len(data) * tenth // 10]


_TRUNCATED = [
    Case(
        f"cut-{tenth}.{suffix}",
        with_arguments(_cut, make, tenth),
        WHOLE if suffix == "gz" or (suffix == "tar" and tenth > 7) else partial("damaged_file") | refused("damaged_file"),
        False,
        {f"cut-{tenth}": DAMAGED} if suffix == "gz" else {},
    )
    for suffix, make in _CUT.items()
    for tenth in range(1, 10)
]

CASES = [*_BOMBS, *_NAMES, *_SPECIAL, *_LIES, *_TRUNCATED]
