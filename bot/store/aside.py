"""Pure computations on many rows, done in a thread so that the event loop goes on."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

MANY = 1_000
"""From so many items on a computation is worth a thread: they take some 10 ms, and an article has fewer."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


async def aside(size: int, work: Callable[_P, _T], *args: _P.args, **named: _P.kwargs) -> _T:
    """What `work` gives for these arguments, which are about `size` items: in a thread where they are many.

    `work` must be pure: when the caller is cancelled, it runs on and its result is dropped.
    """
    if size < MANY:
        return work(*args, **named)
    return await asyncio.to_thread(work, *args, **named)
