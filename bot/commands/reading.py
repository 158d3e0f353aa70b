"""Commands that read: `article` with its children, `recent`."""

from bot.cards.article_cards import article_card, by_kind, check_card, list_card, names_card, raw_card
from bot.cards.card import Action, Card
from bot.cards.history_cards import edited
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.channels import in_channel
from bot.commands.meaning import article_or_refuse, nothing_filed
from bot.commands.paging import page_of, pages, place_in
from bot.commands.parameters import Channel
from bot.commands.permission import may_delete
from bot.commands.registry import command, group
from bot.desk import naming, summaries
from bot.store import articles
from bot.summaries.types import Length

_LISTED, _NAMES = 10, 20
"""Articles, and names, on a page."""

_RAW_CHARACTERS = 3000
"""Characters of a text on a page: one message of Discord's has room for 4,000 with what stands around them."""


ARTICLE = "A number (#12), a link, or words of the title; the one replied to, or the latest, when left out"

group("article", "Read an article")


@command(
    "article show",
    describe={"article": ARTICLE},
    complete={"article": complete.article},
    fallback=True,
)
async def article_show(ask: Ask, article: str | None = None) -> Card:
    """Show an article: its summary, its names, where it was posted."""
    async with ask.desk.store.reading() as db:
        found = await article_or_refuse(db, ask, article)
        made = await summaries.of_article(db, ask.scope, found, Length(sentences=summaries.SENTENCES["short"]))
    return article_card(made, edited(found))


@command(
    "article raw",
    describe={"article": ARTICLE, "page": "Page"},
    complete={"article": complete.article},
)
async def article_raw(ask: Ask, article: str | None = None, page: int = 1) -> Card:
    """Show an article's full text, as it is stored."""
    async with ask.desk.store.reading() as db:
        found = await article_or_refuse(db, ask, article, "article raw")
        text = (await articles.texts(db, [found.id]))[found.id]
        posted = await articles.postings(db, ask.scope, found.id)
    parts = pages(text, _RAW_CHARACTERS)
    number = min(max(page, 1), len(parts))
    action = Action("Full text", "article raw", (("article", f"#{found.number}"),))
    return raw_card(found, parts[number - 1], posted, page_of(number, len(parts), action))


@command(
    "article names",
    describe={"article": ARTICLE, "page": "Page"},
    complete={"article": complete.article},
)
async def article_names(ask: Ask, article: str | None = None, page: int = 1) -> Card:
    """List the names in an article; each number opens what is known of it."""
    async with ask.desk.store.reading() as db:
        found = await article_or_refuse(db, ask, article, "article names")
        named = by_kind(await naming.named_in(db, ask.scope, found))
    number, of = place_in(page, len(named), _NAMES)
    action = Action("Names", "article names", (("article", f"#{found.number}"),))
    shown = named[(number - 1) * _NAMES : number * _NAMES]
    return names_card(found, shown, len(named), page_of(number, of, action))


@command(
    "article check",
    describe={"article": ARTICLE, "page": "Page"},
    complete={"article": complete.article},
)
async def article_check(ask: Ask, article: str | None = None, page: int = 1) -> Card:
    """Show how an article was read: what was left out, which names it has, and why.

    Whoever posted it, and those who manage this place, are offered to delete it.
    """
    async with ask.desk.store.reading() as db:
        found = await article_or_refuse(db, ask, article, "article check")
        named = await naming.named_in(db, ask.scope, found)
        deletable = await may_delete(db, ask, found)
    number, of = place_in(page, len(named), _NAMES)
    action = Action("How it was read", "article check", (("article", f"#{found.number}"),))
    shown = named[(number - 1) * _NAMES : number * _NAMES]
    return check_card(found, shown, page_of(number, of, action), deletable=deletable)


@command("recent", describe={"channel": "Only articles posted there", "page": "Page"})
async def recent(ask: Ask, channel: Channel | None = None, page: int = 1) -> Card:
    """List the latest articles, of all channels or of one: `recent #news`."""
    number, title = max(page, 1), "Latest articles"
    async with ask.desk.store.reading() as db:
        if channel is not None:
            ask, name = await in_channel(db, ask, str(channel), "recent #news")
            title = f"Latest articles in #{name}"
        total = await articles.total(db, ask.scope)
        if not total:
            raise nothing_filed()
        of = -(-total // _LISTED)
        number = min(number, of)
        found = await articles.recent(db, ask.scope, limit=_LISTED, offset=(number - 1) * _LISTED)
    action = Action(title, "recent", (("channel", str(channel)),) if channel else ())
    return list_card(title, found, total, page_of(number, of, action))
