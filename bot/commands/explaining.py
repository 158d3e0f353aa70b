"""Commands that explain: `why`."""

import re

from bot.cards.card import Card, Refusal
from bot.cards.entity_cards import unknown, which
from bot.cards.why_cards import why_card, why_here_card, why_not_card
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.meaning import again, article_or_refuse, told_apart, understood
from bot.commands.registry import command
from bot.desk import lookup, reasons
from bot.desk.results import HANDLE_MARK
from bot.store import reasons as stored
from bot.store.database import Connection

_IN_ARTICLE = re.compile(r"(?P<name>.+?)\s+in\s+(?P<article>#\s?\d+|https?://\S+)", re.DOTALL)
_MARKS = "\"“”«»'‘’"


@command(
    "why",
    describe={"name": "A name, or any words", "article": "Only there: a number (#12), a link, words of the title"},
    complete={"name": complete.entity, "article": complete.article},
)
async def why(ask: Ask, name: str, article: str | None = None) -> Card:
    """Explain why a name is taken for somebody, or for nobody.

    Which of its forms matched, which names were taken for one and by which rule, and what stands for it in articles.
    `why Kim in #12` tells of one article: of pronouns and titles there, too.
    """
    if article is None and (named := _IN_ARTICLE.fullmatch(name)):
        name, article = named["name"].strip(_MARKS), named["article"]
    async with ask.desk.store.reading() as db:
        if article is not None:
            return await _here(db, ask, name, article)
        found = await lookup.entity(db, ask.scope, name)
        if found.one:
            shown = found.one.name if name.startswith(HANDLE_MARK) else name
            explained = await reasons.explain(db, ask.scope, found.one, shown)
            return why_card(explained, shown, again(name, found.one), understood(name, found))
        if found.exact:
            return which(name, await told_apart(db, ask.scope, found.exact), "why", "name")
        left_out = await stored.left_out(db, ask.scope, name)
        none = await reasons.no_name(db, ask.scope, name, today=ask.now.date())
        if found.near and not none.excerpts and not left_out:
            raise unknown(name, found.near, "why", "name")
        return why_not_card(none, name, left_out)


async def _here(db: Connection, ask: Ask, name: str, article: str) -> Card:
    found = await article_or_refuse(db, ask, article, "article check")
    ways = await reasons.in_article(db, ask.scope, found, name)
    if not ways:
        raise Refusal(
            f"Nothing in #{found.number} that is written “{short(name)}” was taken for a name.",
            f"`article check #{found.number}` shows all that was.",
        )
    return why_here_card(found, ways, name)
