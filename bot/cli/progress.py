"""A progress bar on standard error, where that is a terminal; plain lines elsewhere."""

import contextlib
from collections.abc import Iterator
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar


class Progress(Protocol):
    """What long work reports to."""

    def advance(self) -> None:
        """One more is done."""

    def left(self, count: int) -> None:
        """So many are not done yet."""

    def restart(self, what: str, total: int) -> None:
        """Another stage begins; its total is 0 when nobody knows it."""

    def say(self, message: str) -> None:
        """Print a line above the bar."""


class _Drawn:
    def __init__(self, bar: Bar, what: str, total: int) -> None:
        self._bar = bar
        self._total = total
        self._task = bar.add_task(what, total=total or None)

    def advance(self) -> None:
        self._bar.advance(self._task)

    def left(self, count: int) -> None:
        self._total = max(self._total, count)
        self._bar.update(self._task, total=self._total, completed=self._total - count)

    def restart(self, what: str, total: int) -> None:
        self._total = total
        self._bar.update(self._task, description=what, total=total or None, completed=0)

    def say(self, message: str) -> None:
        self._bar.console.print(message, markup=False, emoji=False, highlight=False, soft_wrap=True)


@contextlib.contextmanager
def progress(what: str, total: int) -> Iterator[Progress]:
    """A bar for so many things (0 when nobody knows), drawn from the first moment on and gone at the end."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Drawn(bar, what, total)
