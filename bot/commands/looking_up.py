"""Commands that look up entities: `entity`, `entities`."""

from typing import Literal

from bot.cards.card import Action, Card, Refusal
from bot.cards.entity_cards import entities_card, profile_card, unknown, which
from bot.cards.receipts import KIND_WORDS
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.meaning import again, told_apart, understood
from bot.commands.paging import page_of
from bot.commands.registry import command
from bot.desk import lookup, profile
from bot.extraction.types import Kind
from bot.store import entities as stored
from bot.store.database import Connection
from bot.store.entities import Counted
from bot.store.handles import handles
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


@command(
    "entity",
    describe={"name": "A person, organisation or place, or the beginning of the name"},
    complete={"name": complete.entity},
)
async def entity(ask: Ask, name: str) -> Card:
    """Show all that is known of a person, organisation or place.

    Its kind and roles, the names it goes by, when it was seen, what it is tied to, and sentences that tell of it.
    """
    async with ask.desk.store.reading() as db:
        found = await lookup.entity(db, ask.scope, name)
        if found.one:
            made = await profile.profile(db, ask.scope, found.one)
            return profile_card(made, again(name, found.one), understood(name, found))
        if found.exact:
            return which(name, await told_apart(db, ask.scope, found.exact), "entity", "name")
        raise unknown(name, found.near, "entity", "name", part=found.part)


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
    first = None if since == "ever" else day_of(ask.now) - (_WEEK if since == "week" else _MONTH)
    async with ask.desk.store.reading() as db:
        found = await _listed(db, ask, wanted, first, (number - 1) * _LISTED, _LISTED + 1)
        if not found and number > 1:
            found = await _listed(db, ask, wanted, first, 0, _MOST_LISTED)
            number = max(-(-len(found) // _LISTED), 1)
            found = found[(number - 1) * _LISTED :]
        handle = await handles(db, ask.scope, [one.entity.id for one in found])
    if not found:
        raise _none(kind, since)
    what = KIND_WORDS[wanted][1].capitalize() if wanted else "Names"
    title = f"{what} mentioned most" + ("" if since == "ever" else f" in the last {since}")
    said = "" if since == "ever" else f"Counted over the last {since}."
    given = (("kind", kind), ("since", None if since == "ever" else since))
    action = Action(title, "entities", tuple((key, value) for key, value in given if value))
    of = number + (len(found) > _LISTED)
    return entities_card(title, said, found[:_LISTED], handle, page_of(number, of, action))


async def _listed(
    db: Connection, ask: Ask, kind: Kind | None, since: int | None, offset: int, most: int
) -> list[Counted]:
    """A stretch of the most mentioned entities, of all time or from a day on, and counted so."""
    if since is None:
        ranked = await stored.ranked(db, ask.scope, kind=kind, limit=most, offset=offset)
        return [Counted(one, one.articles, one.mentions) for one in ranked]
    return await stored.active(db, ask.scope, since=since, kind=kind, limit=most, offset=offset)


def _none(kind: str | None, since: str) -> Refusal:
    """What to say when there is nothing to list."""
    what = kind or "names"
    if since != "ever":
        return Refusal(f"No {what} were mentioned twice in the last {since}.", "`entities` lists those of all time.")
    return Refusal(f"No {what} are known here yet.", "Post an article, or see `help ingest`.")
