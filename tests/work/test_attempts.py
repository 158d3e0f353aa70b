import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, TypeVarTuple, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.work.attempts import ATTEMPTS, Failure, ItemFault, reason, run_batch
from bot.work.errors import DeadlineExceeded, OutOfMemory, SetupFailed, StageFailed, WorkerDied
from bot.work.types import Stage
from bot.work.worker import Worker

R = TypeVar("R")
Ts = TypeVarTuple("Ts")

PICKY: Stage[list[str], list[str]] = Stage("tests.work.stages:picky")
DOUBLE: Stage[list[int], list[int]] = Stage("tests.work.stages:double_all")


class Recorder:
    """Stands for a worker: answers with a function, and keeps what was in hand at each call."""

    def __init__(self, answer: Callable[[list[int]], list[int]]) -> None:
        self.answer = answer
        self.calls: list[list[int]] = []
        self.deadlines: set[float | None] = set()

    async def call(self, stage: Stage[R, *Ts], /, *args: *Ts, deadline: float | None = None) -> R:
        numbers = cast("tuple[list[int]]", args)[0]
        self.calls.append(numbers)
        self.deadlines.add(deadline)
        return cast("R", self.answer(numbers))


def batch(worker: Recorder, items: list[int]) -> list[int | Failure]:
    return asyncio.run(run_batch(worker, DOUBLE, items, deadline=5.0))


def double(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def poisoned_by(poison: set[int], fault: ItemFault) -> Callable[[list[int]], list[int]]:
    def answer(numbers: list[int]) -> list[int]:
        if poison & set(numbers):
            raise fault
        return double(numbers)

    return answer


@given(st.lists(st.integers()))
def test_sound_items_take_one_call(items: list[int]) -> None:
    worker = Recorder(double)
    assert batch(worker, items) == double(items)
    assert worker.calls == ([items] if items else [])
    assert worker.deadlines == ({5.0} if items else set())


@given(st.lists(st.integers(0, 9), unique=True, min_size=1), st.sets(st.integers(0, 9)))
def test_poison_fails_alone_after_three_times_in_hand(items: list[int], poison: set[int]) -> None:
    worker = Recorder(poisoned_by(poison, WorkerDied("a:b", -11)))
    outcomes = batch(worker, items)
    for item, outcome in zip(items, outcomes, strict=True):
        if item in poison:
            assert outcome == Failure("The reader crashed (signal 11).", ATTEMPTS)
            assert sum(item in call for call in worker.calls) == ATTEMPTS
        else:
            assert outcome == 2 * item


@pytest.mark.parametrize("items", [[1], [1, 2]])
def test_an_item_whose_stage_raises_is_not_tried_again_alone(items: list[int]) -> None:
    worker = Recorder(poisoned_by({1}, StageFailed("a:b", "ValueError", "bad", "the trace")))
    outcome = batch(worker, items)[0]
    assert outcome == Failure("Reading it failed (ValueError: bad).", len(items), "the trace")
    assert worker.calls.count([1]) == 1


def test_an_item_may_succeed_at_its_last_attempt() -> None:
    deaths = iter([DeadlineExceeded("a:b", 5.0), OutOfMemory("a:b", None)])

    def answer(numbers: list[int]) -> list[int]:
        for death in deaths:
            raise death
        return double(numbers)

    assert batch(Recorder(answer), [4]) == [8]


@pytest.mark.parametrize("items", [[1], [1, 2, 3]])
def test_results_that_are_too_few_are_a_failure(items: list[int]) -> None:
    outcomes = batch(Recorder(lambda numbers: numbers[1:]), items)
    assert all(isinstance(outcome, Failure) and "0 results for 1 items" in outcome.reason for outcome in outcomes)


def test_trouble_of_the_worker_itself_passes_through() -> None:
    def answer(numbers: list[int]) -> list[int]:
        raise SetupFailed("reader", "no model", 1)

    worker = Recorder(answer)
    with pytest.raises(SetupFailed, match="no model"):
        batch(worker, [1, 2])
    assert len(worker.calls) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (DeadlineExceeded("a:b", 120.0), "Reading it took longer than 120 seconds."),
        (DeadlineExceeded("a:b", 1.0), "Reading it took longer than 1 second."),
        (OutOfMemory("a:b", None), "Reading it needed more memory than allowed."),
        (WorkerDied("a:b", -11), "The reader crashed (signal 11)."),
        (WorkerDied("a:b", -9), "The reader was killed (signal 9); the machine may be short of memory."),
        (WorkerDied("a:b", 3), "The reader ended unexpectedly (exit code 3)."),
        (WorkerDied("a:b", None), "The reader broke off."),
        (StageFailed("a:b", "KeyError", ""), "Reading it failed (KeyError)."),
        (StageFailed("a:b", "ValueError", "two\nlines"), "Reading it failed (ValueError: two lines)."),
    ],
)
def test_reasons_are_sentences(fault: ItemFault, said: str) -> None:
    assert reason(fault) == said


@given(st.text())
def test_reasons_are_one_short_line(message: str) -> None:
    said = reason(StageFailed("a:b", "ValueError", message))
    assert len(said.splitlines()) == 1
    assert len(said) < 250
    assert said.endswith(").")


def test_how_a_death_came_is_in_the_message() -> None:
    assert str(WorkerDied("a:b", -11)) == "a:b was ended by SIGSEGV"
    assert str(WorkerDied("a:b", -200)) == "a:b was ended by signal 200"
    assert str(StageFailed("a:b", "KeyError", "")) == "a:b raised KeyError"


# With a real worker.


async def test_one_poisonous_word_does_not_take_the_others_along(worker: Worker) -> None:
    words = ["good", "crash", "fine", "raise", "well"]
    outcomes = await run_batch(worker, PICKY, words)
    assert [outcomes[0], outcomes[2], outcomes[4]] == ["GOOD", "FINE", "WELL"]
    crashed, raised = outcomes[1], outcomes[3]
    assert isinstance(crashed, Failure)
    assert isinstance(raised, Failure)
    assert (crashed.reason, crashed.attempts) == ("The reader crashed (signal 11).", 3)
    assert "in picky" in crashed.detail
    assert raised.reason == "Reading it failed (ValueError: no such word)."
    assert "in picky" in raised.detail


async def test_a_hang_is_ended_each_time_and_then_given_up(worker: Worker) -> None:
    outcomes = await run_batch(worker, PICKY, ["hang"], deadline=0.1)
    detail = "tests.work.stages:picky took longer than 0.1 seconds"
    assert outcomes == [Failure("Reading it took longer than 0.1 seconds.", 3, detail)]


async def test_an_accident_is_forgiven(worker: Worker, tmp_path: Path) -> None:
    stage: Stage[list[str], list[str]] = Stage("tests.work.stages:crash_once")
    words = [str(tmp_path / "one"), str(tmp_path / "two")]
    assert await run_batch(worker, stage, words) == words
