"""Commands that say what is new: `catchup`, and `digest` with its children."""

from dataclasses import replace
from datetime import date, timedelta

from bot.cards.card import Action, Card, Choice, Refusal, say_date
from bot.cards.digest_cards import (
    catchup_card,
    digest_card,
    digests_card,
    made_card,
    nothing_new_card,
    stopped_card,
)
from bot.commands.ask import Ask
from bot.commands.channels import A_CHANNEL, channel_of
from bot.commands.days import day_from
from bot.commands.meaning import nothing_filed
from bot.commands.paging import page_of, place_in
from bot.commands.parameters import Channel, Completion
from bot.commands.registry import command, group
from bot.desk import slots, zones
from bot.desk.digesting import MOST
from bot.desk.recurrence import Recurrence, Unclear, recurrence
from bot.store import articles, digests, looks, news, places
from bot.store.database import Connection
from bot.store.looks import Look
from bot.store.news import Window
from bot.store.rows import date_of, day_of
from bot.store.watches import OPERATOR

group("digest", "What is new, one line for each story")

_AT_FIRST = timedelta(days=7)
"""What somebody is shown who never looked before."""

_SPANS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}

_WHENS = ("daily 08:00", "daily 18:00", "weekdays 08:00", "weekly Monday 08:00", "weekly Friday 17:00")

_ASKED = {"can_be": "told of what is new", "example": "digest schedule daily 08:00 channel:#news"}


@command(
    "catchup",
    describe={"page": "A page of what you were shown last; what is new since then when left out"},
    changes=True,
    personal=True,
)
async def catchup(ask: Ask, page: int | None = None) -> Card:
    """Tell what is new since you last looked: one line for each story, the biggest first.

    It is shown to you alone, draws on what you may read, and repeats nothing that you were shown by it before. At the
    first time it tells of the last seven days.
    """
    reader = ask.asker or OPERATOR
    async with ask.desk.store.reading() as db:
        clock = await zones.zone_of(db, ask.scope.guild)
        before = await looks.last(db, ask.scope.guild, reader)
        look = before if before and page is not None else await _next(db, ask, before)
        found = await slots.of_window(db, ask.scope, look.window)
        number, of = place_in(page or 1, len(found.slots), MOST)
        told = await slots.told(db, ask.scope, found.slots[(number - 1) * MOST : number * MOST])
    if not told:
        return nothing_new_card(look.since, clock)
    if look is not before:
        async with ask.desk.store.writing() as db:
            await looks.note(db, ask.scope.guild, reader, look)
    return catchup_card(told, found, look.since, page_of(number, of, Action("What is new", "catchup")), clock)


async def _next(db: Connection, ask: Ask, before: Look | None) -> Look:
    """What somebody is to be shown who looks now."""
    after = before.window.until if before else 0
    since = before.at if before else ask.now - _AT_FIRST
    day = day_of(since)
    window = Window(after, await news.last(db, ask.scope, after, day), day)
    return Look(window, ask.now, before.at if before else None)


async def _complete_since(ask: Ask, typed: str) -> list[Completion]:  # noqa: ARG001 - a completer has an Ask
    """The spans that have a name."""
    wanted = typed.strip().casefold()
    return [Completion(one, f"the last {one}", one == wanted) for one in _SPANS if one.startswith(wanted)]


async def _older(db: Connection, ask: Ask, window: Window) -> Refusal:
    """What is said where nothing is filed of some time: of what day the latest is, to begin there."""
    latest = await news.fresh(db, ask.scope, replace(window, day=day_of(date.min)), limit=1)
    known = await articles.by_ids(db, ask.scope, latest)
    if not known:
        return nothing_filed()
    day = date_of(known[latest[0]].day)
    since = Action("Digest", "digest now", (("since", day.isoformat()),))
    return Refusal(
        "Nothing is filed here of that time.",
        f"The latest is of {say_date(day)}.",
        (Choice(f"Since {say_date(day)}", "", since),),
    )


@command(
    "digest now",
    describe={"since": "day, week, month, or from which day on: 2024-06-01, 3d, 6w; a day when left out"},
    complete={"since": _complete_since},
    fallback=True,
)
async def digest_now(ask: Ask, since: str | None = None) -> Card:
    """Tell what is new, of the last day or since any day: one line for each story.

    There are ten at most, the biggest first. Each line is a sentence of an article, followed by all that tell of the
    same; its number opens the story.
    """
    first = _first(ask, (since or "day").strip())
    async with ask.desk.store.reading() as db:
        window = Window(0, await news.last(db, ask.scope, 0, day_of(first)), day_of(first))
        found = await slots.of_window(db, ask.scope, window)
        told = await slots.told(db, ask.scope, found.slots[:MOST])
        if not told:
            raise await _older(db, ask, window)
    return digest_card(told, found, first)


async def _complete_when(ask: Ask, typed: str) -> list[Completion]:  # noqa: ARG001 - a completer has an Ask
    """What is typed as an example, and what is meant by what was typed."""
    try:
        meant = [Completion(typed.strip(), str(recurrence(typed)), exact=True)]
    except Unclear:
        meant = []
    wanted = typed.strip().casefold()
    return [*meant, *(Completion(one, one) for one in _WHENS if one.casefold().startswith(wanted) and one != wanted)]


@command(
    "digest schedule",
    describe={"when": "daily 08:00, weekdays 8, weekly Monday 08:00", "channel": A_CHANNEL},
    complete={"when": _complete_when},
    permission="manage",
    changes=True,
)
async def digest_schedule(ask: Ask, when: str, channel: Channel | None = None) -> Card:
    """Have what is new posted in a channel, every day, on weekdays or once a week.

    It goes by the clock of `setup zone`, draws on what everybody may read who sees the channel, and repeats nothing
    that the last one had. None is posted when nothing is new; one that was missed is posted once, and says so. A
    channel has one digest: scheduling it again changes when.
    """
    recurs = _recurs(when)
    id_, name = await channel_of(ask, channel, **_ASKED)
    async with ask.desk.store.writing() as db:
        if await places.guild_of(db, id_) is None:
            await places.ensure_channel(db, ask.scope.guild, id_, name)
        zone = await zones.zone_of(db, ask.scope.guild)
        new = await digests.schedule(
            db,
            ask.scope.guild,
            id_,
            recurs.clock,
            weekday=recurs.weekday,
            weekdays=recurs.weekdays,
            due=recurs.next(ask.now, zone),
            day=day_of(ask.now - timedelta(days=recurs.days)),
        )
        made = await digests.of_channel(db, id_)
        called = await zones.name_of(db, ask.scope.guild)
    if made is None:
        raise LookupError("the digest that was just scheduled")
    return made_card(replace(made, name=name), called, zone, new=new)


@command("digest list", permission="manage")
async def digest_list(ask: Ask) -> Card:
    """Show in which channels digests are posted, when, and what is wrong with them."""
    async with ask.desk.store.reading() as db:
        listed = await digests.of_guild(db, ask.scope.guild)
        zone, clock = await zones.name_of(db, ask.scope.guild), await zones.zone_of(db, ask.scope.guild)
    seen = [one for one in listed if ask.scope.holds(one.channel)]
    return digests_card(seen, zone, clock)


@command("digest stop", describe={"channel": A_CHANNEL}, permission="manage", changes=True)
async def digest_stop(ask: Ask, channel: Channel | None = None) -> Card:
    """Post no digest in a channel any more."""
    id_, name = await channel_of(ask, channel, can_be="told of what is new", example="digest stop #news")
    async with ask.desk.store.writing() as db:
        return stopped_card(name, was=await digests.stop(db, id_))


def _first(ask: Ask, since: str) -> date:
    """The day from which on a digest tells."""
    span = _SPANS.get(since.casefold().removesuffix("s"))
    return (ask.now - span).date() if span else day_from(since, ask.now)


def _recurs(when: str) -> Recurrence:
    try:
        return recurrence(when)
    except Unclear as error:
        raise Refusal(str(error), error.hint) from error
