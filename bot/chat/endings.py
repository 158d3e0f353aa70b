"""How the filing of a message ended: part by part, and all of it in one mark and one card."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards.card import Card
from bot.cards.filing_cards import Mark, refused, refused_card, several_card
from bot.commands.filing import outcome_card
from bot.desk import posting
from bot.desk.desk import Desk
from bot.desk.filing import Ticket
from bot.desk.posting import Filed
from bot.store import articles, drafts
from bot.store.rows import Place
from bot.store.scope import Scope
from bot.store.watched import Length
from bot.work.errors import WorkerFault


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of one part of a message; a duplicate has its article with the other posting, if in scope.

    `called` is what a link or file is called of which no article came.
    """

    filed: Filed
    mark: Mark
    called: str | None = None


async def ending(desk: Desk, scope: Scope, place: Place, part: int, ticket: Ticket | None) -> Ending:
    """Wait until a part of a message is filed and extracted, by its ticket or by what the store says of it.

    Raises:
        StoreError, WorkerFault: it cannot be read or extracted at present.
    """
    waiting = ticket or Ticket(0, replace(place, part=part), asyncio.get_running_loop().create_future())
    filed = await posting.settled(desk, scope, waiting)
    if filed.hindrance:
        raise WorkerFault(filed.hindrance)
    if filed.outcome.state == "duplicate":
        filed = await _known(desk, scope, filed, place)
    called = None
    if filed.outcome.article is None:
        async with desk.store.reading() as db:
            called = await drafts.called(db, waiting.place)
    return Ending(filed, _mark(filed), called)


async def _known(desk: Desk, scope: Scope, filed: Filed, place: Place) -> Filed:
    """A duplicate with the posting that it repeats; where only another wording is known, out of scope, no duplicate."""
    if filed.article is None:
        return filed
    async with desk.store.reading() as db:
        elsewhere = await articles.posted_elsewhere(db, scope, filed.article.id, place.channel, place.message)
        if elsewhere is None and await articles.posted_once(db, filed.article.id):
            return replace(filed, outcome=replace(filed.outcome, state="filed", duplicate_of=None))
    return replace(filed, article=elsewhere)


def _mark(filed: Filed) -> Mark:
    match filed.outcome.state:
        case "duplicate":
            return "♻️"
        case "filed" if filed.article is None or filed.article.state != "failed":
            return "✅"
    return "⚠️"


def mark_of(endings: Sequence[Ending]) -> Mark | None:
    """The mark of a whole message: the best of its parts; None where nothing is left of it."""
    marks = {ending.mark for ending in endings}
    order: tuple[Mark, ...] = ("✅", "♻️", "⚠️")
    return next((mark for mark in order if mark in marks), None)


async def card_of(desk: Desk, scope: Scope, endings: Sequence[Ending], length: Length) -> Card:
    """The card of a whole message: that of its one text, or a list of them."""
    if len(endings) == 1:
        one = endings[0]
        if one.filed.outcome.reason and one.called and "://" not in one.called:  # the one link stands above the card
            return refused_card(one.filed.outcome.reason, one.called)
        return await outcome_card(desk, scope, endings[0].filed, length)
    return several_card([(one.mark, one.filed.article, _reason(one)) for one in endings])


def _reason(one: Ending) -> str | None:
    if one.filed.outcome.reason:
        return refused(one.filed.outcome.reason, one.called)
    return one.filed.article.reason if one.filed.article else None
