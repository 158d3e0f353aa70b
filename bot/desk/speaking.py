"""Saying who says a quote: an entry of the log, for one quote of one article."""

from bot.articles.types import Span
from bot.desk.correcting import AlreadyError, Hand, make
from bot.store import marking, quotes
from bot.store.corrections import Entry
from bot.store.database import Connection
from bot.store.quotes import QuoteSeen
from bot.store.rows import Entity
from bot.store.speaking import entry


async def wrong_speaker(db: Connection, hand: Hand, quote: QuoteSeen, to: Entity | None) -> Entry:
    """Say that somebody else says a quote whom its article names, or (None) nobody who has a name.

    Raises:
        AlreadyError: they do already; or the article does not name them.
    """
    if quote.entity == (to.id if to else None):
        raise AlreadyError(f"{to.name if to else 'Nobody'} says it already.")
    fingerprint, was = await quotes.spoken_by(db, quote.article, quote.span)
    name = await quotes.named_in(db, quote.article, to.id) if to else None
    if to and name is None:
        raise AlreadyError(f"That article does not name {to.name}.")
    key = await marking.ensured(db, hand.scope.guild)
    about = [one for one in (name, was) if one]
    return await make(db, hand, entry(key, fingerprint, Span(quote.span.start, quote.span.end), was, name), about)
