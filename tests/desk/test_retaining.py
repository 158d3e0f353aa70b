"""Retaining: what is too old goes by itself, with everything derived from it, and is not filed again."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.desk import letting_go, loop, retaining, turns
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.identity.types import NameId
from bot.store import acknowledged, actions, articles, completion, notes, pastes, places, postings, retention, watched
from bot.store.database import Connection
from bot.store.pastes import Piece
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from bot.store.watched import Watched
from tests.desk.clerk import PATIENT, story
from tests.desk.test_forgetting import bytes_below
from tests.desk.workers import desk_of

GUILD, NEWS, TALK = 7, 70, 71
OLD = "Congress bought the books of Thomas Jefferson. Jefferson had collected them at Monticello for fifty years."


@pytest.fixture(autouse=True)
def _brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "REST_SECONDS", 0.001)
    monkeypatch.setattr(loop, "PAUSE_SECONDS", 0.01)


def ago(days: float) -> datetime:
    return retaining.now() - timedelta(days=days)


async def open_places(desk: Desk) -> None:
    async with desk.store.writing() as db:
        await places.ensure_guild(db, GUILD, "readers")
        for channel, name in ((NEWS, "news"), (TALK, "talk")):
            await watched.watch(db, Watched(GUILD, channel, name))


async def post(desk: Desk, text: str, message: int, days: float, channel: int = NEWS, guild: int = GUILD) -> None:
    """Have a text stand as posted so many days ago."""
    place = Place(guild, channel, message)
    await desk.filing.post([Item(Draft(text.encode()), place, "12", posted_at=ago(days))])
    await desk.filing.idle()


async def keep(desk: Desk, days: int | None, guild: int = GUILD) -> None:
    async with desk.store.writing() as db:
        await retention.keep_for(db, guild, days)
    desk.retaining.look()


async def standing(desk: Desk, guild: int = GUILD) -> list[tuple[int, list[int]]]:
    """The articles of a guild by number, each with the messages that posted it."""
    async with desk.store.reading() as db:
        found = await articles.numbered(db, Scope(guild), after=0, limit=100)
        return [(one.number, [p.message for p in await articles.postings(db, Scope(guild), one.id)]) for one in found]


async def until(desk: Desk, left: list[tuple[int, list[int]]], guild: int = GUILD) -> None:
    """Wait until only these articles and postings are left."""
    async with asyncio.timeout(PATIENT):
        while await standing(desk, guild) != left:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)


async def test_an_old_article_goes_with_its_names_and_its_words(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        await post(desk, OLD, 10, days=91)
        await post(desk, story(1), 20, days=89)
        async with desk.store.writing() as db:
            await actions.keep(db, GUILD, {"key": "Monticello"}, ago(0))
        await keep(desk, 90)
        await until(desk, [(2, [20])])
        async with desk.store.reading() as db:
            assert await completion.matching(db, Scope(GUILD), "montic", limit=5) == []
    kept = bytes_below(tmp_path)
    assert b"Monticello" not in kept
    assert b"monticello" not in kept


async def test_nothing_goes_by_its_age_where_that_is_not_set(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        await post(desk, OLD, 10, days=5_000)
        room = Place(LOCAL, 1, 5)
        async with desk.store.writing() as db:
            await places.ensure_channel(db, LOCAL, room.channel, "room")
        await post(desk, OLD, room.message, days=5_000, channel=room.channel, guild=LOCAL)
        await keep(desk, 90, guild=LOCAL)
        await until(desk, [], guild=LOCAL)
        assert await standing(desk) == [(1, [10])]


async def test_what_was_posted_again_stays_and_loses_its_old_posting(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        await post(desk, OLD, 10, days=91)
        await post(desk, OLD, 20, days=5, channel=TALK)
        await keep(desk, 90)
        await until(desk, [(1, [20])])
        async with desk.store.reading() as db:
            elsewhere = Scope(GUILD, frozenset({NEWS}))
            assert await articles.numbered(db, elsewhere, after=0, limit=5) == []
            assert await completion.matching(db, elsewhere, "jeff", limit=5) == []


async def test_a_wording_goes_with_its_posting_and_the_others_stay(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        long = " ".join(story(n) for n in range(8))
        await post(desk, f"{long} Monticello had the last word.", 10, days=91)
        await post(desk, long, 20, days=5)
        await keep(desk, 90)
        await until(desk, [(2, [20])])
    assert b"Monticello" not in bytes_below(tmp_path)


async def test_what_waits_or_could_not_be_read_goes_too(tmp_path: Path) -> None:
    async with desk_of(tmp_path, filing=False) as desk:
        await open_places(desk)
        for message, days in ((10, 91), (20, 5)):
            item = Item(Draft(OLD.encode()), Place(GUILD, NEWS, message), posted_at=ago(days))
            await desk.filing.post([item])
        await keep(desk, 90)
        desk.retaining.start()
        async with asyncio.timeout(PATIENT):
            while await parts(desk, 10):  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.01)
        assert await parts(desk, 20) == [0]


async def parts(desk: Desk, message: int) -> list[int]:
    async with desk.store.reading() as db:
        return await acknowledged.parts(db, NEWS, message)


async def test_it_stays_noted_that_a_message_was_filed_and_its_card_is_to_go(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        async with desk.store.writing() as db:
            for message, reply in ((10, 11), (20, None), (30, 31)):
                await acknowledged.expect(db, NEWS, message, None)
                await acknowledged.show(db, NEWS, message, "filed")
                await acknowledged.replied(db, NEWS, message, reply)
        for message, days in ((10, 92), (20, 91), (30, 5)):
            await post(desk, story(message), message, days)
        await keep(desk, 90)
        await until(desk, [(3, [30])])
        async with desk.store.reading() as db:
            assert await acknowledged.known_between(db, NEWS, 0, 99) == {10, 20, 30}
            assert [one.message for one in await acknowledged.unfinished(db)] == [10]


async def test_a_text_of_several_messages_is_not_asked_for_again(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        async with desk.store.writing() as db:
            pieces = [Piece(message, ago(91).isoformat(), None) for message in (10, 11)]
            await pastes.write(db, NEWS, pieces, due=True)
        await post(desk, OLD, 10, days=91)
        await keep(desk, 90)
        await until(desk, [])
        async with desk.store.reading() as db:
            assert await pastes.due(db) == []


async def test_notes_go_with_the_last_article_on_a_name(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        await post(desk, OLD, 10, days=91)
        async with desk.store.writing() as db:
            name: NameId = ("monticello", "GPE")
            await notes.add(db, Scope(GUILD), name, "a hill in Virginia", author="12", channel=NEWS, now=ago(0))
        await keep(desk, 90)
        await until(desk, [])
    assert b"a hill in Virginia" not in bytes_below(tmp_path)


async def test_after_a_restart_it_goes_on_and_tells_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with desk_of(tmp_path, filing=False) as desk:
        await open_places(desk)
        await desk.filing.post(
            [Item(Draft(story(n).encode()), Place(GUILD, NEWS, n + 1), posted_at=ago(91)) for n in range(70)]
        )
        await keep(desk, 90)
    caplog.set_level(logging.INFO, retaining.__name__)
    async with desk_of(tmp_path) as desk:
        async with asyncio.timeout(PATIENT):
            while "70 messages of guild 7" not in caplog.text:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.01)
        assert await standing(desk) == []


async def test_others_write_in_between_and_a_stop_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letting_go, "_MOST_SECONDS", 0.0)
    monkeypatch.setattr(turns, "WORK_SECONDS", 0.0)
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        for n in range(12):
            await post(desk, story(n), n + 1, days=91)
        await keep(desk, 90)
        seen = []
        for message in (90, 91, 92):
            await post(desk, story(message), message, days=1)
            seen.append(len(await standing(desk)))
    async with desk_of(tmp_path) as desk:
        await until(desk, [(13, [90]), (14, [91]), (15, [92])])


async def test_one_that_cannot_be_forgotten_does_not_keep_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real: Callable[..., object] = postings.unpost

    async def unpost(db: Connection, place: Place) -> int | None:
        if place.message == 20:
            raise ValueError("no")
        return await real(db, place)  # type: ignore[misc,no-any-return]

    monkeypatch.setattr(postings, "unpost", unpost)
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        for message in (10, 20, 30):
            await post(desk, story(message), message, days=91)
        await keep(desk, 90)
        await until(desk, [(2, [20])])
        await post(desk, story(1), 40, days=91)
        desk.retaining.look()
        await until(desk, [(2, [20])])
    assert caplog.text.count("forgetting message 20 of channel 70 by its age") == 1


async def test_a_time_that_is_set_back_to_for_ever_ends_it(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await open_places(desk)
        await keep(desk, 90)
        await keep(desk, None)
        await post(desk, OLD, 10, days=500)
        desk.retaining.look()
        await post(desk, story(1), 20, days=1)
        assert await standing(desk) == [(1, [10]), (2, [20])]
