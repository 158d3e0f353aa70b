"""Commands on what articles said before, and what their pages say now: `article history`, `article refresh`."""

from bot.cards.card import Action, Card, Refusal
from bot.cards.history_cards import Edit, history_card, refreshed_card, unchanged_card
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.meaning import article_or_refuse
from bot.commands.paging import page_of, place_in
from bot.commands.reading import ARTICLE
from bot.commands.registry import command
from bot.desk import history

_EDITS = 3
"""Changes on one page."""


@command(
    "article history",
    describe={"article": ARTICLE, "page": "Page"},
    complete={"article": complete.article},
)
async def article_history(ask: Ask, article: str | None = None, page: int = 1) -> Card:
    """Show what an article said before it was edited, and what changed.

    The latest change comes first, numbers that changed before everything else. A version goes with its message: whoever
    deletes that deletes all that it ever said.
    """
    async with ask.desk.store.reading() as db:
        found = await article_or_refuse(db, ask, article, "article history")
        number, of = place_in(page, found.versions, _EDITS)
        edits = await history.edits(db, ask.scope, found, limit=_EDITS, offset=(number - 1) * _EDITS)
    action = Action("History", "article history", (("article", f"#{found.number}"),))
    shown = [Edit(version.until, changes) for version, changes in edits]
    return history_card(found, shown, page_of(number, of, action))


@command(
    "article refresh",
    describe={"article": ARTICLE},
    complete={"article": complete.article},
    changes=True,
)
async def article_refresh(ask: Ask, article: str | None = None) -> Card:
    """Fetch the page of an article again, and show what changed there.

    What it said before is kept: `article history` shows it.
    """
    async with ask.desk.store.reading() as db:
        found = await article_or_refuse(db, ask, article, "article refresh")
    if not found.url:
        raise Refusal(f"#{found.number} was not read from a page: there is nothing to fetch again.")
    try:
        filed = await history.refresh(ask.desk, ask.scope, found)
    except history.BusyError:
        raise Refusal(f"#{found.number} is being read at this moment.", "Try again in a moment.") from None
    if filed.outcome.state in ("rejected", "failed") or filed.article is None:
        raise Refusal(
            f"The page of #{found.number} could not be read again: the article stays as it is.",
            filed.outcome.reason or "It was deleted meanwhile.",
        )
    async with ask.desk.store.reading() as db:
        edits = await history.edits(db, ask.scope, filed.article, limit=1)
    if filed.article.versions <= found.versions or not edits:
        return unchanged_card(filed.article)
    [(version, changes)] = edits
    return refreshed_card(filed.article, Edit(version.until, changes))
