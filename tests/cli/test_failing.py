"""How a subcommand ends: exit statuses and one line for what is expected to go wrong."""

import asyncio
import logging
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.failing import CommandLineError, complete, configured
from bot.store.errors import StoreFullError
from bot.work.errors import SetupFailed, WorkerClosed
from tests.console.test_shell import CTRL_D, session


@pytest.fixture(autouse=True)
def log() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers.clear()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def failing(error: Exception) -> str:
    async def work() -> int:
        raise error

    with pytest.raises(CommandLineError) as caught:
        complete(work)
    assert caught.value.status == 1
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_status_of_work_is_returned() -> None:
    async def work() -> int:
        await asyncio.sleep(0)
        return 3

    assert complete(work) == 3


def test_what_is_expected_to_go_wrong_is_one_line() -> None:
    assert failing(StoreFullError("The disk is full.")) == "The disk is full."
    assert failing(WorkerClosed("reader")) == "the worker 'reader' is closed"
    assert failing(SetupFailed("reader", "out of\n  memory", 3)) == (
        "The reader cannot start: out of memory (`dossier doctor` says what to do.)"
    )


def test_what_nobody_expected_is_not_hidden() -> None:
    async def work() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        complete(work)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_work_after_its_cleaning_up(number: signal.Signals) -> None:
    cleaned = []

    async def work() -> int:
        try:
            signal.raise_signal(number)
            await asyncio.sleep(60)
        finally:
            cleaned.append(number)
        return 0

    with pytest.raises(CommandLineError, match=r"^Stopped\."):
        complete(work)
    assert complete(work, service=True) == 0
    assert cleaned == [number, number]


def test_ctrl_c_again_and_again_leaves_cleaning_up_whole() -> None:
    cleaned = []

    async def work() -> int:
        try:
            for _ in range(3):
                signal.raise_signal(signal.SIGINT)
            await asyncio.sleep(60)
        finally:
            signal.raise_signal(signal.SIGINT)
            cleaned.append("whole")
        return 0

    with pytest.raises(CommandLineError, match=r"^Stopped\."):
        complete(work)
    assert cleaned == ["whole"]


def test_ctrl_c_stops_work_after_a_session_in_the_terminal_too() -> None:
    reached = []

    async def work() -> int:
        await session(f"recent 3\r{CTRL_D}")
        reached.append("the end of the session")
        signal.raise_signal(signal.SIGINT)
        await asyncio.sleep(60)
        return 0

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(CommandLineError, match=r"^Stopped\."):
        complete(work)
    assert reached
    assert signal.getsignal(signal.SIGINT) == before


def test_settings_and_the_log_that_they_ask_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOSSIER_LOG_LEVEL", "info")
    found = configured(tmp_path / "news.db")
    assert found.database == tmp_path / "news.db"
    assert logging.getLogger().level == logging.INFO
    monkeypatch.setenv("DOSSIER_LOG_LEVEL", "loud")
    with pytest.raises(CommandLineError) as caught:
        configured()
    assert caught.value.status == 2


def test_where_signals_cannot_be_heeded_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotImplementedError  # as Windows does

    monkeypatch.setattr(asyncio.SelectorEventLoop, "add_signal_handler", refuse)

    async def work() -> int:
        return 4

    assert complete(work) == 4
