"""Packed bytes in and out, and never more than was asked for."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.unpacking import TooLarge, Unpackable, unpacker

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstd.compress,
}
KINDS = sorted(PACKERS)


def fed(kind: str, data: bytes, limit: int, step: int = 1_000) -> bytes:
    unpack = unpacker(kind, limit)
    return b"".join(unpack.feed(data[at : at + step]) for at in range(0, len(data), step))


@given(st.sampled_from(KINDS), st.binary(max_size=5_000), st.integers(1, 700))
def test_what_was_packed_comes_out(kind: str, data: bytes, step: int) -> None:
    assert fed(kind, PACKERS[kind](data), 6_000, step) == data


@pytest.mark.parametrize("kind", KINDS)
def test_exactly_the_limit_is_not_too_large(kind: str) -> None:
    data = bytes(range(250)) * 40
    assert fed(kind, PACKERS[kind](data), 10_000) == data


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind])
def test_a_bomb_is_given_up_at_the_limit(kind: str) -> None:
    bomb = PACKERS[kind](bytes(50_000_000))
    assert len(bomb) < 60_000
    with pytest.raises(TooLarge):
        fed(kind, bomb, 100_000, 60_000)


def test_packed_bytes_that_hold_nothing_are_given_up_too() -> None:
    empty = b"\x50\x2a\x4d\x18" + (900).to_bytes(4, "little") + bytes(900)  # a frame of zstd that is to be skipped
    with pytest.raises(TooLarge):
        fed("zstd", empty * 20, 10_000)


def test_deflate_without_its_header() -> None:
    pack = zlib.compressobj(wbits=-15)
    assert fed("deflate", pack.compress(b"News") + pack.flush(), 100) == b"News"


@pytest.mark.parametrize("kind", ["gzip", "br", "zstd"])
def test_what_is_packed_otherwise(kind: str) -> None:
    with pytest.raises(Unpackable):
        fed(kind, b"<html>This is not packed at all.</html>" * 10, 10_000)


def test_what_follows_the_end_is_passed_over() -> None:
    assert fed("gzip", gzip.compress(b"News") + b"and more", 100, 7) == b"News"
    assert fed("zstd", zstd.compress(b"News") + b"and more", 100, 7) == b"News"


@pytest.mark.parametrize("kind", ["compress", "gzip, br", "exe"])
def test_unknown_ways_of_packing(kind: str) -> None:
    with pytest.raises(Unpackable):
        unpacker(kind, 100)


def test_a_zstd_window_above_what_the_web_allows() -> None:
    wide = zstd.compress(bytes(30_000_000), options={zstd.CompressionParameter.window_log: 25})
    with pytest.raises(Unpackable):
        fed("zstd", wide, 100_000)
