"""The log of corrections as one scope may read it: whoever has no mention of a name is not told it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.identity.types import NameId
from bot.store import affecting, corrections, labels, marking
from bot.store.corrections import Entry
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.marking import Secret
from bot.store.scope import Scope


@dataclass(frozen=True, slots=True)
class Read:
    """An entry with what its reader may know: its names (None for one out of scope), what was typed and why.

    `voided` are the numbers of the entries that it takes back.
    """

    entry: Entry
    names: tuple[str | None, ...]
    typed: str | None
    why: str | None
    voided: tuple[int, ...]


async def read(db: Connection, scope: Scope, entries: Sequence[Entry]) -> list[Read]:
    """Entries as a scope may read them."""
    key = await marking.secret(db, scope.guild)
    if key is None:
        return []
    marks = {mark for entry in entries for mark in entry.subjects}
    called = await affecting.called(db, scope, marks)
    told = []
    for entry in entries:
        names = tuple(called[mark][1] if mark in called else None for mark in entry.subjects)
        voided = await corrections.voided(db, entry.id) if entry.act == "undo" else []
        texts = _texts(scope, key, entry, called)
        told.append(Read(entry, names, *texts, tuple(one.number for one in voided)))
    return told


def _texts(
    scope: Scope, key: Secret, entry: Entry, called: Mapping[str, tuple[NameId, str]]
) -> tuple[str | None, str | None]:
    """What was typed and why, for whoever can read the channel where that was said, and has the name that opens it."""
    here = scope.channels is None or (entry.channel is not None and entry.channel in scope.channels)
    first = entry.subjects[0] if entry.subjects else ""
    if not here or first not in called:
        return None, None
    name, surface = called[first]
    opener = fold(surface) if entry.act == "ban string" else labels.opener(name)
    return tuple(None if text is None else key.unseal(text, opener) for text in (entry.sealed, entry.reason))  # type: ignore[return-value]
