"""Commands that look up entities: `entity`, `entities`."""

from typing import Literal

from bot.cards.card import Action, Card, Refusal
from bot.cards.entity_cards import entities_card, profile_card, unknown, which
from bot.cards.receipts import KIND_WORDS
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.meaning import told_apart
from bot.commands.paging import page_of
from bot.commands.registry import command
from bot.desk import lookup, profile
from bot.extraction.types import Kind
from bot.store import entities as stored
from bot.store.rows import day_of

_LISTED = 15
_MOST_LISTED = 150
_WEEK = 7
_MONTH = 30

KindWord = Literal["people", "organisations", "places", "regions", "sites", "groups", "events", "products", "works"]

_KINDS: dict[KindWord, Kind] = {
    "people": "PERSON",
    "organisations": "ORG",
    "places": "GPE",
    "regions": "LOC",
    "sites": "FAC",
    "groups": "NORP",
    "events": "EVENT",
    "products": "PRODUCT",
    "works": "WORK_OF_ART",
}


@command("entity", describe={"name": "A person, organisation, place …"}, complete={"name": complete.entity})
async def entity(ask: Ask, name: str) -> Card:
    """Show all that is known of a person, organisation or place.

    Its kind and roles, the names it goes by, when it was seen, what it is tied to, and sentences that tell of it.
    """
    async with ask.desk.store.reading() as db:
        found = await lookup.entity(db, ask.scope, name)
        if found.one:
            return profile_card(await profile.profile(db, ask.scope, found.one))
        if found.exact:
            return which(name, await told_apart(db, ask.scope, found.exact))
        raise unknown(name, found.near)


@command(
    "entities",
    describe={"kind": "Only one kind", "since": "Counted over this time", "page": "Page"},
)
async def entities(
    ask: Ask, kind: KindWord | None = None, since: Literal["week", "month", "ever"] = "ever", page: int = 1
) -> Card:
    """List the people, organisations and places that are mentioned most."""
    wanted = _KINDS[kind] if kind else None
    number = min(max(page, 1), _MOST_LISTED // _LISTED)
    offset = (number - 1) * _LISTED
    async with ask.desk.store.reading() as db:
        if since == "ever":
            found = await stored.ranked(db, ask.scope, kind=wanted, limit=_LISTED + 1, offset=offset)
        else:
            first = day_of(ask.now) - (_WEEK if since == "week" else _MONTH)
            found = await stored.active(db, ask.scope, since=first, kind=wanted, limit=_LISTED + 1, offset=offset)
    if not found and number == 1:
        raise Refusal("No names are known here yet.", "Post an article, or see `help ingest`.")
    what = KIND_WORDS[wanted][1].capitalize() if wanted else "Names"
    title = f"{what} mentioned most" + ("" if since == "ever" else f" this {since}")
    arguments = (("kind", kind),) if kind else ()
    action = Action(title, "entities", (*arguments, ("since", since)))
    of = number + (len(found) > _LISTED)
    return entities_card(title, found[:_LISTED], page_of(number, of, action))
