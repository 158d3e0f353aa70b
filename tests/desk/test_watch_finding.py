"""What a watch is about, found again in stored articles."""

import pytest

from bot.desk import watch_finding
from bot.store import articles
from bot.store.watches import Watch
from tests.desk.newsroom import NOW, Newsroom

pytestmark = pytest.mark.model


async def found(room: Newsroom, typed: str) -> dict[int, str]:
    """The articles of the room, by number, that a watch is about, with the sentence that says so."""
    async with room.desk.store.reading() as db:
        about = await watch_finding.subject(db, room.scope, typed, NOW.date())
        watch = Watch(room.scope.guild, "", None, about.asked, "now", None, about.names, about.sort, id=1)
        ids = [one.id for one in await articles.recent(db, room.scope, limit=50)]
        hits = await watch_finding.hits(db, room.scope, watch, ids, NOW.date())
    return {hit.article.number: hit.excerpt.text if hit.excerpt else "" for hit in hits}


async def test_a_name_is_found_where_it_is_mentioned(room: Newsroom) -> None:
    texts = await room.texts()
    hits = await found(room, "Lavrov")
    assert hits
    assert all("Lavrov" in said and said in texts[number] for number, said in hits.items())
    assert set(hits) == {number for number, text in texts.items() if "Lavrov" in text}


async def test_two_names_where_both_are_and_in_one_sentence_if_possible(room: Newsroom) -> None:
    hits = await found(room, "Kim Jong Un with Putin")
    assert hits
    assert any("Kim" in said and "Putin" in said for said in hits.values())
    assert set(hits) <= set(await found(room, "Putin"))


async def test_a_search_needs_every_word(room: Newsroom) -> None:
    texts = await room.texts()
    hits = await found(room, "ballistic missiles")
    assert hits
    assert all("ballistic" in texts[number] for number in hits)
    assert await found(room, "ballistic gymnast") == {}


async def test_quotes_by_a_name_are_sentences_with_its_words(room: Newsroom) -> None:
    hits = await found(room, "quotes by Putin")
    assert set(hits) <= set(await found(room, "Putin"))


async def test_numbers_that_no_article_before_has(room: Newsroom) -> None:
    hits = await found(room, "numbers on Russia")
    assert any("1,000 containers" in said for said in hits.values())


async def test_nothing_outside_of_what_may_be_read(room: Newsroom) -> None:
    other = await room.channels("other")
    async with room.desk.store.reading() as db:
        about = await watch_finding.subject(db, room.scope, "Putin", NOW.date())
        watch = Watch(room.scope.guild, "", None, about.asked, "now", None, about.names, about.sort, id=1)
        ids = [one.id for one in await articles.recent(db, room.scope, limit=50)]
        hits = await watch_finding.hits(db, other.scope, watch, ids, NOW.date())
    assert hits == []
