"""`forgetme`: what is kept of somebody is shown, and goes without a trace."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.articles.reading import read
from bot.articles.types import Draft, Reading
from bot.cards.card import Card
from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_action, run_line
from bot.desk import forgetting_somebody
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.store import acknowledged, actions, articles, corrections, drafts, notes, places, postings
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.commands.fakes import ask
from tests.desk.test_forgetting import bytes_below
from tests.desk.workers import desk_of

GUILD, NEWS, OTHER, THEIRS = 7 << 40, 71 << 40, 8 << 40, 81 << 40
ANN, BOB = "4815162342108", "2718281828459"
STORY = "Congress bought the books of Thomas Jefferson. Jefferson had collected them at Monticello for fifty years."
SHARED = "John Adams lived in Braintree. Adams was the second president of the United States."
ELSEWHERE = "Abigail Adams wrote many letters. Her letters from Braintree are kept in Boston."


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Two servers where Ann posted, and did what else is kept by her account."""
    async with desk_of(tmp_path) as opened:
        async with opened.store.writing() as db:
            for guild, name, channel in ((GUILD, "readers", NEWS), (OTHER, "others", THEIRS)):
                await places.ensure_guild(db, guild, name)
                await places.ensure_channel(db, guild, channel, name)
            await acknowledged.expect(db, NEWS, 1, None)
        await post(opened, STORY, 1)
        await post(opened, SHARED, 2)
        await post(opened, SHARED, 3, by=BOB)
        await post(opened, ELSEWHERE, 4, guild=OTHER, channel=THEIRS)
        await said(opened, "note add Jefferson bought more than six thousand volumes")
        await said(opened, "rename Jefferson to The Collector sure")
        await said(opened, "watch Jefferson")
        await said(opened, "catchup")
        async with opened.store.writing() as db:
            await actions.keep(db, GUILD, {"key": f"undo by:{ANN}"}, datetime.now(UTC))
        yield opened


async def post(desk: Desk, text: str, message: int, *, by: str = ANN, guild: int = GUILD, channel: int = NEWS) -> None:
    await desk.filing.post([Item(Draft(text.encode()), Place(guild, channel, message), by)])
    await desk.filing.idle()


def asked(desk: Desk, **changes: Any) -> Ask:
    who = replace(ask(manager=True), desk=desk, scope=Scope(GUILD), channel=NEWS, asker=ANN, now=datetime.now(UTC))
    return replace(who, **changes)


async def said(desk: Desk, line: str, **changes: Any) -> Card:
    return await run_line(REGISTRY, asked(desk, **changes), line)


async def authors(desk: Desk) -> dict[int, str | None]:
    """Who posted what is filed, by message."""
    async with desk.store.reading() as db:
        return {row[0]: row[1] for row in await db.execute_fetchall("SELECT message_id, author FROM postings")}


async def dumped(desk: Desk) -> str:
    """All that the store holds, row by row."""
    async with desk.store.reading() as db:
        tables = await db.execute_fetchall(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
        return "\n".join(
            [str(tuple(row)) for (one,) in tables for row in await db.execute_fetchall(f'SELECT * FROM "{one}"')]
        )


async def test_what_is_kept_is_told_in_plain_words(desk: Desk) -> None:
    card = await said(desk, "forgetme")
    told = plain(card)
    for words in (
        "3 postings that are filed, with your account", "1 note that you wrote on a name", "1 correction of yours",
        "1 watch, with what you were told of",
        "When you last looked by `catchup`, and what you were shown, in 1 server",
    ):  # fmt: skip
        assert words in told
    assert [one.label for one in card.choices] == ["Take my name off", "Forget what I posted, too"]
    assert await authors(desk) == {1: ANN, 2: ANN, 3: BOB, 4: ANN}
    assert plain(await said(desk, "forgetme", scope=Scope(LOCAL, frozenset()))) == told
    assert "1 posting that is filed" in plain(await said(desk, "forgetme", asker=BOB))
    assert (await said(desk, "forgetme", asker="99")).title == "Nothing is kept of you."


async def test_it_is_for_nobody_elses_eyes(desk: Desk) -> None:
    card = await said(desk, "forgetme", private=False)
    assert card.title == "That is for your eyes only."
    assert (await said(desk, "forgetme", asker=None)).tone == "error"


async def test_typed_it_asks_before_anything_goes(desk: Desk) -> None:
    card = await said(desk, "forgetme posts")
    assert [one.label for one in card.choices] == ["Forget what I posted, too"]
    assert await authors(desk) == {1: ANN, 2: ANN, 3: BOB, 4: ANN}


async def test_a_name_is_taken_off_and_what_was_posted_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting_somebody, "_AT_ONCE", 2)
    [name, _] = (await said(desk, "forgetme")).choices
    assert (await run_action(REGISTRY, asked(desk), name.action)).title == "You are forgotten."
    assert await authors(desk) == {1: None, 2: None, 3: BOB, 4: None}
    assert "six thousand volumes" in plain(await said(desk, "note list Jefferson", asker=BOB))
    assert "The Collector" in plain(await said(desk, "entity Jefferson", asker=BOB))
    assert (await said(desk, "forgetme")).title == "Nothing is kept of you."
    assert "There is nothing" in plain(await said(desk, f"undo by:{ANN}", asker=BOB))
    async with desk.store.reading() as db:
        assert [one.made_by for one in await corrections.latest(db, GUILD, limit=9)] == [""]
    assert await said(desk, "watches", asker=BOB) == await said(desk, "watches")


async def test_what_was_posted_goes_and_what_others_posted_stays(desk: Desk) -> None:
    [_, posts] = (await said(desk, "forgetme")).choices
    await run_action(REGISTRY, asked(desk), posts.action)
    assert await authors(desk) == {3: BOB}
    async with desk.store.reading() as db:
        assert await articles.total(db, Scope(OTHER)) == 0
        assert await acknowledged.known_between(db, NEWS, 1, 1) == {1}
        assert await notes.by_number(db, Scope(GUILD), 1) is None


@pytest.mark.parametrize("what", ["name", "posts"])
async def test_nothing_in_the_file_bears_the_account(desk: Desk, tmp_path: Path, what: str) -> None:
    await desk.filing.post([Item(Draft(b"", "text/plain"), Place(GUILD, NEWS, 9), ANN)])
    await desk.filing.idle()
    assert ANN in await dumped(desk)
    await said(desk, f"forgetme {what} sure")
    while await desk.store.purge():
        pass
    assert ANN not in await dumped(desk)
    kept = bytes_below(tmp_path)
    assert ANN.encode() not in kept
    assert int(ANN).to_bytes(6, "big") not in kept
    assert BOB.encode() in kept


async def test_what_is_posted_later_is_filed_without_the_account_until_that_is_taken_back(desk: Desk) -> None:
    await said(desk, "forgetme name sure")
    await post(desk, f"Later. {STORY}", 11)
    await post(desk, f"Later. {SHARED}", 12, by=BOB)
    assert {message: who for message, who in (await authors(desk)).items() if message > 10} == {11: None, 12: BOB}
    assert ANN not in await dumped(desk)
    [back] = (await said(desk, "forgetme")).actions
    assert (await run_action(REGISTRY, asked(desk), back)).tone == "good"
    await post(desk, f"Again. {STORY}", 13)
    assert (await authors(desk))[13] == ANN


async def test_what_is_read_at_this_moment_is_filed_without_the_account(desk: Desk) -> None:
    """Whoever reads it has the account in hand."""
    await desk.filing.stop()
    await desk.filing.post([Item(Draft(f"Now. {STORY}".encode()), Place(GUILD, NEWS, 21), ANN)])
    async with desk.store.reading() as db:
        [waiting] = await drafts.waiting(db, limit=1, most_bytes=9)
    assert waiting.author == ANN
    await said(desk, "forgetme name sure")
    reading = read(waiting.draft)
    assert isinstance(reading, Reading)
    async with desk.store.writing() as db:
        await postings.file(db, waiting, reading)
    assert (await authors(desk))[21] is None
