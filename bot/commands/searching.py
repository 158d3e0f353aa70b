"""The command that searches: `search`."""

from collections.abc import Sequence

from bot.cards.card import Action, Card, Refusal
from bot.cards.search_cards import search_card
from bot.commands.ask import Ask
from bot.commands.paging import page_of
from bot.commands.registry import command
from bot.desk import lookup, searching
from bot.desk.results import SearchAnswer
from bot.search.query import parse
from bot.store.database import Connection
from bot.store.rows import Entity

_HITS = 5
_MOST_PAGES = 20
_OFFERED = 5


@command(
    "search",
    describe={"query": 'Words, "a phrase", -not, OR, entity: from: in: before: after: section:', "page": "Page"},
    verbatim=("query",),
)
async def search(ask: Ask, query: str, page: int = 1) -> Card:
    """Find articles by their words.

    `"two words"` side by side · `-word` not in it · `one OR two` · `entity:"Kim Jong Un"` · `from:author` ·
    `in:channel` · `before:2024-06-19` · `after:2024` · `section:world`
    """
    number = min(max(page, 1), _MOST_PAGES)
    async with ask.desk.store.reading() as db:
        answer = await _page(db, ask, query, number)
        of = min(max(-(-answer.total // _HITS), 1), _MOST_PAGES)
        if number > of and not answer.hits:
            number = of
            answer = await _page(db, ask, query, number)
        near = await _near(db, ask, query) if not answer.hits else ()
    if answer.empty:
        raise Refusal("There is nothing in that to search for.", " ".join(answer.notes) or "Type some words.")
    return search_card(query, answer, page_of(number, of, Action("Search", "search", (("query", query),))), near)


async def _near(db: Connection, ask: Ask, query: str) -> Sequence[Entity]:
    """The names that may have been meant by words that no article has."""
    read = parse(query, ask.now.date())
    if not read.plain or read.filtered:
        return ()
    return (await lookup.entity(db, ask.scope, query)).near[:_OFFERED]


async def _page(db: Connection, ask: Ask, query: str, number: int) -> SearchAnswer:
    return await searching.find(db, ask.scope, query, today=ask.now.date(), limit=_HITS, offset=(number - 1) * _HITS)
