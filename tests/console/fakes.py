"""A front without a store: the fake registry, and a post that files everything of three words or more."""

import asyncio
from collections.abc import AsyncIterator

from bot.cards.card import Card
from bot.cards.fit import trim
from bot.console.front import Front
from tests.commands.fakes import operator, registry


async def post(text: str) -> AsyncIterator[Card]:
    """Say the states of a posted text."""
    words = len(text.split())
    if words < 3:
        yield Card("That is too short to be an article.", tone="error")
        return
    yield Card("⏳ reading [b]")
    if text.startswith("slowly"):
        yield Card("⏳ still reading")
        await asyncio.sleep(60 if "never" in text else 1)
    yield Card(f"Filed {words} words", subtitle=trim(text, 200), tone="good")


def front() -> Front:
    """A front over the fakes."""
    return Front(registry(), operator, post)
