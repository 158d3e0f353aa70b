"""Changed files through the reading worker as it runs: `python -m tests.articles.files.fuzz [inputs a kind] [seed]`.

Exit status 1 when the worker died, ran out of memory or time, or the reader raised; such inputs are kept in a folder.
"""

import asyncio
import hashlib
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.articles.types import Draft, Reading
from bot.settings import Settings
from bot.work.errors import WorkerFault
from bot.work.staff import READ, reader
from bot.work.worker import Worker
from tests.articles.files.mutations import Maker, makers

INPUTS = 10_000
_BATCH = 20


@dataclass(slots=True)
class Tally:
    """What became of the inputs of one kind; `slowest` is in seconds."""

    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    faults: list[tuple[bytes, str]] = field(default_factory=list)


async def fuzz(worker: Worker, name: str, make: Maker, inputs: int, random: Random) -> Tally:
    """Read so many changed files of a kind in the worker."""
    tally = Tally()
    while inputs > 0:
        batch = [make(random) for _ in range(min(inputs, _BATCH))]
        inputs -= len(batch)
        if not await _try(worker, name, batch, tally):
            for raw in batch:  # which one was it?
                await _try(worker, name, [raw], tally)
    return tally


async def _try(worker: Worker, name: str, batch: list[bytes], tally: Tally) -> bool:
    begun = time.monotonic()
    try:
        found = await worker.call(READ, [Draft(raw, name=name) for raw in batch])
    except WorkerFault as fault:
        if len(batch) == 1:
            tally.faults.append((batch[0], f"{type(fault).__name__}: {fault}"))
        return False
    tally.slowest = max(tally.slowest, time.monotonic() - begun)
    read = sum(isinstance(result, Reading) for result in found)
    tally.read += read
    tally.refused += len(found) - read
    return True


async def main(inputs: int, seed: int) -> int:
    """Fuzz every kind and tell what became of it; 1 when anything did harm."""
    settings = Settings()
    status = 0
    async with reader(seconds=settings.reading_seconds, mebibytes=settings.reading_memory) as worker:
        for name, make in makers().items():
            tally = await fuzz(worker, name, make, inputs, Random(f"{seed} {name}"))
            print(
                f"{name:12} {tally.read:6,} read {tally.refused:6,} refused {len(tally.faults):4,} faults, "
                f"slowest {_BATCH} in {tally.slowest:.2f} s",
                flush=True,
            )
            for raw, fault in tally.faults:
                status = 1
                kept = Path("fuzz-faults") / f"{hashlib.sha256(raw).hexdigest()[:12]}-{name}"
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(raw)
                print(f"  {kept}: {fault}", flush=True)
    return status


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(asyncio.run(main(*(given + [INPUTS, 1][len(given) :]))))
