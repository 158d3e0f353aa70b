"""`stats`, `help` and `about`."""

import pytest

from bot.cards.card import Field
from bot.commands.all import REGISTRY
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def test_help_lists_every_command_by_what_it_is_for(room: Newsroom) -> None:
    card = await room.say("help")
    assert [section.heading for section in card.sections] == ["Reading", "Looking up", "Searching", "Filing", "Keeping"]
    listed = [line.name for section in card.sections for line in section.lines if isinstance(line, Field)]
    assert sorted(listed) == sorted(one.usage for one in REGISTRY.commands.values())


async def test_help_explains_a_command_or_a_group(room: Newsroom) -> None:
    assert await room.read("help search") == (
        "search\n\nsearch <query> [page:…]\n\nFind articles by their words.\n\n"
        '`"two words"` side by side · `-word` not in it · `one OR two` · `entity:"Kim Jong Un"` · `from:author` · '
        "`in:channel` · `before:2024-06-19` · `after:2024` · `section:world`\n\n"
        'query: Words, "a phrase", -not, OR, entity: from: in: before: after: section:\npage: Page'
    )
    assert await room.read("search --help") == await room.read("help search")
    assert [section.heading for section in (await room.say("help /article")).sections if section.heading] == [
        "article show [article]", "article raw [article] [page:…]"
    ]  # fmt: skip


async def test_help_with_what_is_no_command_says_so(room: Newsroom) -> None:
    assert await room.read("help zebras") == "There is no command “zebras”.\n`help` lists them all."


async def test_every_command_can_be_explained_and_completed(room: Newsroom) -> None:
    [topic] = REGISTRY.commands["help"].parameters
    assert topic.completer is not None
    for path in REGISTRY.commands:
        assert (await room.say(f"help {path}")).tone == "plain"
        assert path in [one.value for one in await topic.completer(room.ask(), path[:3])]


async def test_stats_count_what_the_asker_may_read(room: Newsroom) -> None:
    counted = await room.read("stats")
    assert counted.startswith(
        "What is filed here\n\nArticles: 12 in 2 channels, 12 postings\nTime: 20 Aug 2023 to 5 Dec 2024\nNames: "
    )
    assert "Database: " in counted
    sport = await (await room.channels("other")).read("stats")
    assert "Articles: 5 in 1 channel, 5 postings" in sport
    assert "Database" not in sport


async def test_about_says_what_it_is(room: Newsroom) -> None:
    assert "It makes nothing up." in await room.read("about")
