"""Posting: a text from a console, a file or a line of input goes into the queue, and its outcome comes back."""

import hashlib
from dataclasses import dataclass, replace

from bot.articles.types import Draft
from bot.desk.desk import Desk
from bot.desk.filing import NEXT, Item, Outcome, Ticket
from bot.store import articles, places
from bot.store.rows import Article, Place
from bot.store.scope import LOCAL, Scope
from bot.work.errors import WorkerFault

CONSOLE_CHANNEL = "console"
"""Where texts are filed that come from the console, and from the command line without `--channel`."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a posted text, and its article where it is one that the scope may see.

    `hindrance` is why it is not extracted yet, where that cannot be done at present.
    """

    outcome: Outcome
    article: Article | None
    hindrance: str | None = None


async def local_channel(desk: Desk, name: str) -> int:
    """The id of a channel of the built-in guild, made where there is none."""
    async with desk.store.writing() as db:
        return await places.named_channel(db, LOCAL, name)


async def local_place(desk: Desk, name: str) -> Place:
    """The next message of a channel of the built-in guild: where a text without a message of its own is posted."""
    return Place(LOCAL, await local_channel(desk, name), NEXT)


async def post(desk: Desk, scope: Scope, draft: Draft, place: Place | None = None, author: str | None = None) -> Filed:
    """File one text, and wait until it was read and extracted.

    It counts as posted at `place`, whose guild and channel the store knows (None: the console's channel), by `author`.
    A duplicate comes back with the posting that it repeats, if in scope.
    """
    item = Item(draft, place or await local_place(desk, CONSOLE_CHANNEL), author)
    [ticket] = await desk.filing.post([item])
    filed = await settled(desk, scope, ticket)
    if filed.outcome.state != "duplicate" or filed.article is None:
        return filed
    own = ticket.place
    async with desk.store.reading() as db:
        before = await articles.posted_elsewhere(db, scope, filed.article.id, own.channel, own.message)
    return replace(filed, article=before or filed.article)


async def settled(desk: Desk, scope: Scope, ticket: Ticket) -> Filed:
    """Wait until what is in the queue was read and extracted.

    Raises:
        StoreError, WorkerFault: reading cannot go on at present. It stays in the queue.
    """
    outcome = await desk.filing.outcome(ticket)
    if outcome.article is None:
        return Filed(outcome, None)
    hindrance = None
    try:
        await desk.filing.extracted(outcome.article)
    except WorkerFault as fault:
        hindrance = str(fault)
    async with desk.store.reading() as db:
        return Filed(outcome, await articles.read_as(db, scope, outcome.article), hindrance)


def message_id(key: str) -> int:
    """A message id for something that has a name of its own (a file's path, a line's id): the same every time.

    63 bits of a SHA-256, so that two names of one channel never meet, and posting it again is the same message.
    """
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1
