"""The command that lists how many: `numbers`."""

from typing import Literal

from bot.cards.card import Action, Card, Refusal
from bot.cards.entity_cards import which
from bot.cards.number_cards import numbers_card
from bot.cards.receipts import show_entity
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.meaning import again, told_apart, understood
from bot.commands.paging import page_of, place_in
from bot.commands.registry import command
from bot.desk import lookup
from bot.desk import numbers as desk
from bot.extraction.types import Theme

_EACH = 4
"""Series on a page."""

Wanted = Literal["killed", "injured", "arrested", "displaced", "missing", "votes", "money", "share", "count"]


@command(
    "numbers",
    describe={
        "about": "A name, or words of a topic",
        "theme": "Only numbers of one kind: people killed, votes, sums of money …",
        "page": "Page",
    },
    complete={"about": complete.entity},
)
async def numbers(ask: Ask, about: str, theme: Wanted | None = None, page: int = 1) -> Card:
    """Show how many, by which article: killed, hurt, arrested, votes, money, and whatever else is counted.

    Numbers that count the same stand together, the oldest first, each in the sentence that claims it; people killed or
    hurt event by event. Of a name, what stands in the same sentence; of a topic, what the articles claim that a search
    finds.
    """
    themes: list[Theme] | None = [theme] if theme else None
    async with ask.desk.store.reading() as db:
        named = await lookup.entity(db, ask.scope, about)
        if len(named.exact) > 1:
            return which(about, await told_apart(db, ask.scope, named.exact), "numbers", "about")
        one = named.one
        notes: tuple[str, ...] = ()
        found = await desk.of_entity(db, ask.scope, one, themes) if one else ()
        if one is None or (named.part and not found):
            one = None
            found, notes = await desk.of_topic(db, ask.scope, about, today=ask.now.date(), themes=themes)
    called = one.name if one else short(about)
    if not found:
        raise Refusal(f"No number is claimed here about “{called}”.", f"`search {short(about)}` finds what is.")
    number, of = place_in(page, len(found), _EACH)
    shown = found[(number - 1) * _EACH : number * _EACH]
    async with ask.desk.store.reading() as db:
        shown = await desk.with_events(db, ask.scope, shown)
        revised = await desk.revisions(db, ask.scope, shown)
    typed = again(about, one) if one else about
    given = (("about", typed), *((("theme", theme),) if theme else ()))
    action = Action("Numbers", "numbers", given)
    said = understood(about, named, always=True) if one else "Taken as a topic"
    actions = (show_entity(one),) if one else ()
    subtitle = " · ".join(filter(None, [said, *notes]))
    return numbers_card(f"Numbers: {called}", subtitle, shown, page_of(number, of, action), actions, revised)
