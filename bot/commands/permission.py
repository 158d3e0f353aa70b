"""Who may do what, where that is not for everyone and not for managers alone."""

from bot.commands.ask import Ask
from bot.store import articles, settings
from bot.store.database import Connection
from bot.store.rows import Article
from bot.store.scope import Scope

_CURATORS = "curators"
"""The setting: "everyone", "moderators" or the id of a role; nothing for those who may manage messages."""


async def curators(ask: Ask) -> str:
    """Who may correct what is known: the setting of the guild."""
    async with ask.desk.store.reading() as db:
        return await settings.read(db, ask.scope.guild, _CURATORS) or "moderators"


async def set_curators(ask: Ask, who: str) -> None:
    """Set who may correct."""
    async with ask.desk.store.writing() as db:
        await settings.write(db, ask.scope.guild, _CURATORS, who)


async def not_a_curator(ask: Ask) -> str | None:
    """Who may correct, in words, where the asker may not. Who manages the place always may."""
    if ask.manager:
        return None
    who = await curators(ask)
    if who == "everyone":
        return None
    if who == "moderators":
        return None if ask.moderator else "those who may manage messages here"
    return None if int(who) in ask.roles else "those with a certain role here"


async def may_delete(db: Connection, ask: Ask, article: Article) -> bool:
    """Whether the asker manages the place, or posted every posting of the article: those out of scope count too."""
    if ask.manager:
        return True
    posted = await articles.postings(db, Scope(ask.scope.guild), article.id)
    return ask.asker is not None and all(one.author == ask.asker for one in posted)
