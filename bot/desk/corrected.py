"""The log of corrections as one scope may read it: whoever has no mention of a name is not told it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.identity.types import NameId
from bot.store import affecting, article_marks, corrections, labels, marking
from bot.store.corrections import Entry
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.marking import Secret
from bot.store.scope import Scope


@dataclass(frozen=True, slots=True)
class Read:
    """An entry with what its reader may know: its names (None for one out of scope), what was typed and why.

    Of an entry about stories the names are what its articles are called. `voided` are the entries that it takes back.
    """

    entry: Entry
    names: tuple[str | None, ...]
    typed: str | None
    why: str | None
    voided: tuple[Entry, ...]


async def read(db: Connection, scope: Scope, entries: Sequence[Entry]) -> list[Read]:
    """Entries as a scope may read them."""
    key = await marking.secret(db, scope.guild)
    if key is None:
        return []
    marks = {mark for entry in entries for mark in entry.subjects}
    called = await affecting.called(db, scope, marks)
    titles = await article_marks.titles(db, scope, marks)
    told = []
    for entry in entries:
        names = tuple(
            called[mark][1] if mark in called else titles[mark][1] if mark in titles else None
            for mark in entry.subjects
        )
        voided = await corrections.voided(db, entry.id) if entry.act == "undo" else []
        texts = _texts(scope, key, entry, _opener(entry, called, titles))
        told.append(Read(entry, names, *texts, tuple(voided)))
    return told


def _opener(
    entry: Entry, called: Mapping[str, tuple[NameId, str]], titles: Mapping[str, tuple[str, str]]
) -> str | None:
    """What opens the texts of an entry; None where what it speaks of is not in scope."""
    first = entry.subjects[0] if entry.subjects else ""
    if first in titles:
        return titles[first][0]
    if first not in called:
        return None
    name, surface = called[first]
    return fold(surface) if entry.act == "ban string" else labels.opener(name)


def _texts(scope: Scope, key: Secret, entry: Entry, opener: str | None) -> tuple[str | None, str | None]:
    """What was typed and why, for whoever can read the channel where that was said, and has what opens it."""
    if opener is None or not entry.heard_in(scope):
        return None, None
    typed, why = (None if text is None else key.unseal(text, opener) for text in (entry.sealed, entry.reason))
    return typed, why
