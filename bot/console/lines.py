"""The console without a terminal: one command or posted text per line, answers as plain text."""

import asyncio
import codecs
import io
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import TextIO

from bot.cards.plain import plain
from bot.console.front import Front
from bot.console.kinds import LEAVING, is_command

_CHUNK = 65536
_AHEAD = 64
"""Lines read ahead of the answers."""


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


async def read_lines(descriptor: int) -> AsyncIterator[str]:
    """The lines of a file descriptor as UTF-8, undecodable bytes as U+FFFD, without their ends.

    A thread of its own reads the descriptor directly: waiting for input must neither hold up the event loop nor,
    by a lock of `sys.stdin`, the end of the program.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    room = threading.Semaphore(_AHEAD)

    def read() -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody waits for lines any more
            for line in _decoded(descriptor):
                room.acquire()
                loop.call_soon_threadsafe(queue.put_nowait, line)
            loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, name="console-input", daemon=True).start()
    while (line := await queue.get()) is not None:
        room.release()
        yield line


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
