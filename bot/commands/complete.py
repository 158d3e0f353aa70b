"""Completers: what may be meant by what was typed so far, from the store, within the asker's scope."""

from bot.cards.receipts import entity_note, title_of
from bot.commands.ask import Ask
from bot.commands.parameters import Completion
from bot.desk import lookup
from bot.store import articles, completion
from bot.store.folding import fold

_MOST = 25
_LONGEST = 100
"""Discord's limits for autocomplete: choices, and characters of one (API documentation)."""


async def entity(ask: Ask, typed: str) -> list[Completion]:
    """Names of entities, best first."""
    async with ask.desk.store.reading() as db:
        matches = await completion.matching(db, ask.scope, typed, limit=_MOST, familiar=ask.desk.familiar)
    wanted = fold(typed)
    return [
        Completion(_short(m.entity.name), _short(f"{m.entity.name} ({entity_note(m.entity)})"), m.form == wanted)
        for m in matches
    ]


async def article(ask: Ask, typed: str) -> list[Completion]:
    """Articles by words of their titles, the latest for nothing."""
    async with ask.desk.store.reading() as db:
        if typed.strip():
            found = await lookup.titles(db, ask.scope, typed, limit=_MOST)
        else:
            found = await articles.recent(db, ask.scope, limit=_MOST)
    return [Completion(f"#{one.number}", _short(f"#{one.number} {title_of(one)}")) for one in found]


async def subject(ask: Ask, typed: str) -> list[Completion]:
    """What a summary can be of: entities first, then articles."""
    half = _MOST // 2
    return [*(await entity(ask, typed))[:half], *(await article(ask, typed))[:half]]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
