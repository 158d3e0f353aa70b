"""By which rules the derived rows of a store were made, and how far a rebuild has come."""

from dataclasses import dataclass
from typing import Literal

import aiosqlite

from bot.store.single import single

RULES = 37
"""The version of the rules of extraction and identity. Whoever changes what they find in a text raises it by one:
articles that were read before would otherwise stay as they were, beside others that are read differently."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """The version of the rules by which articles were read, whether any was, and what a rebuild is at, if there is one.

    A rebuild is "clearing" derived tables, then "indexing" the articles for search.
    """

    rules: int
    any_read: bool
    rebuilding: Literal["clearing", "indexing"] | None

    @property
    def outdated(self) -> bool:
        """Whether there are articles that were read by other rules than this program's."""
        return self.any_read and self.rules != RULES


async def state(db: aiosqlite.Connection) -> Derivation:
    """What the store says of its derived rows."""
    row = await single(
        db, "SELECT rules, EXISTS (SELECT 1 FROM articles WHERE state = 'ready'), rebuilding FROM derivation"
    )
    return Derivation(row[0], bool(row[1]), row[2]) if row else Derivation(0, any_read=False, rebuilding=None)


async def adopt(db: aiosqlite.Connection) -> None:
    """Note this program's rules in a store where nothing has been read yet."""
    await db.execute(
        "UPDATE derivation SET rules = ? WHERE NOT EXISTS (SELECT 1 FROM articles WHERE state = 'ready')", (RULES,)
    )
