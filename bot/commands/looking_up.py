"""Commands that look up entities: `entity`, `related`, `entities`."""

from typing import Literal

from bot.cards.card import Action, Card, Refusal
from bot.cards.entity_cards import entities_card, forms_card, profile_card, related_card, unknown, which
from bot.cards.receipts import KIND_WORDS
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.meaning import again, told_apart, understood
from bot.commands.paging import page_of
from bot.commands.registry import command
from bot.desk import lookup, profile
from bot.extraction.types import Kind
from bot.store import rankings
from bot.store.database import Connection
from bot.store.handles import handles
from bot.store.rankings import Counted
from bot.store.rows import day_of

_LISTED, _TIED = 15, 10
"""Entities, and ties, on a page."""

_MOST_LISTED = 150
"""Entities on all pages: whoever wants more asks for one kind, or for a time."""

_WEEK, _MONTH = 7, 30

KindWord = Literal["people", "organisations", "places", "regions", "sites", "groups", "events", "products", "works"]

KINDS: dict[KindWord, Kind] = {
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
    describe={"name": "A person, organisation or place, or the beginning of the name", "page": "Page"},
    complete={"name": complete.entity},
)
async def entity(ask: Ask, name: str, page: int = 1) -> Card:
    """Show all that is known of a person, organisation or place.

    Its kind and roles, the names it goes by, when it was seen, what it is tied to, notes, and sentences that tell of
    it. The second page has every form of the name and every role with the time it was seen in.
    """
    async with ask.desk.store.reading() as db:
        found = await lookup.entity(db, ask.scope, name)
        if found.one and page > 1:
            forms = await profile.forms(db, ask.scope, found.one)
            return forms_card(found.one, forms, again(name, found.one), understood(name, found))
        if found.one:
            made = await profile.profile(db, ask.scope, found.one)
            return profile_card(made, again(name, found.one), understood(name, found))
        if found.exact:
            return which(name, await told_apart(db, ask.scope, found.exact), "entity", "name")
        raise unknown(name, found.near, "entity", "name", part=found.part)


@command(
    "related",
    describe={"name": "A person, organisation or place, or the beginning of the name", "page": "Page"},
    complete={"name": complete.entity},
)
async def related(ask: Ask, name: str, page: int = 1) -> Card:
    """List what is tied to a person, organisation or place, each with a sentence that both stand in."""
    number = min(max(page, 1), _MOST_LISTED // _TIED)
    async with ask.desk.store.reading() as db:
        found = await lookup.entity(db, ask.scope, name)
        if found.exact and not found.one:
            return which(name, await told_apart(db, ask.scope, found.exact), "related", "name")
        if not found.one:
            raise unknown(name, found.near, "related", "name", part=found.part)
        tied = await profile.tied(db, ask.scope, found.one, limit=_TIED + 1, offset=(number - 1) * _TIED)
        if not tied and number > 1:
            number = 1
            tied = await profile.tied(db, ask.scope, found.one, limit=_TIED + 1, offset=0)
        handle = await handles(db, ask.scope, [one.entity.id for one in tied])
    if not tied:
        raise Refusal(f"Nothing shares a sentence with {found.one.name} here.")
    action = Action(f"Related to {found.one.name}", "related", (("name", again(name, found.one)),))
    return related_card(found.one, tied[:_TIED], handle, page_of(number, number + (len(tied) > _TIED), action))


@command(
    "entities",
    describe={
        "kind": "Only one kind",
        "since": "Counted over this time",
        "new": "Only those that were not mentioned before that time: this week, unless since: says otherwise",
        "page": "Page",
    },
)
async def entities(
    ask: Ask,
    kind: KindWord | None = None,
    since: Literal["week", "month", "ever"] = "ever",
    new: bool = False,
    page: int = 1,
) -> Card:
    """List the people, organisations and places that are mentioned most."""
    wanted = KINDS[kind] if kind else None
    number = min(max(page, 1), _MOST_LISTED // _LISTED)
    if new and since == "ever":
        since = "week"
    first = None if since == "ever" else day_of(ask.now) - (_WEEK if since == "week" else _MONTH)
    async with ask.desk.store.reading() as db:
        found = await _listed(db, ask, wanted, first, (number - 1) * _LISTED, _LISTED + 1, new=new)
        if not found and number > 1:
            found = await _listed(db, ask, wanted, first, 0, _MOST_LISTED, new=new)
            number = max(-(-len(found) // _LISTED), 1)
            found = found[(number - 1) * _LISTED :]
        handle = await handles(db, ask.scope, [one.entity.id for one in found])
    if not found:
        raise _none(kind, since, new=new)
    what = KIND_WORDS[wanted][1].capitalize() if wanted else "Names"
    title = f"{what} {'new' if new else 'mentioned most'}" + ("" if since == "ever" else f" in the last {since}")
    said = "" if since == "ever" else f"Counted over the last {since}."
    given = (("kind", kind), ("since", None if since == "ever" else since), ("new", "yes" if new else None))
    action = Action(title, "entities", tuple((key, value) for key, value in given if value))
    of = number + (len(found) > _LISTED)
    return entities_card(title, said, found[:_LISTED], handle, page_of(number, of, action))


async def _listed(
    db: Connection, ask: Ask, kind: Kind | None, since: int | None, offset: int, most: int, *, new: bool
) -> list[Counted]:
    """A stretch of the most mentioned entities, of all time or from a day on, and counted so."""
    if since is None:
        ranked = await rankings.ranked(db, ask.scope, kind=kind, limit=most, offset=offset)
        return [Counted(one, one.articles, one.mentions) for one in ranked]
    return await rankings.active(db, ask.scope, since=since, kind=kind, new=new, limit=most, offset=offset)


def _none(kind: str | None, since: str, *, new: bool) -> Refusal:
    """What to say when there is nothing to list."""
    what = kind or "names"
    if new:
        return Refusal(
            f"No new {what} were mentioned twice in the last {since}.", "`entities` lists all that are known."
        )
    if since != "ever":
        return Refusal(f"No {what} were mentioned twice in the last {since}.", "`entities` lists those of all time.")
    return Refusal(f"No {what} are known here yet.", "Post an article, or see `help ingest`.")
