"""Reading ahead: order, faults of the source, and no more than a little ahead."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.ahead import read_ahead


@given(st.lists(st.none() | st.integers()))
async def test_everything_comes_in_order(items: list[int | None]) -> None:
    assert [item async for item in read_ahead(iter(items))] == items


@pytest.mark.parametrize("error", [OSError("gone"), ValueError("a fault of our own")])
async def test_what_the_source_raises_is_raised_after_what_came_before(error: Exception) -> None:
    def source() -> Iterator[int]:
        yield 1
        raise error

    items = read_ahead(source())
    assert await anext(items) == 1
    with pytest.raises(type(error), match=str(error)):
        await anext(items)


async def test_a_source_without_end_is_not_read_without_end() -> None:
    read: list[int] = []
    enough = threading.Event()

    def source() -> Iterator[int]:
        for number in range(1_000_000):
            read.append(number)
            if number == 60:
                enough.set()
            yield number

    items = read_ahead(source())
    assert await anext(items) == 0
    assert await asyncio.to_thread(enough.wait, 10.0)
    await asyncio.sleep(0.05)
    assert len(read) < 100
