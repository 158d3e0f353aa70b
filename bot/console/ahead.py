"""Blocking input read ahead in a thread of its own: waiting for it holds up neither the event loop nor a stop."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import TypeVar

_AHEAD = 64
"""Items that are read before they are asked for."""

_T = TypeVar("_T")


async def read_ahead(source: Iterator[_T]) -> AsyncIterator[_T]:
    """The items of a blocking iterator, in order; what it raises is raised here.

    The thread is left alone at the end of the program: it may wait for input for ever. So the source must not use
    `sys.stdin`, whose lock the interpreter wants when it ends, but the descriptor.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[tuple[_T] | Exception | None] = asyncio.Queue()
    room = threading.Semaphore(_AHEAD)

    def read() -> None:
        end: Exception | None = None
        with suppress(RuntimeError):  # the loop has closed: nobody waits for input any more
            try:
                for item in source:
                    room.acquire()
                    loop.call_soon_threadsafe(queue.put_nowait, (item,))
            except Exception as error:  # noqa: BLE001 - raised below, by whoever reads
                end = error
            loop.call_soon_threadsafe(queue.put_nowait, end)

    threading.Thread(target=read, name="input", daemon=True).start()
    while isinstance(found := await queue.get(), tuple):
        room.release()
        yield found[0]
    if found is not None:
        raise found
