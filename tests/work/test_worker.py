import asyncio
import os
import re
import resource
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.work.worker as module
from bot.work import frames
from bot.work.attempts import Failure, run_batch
from bot.work.errors import (
    DeadlineExceeded,
    MachineTrouble,
    OutOfMemory,
    SetupFailed,
    StageFailed,
    WorkerClosed,
    WorkerDied,
)
from bot.work.types import Stage
from bot.work.worker import Worker, pause_after
from tests.work.conftest import Hold, at, until
from tests.work.stages import Weather

STAGES = "tests.work.stages"
PICKY: Stage[list[str], list[str]] = Stage(f"{STAGES}:picky")
FORECAST: Stage[Weather, str, float] = Stage(f"{STAGES}:forecast")
MEBIBYTE = 1 << 20


# Results.


async def test_a_result_comes_back_as_it_was(worker: Worker) -> None:
    assert await worker.call(FORECAST, "Oslo", 3.5) == Weather("Oslo", 3.5)
    values = ("text", b"bytes", 1.5, None, True, {"a": [1, 2], "b": {3}})
    assert await worker.call(at(f"{STAGES}:echo"), *values) == values


async def test_stages_run_in_one_other_process_and_are_not_imported_here(worker: Worker) -> None:
    first, second = await worker.call(at("os:getpid")), await worker.call(at("os:getpid"))
    assert first == second == worker.pid != os.getpid()
    assert await worker.call(at("tabnanny:format_witnesses"), []) == "at tab size "
    assert "tabnanny" not in sys.modules


@pytest.mark.parametrize("size", [0, 1, 70_000, 20_000_000])
async def test_large_results_arrive_whole(worker: Worker, size: int) -> None:
    assert await worker.call(at(f"{STAGES}:long_bytes"), size) == b"\xa5" * size


async def test_large_arguments_arrive_whole(worker: Worker) -> None:
    text = "ž" * 3_000_000
    assert await worker.call(at("builtins:len"), text) == len(text)


async def test_many_records_arrive_while_others_go_on(worker: Worker) -> None:
    found = await worker.call(at(f"{STAGES}:many"), 20_000)
    assert found[-1] == Weather("Oslo", 19_999.0)
    assert len(found) == 20_000


async def test_concurrent_callers_are_served_in_the_order_they_came(worker: Worker, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    await asyncio.gather(*(worker.call(at(f"{STAGES}:note"), str(notes), str(number)) for number in range(20)))
    assert notes.read_text().split() == [str(number) for number in range(20)]


async def test_each_concurrent_caller_gets_its_own_answer(worker: Worker) -> None:
    answers = await asyncio.gather(*(worker.call(at(f"{STAGES}:echo"), number) for number in range(50)))
    assert answers == [(number,) for number in range(50)]


async def test_the_loop_goes_on_during_a_call(worker: Worker, hold: Hold) -> None:
    call = asyncio.create_task(worker.call(at(f"{STAGES}:hold"), *hold.args))
    await hold.runs()  # a blocked loop would never come to let it go
    hold.let_go()
    assert await call == "released"


async def test_the_loop_goes_on_during_the_setup(hold: Hold) -> None:
    async with Worker("reader", setup=f"{STAGES}:hold", setup_args=hold.args) as worker:
        start = asyncio.create_task(worker.start())
        await hold.runs()
        assert not worker.running
        hold.let_go()
        await start
        assert worker.running


# Failures of a stage.


async def test_an_exception_is_reported_and_the_child_goes_on(worker: Worker) -> None:
    before = await worker.call(at("os:getpid"))
    with pytest.raises(StageFailed, match="fail_far_down raised ValueError: bad text") as caught:
        await worker.call(at(f"{STAGES}:fail_far_down"), "bad text")
    assert (caught.value.kind, caught.value.message) == ("ValueError", "bad text")
    assert "in fail_far_down" in caught.value.trace
    assert await worker.call(at("os:getpid")) == before


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"{STAGES}:nothing", "AttributeError"),
        ("math:pi", "TypeError"),
        (f"{STAGES}:unpicklable", "AttributeError|PicklingError"),
        (f"{STAGES}:a_class_elsewhere", "UnpicklingError"),
    ],
)
async def test_what_cannot_be_found_called_or_brought_over_is_a_failure_of_the_stage(
    worker: Worker, path: str, kind: str
) -> None:
    before = await worker.call(at("os:getpid"))
    with pytest.raises(StageFailed) as caught:
        await worker.call(at(path))
    assert caught.value.kind in kind.split("|")
    assert "mailbox" not in sys.modules
    assert await worker.call(at("os:getpid")) == before


@pytest.mark.parametrize(
    ("path", "arguments", "message"),
    [
        (f"{STAGES}:open_missing", ("/nonexistent/words",), "FileNotFoundError: [Errno 2] No such file"),
        (f"{STAGES}:write_all", ("/dev/full",), "OSError: [Errno 28] No space left on device"),
        (f"{STAGES}:wrap_full_disk", ("/dev/full",), "ValueError: could not keep the table"),
        ("tests.work.nowhere:run", (), "ModuleNotFoundError: No module named 'tests.work.nowhere'"),
    ],
)
async def test_what_the_machine_refuses_is_no_failure_of_the_stage_and_ends_the_child(
    worker: Worker, path: str, arguments: tuple[str, ...], message: str
) -> None:
    before = await worker.call(at("os:getpid"))
    with pytest.raises(MachineTrouble, match=re.escape(f"the machine refused what {path} needs: {message}")) as caught:
        await worker.call(at(path), *arguments)
    assert "Traceback" in caught.value.trace
    assert await worker.call(at("os:getpid")) != before


@pytest.mark.parametrize(
    ("path", "argument", "kind"),
    [
        (f"{STAGES}:fail_as_a_parser", "could not be parsed", "OSError"),
        (f"{STAGES}:give_up_on_a_cache", "bad text", "ValueError"),
        (f"{STAGES}:name_a_file", "x" * 300, "OSError"),
        (f"{STAGES}:name_a_file", "\0", "ValueError"),
    ],
)
async def test_what_a_text_brings_about_is_a_failure_of_the_stage(
    worker: Worker, path: str, argument: str, kind: str
) -> None:
    with pytest.raises(StageFailed) as caught:
        await worker.call(at(path), argument)
    assert caught.value.kind == kind


async def test_in_a_batch_no_item_is_given_up_for_what_the_machine_refuses(worker: Worker) -> None:
    stage: Stage[list[str], list[str]] = Stage(f"{STAGES}:write_each")
    with pytest.raises(MachineTrouble):
        await run_batch(worker, stage, ["/dev/full", "/dev/full"])


async def test_sys_exit_in_a_stage_is_a_failure_not_an_end(worker: Worker) -> None:
    with pytest.raises(StageFailed) as caught:
        await worker.call(at(f"{STAGES}:leave"), 5)
    assert (caught.value.kind, worker.running) == ("SystemExit", True)


async def test_arguments_that_cannot_be_pickled_do_not_reach_the_child(worker: Worker) -> None:
    with pytest.raises((AttributeError, TypeError)):
        await worker.call(at(f"{STAGES}:echo"), iter([lambda: 1]))
    assert await worker.call(at(f"{STAGES}:echo"), 1) == (1,)


async def test_arguments_that_are_too_large_fail_alone(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await worker.call(at("os:getpid"))
    monkeypatch.setattr(frames, "LARGEST", 1000)
    outcomes = await run_batch(worker, PICKY, ["a", "x" * 2000, "b"])
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [False, True, False]
    assert worker.pid == before


def test_a_stage_is_named_by_module_and_function() -> None:
    for path in ("", "module", "module:", ":function"):
        with pytest.raises(ValueError, match=r"package\.module:function"):
            Stage[object](path)


# Deaths.


@pytest.mark.parametrize(
    ("stage", "argument", "code", "number"),
    [
        ("vanish", 3, 3, None),
        ("vanish", 0, 0, None),
        ("kill_self", signal.SIGKILL, -9, 9),
        ("kill_self", signal.SIGSEGV, -11, 11),
    ],
)
async def test_a_death_is_reported_and_the_next_call_has_a_new_child(
    worker: Worker, stage: str, argument: int, code: int, number: int | None
) -> None:
    before = await worker.call(at("os:getpid"))
    with pytest.raises(WorkerDied) as caught:
        await worker.call(at(f"{STAGES}:{stage}"), int(argument))
    assert (caught.value.exit_code, caught.value.signal) == (code, number)
    assert not isinstance(caught.value, OutOfMemory)
    assert (worker.running, worker.pid) == (False, None)
    assert await worker.call(at("os:getpid")) not in {before, os.getpid()}
    assert worker.running


async def test_a_crash_leaves_its_last_words(worker: Worker) -> None:
    with pytest.raises(WorkerDied) as caught:
        await worker.call(at(f"{STAGES}:kill_self"), int(signal.SIGABRT))
    assert "in kill_self" in caught.value.last_words


async def test_a_child_killed_between_calls_is_replaced(worker: Worker) -> None:
    before = await worker.call(at("os:getpid"))
    os.kill(before, signal.SIGKILL)
    await until(lambda: not worker.running)
    assert await worker.call(at("os:getpid")) != before


async def test_stop_signals_are_left_to_the_parent(worker: Worker) -> None:
    before = await worker.call(at("os:getpid"))
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(before, number)
        assert await worker.call(at("os:getpid")) == before


async def test_a_call_beyond_its_deadline_is_killed(worker: Worker, hold: Hold) -> None:
    with pytest.raises(DeadlineExceeded, match=r"hold took longer than 0\.2 seconds") as caught:
        await worker.call(at(f"{STAGES}:hold"), *hold.args, deadline=0.2)
    assert (caught.value.seconds, worker.running) == (0.2, False)
    assert await worker.call(at(f"{STAGES}:echo"), 1) == (1,)


async def test_the_default_deadline_holds(hold: Hold) -> None:
    async with Worker("reader", deadline=0.2) as worker:
        with pytest.raises(DeadlineExceeded):
            await worker.call(at(f"{STAGES}:hold"), *hold.args)


# Memory.


@pytest.mark.parametrize("stage", ["devour", "disguise_starvation"])
async def test_a_child_that_starves_is_ended_and_replaced(stage: str) -> None:
    async with Worker("reader", memory=400 * MEBIBYTE) as worker:
        before = await worker.call(at("os:getpid"))
        with pytest.raises(OutOfMemory, match="needed more memory than allowed"):
            await worker.call(at(f"{STAGES}:{stage}"))
        assert not worker.running
        assert await worker.call(at("os:getpid")) != before


async def test_the_limit_is_set_for_good_and_no_core_is_dumped() -> None:
    async with Worker("reader", memory=500 * MEBIBYTE) as worker:
        memory, core = await worker.call(at(f"{STAGES}:limits"))
    assert memory == (500 * MEBIBYTE, 500 * MEBIBYTE)
    assert core == (0, 0)


async def test_without_a_limit_the_childs_memory_is_as_the_parents(worker: Worker) -> None:
    memory, _ = await worker.call(at(f"{STAGES}:limits"))
    assert memory == resource.getrlimit(resource.RLIMIT_AS)


async def test_a_setup_that_starves_says_so() -> None:
    async with Worker("reader", memory=400 * MEBIBYTE, setup=f"{STAGES}:devour") as worker:
        with pytest.raises(SetupFailed, match="devour needed more memory than allowed"):
            await worker.start()


# Setup.


async def test_the_setup_runs_once_in_each_child() -> None:
    async with Worker("reader", setup=f"{STAGES}:remember", setup_args=("the model",)) as worker:
        await worker.start()
        await worker.start()
        assert await worker.call(at(f"{STAGES}:recall")) == ["the model"]
        with pytest.raises(WorkerDied):
            await worker.call(at(f"{STAGES}:vanish"), 1)
        assert await worker.call(at(f"{STAGES}:recall")) == ["the model"]


@pytest.mark.parametrize(
    ("setup", "argument", "why"),
    [
        ("fail", "no model", "fail raised ValueError: no model"),
        ("vanish", 7, "vanish ended its process with exit code 7"),
        ("kill_self", 11, "kill_self was ended by SIGSEGV"),
        ("nothing", 0, "nothing raised AttributeError"),
        ("send_broken_failure", None, "send_broken_failure broke off"),
    ],
)
async def test_a_setup_that_fails_is_told_plainly(setup: str, argument: object, why: str) -> None:
    arguments = () if argument is None else (argument,)
    async with Worker("reader", setup=f"{STAGES}:{setup}", setup_args=arguments) as worker:
        with pytest.raises(SetupFailed, match=f"the worker 'reader' could not start: .*{why}"):
            await worker.call(at(f"{STAGES}:echo"))
        assert (worker.running, worker.pid) == (False, None)


async def test_a_setup_that_hangs_is_killed(hold: Hold) -> None:
    async with Worker("reader", setup=f"{STAGES}:hold", setup_args=hold.args, setup_deadline=0.3) as worker:
        with pytest.raises(SetupFailed, match=r"took longer than 0\.3 seconds"):
            await worker.start()


async def test_an_interpreter_that_cannot_be_run_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Worker("reader") as worker:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "executable", "/nonexistent/python")
            with pytest.raises(SetupFailed, match="No such file"):
                await worker.start()
        assert await worker.call(at("math:sqrt"), 4.0) == 2.0


async def test_repeated_failures_are_counted_and_each_call_tries_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_FIRST_PAUSE", 0.01)
    notes = tmp_path / "notes"
    async with Worker("reader", setup=f"{STAGES}:note_and_fail", setup_args=(str(notes),)) as worker:
        for failures in (1, 2, 3):
            with pytest.raises(SetupFailed) as caught:
                await worker.call(at(f"{STAGES}:echo"))
            assert caught.value.failures == failures
            assert "note_and_fail" in caught.value.trace
            assert len(notes.read_text().split()) == failures


async def test_a_start_after_a_failure_waits_and_closing_ends_the_wait(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_FIRST_PAUSE", 600.0)
    monkeypatch.setattr(module, "_LONGEST_PAUSE", 600.0)
    notes = tmp_path / "notes"
    worker = Worker("reader", setup=f"{STAGES}:note_and_fail", setup_args=(str(notes),))
    with pytest.raises(SetupFailed):
        await worker.start()
    second = asyncio.create_task(worker.start())
    await asyncio.sleep(0.1)
    await worker.close()
    with pytest.raises(WorkerClosed):
        await second
    assert notes.read_text().split() == ["tried"]


@given(st.integers(min_value=1, max_value=10_000))
def test_the_pause_grows_and_is_bounded(failures: int) -> None:
    assert 0.5 <= pause_after(failures) <= pause_after(failures + 1) <= 30.0
