"""Links between articles: the same whatever the order, in a crowd too, and gone with either article."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import aiosqlite
import pytest

from bot.store import rebuilding, story_links
from bot.stories import coefficients
from tests.store.dump import dump
from tests.store.filing import Story, derive, file, memory, post, unpost

DAY = date(2031, 3, 3)
QUAKE = "An earthquake shook Velmora and killed 14 people. The mayor Ilse Brandt visited Karst Bay."
AGAIN = "The mayor Ilse Brandt asked for patience in Velmora after the earthquake that killed 14. Karst Bay is shut."
VOTE = "The harbour of Ostrand was opened by Tomas Ryde at a cost of 80 million."


def crowd(count: int, day: date = DAY) -> list[Story]:
    return [Story(f"{QUAKE} Report {n} of {day.day}.", day=day) for n in range(count)]


async def links(db: aiosqlite.Connection) -> set[tuple[int, int]]:
    return {(row[0], row[1]) for row in await db.execute_fetchall("SELECT article_id, other_id FROM story_links")}


async def test_articles_on_one_event_are_linked_both_ways_round() -> None:
    async with memory() as db:
        one, other, vote = [(await file(db, Story(text, day=DAY))).article for text in (QUAKE, AGAIN, VOTE)]
        assert await links(db) == {(one, other), (other, one)}
        assert vote not in {article for pair in await links(db) for article in pair}


async def test_neither_another_guild_nor_another_season_is_linked() -> None:
    async with memory() as db:
        await file(db, Story(QUAKE, day=DAY))
        await file(db, Story(AGAIN, day=DAY + timedelta(days=coefficients.WINDOW + 1)))
        await file(db, Story(AGAIN, day=DAY), guild=9, channel=90)
        assert not await links(db)


async def test_links_go_with_either_article() -> None:
    async with memory() as db:
        await file(db, Story(QUAKE, day=DAY), message=1)
        await file(db, Story(AGAIN, day=DAY), message=2)
        await unpost(db, 1, 1)
        found = await dump(db)
        assert not found["story_links"]
        await unpost(db, 1, 2)
        found = await dump(db)
        assert not any(found[table] for table in ("sketches", "story_keys", "story_links"))


async def test_an_article_that_moves_to_another_day_is_linked_anew() -> None:
    async with memory() as db:
        await file(db, Story(QUAKE, day=DAY))
        await file(db, Story(AGAIN, day=None), channel=20)
        assert not await links(db)
        await db.execute("UPDATE articles SET published = ? WHERE text = ?", (DAY.isoformat(), AGAIN))
        moved = await post(db, Story(AGAIN, day=None), channel=21)
        await derive(db, moved.article)
        assert len(await links(db)) == 2


async def _filed(stories: Sequence[tuple[int, Story]], dropped: Sequence[int]) -> dict[str, list[tuple[object, ...]]]:
    async with memory() as db:
        for number, story in stories:
            await file(db, story, 1 + number % 2, 100 + number)
        for number in dropped:
            await unpost(db, 1 + number % 2, 100 + number)
        found = await dump(db)
        return {table: found[table] for table in ("sketches", "story_keys", "story_links")}


@pytest.mark.parametrize("seed", range(4))
async def test_in_a_crowd_neither_order_nor_what_is_gone_changes_anything(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(story_links, "CROWD", 2)
    stories = list(enumerate([*crowd(6), *crowd(3, DAY + timedelta(days=1)), Story(AGAIN, day=DAY)]))
    chance = Random(seed)
    dropped = chance.sample(range(len(stories)), 4)
    expected = await _filed([pair for pair in stories if pair[0] not in dropped], [])
    assert expected["story_links"]
    assert len(expected["story_links"]) < 6 * 5, "not all of the crowd are compared"
    chance.shuffle(stories)
    assert await _filed(stories, dropped) == expected


async def test_a_crowd_in_another_channel_takes_nobodys_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_links, "CROWD", 1)

    async def seen(others: int) -> set[tuple[str, str]]:
        async with memory() as db:
            for story in crowd(others):
                await file(db, Story(f"{story.text} Elsewhere.", day=DAY), 2)
            await file(db, Story(QUAKE, day=DAY))
            await file(db, Story(AGAIN, day=DAY + timedelta(days=1)))
            rows = await db.execute_fetchall(
                "SELECT one.text, other.text FROM story_links JOIN articles AS one ON one.id = article_id"
                " JOIN articles AS other ON other.id = other_id"
            )
            return {(row[0], row[1]) for row in rows if "Elsewhere" not in row[0] + row[1]}

    assert await seen(0) == await seen(5) != set()


async def test_reading_an_article_twice_links_it_once() -> None:
    async with memory() as db:
        await file(db, Story(QUAKE, day=DAY))
        article = (await file(db, Story(AGAIN, day=DAY))).article
        before = await dump(db)
        await db.execute("UPDATE articles SET state = 'pending' WHERE id = ?", (article,))
        await derive_links_again(db, article)
        assert (await dump(db))["story_links"] == before["story_links"]


async def derive_links_again(db: aiosqlite.Connection, article: int) -> None:
    """What a program does that derives an article while a rebuild has not cleared these tables yet."""
    for table in rebuilding.SPANS:
        await db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article,))
    await derive(db, article)
