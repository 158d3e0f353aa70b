"""Teaching names: whether a form that somebody gives is looked for in texts, and how often it would be found there."""

import logging
from dataclasses import dataclass

from bot.desk.results import Affected
from bot.extraction.types import Kind
from bot.identity.reassigning import Reassigned
from bot.identity.teaching import Given, teach, words_to_try
from bot.store import analysis, taught
from bot.store.database import Connection
from bot.store.scope import Scope
from bot.work.errors import WorkerFault
from bot.work.staff import UNCOMMON
from bot.work.worker import Worker

_log = logging.getLogger(__name__)

MOST_TRIED = 100
"""Articles in which it is tried what a form would find: some milliseconds each."""


@dataclass(frozen=True, slots=True)
class WouldFind:
    """How many mentions in how many articles a form would find; `more`: others have it too and were not tried."""

    affected: Affected
    more: bool


async def is_looked_for(extractor: Worker, form: str) -> bool:
    """Whether a form is looked for in texts: not where it is short, or written as ordinary words are, or is one.

    What an ordinary word is the model tells; while it cannot be asked, a single word counts as one.
    """
    words = words_to_try(form)
    if not words:
        return words is not None
    try:
        told = await extractor.call(UNCOMMON, words)
    except WorkerFault as fault:
        _log.warning("whether a word is an ordinary one could not be told: %s", fault)
        return False
    return all(told)


async def would_find(db: Connection, scope: Scope, kind: Kind, form: str) -> WouldFind:
    """What a form of this kind would find in the texts in scope, where they have no name."""
    having = await taught.latest_in(db, scope, form, limit=MOST_TRIED + 1)
    mentions = articles = 0
    for article in having[:MOST_TRIED]:
        read = await analysis.load(db, article)
        made = teach(read.text, Reassigned(read.extraction, read.resolution), [Given(0, form, kind)])
        fresh = len(made.extraction.mentions) - len(read.extraction.mentions)
        mentions += fresh
        articles += fresh > 0
    return WouldFind(Affected(mentions, articles), len(having) > MOST_TRIED)
