"""Dossier with a probe in its event loop: `python -m tests.benchmarks.probed FILE run` is `dossier run`.

The probe sleeps five milliseconds again and again, and writes to FILE how late it woke: each record is the moment
(CLOCK_MONOTONIC, the same for all processes) and the lag, in seconds.
"""

import asyncio
import functools
import struct
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, BinaryIO

from bot.cli import main

RECORD = struct.Struct("dd")
TICK = 0.005


async def _probe(file: BinaryIO) -> None:
    while True:
        began = time.monotonic()
        await asyncio.sleep(TICK)
        woke = time.monotonic()
        file.write(RECORD.pack(woke, woke - began - TICK))


def _run(run: Any, file: BinaryIO, work: Coroutine[Any, Any, Any]) -> Any:
    async def both() -> Any:
        probe = asyncio.create_task(_probe(file))
        try:
            return await work
        finally:
            probe.cancel()

    return run(both())


def lags(path: Path, since: float, until: float) -> list[float]:
    """The lags between two moments, of a program that has ended."""
    return [lag for at, lag in RECORD.iter_unpack(path.read_bytes()) if since <= at <= until]


if __name__ == "__main__":
    with Path(sys.argv.pop(1)).open("wb") as found:
        asyncio.run = functools.partial(_run, asyncio.run, found)
        main()
