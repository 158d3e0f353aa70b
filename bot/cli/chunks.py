"""An asynchronous stream in lists of so many: what goes into one call, or one transaction."""

from collections.abc import AsyncIterator
from typing import TypeVar

_T = TypeVar("_T")


async def in_chunks(found: AsyncIterator[_T], size: int) -> AsyncIterator[list[_T]]:
    """Lists of `size`, the last one of what is left; none of nothing."""
    chunk: list[_T] = []
    async for one in found:
        chunk.append(one)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
