"""Links: an address goes into the queue, its page is fetched and read, and its outcome comes back."""

from bot.articles.canonical import canonical
from bot.articles.types import Draft
from bot.desk import posting
from bot.desk.desk import Desk
from bot.store.rows import Place
from bot.store.scope import Scope


def as_draft(url: str, *, again: bool = False) -> Draft:
    """A link as a draft, for whatever puts drafts in the queue: it is on disk from then on, and fetched in its turn.

    A page that is known in the guild is not fetched, unless it is asked for `again`.
    """
    return Draft(b"", url=None if again else canonical(url), fetch=url.strip())


async def file(
    desk: Desk, scope: Scope, url: str, place: Place | None = None, author: str | None = None, *, again: bool = False
) -> posting.Filed:
    """File the page that a link leads to, and wait until it was fetched, read and extracted.

    It counts as posted at `place` (None: the console's channel), by `author`. The outcome is "duplicate" where the
    page is known, "rejected" where it may not or cannot be read, and "failed" where it could not be had at present,
    each with the reason in words.

    Raises:
        StoreError, WorkerFault: reading cannot go on at present. The link stays in the queue.
    """
    return await posting.post(desk, scope, as_draft(url, again=again), place, author)
