"""What was meant: the article or entity, or a refusal that says what to do next."""

from collections.abc import Sequence

from bot.cards.card import Choice, Refusal
from bot.cards.receipts import receipt, show_article, title_of
from bot.desk import lookup
from bot.store import articles, entities
from bot.store.database import Connection
from bot.store.rows import Article, Entity
from bot.store.scope import Scope

_MOST = 10
_ARTICLES_READ = 20


async def article_or_refuse(db: Connection, scope: Scope, typed: str | None) -> Article:
    """The article that is meant.

    Raises:
        Refusal: there is none, with the similar ones to choose from; or nothing is filed at all.
    """
    if found := await lookup.article(db, scope, typed):
        return found
    if not typed or not typed.strip():
        raise Refusal("Nothing is filed here yet.", "Post an article, or see `help ingest`.")
    near = await lookup.titles(db, scope, typed, limit=_MOST)
    choices = tuple(Choice(title_of(one), str(receipt(one)), show_article(one)) for one in near)
    if choices:
        raise Refusal(f"Several articles are called something like “{typed}”. Which one?", choices=choices)
    raise Refusal(f"There is no article “{typed}” here.", "`recent` lists the latest, `search` finds words in them.")


async def told_apart(db: Connection, scope: Scope, namesakes: Sequence[Entity]) -> list[tuple[Entity, str]]:
    """Each entity with what tells it from the others: the latest role that an article gives it, else a companion."""
    told = []
    for entity in namesakes:
        latest = await entities.latest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
        known = await articles.by_ids(db, scope, latest)
        roles = await entities.roles(db, entity.id, list(known))
        if roles:
            text = (await articles.texts(db, [roles[0].article]))[roles[0].article]
            told.append((entity, " ".join(roles[0].span.of(text).split())))
        else:
            related = await entities.related(db, scope, entity.id, limit=1)
            told.append((entity, f"with {related[0][0].name}" if related else ""))
    return told
