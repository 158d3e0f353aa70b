"""The child's side of a worker: reads calls from its input, runs them one by one, writes the replies."""

import errno
import gc
import importlib
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import BinaryIO

from bot.work.confine import die_with_parent, ignore_stop_signals, limit_memory
from bot.work.frames import Fault, Frame, Kind, read_frame
from bot.work.results import dump_result

_STARVED = Frame(Kind.STARVED)
_YOUNG = 20_000
"""New objects between two rounds of the garbage collector: a stage makes many, hardly any of them in circles."""

_LONGEST_MESSAGE = 2_000
_LONGEST_TRACE = 20_000
_MACHINE = frozenset({
    errno.ENOSPC, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN,
    errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENODEV, errno.ENXIO,
} | {getattr(errno, name) for name in ("EDQUOT", "ESTALE") if hasattr(errno, name)})  # fmt: skip
"""Errors of the system that no article can bring about: stages open no file that an article names."""


def main() -> None:
    """Serve the parent whose process id is the second argument, until the input ends."""
    ignore_stop_signals()
    requests, replies = _take_pipes()
    die_with_parent(int(sys.argv[2]))
    if not serve(requests, replies):
        os._exit(1)  # after memory ran out nothing more is to run, no destructors either


def serve(requests: BinaryIO, replies: BinaryIO) -> bool:
    """Answer frame by frame. True at the end of the input, False when this process should end at once."""
    while (frame := read_frame(requests)) is not None:
        try:
            reply = _answer(frame)
            data = reply.encoded()
        except MemoryError:
            reply, data = _STARVED, _STARVED.encoded()
        replies.write(data)
        replies.flush()
        if reply.kind is Kind.STARVED:
            return False
    return True


def resolve(path: str) -> Callable[..., object]:
    """The function that "package.module:function" names. Raises ImportError, AttributeError or TypeError."""
    module, _, name = path.partition(":")
    function: object = getattr(importlib.import_module(module), name)
    if not callable(function):
        raise TypeError(f"{path} is not a function")
    return function


def _answer(frame: Frame) -> Frame:
    try:
        if frame.kind is Kind.SETUP:
            return _set_up(frame.body)
        path, args = pickle.loads(frame.body)  # noqa: S301 - from the parent, which this process trusts
        return Frame(Kind.RESULT, dump_result(resolve(path)(*args)))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the parent judges it
        if _starved(error):
            return _STARVED
        return _told(Kind.REFUSED if _refused(error) else Kind.FAILED, error)


def _set_up(body: bytes) -> Frame:
    limit, path, args = pickle.loads(body)  # noqa: S301 - from the parent, which this process trusts
    limit_memory(limit)
    if path is not None:
        resolve(path)(*args)
    # What is loaded stays to the end: the garbage collector's rounds need not go over a whole language model.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
    return Frame(Kind.READY)


def _told(kind: Kind, error: BaseException) -> Frame:
    trace = "".join(traceback.format_exception(error))
    fault = Fault(type(error).__qualname__, str(error)[:_LONGEST_MESSAGE], trace[-_LONGEST_TRACE:])
    return Frame(kind, fault.encoded())


def _refused(error: BaseException | None) -> bool:
    """Whether the machine is to blame and not what was in hand, also where a library raised its own error from that.

    Libraries raise OSError for what they cannot make sense of, too; then it has no number of the system's.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, ImportError) or (isinstance(error, OSError) and error.errno in _MACHINE):
            return True
        seen.add(id(error))
        error = error.__cause__
    return False


def _starved(error: BaseException | None) -> bool:
    """Whether memory ran out, also where a library turned that into an error of its own."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, MemoryError):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Move the frames off descriptors 0 and 1, so that no print, prompt or C library can touch them."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies
