"""Computations on many rows: beside the event loop, with the same results."""

import threading

import pytest

from bot.store.aside import MANY, aside


@pytest.mark.parametrize("size", [0, MANY - 1, MANY])
async def test_the_result_is_that_of_the_computation(size: int) -> None:
    assert await aside(size, sorted, range(size), reverse=True) == list(range(size))[::-1]


async def test_only_what_is_large_goes_to_a_thread() -> None:
    here = threading.get_ident()
    assert await aside(MANY - 1, threading.get_ident) == here
    assert await aside(MANY, threading.get_ident) != here


async def test_an_error_in_a_thread_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        await aside(MANY, divmod, 1, 0)
