"""Both halves of the queue: what goes first, how much at once, and what becomes of it."""

import tracemalloc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import date

import aiosqlite
import pytest

from bot.articles.types import Draft
from bot.store import drafts, places, queue
from bot.store.rows import Place
from bot.store.scope import LOCAL
from tests.store.filing import NOON, derive, memory, post


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        await places.ensure_channel(connection, LOCAL, 1, "news")
        yield connection


@contextmanager
def peak() -> Iterator[Callable[[], int]]:
    """Tells the most bytes that were held at once."""
    tracemalloc.start()
    try:
        yield lambda: tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


async def add(db: aiosqlite.Connection, message: int, raw: bytes = b"news", *, live: bool = True) -> int:
    draft = Draft(raw, "text/html", "T", "WORLD", "https://example.org", date(2024, 6, 1), "news.html")
    return await drafts.add(db, draft, Place(LOCAL, 1, message), posted_at=NOON, live=live)


async def test_live_drafts_go_first_and_small_batches(db: aiosqlite.Connection) -> None:
    old = await add(db, 1, live=False)
    new = await add(db, 2, b"x" * 90)
    later = await add(db, 3)
    assert [w.id for w in await drafts.waiting(db, limit=9, most_bytes=999)] == [new, later, old]
    assert [w.id for w in await drafts.waiting(db, limit=9, most_bytes=10)] == [new]
    assert [w.id for w in await drafts.waiting(db, limit=2, most_bytes=999)] == [new, later]
    [first] = await drafts.waiting(db, limit=1, most_bytes=1)
    assert first.posted_at == NOON
    assert first.draft == Draft(
        b"x" * 90, "text/html", "T", "WORLD", "https://example.org", date(2024, 6, 1), "news.html"
    )


async def test_no_more_is_read_than_goes_into_a_batch(db: aiosqlite.Connection) -> None:
    for message in range(8):
        await add(db, message, bytes(1 << 20))
        await post(db, f"John Adams came. {message}" + " again" * 200_000)
    with peak() as held:
        assert len(await drafts.waiting(db, limit=8, most_bytes=1)) == 1
        assert len(await queue.unread(db, limit=8, most_characters=1)) == 1
        assert 1 << 20 < held() < 5 << 20


async def test_what_becomes_of_a_draft(db: aiosqlite.Connection) -> None:
    refused, failed, taken = [await add(db, n) for n in (1, 2, 3)]
    await drafts.refuse(db, refused, "too short")
    await drafts.fail(db, failed, "no time", 3)
    assert await drafts.take(db, taken)
    assert not await drafts.take(db, taken)
    assert [await drafts.fate(db, Place(LOCAL, 1, n)) for n in (1, 2, 3)] == [
        ("rejected", "too short"),
        ("failed", "no time"),
        None,
    ]
    assert await drafts.waiting(db, limit=9, most_bytes=99) == []
    assert await drafts.retry_failed(db, LOCAL) == 1
    assert [w.draft.raw for w in await drafts.waiting(db, limit=9, most_bytes=99)] == [b"news"]


async def test_articles_wait_for_extraction(db: aiosqlite.Connection) -> None:
    late = (await post(db, "John Adams slept.", live=False)).article
    first = (await post(db, "John Adams came.")).article
    put_off = (await post(db, "John Adams left.", deferred=True)).article
    assert [u.id for u in await queue.unread(db, limit=9, most_characters=999)] == [first]
    assert [u.id for u in await queue.unread(db, limit=9, most_characters=5)] == [first]
    assert [u.id for u in await queue.unread(db, limit=9, most_characters=999, skip=[first])] == [late]
    assert await queue.depth(db) == (0, 2)
    await derive(db, first)
    await queue.fail(db, late, "no model", 3)
    assert not await queue.is_pending(db, late)
    assert await queue.resume(db) == 1
    assert await queue.is_pending(db, put_off)
    assert await queue.depth(db) == (0, 1)
