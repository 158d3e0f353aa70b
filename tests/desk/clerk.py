"""What is put before the filing clerk in its tests, and how they wait for what becomes of it."""

import asyncio
from collections.abc import Sequence

from bot.articles.types import Draft
from bot.desk import posting
from bot.desk.desk import Desk
from bot.desk.filing import Item, Outcome, Ticket
from bot.store import articles
from bot.store.rows import Article, Place
from bot.store.scope import LOCAL, Scope
from tests.desk.workers import Here

SCOPE = Scope(LOCAL)
STORY = "The Library of Congress bought the books of Thomas Jefferson. Jefferson had collected them for fifty years."

PATIENT = 30.0
"""Seconds after which a test that waits for ever fails; nothing here needs more than one."""


def story(n: int) -> str:
    return f"Report {n} came. {STORY}"


async def put(desk: Desk, texts: Sequence[str], *, live: bool = True, first: int = 1) -> list[Ticket]:
    room = await posting.local_channel(desk, "room")
    return await desk.filing.post(
        [Item(Draft(text.encode()), Place(LOCAL, room, n), live=live) for n, text in enumerate(texts, start=first)]
    )


async def outcomes(desk: Desk, tickets: Sequence[Ticket]) -> list[Outcome]:
    async with asyncio.timeout(PATIENT):
        return [await desk.filing.outcome(ticket) for ticket in tickets]


async def idle(desk: Desk) -> None:
    async with asyncio.timeout(PATIENT):
        await desk.filing.idle()


async def shelf(desk: Desk) -> list[Article]:
    """Every article, the oldest first."""
    async with desk.store.reading() as db:
        return (await articles.recent(db, SCOPE, limit=1000))[::-1]


async def until_ready(desk: Desk) -> None:
    """Wait for the first article, whatever refuses meanwhile."""
    async with asyncio.timeout(PATIENT):
        while (await shelf(desk))[0].state != "ready":  # noqa: ASYNC110 - nothing tells of the end of a rest
            await asyncio.sleep(0.01)


def read_texts(worker: Here) -> list[list[str]]:
    return [[draft.raw.decode() for draft in items] for name, items in worker.calls if name == "read_drafts"]
