"""Posting: one text through the whole queue, with its outcome."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Draft
from bot.desk import loop, posting
from bot.store import articles, places
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from bot.work.errors import SetupFailed
from tests.desk.workers import Here, desk_of

EVERYTHING = Scope(LOCAL)
STORY = "Congress bought the books of Thomas Jefferson. Jefferson had collected them for fifty years."


async def test_a_text_is_read_and_extracted_when_it_comes_back(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        filed = await posting.post(desk, EVERYTHING, Draft(STORY.encode()))
        assert filed.outcome.state == "filed"
        assert filed.article is not None
        assert (filed.article.state, filed.article.posting.where, filed.hindrance) == ("ready", "console", None)
        again = await posting.post(
            desk, EVERYTHING, Draft(STORY.encode()), await posting.local_place(desk, "elsewhere")
        )
        assert again.outcome.state == "duplicate"
        assert again.article == filed.article


async def test_a_fuller_copy_comes_back_with_what_it_repeats(tmp_path: Path) -> None:
    text = (
        f"{STORY} Ten wagons brought them from Monticello to Washington in the spring of 1815, over roads that the rain"
        " had washed out. George Watterston put them on shelves in the hotel where Congress met after the fire, and"
        " kept the order that their owner had given them: memory, reason and imagination. Some members had asked why a"
        " legislature should own books in Greek, or a treatise on the training of bees. Cyrus King of Massachusetts"
        " wanted those of Voltaire sent back. The money paid what Jefferson owed to his creditors in Philadelphia."
    )
    async with desk_of(tmp_path) as desk:
        first = await posting.post(desk, EVERYTHING, Draft(text.encode()))
        fuller = f"{text} The bill had passed by ten votes on a Monday in January, with snow before the windows."
        again = await posting.post(desk, EVERYTHING, Draft(fuller.encode()))
        assert (again.outcome.state, again.article) == ("duplicate", first.article)


async def test_a_text_is_filed_at_the_place_and_by_the_author_that_are_given(tmp_path: Path) -> None:
    guild, channel, message = 7 << 50, 8 << 50, 9 << 50
    async with desk_of(tmp_path) as desk:
        async with desk.store.writing() as db:
            await places.ensure_guild(db, guild, "readers")
            await places.ensure_channel(db, guild, channel, "news")
        there = Place(guild, channel, message, link="https://example.org/9")
        filed = await posting.post(desk, Scope(guild), Draft(STORY.encode()), there, "12")
        assert filed.article is not None
        stands = filed.article.posting
        assert (stands.where, stands.channel, stands.message) == ("news", channel, message)
        assert (stands.author, stands.link) == ("12", there.link)
        async with desk.store.reading() as db:
            assert await articles.total(db, EVERYTHING) == 0


async def test_what_the_scope_may_not_see_does_not_come_back(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        filed = await posting.post(desk, Scope(LOCAL, frozenset()), Draft(STORY.encode()))
        assert (filed.outcome.state, filed.article) == ("filed", None)


async def test_what_is_no_article_is_told(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        filed = await posting.post(desk, EVERYTHING, Draft(b"..."))
        assert (filed.outcome.state, filed.article) == ("rejected", None)
        assert filed.outcome.reason


async def test_a_model_that_does_not_start_is_a_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "PAUSE_SECONDS", 0.01)

    def refuse(stage: str, items: list[object]) -> None:
        if stage == "analyse":
            raise SetupFailed("extractor", "no such model", 1)

    async with desk_of(tmp_path, extractor=Here(refuse)) as desk:
        filed = await posting.post(desk, EVERYTHING, Draft(STORY.encode()))
        assert filed.hindrance is not None
        assert "no such model" in filed.hindrance
        assert filed.article is not None
        assert filed.article.state == "pending"


async def test_texts_posted_at_once_are_each_an_article(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        drafts = [Draft(f"Report {n} came. {STORY}".encode()) for n in range(6)]
        filed = await asyncio.gather(*(posting.post(desk, EVERYTHING, draft) for draft in drafts))
        assert sorted(one.outcome.number or 0 for one in filed) == [1, 2, 3, 4, 5, 6]


@given(st.sets(st.text(max_size=20), min_size=1, max_size=5))
def test_a_name_is_the_same_message_every_time_and_no_other(keys: set[str]) -> None:
    ids = {posting.message_id(key) for key in keys}
    assert len(ids) == len(keys)
    assert all(0 <= one < 1 << 63 for one in ids)
    assert ids == {posting.message_id(key) for key in keys}


def test_a_name_that_utf8_cannot_hold_has_a_message_too() -> None:
    assert posting.message_id("\ud800") != posting.message_id("\ud801")
