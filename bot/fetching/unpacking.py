"""Unpacking what was sent in gzip, deflate, brotli or zstd, bit by bit, and never beyond a limit."""

import zlib
from collections.abc import Callable
from typing import Protocol

import brotli
from backports import zstd

ACCEPTED = "gzip, deflate, br, zstd"
"""What a request says it can unpack."""

_WINDOW_BITS = 23
"""Of zstd: 8 MB, all that a sender on the web may ask for (RFC 9659)."""

_BROKEN: tuple[type[Exception], ...] = (zlib.error, brotli.error, zstd.ZstdError, EOFError)


class TooLarge(Exception):  # noqa: N818 - what is raised is an answer
    """There is more than the limit."""


class Unpackable(Exception):  # noqa: N818
    """The bytes are not packed as was said, or in a way that is not known."""


class Unpacker(Protocol):
    """Takes packed bytes as they come and gives what they hold."""

    def feed(self, data: bytes) -> bytes:
        """What the next bytes hold. Raises TooLarge when all together is above the limit, and Unpackable."""


def unpacker(encoding: str, limit: int) -> Unpacker:
    """An unpacker for a Content-Encoding, to at most `limit` bytes. Raises Unpackable."""
    try:
        return _Bounded(_STEPS[encoding.strip().lower()], limit)
    except KeyError:
        raise Unpackable(encoding) from None


_Step = Callable[[bytes, int], bytes]
"""Takes packed bytes, and at most how many to give; what is left over is given at the next call, with no bytes."""


class _Bounded:
    def __init__(self, kind: Callable[[], _Step], limit: int) -> None:
        self._step = kind()
        self._left = limit
        self._packed = limit  # packed bytes may hold nothing, for ever

    def feed(self, data: bytes) -> bytes:
        self._packed -= len(data)
        if self._packed < 0:
            raise TooLarge
        parts = []
        try:
            while part := self._step(data, self._left + 1):
                self._left -= len(part)
                if self._left < 0:
                    raise TooLarge
                parts.append(part)
                data = b""
        except _BROKEN as error:
            raise Unpackable(str(error)) from error
        return b"".join(parts)


def _plain() -> _Step:
    return lambda data, _: data


def _gzip() -> _Step:
    return _zlib(31)


def _deflate() -> _Step:
    """Deflate with the header of zlib, as it is defined, or without, as some servers send it."""
    step: _Step | None = None

    def take(data: bytes, most: int) -> bytes:
        nonlocal step
        if step is None and data:
            has_header = data[0] & 0x0F == 8 and data[0] >> 4 <= 7
            step = _zlib(15 if has_header else -15)
        return step(data, most) if step else b""

    return take


def _zlib(bits: int) -> _Step:
    inner = zlib.decompressobj(bits)

    def take(data: bytes, most: int) -> bytes:
        return b"" if inner.eof else inner.decompress(inner.unconsumed_tail + data, most)

    return take


def _brotli() -> _Step:
    inner = brotli.Decompressor()

    def take(data: bytes, most: int) -> bytes:
        if inner.is_finished():
            return b""
        return bytes(inner.process(data, output_buffer_limit=most))

    return take


def _zstd() -> _Step:
    inner = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW_BITS})

    def take(data: bytes, most: int) -> bytes:
        if inner.eof or (inner.needs_input and not data):
            return b""
        return inner.decompress(data, most)

    return take


_STEPS: dict[str, Callable[[], _Step]] = {
    "": _plain, "identity": _plain, "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip
