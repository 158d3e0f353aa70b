"""A supervised worker: stage functions called in a child process, with a deadline and a memory limit."""

import asyncio
import logging
import pickle
from collections.abc import Collection
from types import TracebackType
from typing import NoReturn, Self, TypeVar, TypeVarTuple, cast

from bot.work.errors import (
    DeadlineExceeded,
    MachineTrouble,
    OutOfMemory,
    SetupFailed,
    StageFailed,
    WorkerClosed,
    WorkerDied,
)
from bot.work.frames import Frame, FrameError, Kind, decode_fault
from bot.work.process import ChildProcess
from bot.work.results import load_result
from bot.work.types import Stage

_log = logging.getLogger(__name__)

_R = TypeVar("_R")
_Ts = TypeVarTuple("_Ts")

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_LARGE = 64 * 1024
"""Bytes above which a result is unpickled in a thread, so that the loop goes on meanwhile."""


class Worker:
    """Runs stages in one child process, one call at a time, in the order in which they were asked for.

    The child is started by the first call (or `start`) and again by the next call after it has ended. `setup`
    is the path of a function that each new child runs first, with `setup_args`. `memory` bounds the child's
    address space in bytes. `deadline` and `setup_deadline` are in seconds and enforced by killing the child;
    after `idle` seconds without a call it is ended. `withhold` names environment variables that it must not
    see, beside the Discord token.
    """

    def __init__(
        self,
        name: str,
        *,
        setup: str | None = None,
        setup_args: tuple[object, ...] = (),
        memory: int | None = None,
        deadline: float = 120.0,
        setup_deadline: float = 120.0,
        idle: float | None = None,
        withhold: Collection[str] = (),
    ) -> None:
        self._name = name
        self._setup_path = Stage[object](setup).path if setup is not None else None
        self._setup = Frame(Kind.SETUP, _pickled((memory, self._setup_path, setup_args)))
        self._deadline = deadline
        self._setup_deadline = setup_deadline
        self._idle = idle
        self._withhold = frozenset(withhold)
        self._turn = asyncio.Lock()  # first come, first served
        self._closing = asyncio.Event()
        self._child: ChildProcess | None = None
        self._ready = False
        self._failures = 0
        self._retry_at = 0.0
        self._idle_timer: asyncio.TimerHandle | None = None

    @property
    def running(self) -> bool:
        """Whether a child is up and ready for calls."""
        return self._ready and self._child is not None and self._child.usable

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        return self._child.pid if self._child is not None and self._child.usable else None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Have the child up and ready before it is needed. Raises SetupFailed or WorkerClosed."""
        async with self._turn:
            await self._ready_child()
            self._rest()

    async def call(self, stage: Stage[_R, *_Ts], /, *args: *_Ts, deadline: float | None = None) -> _R:
        """Run a stage in the child and return its result.

        `deadline`, in seconds, counts from when its turn has come and the child is ready. Cancelling a call
        kills the child if the call has begun. Raises StageFailed (for arguments that are too large to be sent,
        too), MachineTrouble, WorkerDied, OutOfMemory, DeadlineExceeded, SetupFailed or WorkerClosed; for arguments
        that cannot be sent whatever pickle raises.
        """
        async with self._turn:
            request = _request(stage.path, args)
            child = await self._ready_child()
            seconds = self._deadline if deadline is None else deadline
            try:
                body = await self._exchange(child, stage.path, request, seconds)
            finally:
                self._rest()
        return cast("_R", await _value(stage.path, body))  # the child ran what the path names

    async def close(self) -> None:
        """End the child, in the middle of a call too, and refuse all calls from now on."""
        self._closing.set()
        self._stop_idle_timer()
        if self._turn.locked() and self._child is not None:
            self._child.kill()
        async with self._turn:
            child, self._child = self._child, None
            if child is None:
                return
            try:
                if child.usable:
                    child.leave()
                await child.gone()
            finally:
                child.kill()

    async def _ready_child(self) -> ChildProcess:
        self._stop_idle_timer()
        self._refuse_if_closing()
        if self._child is not None:
            if self.running:
                return self._child
            await self._child.gone()
            self._child = None
        await self._pause_after_failures()
        return await self._start_child()

    async def _start_child(self) -> ChildProcess:
        """A new child with its setup done."""
        self._ready = False
        try:
            child = await ChildProcess.start(self._name, self._withhold)
        except OSError as error:
            self._setup_failed(str(error))
        self._child = child
        self._refuse_if_closing()
        label = self._setup_path or "starting"
        try:
            await self._exchange(child, label, self._setup, self._setup_deadline)
        except DeadlineExceeded as error:
            self._setup_failed(str(error))
        except WorkerDied as error:
            self._setup_failed(str(error), error.last_words)
        except (StageFailed, MachineTrouble) as error:
            self._setup_failed(str(error), error.trace)
        self._failures = 0
        self._ready = True
        return child

    def _setup_failed(self, why: str, trace: str = "") -> NoReturn:
        if self._child is not None:
            self._child.kill()
        self._failures += 1
        self._retry_at = asyncio.get_running_loop().time() + pause_after(self._failures)
        raise SetupFailed(self._name, why, self._failures, trace)

    async def _pause_after_failures(self) -> None:
        remaining = self._retry_at - asyncio.get_running_loop().time()
        if not self._failures or remaining <= 0:
            return
        try:
            async with asyncio.timeout(remaining):
                await self._closing.wait()
        except TimeoutError:
            return
        self._refuse_if_closing()

    async def _exchange(self, child: ChildProcess, label: str, request: Frame, seconds: float) -> bytes:
        """One request and its result, still pickled.

        After any end but that and StageFailed the child is dead or dying, so no answer can be mixed up.
        """
        try:
            async with asyncio.timeout(seconds):
                reply = await child.ask(request)
        except TimeoutError:
            child.kill()
            raise DeadlineExceeded(label, seconds) from None
        except asyncio.CancelledError:
            child.kill()
            raise
        if reply is None:
            self._refuse_if_closing()
            raise WorkerDied(label, child.exit_code, child.last_words)
        if reply.kind is Kind.STARVED:
            child.kill()
            raise OutOfMemory(label, None, child.last_words)
        if reply.kind in (Kind.FAILED, Kind.REFUSED):
            raise _failure(child, label, reply)
        return reply.body

    def _refuse_if_closing(self) -> None:
        if self._closing.is_set():
            raise WorkerClosed(self._name)

    def _rest(self) -> None:
        if self._idle is not None and not self._closing.is_set():
            self._idle_timer = asyncio.get_running_loop().call_later(self._idle, self._end_idle_child)

    def _stop_idle_timer(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _end_idle_child(self) -> None:
        if self._child is not None and self._child.usable:
            self._child.leave()


def pause_after(failures: int) -> float:
    """Seconds before the next start after so many failed ones in a row: doubling from a half to thirty."""
    return min(_FIRST_PAUSE * 2.0 ** min(failures - 1, 16), _LONGEST_PAUSE)


def _request(path: str, args: tuple[object, ...]) -> Frame:
    try:
        return Frame(Kind.CALL, _pickled((path, args)))
    except FrameError as error:
        raise StageFailed(path, type(error).__name__, str(error)) from error


async def _value(path: str, body: bytes) -> object:
    try:
        if len(body) > _LARGE:
            return await asyncio.to_thread(load_result, body)
        return load_result(body)
    except pickle.UnpicklingError as error:
        raise StageFailed(path, type(error).__name__, str(error)) from error


def _failure(child: ChildProcess, label: str, reply: Frame) -> StageFailed | MachineTrouble | WorkerDied:
    try:
        fault = decode_fault(reply.body)
    except FrameError as error:
        child.kill()
        return WorkerDied(label, None, str(error))
    if reply.kind is Kind.REFUSED:
        child.kill()  # a new one may fare better: this one may hold what is short
        return MachineTrouble(label, f"{fault.kind}: {fault.message}", fault.trace)
    return StageFailed(label, fault.kind, fault.message, fault.trace)


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
