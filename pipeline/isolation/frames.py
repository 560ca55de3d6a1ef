"""Frames: how bytes go through a pipe between processes that do not trust each other.

A frame is a mark, its number, the length and the CRC-32 of its content, then the content. Who reads knows which number is due
and how long the content may be, and believes nothing else.
"""

import os
import struct
import zlib

_HEAD = struct.Struct(">4sQQI")
_MARK = b"RGF1"
_CHUNK = 1 << 20


class FrameError(Exception):
    """What came is not the frame that was due."""


class TooLongError(FrameError):
    """The content is longer than it may be."""


def head(number: int, *parts: bytes) -> bytes:
    """What stands before the content, which is the parts in a row."""
    checksum = 0
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    return _HEAD.pack(_MARK, number, sum(map(len, parts)), checksum)


class Incoming:
    """One frame that comes in pieces."""

    def __init__(self, number: int, limit: int) -> None:
        self._number, self._limit = number, limit
        self._buffer = bytearray()
        self._checksum: int | None = None
        self.missing = _HEAD.size
        """Bytes that the frame still needs, as far as is known; 0 when it is complete."""

    def read(self, descriptor: int) -> bool:
        """Takes what is there, waiting where nothing is; False at the end of the pipe. Raises FrameError, OSError."""
        piece = os.read(descriptor, min(self.missing, _CHUNK))
        self._buffer += piece
        self.missing -= len(piece)
        if not self.missing and self._checksum is None:
            self._take_head()
        return bool(piece)

    def content(self) -> bytes:
        """The content of the complete frame. Raises FrameError where its checksum is another."""
        content = bytes(self._buffer)
        if zlib.crc32(content) != self._checksum:
            raise FrameError("wrong checksum")
        return content

    def _take_head(self) -> None:
        mark, number, length, self._checksum = _HEAD.unpack(self._buffer)
        if mark != _MARK or number != self._number:
            raise FrameError("no frame" if mark != _MARK else "a frame with another number")
        if length > self._limit:
            raise TooLongError(f"{length} bytes")
        self.missing = length
        self._buffer.clear()


def receive(descriptor: int, number: int, limit: int) -> bytes:
    """Waits for one frame. Raises EOFError where the pipe ends before it, FrameError, OSError."""
    incoming = Incoming(number, limit)
    while incoming.missing:
        if not incoming.read(descriptor):
            raise EOFError
    return incoming.content()


def send(descriptor: int, number: int, *parts: bytes) -> None:
    """Writes one frame to its last byte, however long that takes. Raises OSError."""
    for part in (head(number, *parts), *parts):
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest[:_CHUNK]) :]
