"""Commands for being told of what is filed: `watch`, `watches`, `unwatch`, `snooze`."""

import re
from datetime import timedelta
from typing import Literal

from bot.cards.card import Card, Refusal
from bot.cards.entity_cards import which
from bot.cards.receipts import taken_as
from bot.cards.watch_cards import Listed, ended_card, made_card, snoozed_card, watches_card
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.meaning import told_apart
from bot.commands.parameters import Completion
from bot.commands.registry import command
from bot.desk import watch_finding
from bot.store import alerts, places, watches
from bot.store.database import Connection
from bot.store.scope import LOCAL
from bot.store.watches import OPERATOR, Every, Watch

MOST = 50
"""Watches of one person in one guild."""

_HOURS = re.compile(r"(\d{1,2})(?::00)?\s*(?:-|–|to)\s*(\d{1,2})(?::00)?")
_SNOOZES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


@command(
    "watch",
    describe={
        "what": "A name, “A with B”, “quotes by A”, “numbers on A”, or a search with all its operators",
        "where": "Where you are told: in a direct message, or here in the channel (for managers)",
        "when": "At once, or gathered every full hour or every morning",
        "quiet": "Hours in which nothing is sent, such as 22-7",
    },
    complete={"what": complete.entity},
    verbatim=("what",),
    changes=True,
)
async def watch(
    ask: Ask,
    what: str,
    where: Literal["dm", "here"] = "dm",
    when: Literal["now", "hour", "day"] = "now",
    quiet: str | None = None,
) -> Card:
    """Be told when something new is filed on a name, two names together, or a search.

    `quotes by A` tells when A is quoted, `numbers on A` when a number is claimed that was not known.
    Each alert has the sentence that matched. It tells only of what you may read at that moment, and of the same text in
    several places once. `watches` lists what you watch, `unwatch` ends it.
    """
    hours = _quiet(quiet)
    if where == "here" and not ask.manager:
        raise Refusal(
            "Alerts in a channel are for those who manage this place.",
            "Leave out `where`: you are told in a direct message.",
        )
    if where == "here" and ask.channel is None:
        raise Refusal("There is no channel here to tell it in.", "Leave out `where`.")
    async with ask.desk.store.reading() as db:
        found = await watch_finding.subject(db, ask.scope, what, ask.now.date())
        if found.unclear:
            return which(what, await told_apart(db, ask.scope, found.unclear.exact), "watch", "what")
        if await watches.count(db, ask.scope.guild, _owner(ask)) >= MOST:
            raise Refusal(
                f"You watch {MOST} things here, which is as many as one may.", "End one: `watches` lists them."
            )
    if found.empty:
        raise Refusal("There is no word in that to watch for.", "Name somebody, or some words.")
    channel = ask.channel if where == "here" else None
    async with ask.desk.store.writing() as db:
        made = await _make(db, ask, found, channel, when, hours)
    said = taken_as(what, "a search") if found.sort == "search" else ""
    return made_card(made, _where(ask, made), said)


@command("watches", describe={}, guild=False, personal=True)
async def watches_(ask: Ask) -> Card:
    """List what you watch, and the alerts that could not be sent to you."""
    async with ask.desk.store.reading() as db:
        mine = await watches.of_owner(db, _owner(ask))
        listed = [await _listed(db, ask, one) for one in mine]
    if not listed:
        raise Refusal("You watch nothing.", "`watch Kim Jong Un` tells you what is filed on that name.")
    async with ask.desk.store.writing() as db:
        for one in listed:
            await alerts.told(db, one.watch.id, [hit.article.id for hit in one.unheard], heard=True)
    return watches_card(listed)


async def _complete(ask: Ask, typed: str) -> list[Completion]:
    """Somebody's watches."""
    async with ask.desk.store.reading() as db:
        mine = await watches.of_owner(db, _owner(ask))
    wanted = typed.casefold()
    return [
        Completion(str(one.id), short(one.asked), str(one.id) == typed)
        for one in mine
        if wanted in one.asked.casefold() or str(one.id).startswith(typed)
    ][:25]


@command(
    "unwatch", describe={"watch": "The watch's number, or what it is about"}, complete={"watch": _complete},
    guild=False, changes=True,
)  # fmt: skip
async def unwatch(ask: Ask, watch: str) -> Card:
    """Be told no more of something that you watch."""
    async with ask.desk.store.writing() as db:
        found = await _mine(db, ask, watch)
        await watches.remove(db, found.id)
    return ended_card(found)


@command(
    "snooze",
    describe={"watch": "The watch's number, or what it is about", "time": "For how long"},
    complete={"watch": _complete},
    guild=False,
    changes=True,
)
async def snooze(ask: Ask, watch: str, time: Literal["hour", "day", "week"] = "day") -> Card:
    """Be told nothing of a watch for a while; what is found meanwhile is told afterwards."""
    async with ask.desk.store.writing() as db:
        found = await _mine(db, ask, watch)
        await watches.snooze(db, found.id, ask.now + _SNOOZES[time])
        found = await watches.one(db, found.id) or found
    return snoozed_card(found)


async def _make(
    db: Connection,
    ask: Ask,
    found: watch_finding.Subject,
    channel: int | None,
    when: Every,
    quiet: tuple[int, int] | None,
) -> Watch:
    if channel is not None and await places.guild_of(db, channel) is None:
        await places.ensure_channel(db, ask.scope.guild, channel, str(channel))
    watch = Watch(ask.scope.guild, _owner(ask), channel, found.asked, when, quiet, found.names, found.sort)
    return await watches.add(db, watch, ask.now, found.stems)


async def _mine(db: Connection, ask: Ask, typed: str) -> Watch:
    """The watch of the asker that is meant. Raises Refusal."""
    mine = await watches.of_owner(db, _owner(ask))
    wanted = typed.strip().casefold()
    found = [one for one in mine if str(one.id) == wanted] or [one for one in mine if wanted in one.asked.casefold()]
    if len(found) != 1:
        raise Refusal(
            f"You watch {'several things' if found else 'nothing'} like “{short(typed)}”.",
            "`watches` lists what you watch.",
        )
    return found[0]


async def _listed(db: Connection, ask: Ask, watch: Watch) -> Listed:
    """A watch with what could not be sent: only of the guild where it is asked is it known what may be read."""
    unheard: list[watch_finding.Hit] = []
    if watch.guild == ask.scope.guild and not ask.direct:
        waiting = await alerts.unheard_of(db, watch.id)
        if watch.owner == OPERATOR:
            waiting += await alerts.waiting(db, watch.id)
        unheard = await watch_finding.hits(db, ask.scope, watch, waiting, ask.now.date())
    return Listed(watch, _where(ask, watch), tuple(unheard))


def _where(ask: Ask, watch: Watch) -> str:
    if watch.guild == LOCAL and watch.owner == OPERATOR:
        return "listed by `watches`"
    if watch.channel is None:
        return "by direct message"
    return "here" if watch.channel == ask.channel else f"in <#{watch.channel}>"


def _owner(ask: Ask) -> str:
    return ask.asker or OPERATOR


def _quiet(typed: str | None) -> tuple[int, int] | None:
    """Two hours of the day. Raises Refusal."""
    if typed is None or not typed.strip():
        return None
    match = _HOURS.fullmatch(typed.strip())
    if match is None or int(match[1]) > 24 or int(match[2]) > 24 or int(match[1]) % 24 == int(match[2]) % 24:
        raise Refusal(f"“{short(typed)}” are no hours of the day.", "Two full hours, such as `quiet:22-7`.")
    return int(match[1]) % 24, int(match[2]) % 24
