"""How calls and children are ended: cancellation, idleness, closing."""

import asyncio
import random
from pathlib import Path

import pytest

from bot.work import process
from bot.work.errors import WorkerClosed
from bot.work.worker import Worker
from tests.work.conftest import Ends, Hold, at, until

STAGES = "tests.work.stages"


async def running_hold(worker: Worker, hold: Hold) -> "asyncio.Task[object]":
    call = asyncio.create_task(worker.call(at(f"{STAGES}:hold"), *hold.args))
    await hold.runs()
    return call


async def started(worker: Worker, hold: Hold) -> "asyncio.Task[None]":
    start = asyncio.create_task(worker.start())
    await hold.runs()
    return start


async def test_cancelling_a_waiting_call_takes_it_out_of_the_queue(worker: Worker, hold: Hold, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    first = await running_hold(worker, hold)
    pid = worker.pid
    second = asyncio.create_task(worker.call(at(f"{STAGES}:note"), str(notes), "second"))
    third = asyncio.create_task(worker.call(at(f"{STAGES}:note"), str(notes), "third"))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    hold.let_go()
    assert await first == "released"
    await third
    assert notes.read_text().split() == ["third"]
    assert worker.pid == pid


async def test_cancelling_the_running_call_kills_the_child(worker: Worker, hold: Hold) -> None:
    call = await running_hold(worker, hold)
    ended = Ends(hold.pid)
    waiting = asyncio.create_task(worker.call(at(f"{STAGES}:echo"), "mine"))
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await waiting == ("mine",)
    assert ended()


async def test_cancelling_during_the_setup_kills_the_child(hold: Hold) -> None:
    async with Worker("reader", setup=f"{STAGES}:hold", setup_args=hold.args) as worker:
        start = await started(worker, hold)
        ended = Ends(hold.pid)
        start.cancel()
        with pytest.raises(asyncio.CancelledError):
            await start
        hold.let_go()
        assert await worker.call(at(f"{STAGES}:echo"), 1) == (1,)
        assert ended()


async def test_calls_given_up_at_any_moment_never_mix_up_the_answers(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(7)
    for number in range(40):
        calls = [asyncio.create_task(worker.call(at(f"{STAGES}:echo"), number, place)) for place in range(3)]
        if chance.random() < 0.5:
            await asyncio.sleep(chance.random() * 0.05)
        else:
            for _ in range(chance.randrange(30)):
                await asyncio.sleep(0)
        for call in calls:
            if chance.random() < 0.4:
                call.cancel()
        for place, answer in enumerate(await asyncio.gather(*calls, return_exceptions=True)):
            assert answer == (number, place) or isinstance(answer, asyncio.CancelledError)
    assert caplog.messages == []


async def test_an_idle_child_is_ended_and_comes_back(tmp_path: Path) -> None:
    async with Worker("reader", idle=0.05) as worker:
        before = await worker.call(at("os:getpid"))
        ended = Ends(before)
        await until(lambda: not worker.running)
        await until(ended)
        assert worker.pid is None
        assert await worker.call(at("os:getpid")) != before


async def test_an_idle_child_that_does_not_leave_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_GRACE", 0.2)
    async with Worker("reader", idle=0.05) as worker:
        await worker.call(at(f"{STAGES}:linger"))
        assert worker.pid is not None
        await until(Ends(worker.pid))


async def test_a_busy_child_is_not_idle(hold: Hold) -> None:
    async with Worker("reader", idle=0.05) as worker:
        await worker.start()
        call = await running_hold(worker, hold)
        await asyncio.sleep(0.2)
        hold.let_go()
        assert await call == "released"


async def test_closing_ends_an_idle_child() -> None:
    worker = Worker("reader", idle=600)
    ended = Ends(await worker.call(at("os:getpid")))
    await worker.close()
    assert ended()
    assert (worker.running, worker.pid) == (False, None)
    await worker.close()


async def test_closing_kills_a_child_that_does_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_GRACE", 0.2)
    worker = Worker("reader")
    await worker.call(at(f"{STAGES}:linger"))
    assert worker.pid is not None
    ended = Ends(worker.pid)
    await worker.close()
    assert ended()


async def test_closing_ends_the_running_call_and_the_waiting_ones(hold: Hold) -> None:
    worker = Worker("reader")
    running = await running_hold(worker, hold)
    ended = Ends(hold.pid)
    waiting = asyncio.create_task(worker.call(at(f"{STAGES}:echo"), 1))
    await asyncio.sleep(0)
    await worker.close()
    assert ended()
    for call in (running, waiting):
        with pytest.raises(WorkerClosed, match="'reader' is closed"):
            await call


async def test_closing_ends_a_setup(hold: Hold) -> None:
    worker = Worker("reader", setup=f"{STAGES}:hold", setup_args=hold.args)
    start = await started(worker, hold)
    ended = Ends(hold.pid)
    await worker.close()
    assert ended()
    with pytest.raises(WorkerClosed):
        await start


async def test_closing_while_the_child_is_being_started_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[process.ChildProcess] = []

    async def slowly(name: str, withhold: frozenset[str]) -> process.ChildProcess:
        started.append(await start(name, withhold))
        await asyncio.sleep(0.05)
        return started[0]

    start = process.ChildProcess.start
    monkeypatch.setattr(process.ChildProcess, "start", slowly)
    worker = Worker("reader")
    task = asyncio.create_task(worker.start())
    await until(lambda: bool(started))
    await worker.close()
    with pytest.raises(WorkerClosed):
        await task
    assert started[0].ended.is_set()


async def test_a_closed_worker_refuses() -> None:
    worker = Worker("reader")
    await worker.close()
    with pytest.raises(WorkerClosed):
        await worker.call(at(f"{STAGES}:echo"))
    with pytest.raises(WorkerClosed):
        await worker.start()
