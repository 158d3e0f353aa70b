"""Who may do what, where that is not for everyone and not for managers alone."""

from bot.commands.ask import Ask
from bot.store import articles
from bot.store.database import Connection
from bot.store.rows import Article
from bot.store.scope import Scope


async def may_delete(db: Connection, ask: Ask, article: Article) -> bool:
    """Whether the asker manages the place, or posted every posting of the article: those out of scope count too."""
    if ask.manager:
        return True
    posted = await articles.postings(db, Scope(ask.scope.guild), article.id)
    return ask.asker is not None and all(one.author == ask.asker for one in posted)
