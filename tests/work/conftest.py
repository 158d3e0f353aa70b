"""A worker for each test, ended with it, and ways to see what its child does."""

import asyncio
import os
import select
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.work.types import Stage
from bot.work.worker import Worker


def at(path: str) -> Stage[Any, *tuple[Any, ...]]:
    """Any function as a stage, whatever it takes and returns."""
    return Stage(path)


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    async with Worker("reader") as running:
        yield running


@dataclass(frozen=True)
class Hold:
    """The files by which `stages.hold` says that it runs and is let go."""

    started: Path
    release: Path

    @property
    def args(self) -> tuple[str, str]:
        return str(self.started), str(self.release)

    @property
    def pid(self) -> int:
        return int(self.started.read_text())

    async def runs(self) -> None:
        await until(self.started.exists)

    def let_go(self) -> None:
        self.release.touch()


@pytest.fixture
def hold(tmp_path: Path) -> Hold:
    return Hold(tmp_path / "started", tmp_path / "release")


class Ends:
    """Sees a process end, whoever its parent is and whether or not it was waited for."""

    def __init__(self, pid: int) -> None:
        self.descriptor = os.pidfd_open(pid)

    def __call__(self, seconds: float = 0) -> bool:
        poll = select.poll()
        poll.register(self.descriptor, select.POLLIN)
        return bool(poll.poll(seconds * 1000))


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition that another process brings about; the limit is that of the test."""
    while not condition():  # noqa: ASYNC110 - no event comes from there
        await asyncio.sleep(0.005)
