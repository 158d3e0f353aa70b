"""What is new in a scope: windows of articles, how far readers have looked, and digests that recur."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import aiosqlite

from bot.store import digests, looks, news, places, postings
from bot.store.looks import Look
from bot.store.news import Window
from bot.store.rows import day_of
from bot.store.scope import LOCAL, Scope
from tests.store.filing import TODAY, Story, derive, file, memory, post

ALL, NEWS = Scope(LOCAL), Scope(LOCAL, frozenset({1}))
NOW = datetime(2024, 6, 19, 12, tzinfo=UTC)
DAY = day_of(TODAY)


def story(n: int, day: date = TODAY) -> Story:
    return Story(f"John Adams wrote letter number {n} in Vienna. It was about {'very ' * n}cold weather.", None, day)


async def new(db: aiosqlite.Connection, scope: Scope, after: int, until: int, day: int = DAY) -> list[int]:
    return await news.fresh(db, scope, Window(after, until, day), limit=9)


async def test_a_window_has_what_was_filed_within_it_in_scope() -> None:
    async with memory() as db:
        one, hidden, three = [(await file(db, story(n), channel)).article for n, channel in ((1, 1), (2, 2), (3, 1))]
        until = await news.last(db, ALL, 0, DAY)
        assert until == three
        assert await new(db, ALL, one, until) == [three, hidden]
        assert await new(db, NEWS, one, until) == [three]
        assert await new(db, ALL, three, until) == []
        assert await new(db, ALL, one, hidden) == [hidden]


async def test_what_nobody_in_scope_may_read_does_not_move_a_window() -> None:
    async with memory() as db:
        one = (await file(db, story(1), 1)).article
        await file(db, story(2), 2)
        assert await news.last(db, NEWS, 0, DAY) == one
        await post(db, story(3), 2)  # waits to be extracted
        assert await news.last(db, NEWS, 0, DAY) == one
        assert await news.last(db, Scope(LOCAL, frozenset()), 7, DAY) == 7


async def test_a_first_window_goes_by_days() -> None:
    async with memory() as db:
        await file(db, story(1, TODAY - timedelta(days=9)))
        later = (await file(db, story(2, TODAY - timedelta(days=3)))).article
        today = (await file(db, story(3))).article
        until = await news.last(db, ALL, 0, DAY)
        assert await new(db, ALL, 0, until, DAY - 7) == [today, later]


async def test_a_window_ends_before_what_waits_and_loses_nothing_of_it() -> None:
    async with memory() as db:
        one = (await file(db, story(1))).article
        waiting = (await post(db, story(2))).article
        three = (await file(db, story(3))).article
        until = await news.last(db, ALL, 0, DAY)
        assert await new(db, ALL, 0, until) == [one]
        await derive(db, waiting)
        assert await new(db, ALL, until, await news.last(db, ALL, until, DAY)) == [three, waiting]


LONG_AGO = -60_000
"""A message, by its minutes, of six weeks before."""


async def test_what_is_caught_up_with_is_news_and_a_backfill_is_none_and_holds_nothing_up() -> None:
    async with memory() as db:
        one = (await file(db, story(1))).article
        old = (await post(db, story(2), 1, LONG_AGO, live=False)).article
        assert await news.last(db, ALL, 0, DAY) == old
        missed = (await post(db, story(3, TODAY - timedelta(days=40)), live=False)).article
        four = (await file(db, story(4, TODAY - timedelta(days=40)))).article
        assert await news.last(db, ALL, one, DAY) == old
        await derive(db, missed)
        assert await news.last(db, ALL, one, DAY) == four
        await derive(db, old)
        assert await new(db, ALL, one, four) == [four, missed]


async def test_another_wording_of_what_was_told_is_not_new() -> None:
    text = " ".join(f"In {1700 + n} the council counted bridge number {n} near Geneva." for n in range(12))
    async with memory() as db:
        one = (await file(db, text, 1)).article
        fuller = (await file(db, f"{text} It will go on with that in the next year.", 1)).article
        other = (await file(db, story(5), 1)).article
        assert fuller != one
        assert await new(db, ALL, one, other) == [other]
        assert await new(db, Scope(LOCAL, frozenset({1})), one, other) == [other]
    async with memory() as db:
        one = (await file(db, text, 2)).article
        fuller = (await file(db, f"{text} It will go on with that in the next year.", 1)).article
        assert await new(db, NEWS, one, fuller) == [fuller]  # they never saw the other


async def test_a_look_is_kept_for_each_reader_and_guild() -> None:
    look = Look(Window(3, 9, DAY), NOW, NOW - timedelta(days=2))
    async with memory() as db:
        for guild in (LOCAL, 7):
            await places.ensure_guild(db, guild, "somewhere")
        assert await looks.last(db, LOCAL, "12") is None
        await looks.note(db, LOCAL, "12", look)
        await looks.note(db, 7, "12", replace(look, since=None))
        await looks.note(db, LOCAL, "13", replace(look, window=Window(0, 1, 2)))
        assert await looks.last(db, LOCAL, "12") == look
        await looks.note(db, LOCAL, "12", replace(look, at=NOW + timedelta(hours=1)))
        assert (await looks.last(db, LOCAL, "12") or look).at == NOW + timedelta(hours=1)
        await places.remove_guild(db, 7)
        assert await looks.last(db, 7, "12") is None


async def scheduled(db: aiosqlite.Connection, channel: int = 1, due: datetime = NOW) -> digests.Digest:
    await places.ensure_guild(db, LOCAL, "local")
    await places.ensure_channel(db, LOCAL, channel, f"room {channel}")
    await digests.schedule(db, LOCAL, channel, time(8), weekday=None, weekdays=True, due=due, day=DAY)
    found = await digests.of_channel(db, channel)
    assert found is not None
    return found


async def test_a_digest_is_due_sent_and_due_again() -> None:
    async with memory() as db:
        one, other = await scheduled(db), await scheduled(db, 2, NOW + timedelta(hours=1))
        assert (one.clock, one.weekday, one.weekdays, one.name) == (time(8), None, True, "room 1")
        assert await digests.due(db, NOW - timedelta(seconds=1)) == []
        assert await digests.due(db, NOW + timedelta(days=1)) == [one.id, other.id]
        await digests.begin(db, one.id, 12)
        assert (await digests.one(db, one.id) or one).sending == 12
        tomorrow = NOW + timedelta(days=1)
        await digests.told(db, one, 12, due=tomorrow, day=DAY + 1, sent=NOW)
        told = await digests.one(db, one.id)
        assert told is not None
        assert (told.after, told.day, told.sending, told.ran_for, told.sent_at, told.due_at) == (
            12, DAY + 1, None, NOW, NOW, tomorrow,
        )  # fmt: skip
        await digests.refused(db, told, "no", tomorrow + timedelta(days=1))
        ill = await digests.one(db, one.id)
        assert ill is not None
        assert (ill.after, ill.trouble, ill.sent_at) == (12, "no", NOW)


async def test_a_channel_has_one_digest_and_none_when_it_is_gone() -> None:
    async with memory() as db:
        one = await scheduled(db)
        await digests.told(db, one, 12, due=NOW, day=DAY, sent=NOW)
        assert not await digests.schedule(db, LOCAL, 1, time(9), weekday=2, weekdays=False, due=NOW, day=DAY + 9)
        [changed] = await digests.of_guild(db, LOCAL)
        assert (changed.id, changed.clock, changed.weekday, changed.after, changed.day) == (one.id, time(9), 2, 12, DAY)
        assert [known.id for known in await places.in_use(db, LOCAL)] == [1]
        await places.remove_channel(db, 1)
        assert await digests.every(db) == []
        await scheduled(db, 2)
        assert await digests.stop(db, 2)
        assert not await digests.stop(db, 2)


async def test_a_forgotten_article_is_in_no_window() -> None:
    async with memory() as db:
        one, two = [(await file(db, story(n))).article for n in (1, 2)]
        until = await news.last(db, ALL, 0, DAY)
        await postings.forget(db, two)
        assert await new(db, ALL, 0, until) == [one]
