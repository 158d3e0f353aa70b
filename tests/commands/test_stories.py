"""`stories` and `story`, over articles filed by hand: what is in scope, and nothing else."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.cards.card import Card, Line
from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_line
from bot.desk import posting
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.desk.workers import desk_of

NOW = datetime(2031, 3, 10, 12, tzinfo=UTC)

FIRST = "An earthquake in Velmora killed 14 people. The mayor Ilse Brandt visited Karst Bay."
SECOND = "The toll of the earthquake in Velmora rose to 19 people. The mayor Ilse Brandt spoke again in Karst Bay."
AGAIN = "An earthquake in Velmora killed 14 people, and the mayor Ilse Brandt visited Karst Bay."
VOTE = "The harbour of Ostrand was opened by Tomas Ryde. It had cost 80 million crowns."

NEWS = (
    ("news", "Quake in Velmora", FIRST, date(2031, 3, 3)),
    ("news", "Quake toll rises", SECOND, date(2031, 3, 5)),
    ("news", "A harbour opens", VOTE, date(2031, 3, 9)),
    ("closed", "Quake as editors saw it", AGAIN, date(2031, 3, 4)),
)


async def file_news(desk: Desk) -> dict[str, int]:
    rooms = {name: await posting.local_channel(desk, name) for name in ("news", "closed")}
    for number, (room, title, text, day) in enumerate(NEWS, start=1):
        draft = Draft(text.encode(), title=title, published=day)
        await desk.filing.post([Item(draft, Place(LOCAL, rooms[room], number))])
        await desk.filing.idle()
    return rooms


async def say(desk: Desk, line: str, *rooms: int) -> Card:
    scope = Scope(LOCAL, frozenset(rooms) if rooms else None)
    ask = Ask(scope, desk, asker=None, channel=None, private=True, now=NOW, manager=True)
    return await run_line(REGISTRY, ask, line)


def listed(card: Card) -> list[tuple[str, str]]:
    return [(line.text, line.note) for section in card.sections for line in section.lines if isinstance(line, Line)]


async def test_stories_of_a_scope(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        rooms = await file_news(desk)
        for line in ("stories", "stories since:2031-03-01", "stories page:7"):
            (first, note), *others = listed(await say(desk, line))
            assert first.startswith("Quake")
            assert note == "+2 · 3 Mar 2031 – 5 Mar 2031"
            assert others == [("A harbour opens", "")]
        assert listed(await say(desk, "stories", rooms["news"]))[0][1] == "+1 · 3 Mar 2031 – 5 Mar 2031"
        assert listed(await say(desk, "stories since:2031-03-09")) == [("A harbour opens", "")]
        assert plain(await say(desk, "stories since:2031-03-10")) == (
            "Nothing was filed here since 2031-03-10.\n`recent` lists the latest articles."
        )
        assert "is no day" in plain(await say(desk, "stories since:soon"))

        told = await say(desk, "story 1", rooms["news"])
        headings = ["3 Mar 2031", "Update: 5 Mar 2031", "Numbers over time", "Who and where"]
        assert [section.heading for section in told.sections] == headings
        assert "14 → 19" in plain(told)
        assert "rose to 19" in plain(told)
        assert "editors" not in plain(told)
        for line in ("story 2", "story Ilse Brandt", 'story "toll rises"', "story earthquake"):
            again = await say(desk, line, rooms["news"])
            assert again.sections == told.sections, line
        assert [s.heading for s in (await say(desk, "story #4")).sections][-1] == "Nothing new in"
        assert (await say(desk, "story")).title == "Quake as editors saw it" or "Quake" in plain(
            await say(desk, "story")
        )


@pytest.mark.parametrize("line", ["story #99", "story zzqq", "story https://example.org/nothing"])
async def test_no_such_story(tmp_path: Path, line: str) -> None:
    async with desk_of(tmp_path) as desk:
        assert (await say(desk, line)).tone == "error"
        assert (await say(desk, "stories")).tone == "error"


async def test_what_is_not_read_yet_is_on_no_story(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        room = await posting.local_channel(desk, "news")
        await desk.filing.post([Item(Draft(FIRST.encode()), Place(LOCAL, room, 1), deferred=True)])
        await desk.filing.idle()
        assert "is not read yet" in plain(await say(desk, "story 1"))


def stories_of(card: Card) -> list[str]:
    return [text for text, _ in listed(card)]


async def test_stories_are_corrected_and_that_is_undone(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        rooms = await file_news(desk)
        before = plain(await say(desk, "stories"))
        wrong = await say(desk, "story correct 1")
        assert wrong.title.startswith("What is wrong with the story “Quake")
        assert wrong.choices[0].action.typed().startswith("story merge what:#")

        asked = await say(desk, "story merge 1 with 3")
        assert "one story?" in asked.title
        assert plain(await say(desk, "stories")) == before
        done = await say(desk, asked.choices[0].action.typed())
        assert done.title == "They are one story from now on."
        assert len(listed(await say(desk, "stories"))) == 1
        assert "one story already" in plain(await say(desk, "story merge 1 with 3"))

        split = await say(desk, "story split #3, 2")
        assert split.title.startswith("Split “A harbour opens”, “Quake toll rises” off the story “Quake")
        await say(desk, split.choices[0].action.typed())
        notes = sorted(note for _, note in listed(await say(desk, "stories")))
        assert notes == ["+1 · 3 Mar 2031 – 4 Mar 2031", "+1 · 5 Mar 2031 – 9 Mar 2031"]
        history = plain(await say(desk, "history", rooms["news"]))
        assert "“Quake toll rises” is not of one story with “Quake" in history
        assert "editors" not in history
        await say(desk, "undo 1 sure:yes")
        await say(desk, "undo 2 sure:yes")
        assert plain(await say(desk, "stories")) == before


async def test_a_story_is_called_as_it_was_named_where_that_was_said(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        rooms = await file_news(desk)
        asked = await say(desk, 'story rename 1 to "The long shake"')
        assert asked.title.endswith("“The long shake”?")
        await say(desk, asked.choices[0].action.typed())
        assert "The long shake" in stories_of(await say(desk, "stories"))
        assert "The long shake" in plain(await say(desk, "digest since:2031-03-01"))
        assert (await say(desk, "story 2")).title == "The long shake"
        assert "is called “The long shake”" in plain(await say(desk, "history"))
        for line in ("stories", "story 2", "history", "story correct 1", "digest since:2031-03-01"):
            assert "shake" not in plain(await say(desk, line, rooms["news"])), line


@pytest.mark.parametrize(
    "line",
    ["story split 1 2 4", "story split harbour", "story split #99", "story merge 1 with #99", "story rename #99 to X"],
)
async def test_what_cannot_be_corrected_is_refused(tmp_path: Path, line: str) -> None:
    async with desk_of(tmp_path) as desk:
        await file_news(desk)
        assert (await say(desk, line)).tone == "error"
        assert "Nothing was corrected" in plain(await say(desk, "history"))


async def test_of_a_toll_the_first_number_of_each_article_counts(tmp_path: Path) -> None:
    tail = "The mayor Ilse Brandt visited Karst Bay after the earthquake in Velmora."
    told = (
        ("12 killed in Velmora. {} In a town nearby 3 killed were found.", date(2031, 3, 3)),
        ("Still 12 killed were counted in Velmora. {}", date(2031, 3, 4)),
        ("By now 21 killed are known in Velmora. {} At first there had been 12 killed.", date(2031, 3, 5)),
    )
    async with desk_of(tmp_path) as desk:
        room = await posting.local_channel(desk, "news")
        for number, (text, day) in enumerate(told, start=1):
            draft = Draft(text.format(tail).encode(), published=day)
            await desk.filing.post([Item(draft, Place(LOCAL, room, number))])
        await desk.filing.idle()
        card = await say(desk, "story 1")
        [section] = [one for one in card.sections if one.heading == "Numbers over time"]
        assert [line.text for line in section.lines if isinstance(line, Line)] == ["Killed: 12 → 21"]
