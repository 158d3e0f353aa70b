"""Sentences that stand alone in lists: verbatim, with brackets for whom nobody could know otherwise."""

import pytest

from bot.desk import lookup, profile, ties, timelines
from bot.desk.results import Excerpt
from bot.store.rows import Entity
from tests.desk.brackets import check_brackets, check_words
from tests.desk.newsroom import NOW, Newsroom

pytestmark = pytest.mark.model


async def entity(room: Newsroom, name: str) -> Entity:
    async with room.desk.store.reading() as db:
        found = (await lookup.entity(db, room.scope, name)).one
    assert found
    return found


async def check(room: Newsroom, shown: list[Excerpt]) -> None:
    texts = await room.texts()
    for excerpt in shown:
        check_brackets(excerpt, texts[excerpt.article.number])


async def test_what_ties_two_is_told_with_brackets_and_in_different_sentences(room: Newsroom) -> None:
    putin = await entity(room, "Vladimir Putin")
    async with room.desk.store.reading() as db:
        tied = await profile.tied(db, room.scope, putin, limit=10, offset=0)
    shown = [one.excerpt for one in tied if one.excerpt]
    assert len(shown) > 5
    assert len({(one.article.id, one.span) for one in shown}) > len(shown) // 2
    await check(room, shown)
    assert not any("[Vladimir Putin]" in one.shown for one in shown)


async def test_events_are_told_with_brackets(room: Newsroom) -> None:
    kim = await entity(room, "Kim Jong Un")
    async with room.desk.store.reading() as db:
        found = [await timelines.of_entities(db, room.scope, [kim], "time", page) for page in (1, 2)]
        days = await timelines.of_days(db, room.scope, NOW.date().replace(day=1, month=1), NOW.date(), 1)
    shown = [row.told[0] for page in (*found, days) for row in page.rows]
    await check(room, shown)
    assert any("[" in excerpt.shown for excerpt in shown)


async def test_ties_are_told_with_brackets_and_both_names_marked(room: Newsroom) -> None:
    korea, putin = await entity(room, "North Korea"), await entity(room, "Vladimir Putin")
    texts = await room.texts()
    async with room.desk.store.reading() as db:
        bare = await ties.between(db, room.scope, putin, korea)
        found = await ties.bracketed(db, bare, (putin.id, korea.id))
    assert len(found) == len(bare) > 1
    for tie, before in zip(found, bare, strict=True):
        check_words(tie.text, texts[tie.article.number])
        assert tie.one.of(tie.text) == before.one.of(before.text)
        assert tie.other.of(tie.text) == before.other.of(before.text)
    assert any("[" in tie.text for tie in found)
