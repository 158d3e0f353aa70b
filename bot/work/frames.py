"""The frames between a worker and its child: one byte of kind, eight of length, then the body."""

import json
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO

LARGEST = 256 * 1024 * 1024
"""The largest body, in bytes, that either side accepts."""

_HEADER = struct.Struct(">BQ")


class Kind(IntEnum):
    """What a frame is. SETUP and CALL go to the child, the others come back from it."""

    SETUP = 1
    CALL = 2
    READY = 3
    RESULT = 4
    FAILED = 5
    STARVED = 6
    REFUSED = 7


class FrameError(Exception):
    """The other side does not keep to the protocol; nothing more can be read from it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message. The body is a pickle (SETUP, CALL, RESULT), a `Fault` (FAILED, REFUSED), or empty.

    Raises FrameError when it is larger than LARGEST.
    """

    kind: Kind
    body: bytes = b""

    def __post_init__(self) -> None:
        if len(self.body) > LARGEST:
            raise FrameError(f"{len(self.body):,} bytes are more than the {LARGEST:,} that may be sent at once")

    def encoded(self) -> bytes:
        """The bytes to send."""
        return _HEADER.pack(self.kind, len(self.body)) + self.body


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception in words: type name, message, formatted traceback."""

    kind: str
    message: str
    trace: str

    def encoded(self) -> bytes:
        """As JSON: what reports a failure must not need unpickling."""
        return json.dumps([self.kind, self.message, self.trace]).encode("ascii")


def decode_fault(body: bytes) -> Fault:
    """The fault in a FAILED or REFUSED frame. Raises FrameError."""
    try:
        kind, message, trace = json.loads(body)
    except (ValueError, TypeError) as error:
        raise FrameError("a failure was reported in an unknown form") from error
    return Fault(str(kind), str(message), str(trace))


class Decoder:
    """Cuts a stream of bytes, arriving in pieces of any size, into frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that `data` completes. Raises FrameError on a header that cannot be one."""
        self._buffer += data
        frames = []
        while len(self._buffer) >= _HEADER.size:
            kind, length = _read_header(self._buffer[: _HEADER.size])
            end = _HEADER.size + length
            if len(self._buffer) < end:
                break
            with memoryview(self._buffer) as view:
                frames.append(Frame(kind, bytes(view[_HEADER.size : end])))
            del self._buffer[:end]
        return frames


def read_frame(stream: BinaryIO) -> Frame | None:
    """The next frame of a blocking stream; None at its end, also in the middle of a frame."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    kind, length = _read_header(header)
    body = stream.read(length)
    return Frame(kind, body) if len(body) == length else None


def _read_header(header: bytes | bytearray) -> tuple[Kind, int]:
    number, length = _HEADER.unpack(header)
    try:
        kind = Kind(number)
    except ValueError as error:
        raise FrameError(f"unknown kind of frame: {number}") from error
    if length > LARGEST:
        raise FrameError(f"a frame of {length:,} bytes was announced")
    return kind, length
