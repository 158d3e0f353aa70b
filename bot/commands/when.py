"""Commands about time: `timeline` and `on`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.cards.card import Action, Card, Choice, Refusal
from bot.cards.entity_cards import unknown, which
from bot.cards.timeline_cards import day_card, say_days, timeline_card
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.dates import days_of
from bot.commands.meaning import again, told_apart, understood
from bot.commands.paging import page_of, place_in
from bot.commands.registry import command
from bot.desk import lookup, searching, timelines
from bot.desk.results import HANDLE_MARK
from bot.desk.timelines import EACH, TOPIC_ARTICLES, Timeline
from bot.store.database import Connection
from bot.store.rows import Entity

_PAIR = re.compile(r"\s*(?:,|\||&)\s*|\s+(?:and|with|vs\.?)\s+", re.IGNORECASE)


@command(
    "timeline",
    describe={
        "what": "A name, two names (“A and B”), or words to search for",
        "order": "In order of time, or what most articles tell of first",
        "page": "Page",
    },
    complete={"what": complete.entity},
)
async def timeline(ask: Ask, what: str, order: Literal["time", "importance"] = "time", page: int = 1) -> Card:
    """Show what happened when, from what articles say of the days.

    Of a name: sentences that name it and a day; of two names, sentences that name both; of other words, sentences with
    one of them in the articles that a search finds. An article whose first sentence has no date tells there of its own
    day. One event is one row, however many articles tell of it, and what was told of before it was due is marked as
    planned. Long timelines are folded by month or year.
    """
    async with ask.desk.store.reading() as db:
        found = await lookup.entity(db, ask.scope, what)
        if found.one and not found.part:
            return await _of_entities(
                db, ask, [found.one], again(what, found.one), understood(what, found), order, page
            )
        if not found.exact and (pair := await _pair(db, ask, what)):
            return await _of_entities(db, ask, pair, " and ".join(one.name for one in pair), "", order, page)
        if not found.exact and (asked := await _which_of_pair(db, ask, what)):
            return asked
        if len(found.exact) > 1:
            return which(what, await told_apart(db, ask.scope, found.exact), "timeline", "what")
        if found.one:
            return await _of_entities(db, ask, [found.one], found.one.name, understood(what, found), order, page)
        if what.startswith(HANDLE_MARK):
            raise unknown(what, found.near, "timeline", "what")
        return await _of_topic(db, ask, what, order, page)


async def _pair(db: Connection, ask: Ask, typed: str) -> list[Entity] | None:
    """The two entities of "A and B", where one reading of it names two without doubt."""
    for joint in _PAIR.finditer(typed):
        found = [await lookup.entity(db, ask.scope, part) for part in (typed[: joint.start()], typed[joint.end() :])]
        pair = [one.one for one in found if one.one]
        if len(pair) == 2 and pair[0].id != pair[1].id:
            return pair
    return None


async def _which_of_pair(db: Connection, ask: Ask, typed: str) -> Card | None:
    """Which is meant of those who bear one of two names that are both known."""
    for joint in _PAIR.finditer(typed):
        ends = (typed[: joint.start()], typed[joint.end() :])
        found = [await lookup.entity(db, ask.scope, part) for part in ends]
        several = [number for number, one in enumerate(found) if len(one.exact) > 1]
        if not several or not all(one.exact and not one.part for one in found):
            continue
        at = several[0]
        card = which(ends[at], await told_apart(db, ask.scope, found[at].exact), "timeline", "what")
        return replace(card, choices=tuple(_with_the_other(one, ends[1 - at]) for one in card.choices))
    return None


def _with_the_other(choice: Choice, other: str) -> Choice:
    """A choice of the first of two names, with the other."""
    [(key, value)] = choice.action.arguments
    return replace(choice, action=replace(choice.action, arguments=((key, f"{value} and {other}"),)))


async def _of_entities(
    db: Connection, ask: Ask, about: Sequence[Entity], typed: str, said: str, order: timelines.Order, page: int
) -> Card:
    made = await timelines.of_entities(db, ask.scope, about, order, page)
    names = " and ".join(one.name for one in about)
    if not made.rows:
        raise Refusal(f"No article here says when anything happened to {names}.", f"Try `search {names}`.")
    return _card(ask, f"Timeline of {names}", said, made, typed, order, page)


async def _of_topic(db: Connection, ask: Ask, topic: str, order: timelines.Order, page: int) -> Card:
    answer = await searching.find(db, ask.scope, topic, today=ask.now.date(), limit=TOPIC_ARTICLES)
    ids = [hit.article.id for hit in answer.hits]
    made = await timelines.of_topic(db, ask.scope, ids, topic, order, page)
    if not made.rows:
        raise Refusal(f"Nothing here tells when anything happened about “{short(topic)}”.", "Try fewer or other words.")
    return _card(ask, f"Timeline: {short(topic)}", "Taken as a topic", made, topic, order, page)


def _card(ask: Ask, title: str, said: str, made: Timeline, typed: str, order: timelines.Order, page: int) -> Card:
    number, of = place_in(page, made.count, EACH)
    same = Action(title, "timeline", (("what", typed), *((("order", order),) if order != "time" else ())))
    other = "Most told of first" if order == "time" else "In order of time"
    turned = Action(other, "timeline", (("what", typed), ("order", "importance" if order == "time" else "time")))
    actions = (turned,) if made.count > 1 else ()
    return timeline_card(title, said, made, page_of(number, of, same), ask.now.date(), actions)


@command("on", describe={"day": "A day, a month or a year: 14 Sep 2023, yesterday, 2024-06", "page": "Page"})
async def on(ask: Ask, day: str, page: int = 1) -> Card:
    """Show what happened on a day, or in a month or a year, from what articles say of it."""
    days = days_of(day, ask.now.date())
    if days is None:
        raise Refusal(f"“{short(day)}” is no day that I know.", "Try 2024-06-19, 14 Sep 2023, yesterday, or 2024-06.")
    async with ask.desk.store.reading() as db:
        made = await timelines.of_days(db, ask.scope, *days, page)
    if not made.rows:
        raise Refusal(f"No article here tells of {say_days(*days)}.", "`timeline` shows which days are told of.")
    number, of = place_in(page, made.count, EACH)
    return day_card(*days, made, page_of(number, of, Action("On a day", "on", (("day", day),))), ask.now.date())
