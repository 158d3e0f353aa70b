"""What was meant: the article or entity, or a refusal that says what to do next."""

from collections.abc import Sequence

from bot.cards.card import Action, Choice, Refusal
from bot.cards.entity_cards import Namesake
from bot.cards.receipts import receipt, taken_as, title_of
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.desk import lookup
from bot.desk.message_links import linked
from bot.desk.results import HANDLE_MARK, Found
from bot.store import acknowledged, articles, entities
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.handles import handles
from bot.store.rows import Article, Entity
from bot.store.scope import Scope

_MOST = 10
_ARTICLES_READ = 20


async def article_or_refuse(db: Connection, ask: Ask, typed: str | None, command: str = "article show") -> Article:
    """The article that is meant by the argument `article` of a command; what `article_at_hand` gives for nothing.

    Raises:
        Refusal: there is none, with the similar ones to choose from; or nothing is filed at all.
    """
    if not typed or not typed.strip():
        return await article_at_hand(db, ask)
    if found := await lookup.article(db, ask.scope, typed):
        return found
    near = [] if lookup.is_address(typed) else await lookup.titles(db, ask.scope, typed, limit=_MOST)
    choices = tuple(
        Choice(title_of(one), str(receipt(one)), Action(title_of(one), command, (("article", f"#{one.number}"),)))
        for one in near
    )
    if choices:
        raise Refusal(f"Several articles are called something like “{short(typed)}”. Which one?", choices=choices)
    raise no_article(typed)


async def article_at_hand(db: Connection, ask: Ask) -> Article:
    """The article that is meant without being named.

    It is the one that the message replied to posted, or that this message of the bot's tells of. Without a reply it is
    the one whose thread it is asked in, else the latest in the channel, else the latest anywhere in scope.

    Raises:
        Refusal: the message replied to is none, or nothing is filed at all.
    """
    if ask.replied:
        return await _replied_to(db, ask, ask.replied)
    if ask.channel is not None and (told := await acknowledged.by_thread(db, ask.channel)):
        found = await articles.by_message(db, ask.scope, told.channel, told.message)
        if found:
            return found
    if ask.channel is not None and ask.scope.holds(ask.channel):
        here = Scope(ask.scope.guild, frozenset({ask.channel}))
        if latest := await articles.recent(db, here, limit=1):
            return latest[0]
    if latest := await articles.recent(db, ask.scope, limit=1):
        return latest[0]
    raise nothing_filed()


def nothing_filed() -> Refusal:
    """What is said where there is no article that the asker may read."""
    return Refusal("Nothing is filed here yet.", "Post an article, or see `help ingest`.")


async def _replied_to(db: Connection, ask: Ask, link: str) -> Article:
    if found := await lookup.named_article(db, ask.scope, link):
        return found
    channel, message = (int(part) for part in link.split("/")[-2:])
    told = await acknowledged.by_reply(db, channel, message)
    found = await articles.by_message(db, ask.scope, channel, told.message) if told else None
    if found is None:
        raise Refusal("The message you reply to is no article that I know.", "`recent` lists the latest articles.")
    return found


def no_article(typed: str) -> Refusal:
    """What to say when there is no such article."""
    if linked(typed):
        return Refusal("That message is not filed.", "Only what is filed can be summarised, or looked up.")
    return Refusal(
        f"There is no article “{short(typed)}” here.", "`recent` lists the latest, `search` finds words in them."
    )


async def told_apart(db: Connection, scope: Scope, namesakes: Sequence[Entity]) -> list[Namesake]:
    """Each entity with what tells it from the others: the latest role that an article gives it, else a companion."""
    told = []
    handle = await handles(db, scope, [entity.id for entity in namesakes])
    for entity in namesakes:
        latest = await entities.latest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
        known = await articles.by_ids(db, scope, latest)
        roles = await entities.roles(db, entity.id, list(known))
        if roles:
            text = (await articles.texts(db, [roles[0].article]))[roles[0].article]
            mark = roles[0].span.line(text)
        else:
            related = await entities.related(db, scope, entity.id, limit=1)
            mark = f"with {related[0][0].name}" if related else ""
        told.append(Namesake(entity, mark, handle[entity.id]))
    return told


def understood(typed: str, found: Found, *, always: bool = False) -> str:
    """How what was typed was taken for a name: said of a part of one, and `always` unless it is the name itself."""
    if found.part:
        return taken_as(typed, "a part of a name")
    plain = found.one is None or typed.startswith(HANDLE_MARK) or fold(typed) == fold(found.one.name)
    return taken_as(typed, "a name") if always and not plain else ""


def again(typed: str, entity: Entity) -> str:
    """What finds the entity again: its handle where it was chosen among namesakes, else its name."""
    return typed if typed.startswith(HANDLE_MARK) else entity.name
