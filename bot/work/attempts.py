"""Second chances: which items are tried again after a failure, alone and how often, and the reason in words."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, TypeVarTuple

from bot.work.errors import DeadlineExceeded, OutOfMemory, StageFailed, WorkerDied
from bot.work.types import Stage

_log = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often an item may be in hand when the worker dies."""

_T = TypeVar("_T")
_R = TypeVar("_R")
_Ts = TypeVarTuple("_Ts")

ItemFault = StageFailed | WorkerDied | DeadlineExceeded
"""The ends of a call for which an item may be to blame. The others concern the worker, and pass through."""

_ITEM_FAULTS = (StageFailed, WorkerDied, DeadlineExceeded)
_LONGEST_MESSAGE = 200
_SIGKILL = 9


class Caller(Protocol):
    """What runs a stage: a `Worker`."""

    async def call(self, stage: Stage[_R, *_Ts], /, *args: *_Ts, deadline: float | None = None) -> _R:
        """Run a stage on its arguments; `deadline` in seconds."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that was given up: why, in a sentence for people; after how many attempts; evidence for a log."""

    reason: str
    attempts: int
    detail: str = ""


def worth_another(fault: ItemFault, attempts: int) -> bool:
    """Whether to try an item once more that failed alone, after it was in hand so many times.

    A stage is pure, so one that raised would raise again; a death may have had another cause.
    """
    return attempts < ATTEMPTS and not isinstance(fault, StageFailed)


async def run_batch(
    worker: Caller, stage: Stage[list[_R], list[_T]], items: Sequence[_T], *, deadline: float | None = None
) -> list[_R | Failure]:
    """One result or Failure for each item, in order, from a stage that takes a list and returns one as long.

    All go in one call first. When it fails they go one by one, so that one poisonous item fails alone.
    `deadline` (seconds) holds for each call, whatever its size. Raises MachineTrouble, SetupFailed and
    WorkerClosed: no item is to blame.
    """
    spent = 0
    if len(items) > 1:
        try:
            return [*await _results(worker, stage, list(items), deadline)]
        except _ITEM_FAULTS as fault:
            _log.warning("a batch of %d failed and is tried one by one: %s", len(items), fault)
            spent = 1
    outcomes = []
    for item in items:
        outcome = await _alone(worker, stage, item, deadline, spent)
        outcomes.append(outcome)
    return outcomes


def reason(fault: ItemFault) -> str:
    """Why an item failed, as a sentence for the people who posted it."""
    match fault:
        case DeadlineExceeded(seconds=seconds):
            return f"Reading it took longer than {seconds:g} second{'' if seconds == 1 else 's'}."
        case OutOfMemory():
            return "Reading it needed more memory than allowed."
        case WorkerDied():
            return _death(fault)
        case StageFailed(kind=kind, message=message):
            said = " ".join(message.split())
            short = said if len(said) <= _LONGEST_MESSAGE else said[:_LONGEST_MESSAGE] + "…"
            return f"Reading it failed ({kind}: {short})." if short else f"Reading it failed ({kind})."


def _death(fault: WorkerDied) -> str:
    if fault.signal == _SIGKILL:
        return "The reader was killed (signal 9); the machine may be short of memory."
    if fault.signal is not None:
        return f"The reader crashed (signal {fault.signal})."
    if fault.exit_code is not None:
        return f"The reader ended unexpectedly (exit code {fault.exit_code})."
    return "The reader broke off."


async def _alone(
    worker: Caller, stage: Stage[list[_R], list[_T]], item: _T, deadline: float | None, attempts: int
) -> _R | Failure:
    while True:
        attempts += 1
        try:
            [result] = await _results(worker, stage, [item], deadline)
        except _ITEM_FAULTS as fault:
            if not worth_another(fault, attempts):
                return Failure(reason(fault), attempts, _detail(fault))
            _log.warning("attempt %d of %d failed: %s", attempts, ATTEMPTS, fault)
        else:
            return result


async def _results(
    worker: Caller, stage: Stage[list[_R], list[_T]], items: list[_T], deadline: float | None
) -> list[_R]:
    results = await worker.call(stage, items, deadline=deadline)
    if len(results) != len(items):
        raise StageFailed(stage.path, "ValueError", f"{len(results)} results for {len(items)} items")
    return results


def _detail(fault: ItemFault) -> str:
    match fault:
        case StageFailed(trace=trace):
            return trace
        case WorkerDied(last_words=words):
            return words
    return str(fault)
