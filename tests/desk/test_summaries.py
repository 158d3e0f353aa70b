"""Summaries at the desk: slices of the scope's articles, as long as asked, made while the event loop goes on."""

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.desk import posting, summaries
from bot.desk.results import Summary
from bot.store import articles, entities, rankings
from bot.store.rows import Entity
from bot.store.scope import LOCAL, Scope
from bot.summaries.types import About, Length, Line, Source
from tests.desk.newsroom import Newsroom
from tests.desk.workers import desk_of

SCOPE = Scope(LOCAL)
STORY = "The Library of Congress bought the books of Thomas Jefferson. Jefferson had collected them for fifty years."


async def of_each(room: Newsroom, length: Length) -> list[Summary]:
    """A summary of every article."""
    async with room.desk.store.reading() as db:
        listed = await articles.recent(db, room.scope, limit=100)
        return [await summaries.of_article(db, room.scope, article, length) for article in listed]


async def entity(room: Newsroom, name: str) -> Entity:
    async with room.desk.store.reading() as db:
        return next(one for one in await rankings.ranked(db, room.scope, limit=100) if one.name == name)


def check_slices(made: Summary, texts: dict[int, str]) -> None:
    for line in made.lines:
        assert line.text == line.span.of(texts[line.article.number])
        assert line.article in made.articles


@pytest.mark.model
@pytest.mark.parametrize("count", summaries.SENTENCES.values())
async def test_every_line_is_a_slice_of_its_article(room: Newsroom, count: int) -> None:
    texts = await room.texts()
    for made in await of_each(room, Length(sentences=count)):
        assert 1 <= len(made.lines) <= min(count, made.sentences)
        check_slices(made, texts)


@pytest.mark.model
async def test_keyphrases_stand_in_the_article_and_groups_come_last(room: Newsroom) -> None:
    texts = await room.texts()
    for made in await of_each(room, Length(sentences=1)):
        [article] = made.articles
        assert made.keyphrases
        assert all(phrase in " ".join(texts[article.number].split()) for phrase in made.keyphrases)
        groups = [one.kind == "NORP" for one in made.entities]
        assert groups == sorted(groups)


@pytest.mark.model
async def test_several_articles_in_the_order_of_their_days(room: Newsroom) -> None:
    about = await entity(room, "Kim Jong Un")
    async with room.desk.store.reading() as db:
        made = await summaries.of_entity(db, room.scope, about, Length(sentences=6))
    assert len(made.articles) > 1
    assert len({line.article.number for line in made.lines}) > 1
    assert [line.article.day for line in made.lines] == sorted(line.article.day for line in made.lines)
    check_slices(made, await room.texts())


@pytest.mark.model
async def test_what_is_asked_about_a_name_picks_among_all_the_articles_on_it(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    putin, kim = await entity(room, "Vladimir Putin"), await entity(room, "Kim Jong Un")
    texts = await room.texts()
    monkeypatch.setattr(summaries, "_ARTICLES_READ", 1)
    async with room.desk.store.reading() as db:
        [latest] = await summaries.mentioning(db, room.scope, [putin])
        for words in ("missiles", "satellite", "letter"):
            [best] = await summaries.mentioning(db, room.scope, [putin], words=words)
            found = await articles.by_ids(db, room.scope, [best])
            assert words.split()[0][:8] in texts[found[best].number], words
            assert best in await entities.latest_articles(db, room.scope, putin.id, limit=100)
        [both] = await summaries.mentioning(db, room.scope, [putin, kim])
        assert both in await entities.latest_articles(db, room.scope, kim.id, limit=100)
        assert await summaries.mentioning(db, room.scope, [putin], words="zebras") == [latest]


@pytest.mark.model
async def test_articles_outside_the_scope_do_not_enter(room: Newsroom) -> None:
    about = await entity(room, "Kim Jong Un")
    sport = await room.channels("other")
    async with room.desk.store.reading() as db:
        everything = [article.id for article in await articles.recent(db, room.scope, limit=100)]
        made = await summaries.of_articles(db, sport.scope, everything, Length(sentences=8))
        nothing = await summaries.of_entity(db, sport.scope, about, Length(sentences=8))
    assert {line.article.posting.where for line in made.lines} == {"other"}
    assert (nothing.articles, nothing.lines) == ((), ())


async def test_the_event_loop_goes_on_while_a_summary_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    went_on = threading.Event()

    def slow(_sources: Sequence[Source], _length: Length, _about: About | None = None) -> list[Line]:
        assert went_on.wait(10.0), "the event loop stood still"
        return []

    async with desk_of(tmp_path) as desk:
        article = (await posting.post(desk, SCOPE, Draft(STORY.encode()))).article
        assert article
        monkeypatch.setattr(summaries, "summarise", slow)
        length = Length(sentences=1)
        async with desk.store.reading() as db:
            for making in (
                summaries.of_article(db, SCOPE, article, length),
                summaries.of_articles(db, SCOPE, [article.id], length),
            ):
                went_on.clear()
                asyncio.get_running_loop().call_later(0.05, went_on.set)
                await making
