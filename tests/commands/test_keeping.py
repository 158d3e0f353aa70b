"""`stats`, `help`, `about` and `privacy`."""

import re
from dataclasses import replace

import pytest

from bot.cards.card import Card, Field, Line
from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.dispatch import run_line
from bot.store.scope import LOCAL, Scope
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


def listed(card: Card) -> list[str]:
    """The commands that `help` lists."""
    names = [
        name
        for section in card.sections
        for line in section.lines
        if isinstance(line, Field)
        for name in line.value.split(" · ")
    ]
    together = [(name.partition(" ")[0], name.partition(" ")[2].split("|")) for name in names]
    return [f"{group} {child}".strip() for group, children in together for child in children]


async def test_help_lists_every_command_by_what_it_is_for(room: Newsroom) -> None:
    card = await room.say("help")
    [section] = card.sections
    assert [line.name for line in section.lines if isinstance(line, Field)] == [
        "Reading", "Looking up", "Searching", "Correcting", "Watching", "Filing", "Setting up", "Dossier itself"
    ]  # fmt: skip
    assert sorted(listed(card)) == sorted(REGISTRY.commands)
    assert "article show|raw|names|check|history|refresh" in plain(card)
    for action in card.actions:
        room_of = await room.act(action)
        assert room_of.title == action.label
        names = [re.split(r" [<\[]", line.name)[0] for line in room_of.sections[0].lines if isinstance(line, Field)]
        assert set(names) <= set(listed(card))


async def test_help_lists_what_its_asker_may_use_where_they_ask(room: Newsroom) -> None:
    [topic] = REGISTRY.commands["help"].parameters
    assert topic.completer is not None
    member = await room.channels("world")
    assert set(listed(await room.say("help"))) - set(listed(await member.say("help"))) == {
        path for path, one in REGISTRY.commands.items() if one.permission != "everyone"
    }
    assert await topic.completer(member.ask(), "setup") == []
    direct = replace(room.ask(), asker="12", manager=False, scope=Scope(LOCAL, frozenset()))
    card = await run_line(REGISTRY, direct, "help")
    assert listed(card) == [path for path in listed(card) if not REGISTRY.commands[path].guild]
    assert {"help", "about", "privacy"} <= set(listed(card))
    assert card.footer.endswith("In a server there are more.")
    assert "`!help`, or mention me" in card.footer
    in_server = await run_line(REGISTRY, replace(member.ask(), asker="12", private=False), "help")
    assert in_server.footer.endswith("`private:yes` shows an answer to you alone.")
    assert (await room.say("help")).footer == "`help` and a name explain one."


async def test_help_says_what_only_managers_may_do(room: Newsroom) -> None:
    only = "Only those who manage this place can use it."
    assert only in await room.read("help setup watch")
    assert (await room.say("help setup watch")).title == REGISTRY.commands["setup watch"].usage
    assert only not in await room.read("help delete")


async def test_help_is_given_to_whoever_asks_for_it_in_words(room: Newsroom) -> None:
    assert (await room.say("help me")).title == (await room.say("help")).title
    slip = await room.say("help entiy")
    assert slip.title == "There is no command “entiy”."
    assert (await room.act(slip.choices[0].action)).title.startswith("entity <name>")


async def test_privacy_says_what_is_kept_and_how_it_goes(room: Newsroom) -> None:
    card = await room.say("privacy")
    assert [section.heading for section in card.sections] == [
        "What is kept", "How long", "Who sees it", "How it is deleted"
    ]  # fmt: skip
    assert "`delete`" in plain(card)
    assert not any("\n" in line.text for section in card.sections for line in section.lines if isinstance(line, Line))


async def test_help_explains_a_command_or_a_group(room: Newsroom) -> None:
    assert await room.read("help search") == (
        "search <query> [page:…]\n\nFind articles by their words.\n\n"
        '`"two words"` side by side · `-word` not in it · `one OR two` · `entity:"Kim Jong Un"` · `from:author` · '
        "`in:channel` · `before:2024-06-19` · `after:2024` · `section:world`\n\n"
        'query: Words, "a phrase", -not, OR, entity: from: in: before: after: section:\npage: Page'
    )
    assert await room.read("search --help") == await room.read("help search")
    assert [section.heading for section in (await room.say("help /article")).sections if section.heading] == [
        "article show [article]", "article raw [article] [page:…]", "article names [article] [page:…]",
        "article check [article] [page:…]", "article history [article] [page:…]", "article refresh [article]",
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
