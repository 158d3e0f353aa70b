"""Quotes as they are printed: over hand-made extraction, where any text may be quoted."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import correcting, lookup, quotes
from bot.desk.correcting import Hand
from bot.desk.results import QuoteLine
from bot.store import articles
from bot.store.database import Connection
from bot.store.rows import Entity
from bot.store.scope import LOCAL, Scope
from tests.examples import examples
from tests.store.filing import Story, file, memory

ANY = Scope(LOCAL)
TODAY = date(2024, 6, 30)


async def entity(db: Connection, name: str) -> Entity:
    found = (await lookup.entity(db, ANY, name)).one
    assert found is not None
    return found


def shown(lines: list[QuoteLine]) -> list[str]:
    return [line.excerpt.shown for line in lines]


async def test_each_line_names_its_speaker() -> None:
    async with memory() as db:
        await file(db, "John Adams left. “It is late now” said John Adams. “It was cold” said he. “Who knows?”", 1)
        found = await quotes.found(db, ANY, by=await entity(db, "John Adams"), about=None)
        assert shown(found) == ["[John Adams] “It is late now”", "[John Adams] “It was cold”"]
        assert [line.by.name for line in found if line.by] == ["John Adams", "John Adams"]


async def test_what_is_told_stands_in_its_sentence_with_the_words_said_marked() -> None:
    async with memory() as db:
        await file(db, "John Adams left. “It is late” said John Adams about Vienna.", 1)
        await db.execute("UPDATE quotes SET kind = 'indirect'")
        [line] = await quotes.found(db, ANY, by=await entity(db, "John Adams"), about=None)
        assert line.excerpt.shown == "“It is late” said John Adams about Vienna."
        assert [mark.of(line.excerpt.shown) for mark in line.marks] == ["It is late"]


async def test_who_is_named_by_initials_is_not_named_again() -> None:
    async with memory() as db:
        await file(db, "The European Central Bank (ECB) left. “It is late” said ECB about Vienna.", 1)
        await db.execute("UPDATE quotes SET kind = 'indirect'")
        [line] = await quotes.found(db, ANY, by=await entity(db, "European Central Bank"), about=None)
        assert line.excerpt.shown == "“It is late” said ECB about Vienna."


async def test_a_sentence_in_which_two_speak_stands_there_once() -> None:
    sentence = "“Vienna is cold” said John Adams, and “Vienna is warm” said Abigail Adams."
    async with memory() as db:
        await file(db, f"John Adams met Abigail Adams. {sentence}", 1)
        await db.execute("UPDATE quotes SET kind = 'mixed'")
        vienna, john = await entity(db, "Vienna"), await entity(db, "John Adams")
        [line] = await quotes.found(db, ANY, by=None, about=vienna)
        assert (line.excerpt.shown, line.by, len(line.also)) == (sentence, john, 1)
        assert [mark.of(line.excerpt.shown) for mark in line.marks] == ["Vienna is cold", "Vienna is warm"]
        [own] = await quotes.found(db, ANY, by=john, about=vienna)
        assert [mark.of(own.excerpt.shown) for mark in own.marks] == ["Vienna is cold"]


async def test_two_of_whom_the_sentence_names_one_both_stand_before_it() -> None:
    sentence = "“Vienna is cold” said he, and “Vienna is warm” said Abigail Adams."
    async with memory() as db:
        await file(db, f"John Adams left. {sentence}", 1)
        await db.execute("UPDATE quotes SET kind = 'mixed'")
        [line] = await quotes.found(db, ANY, by=None, about=await entity(db, "Vienna"))
        assert line.excerpt.shown == f"[John Adams, Abigail Adams] {sentence}"
        assert [mark.of(line.excerpt.shown) for mark in line.marks] == ["Vienna is cold", "Vienna is warm"]


async def test_what_nobody_is_known_to_say_gives_way_to_what_somebody_does() -> None:
    sentence = "“Vienna is cold” and “Vienna is warm” said Abigail Adams."
    async with memory() as db:
        await file(db, sentence, 1)
        await db.execute("UPDATE quotes SET kind = 'mixed'")
        [line] = await quotes.found(db, ANY, by=None, about=await entity(db, "Vienna"))
        assert line.excerpt.shown == sentence
        assert [mark.of(line.excerpt.shown) for mark in line.marks] == ["Vienna is warm"]


async def test_who_must_not_be_named_is_not_named_before_what_they_said() -> None:
    text = "John Adams left. “Vienna is lovely” said John Adams."
    async with memory() as db:
        await file(db, text, 1)
        vienna = await entity(db, "Vienna")
        assert shown(await quotes.found(db, ANY, by=None, about=vienna)) == ["[John Adams] “Vienna is lovely”"]
        hand = Hand(ANY, None, None, datetime(2024, 6, 30, tzinfo=UTC))
        await correcting.ban(db, hand, await entity(db, "John Adams"))
        assert shown(await quotes.found(db, ANY, by=None, about=vienna)) == ["[unattributed] “Vienna is lovely”"]


async def test_then_and_now_are_far_apart() -> None:
    early, late = "“Vienna is lovely” said John Adams.", "“Vienna is dreary” said John Adams."
    async with memory() as db:
        await file(db, Story(f"One. {early}", day=date(2023, 1, 1)), 1)
        john, vienna = await entity(db, "John Adams"), await entity(db, "Vienna")
        assert await quotes.then_and_now(db, ANY, john, vienna) is None
        await file(db, Story(f"Two. {late}", day=date(2024, 1, 1)), 2)
        pair = await quotes.then_and_now(db, ANY, john, vienna)
        assert pair is not None
        assert shown(list(pair)) == ["[John Adams] “Vienna is lovely”", "[John Adams] “Vienna is dreary”"]


async def test_said_finds_words_in_the_quote_itself() -> None:
    async with memory() as db:
        await file(db, "The bridge closed. “The towers are falling” said John Adams. “Bridges last” said he.", 1)
        await file(db, "Nothing. “Who knows about the tower?”", 2)
        found, notes = await quotes.said(db, ANY, "tower", today=TODAY)
        assert sorted(shown(found)) == [
            "[John Adams] “The towers are falling”",
            "[unattributed] “Who knows about the tower?”",
        ]
        assert notes == ()
        assert shown((await quotes.said(db, ANY, "tower -falling", today=TODAY))[0]) == [
            "[unattributed] “Who knows about the tower?”"
        ]
        assert (await quotes.said(db, ANY, "closed", today=TODAY))[0] == []
        assert (await quotes.said(db, Scope(LOCAL, frozenset()), "tower", today=TODAY))[0] == []


PARTS = [
    "“It is late” said John Adams.",
    "“He left” said he.",
    "“Vienna is",
    "” said John Adams",
    "«",
    "\n",
    "Vienna.",
    "''",
]


@settings(max_examples=examples(134))
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))
async def test_every_line_is_a_stretch_of_its_text(parts: list[str]) -> None:
    async with memory() as db:
        filed = await file(db, "John Adams met John Adams. " + " ".join(parts), 1)
        text = (await articles.texts(db, [filed.article]))[filed.article]
        for line in await quotes.found(db, ANY, by=await entity(db, "John Adams"), about=None):
            assert line.excerpt.text == line.excerpt.span.of(text) in text
            assert line.excerpt.shown.endswith(line.excerpt.text)
            assert all(mark.of(line.excerpt.shown) in text for mark in line.marks)
