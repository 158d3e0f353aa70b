"""The commands that set Dossier up in a guild: which channels are watched, its clock, who corrects, what is kept."""

import re
from datetime import timedelta
from typing import Literal

from bot.cards.card import Action, Card, Choice, Refusal
from bot.cards.setup_cards import (
    curators_card,
    retention_card,
    retention_question,
    unwatched_card,
    watched_card,
    watching_card,
)
from bot.commands import ages
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.channels import A_CHANNEL, channel_of
from bot.commands.parameters import Channel, Completion
from bot.commands.permission import curators, set_curators
from bot.commands.registry import command, group
from bot.desk import digesting, watching, zones
from bot.store import retention

group("setup", "Set up which channels are watched")

_OFFERED = 10
_OFF = ("off", "never", "no", "for ever", "forever")
_ROLE = re.compile(r"(?:<@&)?(\d{1,20})>?")

_ASKED = {"can_be": "watched", "example": "setup watch #news"}


@command(
    "setup watch",
    describe={
        "channel": A_CHANNEL,
        "reply": "What is said to an article: a card, one in a thread, only a reaction, or nothing",
        "length": "How long the summary on the card is",
        "bots": "Read what bots post, too",
        "webhooks": "Read what webhooks post, too",
    },
    permission="manage",
    changes=True,
)
async def setup_watch(
    ask: Ask,
    channel: Channel | None = None,
    reply: Literal["card", "thread", "reaction", "silent"] | None = None,
    length: Literal["line", "short", "long"] | None = None,
    bots: bool | None = None,
    webhooks: bool | None = None,
) -> Card:
    """Watch a channel: the articles posted there are filed.

    An article is a message of 60 words or more, or a text file. What is not given is as it was: at first a card with a
    short summary, and neither bots nor webhooks are read.
    """
    id_, name = await channel_of(ask, channel, **_ASKED)
    changes = watching.Changes(reply, length, bots, webhooks)
    found, new = await watching.watch(ask.desk, ask.scope.guild, id_, name, changes)
    return watched_card(found, ask.lacking(id_), new=new)


@command("setup unwatch", describe={"channel": A_CHANNEL}, permission="manage", changes=True)
async def setup_unwatch(ask: Ask, channel: Channel | None = None) -> Card:
    """Watch a channel no more. What was filed from it stays."""
    id_, name = await channel_of(ask, channel, **_ASKED)
    return unwatched_card(name, was=await watching.unwatch(ask.desk, id_))


async def _zones(_: Ask, typed: str) -> list[Completion]:
    """Time zones with these words."""
    return [Completion(name, name) for name in (zones.named(typed) if typed.strip() else zones.names())[:25]]


@command(
    "setup zone",
    describe={"zone": "A place: Europe/London, Tokyo, UTC"},
    complete={"zone": _zones},
    permission="manage",
    changes=True,
)
async def setup_zone(ask: Ask, zone: str) -> Card:
    """Set by which clock digests are posted here, mornings begin, and hours are quiet: at first by UTC."""
    found = zones.named(zone)
    if len(found) != 1:
        raise Refusal(
            f"{'Several time zones are' if found else 'No time zone is'} called “{short(zone)}”.",
            "Name a large city: `setup zone Europe/London`.",
            tuple(Choice(name, "", Action(name, "setup zone", (("zone", name),))) for name in found[:_OFFERED]),
        )
    async with ask.desk.store.writing() as db:
        await zones.set_zone(db, ask.scope.guild, found[0])
        await digesting.reckon_anew(db, ask.scope.guild, ask.now)
        clock = ask.now.astimezone(await zones.zone_of(db, ask.scope.guild))
    return Card(f"The clock of {found[0]} counts here.", f"It shows {clock:%H:%M} now.", tone="good")


@command(
    "setup curators",
    describe={
        "who": "Who may correct what is known: everyone, who may manage messages, or a role",
        "role": "With `role`: which one, as a mention or its id",
    },
    permission="manage",
    changes=True,
)
async def setup_curators(
    ask: Ask, who: Literal["everyone", "moderators", "role"] | None = None, role: str | None = None
) -> Card:
    """Say who may correct who is who: everyone, those who may manage messages (as at first), or a role.

    Those who manage the place always may. Without anything it says how that is set.
    """
    if who == "role" or (role and who is None):
        named = _ROLE.fullmatch((role or "").strip())
        if named is None:
            raise Refusal("Which role?", "Give it as a mention, or by its id: `setup curators role:<@&…>`.")
        await set_curators(ask, named[1])
    elif who:
        await set_curators(ask, who)
    return curators_card(await curators(ask), changed=bool(who or role))


@command(
    "setup retention",
    describe={
        "keep": "How long after they were posted: 90d, 6 months, 1y; off: for ever",
        "sure": "Set it without asking",
    },
    permission="manage",
    changes=True,
    personal=True,
)
async def setup_retention(ask: Ask, keep: str | None = None, sure: bool = False) -> Card:
    """Say how long articles are kept: older ones are forgotten by themselves.

    Everything that was derived from them goes with them. It counts from when something was posted, whenever it was
    published. What was posted several times goes when its last posting is so old; the older ones go before it. It is
    off at first: nothing goes by its age. Without anything it says how that is set.
    """
    if keep is None:
        async with ask.desk.store.reading() as db:
            return retention_card(await retention.days(db, ask.scope.guild))
    days = ages.days_in(keep)
    if days is None and keep.strip().lower() not in _OFF:
        raise Refusal(
            f"“{short(keep)}” is no length of time.", "A number of days, weeks, months or years: `setup retention 90d`."
        )
    if days is not None and not sure:
        async with ask.desk.store.reading() as db:
            old = await retention.too_old(db, ask.scope.guild, ask.now - timedelta(days=days))
        return retention_question(days, old)
    async with ask.desk.store.writing() as db:
        await retention.keep_for(db, ask.scope.guild, days)
    ask.desk.retaining.look()
    return retention_card(days, changed=True)


@command("setup show", permission="manage", fallback=True)
async def setup_show(ask: Ask) -> Card:
    """Show which channels are watched, how, how much is filed from each, and how long that is kept."""
    async with ask.desk.store.reading() as db:
        listed = await watching.seen(db, ask.scope, ask.lacking)
        kept = await retention.days(db, ask.scope.guild)
        return watching_card(listed, await watching.passed_over(db, ask.scope), kept)
