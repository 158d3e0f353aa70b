"""Numbers in rows: those of people by event, in the scope of whoever asks."""

from datetime import UTC, date, datetime
from pathlib import Path

from bot.articles.types import Draft
from bot.cards.card import Card
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_line
from bot.desk import correcting, lookup, numbers, posting
from bot.desk.correcting import Hand
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.desk.workers import desk_of
from tests.store.filing import file, memory

NOW = datetime(2031, 6, 10, 12, tzinfo=UTC)

NEWS = (
    ("news", "Quake in Velmora", date(2031, 3, 3),
     "An earthquake shook Velmora: 14 killed. The mayor Ilse Brandt visited Karst Bay."),
    ("news", "Quake toll rises", date(2031, 3, 5),
     "The toll of the earthquake in Velmora rose: 19 killed. The mayor Ilse Brandt spoke again in Karst Bay."),
    ("news", "Quake off Ostrand", date(2031, 5, 20),
     "An earthquake off Ostrand broke the harbour: 3 killed. Tomas Ryde counted 40 ships."),
    ("closed", "Quake as editors saw it", date(2031, 3, 4),
     "The earthquake in Velmora: 17 killed. The mayor Ilse Brandt had no water in Karst Bay. She counted 90 ships."),
)  # fmt: skip


async def file_news(desk: Desk) -> dict[str, int]:
    rooms = {name: await posting.local_channel(desk, name) for name in ("news", "closed")}
    for number, (room, title, day, text) in enumerate(NEWS, start=1):
        draft = Draft(text.encode(), title=title, published=day)
        await desk.filing.post([Item(draft, Place(LOCAL, rooms[room], number))])
        await desk.filing.idle()
    return rooms


async def say(desk: Desk, line: str, *rooms: int) -> Card:
    scope = Scope(LOCAL, frozenset(rooms) if rooms else None)
    ask = Ask(scope, desk, asker=None, channel=None, private=True, now=NOW, manager=True)
    return await run_line(REGISTRY, ask, line)


def headings(card: Card) -> list[str | None]:
    return [section.heading for section in card.sections]


async def test_the_dead_of_different_events_are_different_rows(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        rooms = await file_news(desk)
        assert headings(await say(desk, "numbers earthquake", rooms["news"])) == [
            "Killed · “Quake in Velmora” · 14 → 19 · 2 articles",
            "Killed · “Quake off Ostrand” · 3 · 1 article",
            "Counted: ships · 40 · 1 article",
        ]
        everything = headings(await say(desk, "numbers earthquake"))
        assert everything[0] in {
            f"Killed · “{name}” · 14 → 17 → 19 · 3 articles" for name in ("Quake in Velmora", "Quake as editors saw it")
        }
        assert everything[2] == "Counted: ships · 90 → 40 · 2 articles", "what is no toll is of no event"


async def test_the_dead_of_one_event_need_no_name_for_it(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await file_news(desk)
        assert headings(await say(desk, "numbers Ostrand theme:killed")) == ["Killed · 3 · 1 article"]


async def test_an_event_is_called_as_somebody_called_it(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await file_news(desk)
        await say(desk, "story rename #3 to The wave sure:yes")
        assert "Killed · “The wave” · 3 · 1 article" in headings(await say(desk, "numbers earthquake"))


async def test_stories_that_somebody_made_one_are_one_row(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await file_news(desk)
        assert (await say(desk, "story merge #1, #3 sure:yes")).tone == "good"
        assert headings(await say(desk, "numbers earthquake theme:killed")) == [
            "Killed · 14 → 17 → 19 → 3 · 4 articles"
        ]


async def test_who_must_not_be_named_claims_nothing() -> None:
    scope = Scope(LOCAL)
    async with memory() as db:
        await file(db, "John Adams left. “In Vienna 12 killed” said John Adams.", 1)
        john, vienna = [(await lookup.entity(db, scope, name)).one for name in ("John Adams", "Vienna")]
        assert john is not None
        assert vienna is not None
        [series] = await numbers.of_entity(db, scope, vienna)
        assert [one.speaker for one in series.figures] == ["John Adams"]
        await correcting.ban(db, Hand(scope, None, None, NOW), john)
        [series] = await numbers.of_entity(db, scope, vienna)
        assert [one.speaker for one in series.figures] == [""]
