"""`ingest` and `delete`, and what is said of each end that a posted text can come to."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.cards.card import Line, Refusal
from bot.cards.plain import plain
from bot.commands import filing
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_action, run_line
from bot.commands.parameters import File
from bot.desk import loop, posting
from bot.desk.desk import Desk
from bot.store import articles, rankings
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from bot.work.errors import SetupFailed, StageFailed
from tests.desk.newsroom import Newsroom
from tests.desk.workers import Here, desk_of

STORY = (
    "The Library of Congress bought the books of Thomas Jefferson in 1815. Jefferson had collected them "
    "for fifty years. The books replaced those that were lost when British troops burned the Capitol."
)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """An empty place where things are filed, with workers in this process."""
    async with desk_of(tmp_path) as desk:
        yield Newsroom(desk, Scope(LOCAL))


def posted(room: Newsroom, text: str) -> Draft:
    return Draft(text.encode())


async def test_a_text_is_filed_and_shown_with_its_number(room: Newsroom) -> None:
    card = await room.say(f"ingest {STORY}")
    assert (card.tone, card.subtitle[:13]) == ("good", "✅ Filed · #1 ")
    assert card.subtitle.endswith(" · console")
    assert "Thomas Jefferson" in plain(card)
    assert (await room.say("article")).title == card.title


async def test_a_text_is_filed_where_and_by_whom_it_was_posted(room: Newsroom) -> None:
    place = await posting.local_place(room.desk, "elsewhere")
    ask = replace(room.ask(), place=place, asker="12")
    card = await run_line(REGISTRY, ask, f"ingest {STORY}")
    assert card.subtitle.endswith(" · elsewhere")
    async with room.desk.store.reading() as db:
        [article] = await articles.recent(db, room.scope, limit=5)
    assert article.posting.author == "12"


async def test_a_text_keeps_its_lines_and_its_words_that_look_like_options(room: Newsroom) -> None:
    text = f'sure: a word of the text\n\n{STORY}\n\npage:2 -x "unbalanced\n\nsure'
    assert (await room.say(f"ingest {text}")).tone == "good"
    stored = (await room.texts())[1]
    for word in ("Jefferson", "page:2 -x", "unbalanced", "sure"):
        assert word in stored


async def test_the_same_text_is_filed_once(room: Newsroom) -> None:
    await room.say(f"ingest {STORY}")
    card = await room.say(f"ingest {STORY}")
    assert (card.tone, card.title[:16]) == ("warn", "♻️ Filed already")
    assert (await room.act(card.actions[0])).subtitle.startswith("#1 ")
    assert "1 article" in await room.read("recent")


async def test_one_who_may_not_read_the_first_posting_is_told_no_more_than_that_it_is_filed(room: Newsroom) -> None:
    await room.say(f"ingest {STORY}")
    elsewhere = await room.channels("elsewhere")
    card = await filing.post_card(elsewhere.ask(), posted(elsewhere, STORY))
    assert plain(card) == "♻️ This text is filed already."


@pytest.mark.parametrize("text", ["", "  ", "!!! ???", "\x00\x01", "🙂🙂🙂"])
async def test_what_is_no_text_is_not_filed(room: Newsroom, text: str) -> None:
    card = await room.say(f"ingest {text}")
    assert card.tone == "error"
    assert card.title in ("⚠️ Not filed.", "There is nothing to file.")
    assert card.subtitle
    assert "Nothing is filed here yet" in await room.read("recent")


async def test_a_file_is_filed_by_its_kind(room: Newsroom) -> None:
    async def page() -> bytes:
        return f"<html><body><article><p>{STORY}</p></article></body></html>".encode()

    async def nothing() -> bytes:
        raise Refusal("I cannot read it.", "Check the path.")

    card = await run_line(REGISTRY, room.ask(), "ingest file:story.html", lambda name: File(name, page))
    assert card.tone == "good"
    assert "<p>" not in (await room.texts())[1]
    card = await run_line(REGISTRY, room.ask(), "ingest file:x", lambda name: File(name, nothing))
    assert (card.tone, card.title) == ("error", "I cannot read it.")


async def test_an_article_that_cannot_be_extracted_is_filed_and_says_why(tmp_path: Path) -> None:
    def refuse(stage: str, items: list[object]) -> None:
        if stage == "analyse":
            raise StageFailed("analyse", "ValueError", "the model gave up")

    async with desk_of(tmp_path, extractor=Here(refuse)) as desk:
        room = Newsroom(desk, Scope(LOCAL))
        card = await room.say(f"ingest {STORY}")
        assert (card.tone, card.title[:24]) == ("warn", "⚠️ Filed, but not read: ")
        assert card.subtitle.endswith(" It can be found by `search`.")
        shown = await room.read("article #1")
        assert "It could not be read: " in shown
        assert "Longer" not in shown
        assert "Failed: 1" in await room.read("stats")
        assert "1 article" in await room.read("search Jefferson")


async def test_without_the_model_an_article_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "PAUSE_SECONDS", 0.01)

    def refuse(stage: str, items: list[object]) -> None:
        if stage == "analyse":
            raise SetupFailed("extractor", "no such model", 1)

    async with desk_of(tmp_path, extractor=Here(refuse)) as desk:
        room = Newsroom(desk, Scope(LOCAL))
        card = await room.say(f"ingest {STORY}")
        assert (card.tone, card.title[:31]) == ("warn", "⏳ Filed, and waits to be read: ")
        assert "It is being read; names and summary follow in a moment." in await room.read("article #1")
        assert "Waiting: 1 to be read" in await room.read("stats")
        assert "pending" in await room.read("recent")


async def test_what_is_not_english_is_filed_and_said(room: Newsroom) -> None:
    text = (
        "Die Bibliothek hat am Montag ihre Türen wieder geöffnet, nachdem das Gebäude drei Jahre lang erneuert "
        "worden war. Viele Besucher kamen schon am Morgen, und die Leiterin sprach von einem großen Tag."
    )  # fmt: skip
    card = await room.say(f"ingest {text}")
    assert "in German" in card.subtitle
    assert "It is in German: its summary is its first sentences." in plain(card)
    assert "Die Bibliothek hat am Montag ihre Türen wieder geöffnet" in plain(card)
    assert card.footer == "2 of 2 sentences · 32 words"
    assert "1 article" in await room.read("search Bibliothek")


async def forgotten(desk: Desk) -> bool:
    async with desk.store.reading() as db:
        return not await rankings.ranked(db, Scope(LOCAL), limit=10)


async def test_an_article_is_deleted_only_when_one_is_sure(room: Newsroom) -> None:
    await room.say(f"ingest {STORY}")
    asked = await room.say("delete #1")
    assert (asked.tone, asked.title[:8]) == ("warn", "Delete “")
    assert "1 article" in await room.read("recent")
    done = await room.act(asked.choices[0].action)
    assert (done.tone, done.title[:13]) == ("good", "Forgotten: #1")
    assert (await room.say("article #1")).tone == "error"
    assert await forgotten(room.desk)
    assert "Nothing found" in await room.read("search Jefferson")


@pytest.mark.parametrize("line", ["delete #1 sure", "delete sure #1", "delete #1 --sure", "delete 1 sure:yes"])
async def test_one_can_be_sure_at_once(room: Newsroom, line: str) -> None:
    await room.say(f"ingest {STORY}")
    assert (await room.say(line)).tone == ("good" if line != "delete sure #1" else "error")


async def test_an_article_is_deleted_by_those_who_manage_the_place_and_by_whoever_alone_posted_it(
    room: Newsroom,
) -> None:
    first, second = [await posting.local_place(room.desk, name) for name in ("first", "second")]

    def asked(asker: str | None, place: Place | None = None) -> Ask:
        return replace(room.ask(), asker=asker, place=place, manager=False)

    await run_line(REGISTRY, asked("12", first), f"ingest {STORY}")
    for other in ("13", None):
        card = await run_line(REGISTRY, asked(other), "delete #1 sure")
        assert (card.tone, card.title) == (
            "error", "#1 can be deleted by those who manage this place, and by whoever alone posted it."
        )  # fmt: skip
        assert not (await run_line(REGISTRY, asked(other), "article check #1")).choices
    [choice] = (await run_line(REGISTRY, asked("12"), "article check #1")).choices
    assert (await run_action(REGISTRY, asked("12"), choice.action)).title.startswith("Delete “")

    await run_line(REGISTRY, asked("13", second), f"ingest {STORY}")
    here = replace(asked("12"), scope=Scope(LOCAL, frozenset({first.channel})))
    assert (await run_line(REGISTRY, here, "delete #1 sure")).tone == "error", "what is posted elsewhere counts"
    assert (await room.say("article check #1")).choices
    await run_line(REGISTRY, asked("12", first), f"ingest Today. {STORY}")
    assert (await run_line(REGISTRY, here, "delete #2 sure")).tone == "good"


async def test_who_posts_first_in_a_channel_is_shown_what_was_filed_there(room: Newsroom) -> None:
    place = await posting.local_place(room.desk, "fresh")
    ask = replace(room.ask(), place=place, scope=Scope(LOCAL, frozenset()))
    assert (await filing.post_card(ask, posted(room, STORY))).tone == "good"
    everything, elsewhere = Scope(LOCAL), replace(place, guild=7)
    for scope in (everything, Scope(LOCAL, frozenset({3}))):
        assert filing.with_place(scope, None) == scope
    assert filing.with_place(everything, place) == everything
    assert filing.with_place(ask.scope, elsewhere) == ask.scope


async def test_the_summary_on_the_card_is_as_long_as_asked(room: Newsroom) -> None:
    filed = await posting.post(room.desk, room.scope, posted(room, STORY))
    card = await filing.outcome_card(room.desk, room.scope, filed, "line")
    assert len(card.sections[0].lines) == 1
    assert [action.label for action in card.actions] == ["More", "Names", "Wrong?"]


async def test_what_is_deleted_is_gone_for_the_second_who_deletes_it(room: Newsroom) -> None:
    await room.say(f"ingest {STORY}")
    await room.say("delete #1 sure")
    assert (await room.say("delete #1 sure")).title == "There is no article “#1” here."


async def test_a_link_is_fetched_and_one_to_this_machine_refused(room: Newsroom) -> None:
    for line in ("ingest http://127.0.0.1:9/a", "ingest link:http://127.0.0.1:9/a", "ingest <http://127.0.0.1:9/a>"):
        card = await room.say(line)
        assert (card.title, card.tone) == ("⚠️ Not filed.", "error")


async def test_a_long_card_is_short_with_a_button_for_the_rest(room: Newsroom) -> None:
    places = ("Velmora", "Ostrand", "Karst Bay", "Tilsen", "Arkamo", "Brondal", "Ulvik", "Perstol", "Quessin")
    things = ("bridge", "harbour", "school", "railway", "museum", "airport", "reservoir", "archive", "lighthouse")
    sentences = [
        f"The {thing} in {place} cost {n}4 million crowns, {', '.join(thing + letter for letter in LETTERS)}, it said."
        for n, (place, thing) in enumerate(zip(places, things, strict=True), start=1)
    ]
    filed = await posting.post(room.desk, room.scope, posted(room, " ".join(sentences)))
    card = await filing.outcome_card(room.desk, room.scope, filed, "long")
    told = [line.text for line in card.sections[0].lines if isinstance(line, Line)]
    assert 1 < len(told) < 8
    assert sum(map(len, told)) <= 1_500
    assert card.actions[0].label == "More"
    assert len((await room.act(card.actions[0])).sections[0].lines) == 8


LETTERS = "abcdefghijklmnopqrst"
