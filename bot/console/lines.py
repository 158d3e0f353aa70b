"""The console without a terminal: one command or posted text per line, answers as plain text."""

import codecs
import io
import os
from collections.abc import AsyncIterator, Iterator
from typing import TextIO

from bot.cards.plain import plain
from bot.console.ahead import read_ahead
from bot.console.front import Front
from bot.console.kinds import LEAVING, is_command

_CHUNK = 65536


async def run_lines(front: Front, lines: AsyncIterator[str], out: TextIO) -> int:
    """Answer each line on `out`, a blank line between answers; 0 at the end. Of a posted text, its last card.

    BrokenPipeError when nobody reads `out` any more.
    """
    first = True
    async for line in lines:
        text = line.strip()
        if text in LEAVING:
            break
        if not text:
            continue
        shown = await _shown(front, text)
        out.write(shown if first else f"\n{shown}")
        out.flush()
        first = False
    return 0


async def _shown(front: Front, text: str) -> str:
    if is_command(front.registry, text):
        return plain(await front.answer(text)) + "\n"
    last = None
    async for card in front.file(text):
        last = card
    return plain(last) + "\n" if last else ""


def read_lines(descriptor: int) -> AsyncIterator[str]:
    """The lines of a file descriptor as UTF-8, undecodable bytes as U+FFFD, without their ends."""
    return read_ahead(_decoded(descriptor))


def _decoded(descriptor: int) -> Iterator[str]:
    """The lines as they come; a last one without an end counts, a byte-order mark does not."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8-sig")("replace"), translate=True)
    parts: list[str] = []
    while chunk := _chunk(descriptor):
        *lines, rest = decoder.decode(chunk).split("\n")
        for line in lines:
            yield "".join([*parts, line])
            parts.clear()
        parts.append(rest)
    parts.append(decoder.decode(b"", final=True))
    if last := "".join(parts):
        yield last


def _chunk(descriptor: int) -> bytes:
    """The next bytes; none at the end, and none when the other side of a terminal has gone."""
    try:
        return os.read(descriptor, _CHUNK)
    except OSError:
        return b""
