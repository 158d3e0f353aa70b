"""The command by which people have themselves forgotten: `forgetme`."""

from typing import Literal

from bot.cards.card import Card, Refusal
from bot.cards.forgetme_cards import forgotten_card, kept_card, named_card
from bot.commands.ask import Ask
from bot.commands.registry import command
from bot.desk.forgetting_somebody import forget_somebody
from bot.store import people


@command(
    "forgetme",
    describe={
        "what": "That it was you (name), what you posted, too (posts), or no more to be left unnamed (back)",
        "sure": "Do it without asking",
    },
    guild=False,
    changes=True,
    personal=True,
)
async def forgetme(ask: Ask, what: Literal["name", "posts", "back"] | None = None, sure: bool = False) -> Card:
    """Show what is kept of you, and have it forgotten.

    It is shown to you alone, counts what is kept in every server, and asks before anything goes. You choose whether
    what you posted stays without your name, or goes, too. What you post later is filed without your name, until you ask
    for it again.
    """
    if ask.asker is None:
        raise Refusal(
            "Nothing is kept of whoever is at the console.", "`delete` forgets an article, `unwatch` ends a watch."
        )
    if what == "back":
        async with ask.desk.store.writing() as db:
            await people.name_again(db, ask.asker)
        return named_card()
    if what is None or not sure:
        async with ask.desk.store.reading() as db:
            return kept_card(await people.kept(db, ask.asker), what)
    await forget_somebody(ask.desk, ask.asker, posted=what == "posts")
    return forgotten_card(what)
