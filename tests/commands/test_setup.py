"""`setup`: which channels of a guild are watched, and how."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.articles.types import Draft
from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_action, run_call, run_line
from bot.commands.line import Call
from bot.commands.parameters import Channel
from bot.desk import posting
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.store import articles, places, watched
from bot.store.rows import Place
from bot.store.scope import Scope
from tests.commands.fakes import ask
from tests.desk.workers import desk_of

NOW = datetime.now(UTC)
GUILD, NEWS, TALK, THEIRS = 7 << 40, 71 << 40, 72 << 40, 81 << 40
STORY = "Congress bought the books of Thomas Jefferson. Jefferson had collected them for fifty years."


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_of(tmp_path) as opened:
        async with opened.store.writing() as db:
            for guild, name, channels in (
                (GUILD, "readers", {NEWS: "news", TALK: "talk"}),
                (8 << 40, "others", {THEIRS: "theirs"}),
            ):
                await places.ensure_guild(db, guild, name)
                for channel, title in channels.items():
                    await places.ensure_channel(db, guild, channel, title)
        yield opened


def asked(desk: Desk, scope: Scope = Scope(GUILD), channel: int | None = NEWS) -> Ask:  # noqa: B008 - a frozen value
    return replace(ask(manager=True), desk=desk, scope=scope, channel=channel, asker="12", now=NOW)


async def told(desk: Desk, line: str, **changes: Any) -> str:
    return plain(await run_line(REGISTRY, replace(asked(desk), **changes), line))


async def kept(desk: Desk, channel: int = NEWS) -> watched.Watched | None:
    async with desk.store.reading() as db:
        return await watched.one(db, channel)


async def test_the_channel_where_it_is_asked_is_watched_from_now_on(desk: Desk) -> None:
    assert await told(desk, "setup watch") == (
        "#news is watched from now on.\nArticles that are posted there are filed.\n\n"
        "To an article: answers with a card\nSummary: three sentences\nRead are: members\n\n"
        "1. All watched channels (setup show)"
    )
    assert await kept(desk) == watched.Watched(GUILD, NEWS, "news")
    async with desk.store.reading() as db:
        assert await watched.cursor(db, NEWS)


async def test_watching_again_changes_only_what_is_given(desk: Desk) -> None:
    await told(desk, "setup watch #news reaction bots")
    again = await told(desk, "setup watch length:long")
    assert again.startswith("#news is watched so from now on.\n\nTo an article: answers with a reaction\nRead are: ")
    await told(desk, "setup watch webhooks:yes bots:no")
    assert await kept(desk) == watched.Watched(GUILD, NEWS, "news", "reaction", False, True, "long")


@pytest.mark.parametrize("line", ["setup watch #talk", f"setup watch <#{TALK}>", "setup watch channel:talk silent"])
async def test_a_channel_goes_by_its_name_or_its_mention(desk: Desk, line: str) -> None:
    await told(desk, line)
    found = await kept(desk, TALK)
    assert found is not None
    assert found.name == "talk"
    assert await kept(desk) is None


@pytest.mark.parametrize("line", [f"setup watch <#{THEIRS}>", "setup watch #theirs", "setup unwatch <#99>"])
async def test_a_channel_of_another_guild_or_of_none_is_not_known(desk: Desk, line: str) -> None:
    assert (await told(desk, line)).startswith("There is no channel “")
    assert await kept(desk, THEIRS) is None


async def test_a_channel_that_discord_names_need_not_be_known(desk: Desk) -> None:
    call = Call(REGISTRY.commands["setup watch"], {"channel": Channel("fresh", 73 << 40)})
    assert (await run_call(asked(desk), call)).title == "#fresh is watched from now on."
    theirs = Call(call.command, {"channel": Channel("theirs", THEIRS)})
    assert (await run_call(asked(desk), theirs)).tone == "error"
    unknown = 74 << 40
    await told(desk, "setup watch", channel=unknown)
    assert await kept(desk, unknown) is not None


async def test_a_channel_is_watched_no_more(desk: Desk) -> None:
    await told(desk, "setup watch")
    assert (await told(desk, "setup unwatch")).startswith("#news is watched no more.\nWhat was filed from it stays.")
    assert (await told(desk, "setup unwatch #news")).startswith("#news was not watched.")
    assert await kept(desk) is None


async def test_the_watched_channels_are_listed_with_what_was_filed_from_them(desk: Desk) -> None:
    assert (await told(desk, "setup")).startswith("No channel is watched here.\n")
    await told(desk, "setup watch #talk silent bots webhooks")
    await told(desk, "setup watch #news line")
    await posting.post(desk, Scope(GUILD), Draft(STORY.encode()), Place(GUILD, NEWS, 1))
    async with desk.store.writing() as db:
        await watched.passed(db, NEWS, 99)
    listed = (
        "Watched channels\n2 channels\n\n"
        "#news: answers with a card · one line · reads members · 1 article filed\n"
        "#talk: says nothing · reads members and bots and webhooks · 0 articles filed"
    )
    kept = "Articles are kept until they are deleted. `setup retention` changes that."
    assert await told(desk, "setup show") == (
        f"{listed}\n\nPassed over: these could not be read, however often it was tried\n"
        f"- A message in #news (https://discord.com/channels/{GUILD}/{NEWS}/99)\n\n{kept}"
    )
    some = await told(desk, "setup show", scope=Scope(GUILD, frozenset({TALK})))
    assert "talk" in some
    assert "news" not in some
    assert "99" not in some


async def posted(desk: Desk, *ages: tuple[int, str]) -> None:
    """Have texts stand as posted so many days ago."""
    items = [
        Item(Draft(text.encode()), Place(GUILD, NEWS, n), posted_at=NOW - timedelta(days=days))
        for n, (days, text) in enumerate(ages, start=1)
    ]
    await desk.filing.post(items)
    await desk.filing.idle()


async def numbers(desk: Desk) -> list[int]:
    async with desk.store.reading() as db:
        return [one.number for one in await articles.numbered(db, Scope(GUILD), after=0, limit=9)]


async def test_it_is_asked_before_articles_go_by_their_age(desk: Desk) -> None:
    await posted(desk, (100, f"First. {STORY}"), (95, f"Again. {STORY}"), (3, f"Again. {STORY}"), (1, "Third."))
    card = await run_line(REGISTRY, asked(desk), "setup retention 3 months")
    assert (card.tone, card.title) == ("warn", "Forget what was posted more than 90 days ago?")
    assert "1 article would go now: nobody has posted it since." in plain(card)
    assert "1 article would stay, having been posted again; its older postings go." in plain(card)
    assert await numbers(desk) == [1, 2, 3]
    done = await run_action(REGISTRY, asked(desk), card.choices[0].action)
    assert (done.tone, done.title) == ("good", "Articles are kept for 90 days.")
    async with asyncio.timeout(30):
        while await numbers(desk) != [2, 3]:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)


async def test_how_long_articles_are_kept_is_told_where_it_is_asked(desk: Desk) -> None:
    forever, year = "Articles are kept until they are deleted.", "Articles are kept for 1 year."
    assert (await told(desk, "setup retention")).startswith(forever)
    assert "no article goes by its age" in await told(desk, "privacy")
    await told(desk, "setup retention 1y sure")
    assert (await told(desk, "setup retention")).startswith(year)
    assert year in await told(desk, "setup show")
    assert "Articles for 1 year after they were posted last" in await told(desk, "privacy")
    assert "asked there, `privacy` says what is set" in await told(desk, "privacy", scope=Scope(0, frozenset()))
    assert (await told(desk, "setup retention off")).startswith(forever)
    assert forever in await told(desk, "setup show")


@pytest.mark.parametrize("typed", ["soon", "0d", "-3d", "3", "101y", "90 minutes", "d"])
async def test_what_is_no_length_of_time_changes_nothing(desk: Desk, typed: str) -> None:
    await told(desk, "setup retention 1y sure")
    assert "is no length of time" in await told(desk, f'setup retention "{typed}" sure')
    assert (await told(desk, "setup retention")).startswith("Articles are kept for 1 year.")


async def test_only_managers_set_up(desk: Desk) -> None:
    for line in ("setup watch", "setup unwatch", "setup show", "setup retention off"):
        assert "is for those who manage this place" in await told(desk, line, manager=False)
    assert await kept(desk) is None


async def test_only_channels_on_discord_are_watched(desk: Desk) -> None:
    assert "Only channels on Discord can be watched." in await told(desk, "setup watch", scope=Scope(0))
    assert "Which channel?" in await told(desk, "setup watch", channel=None)
