"""Commands that read: `summary`, `article` with its children, `recent`."""

from collections.abc import Sequence
from typing import Literal

from bot.cards.article_cards import about_card, article_card, by_kind, check_card, list_card, names_card, raw_card
from bot.cards.card import Action, Card, Refusal
from bot.cards.entity_cards import unknown, which
from bot.cards.history_cards import edited
from bot.cards.receipts import entity_note, taken_as, title_of
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.meaning import again, article_at_hand, article_or_refuse, no_article, told_apart, understood
from bot.commands.paging import page_of, pages, place_in
from bot.commands.permission import may_delete
from bot.commands.registry import command, group
from bot.desk import lookup, naming, searching, summaries
from bot.desk.results import HANDLE_MARK
from bot.store import articles, entities
from bot.store.database import Connection
from bot.store.rows import Article, Entity
from bot.summaries.types import About, Length

_LISTED = 10
_RAW_CHARACTERS = 3000
_TOPIC_ARTICLES = 10
_MOST_SENTENCES = 30
_MOST_WORDS = 1000

_NAMES = 20

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
        made = await summaries.of_article(db, ask.scope, found, _length("short", None, None))
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


@command("recent", describe={"page": "Page"})
async def recent(ask: Ask, page: int = 1) -> Card:
    """List the latest articles."""
    number = max(page, 1)
    async with ask.desk.store.reading() as db:
        total = await articles.total(db, ask.scope)
        if not total:
            raise Refusal("Nothing is filed here yet.", "Post an article, or see `help ingest`.")
        of = -(-total // _LISTED)
        number = min(number, of)
        found = await articles.recent(db, ask.scope, limit=_LISTED, offset=(number - 1) * _LISTED)
    return list_card("Latest articles", found, total, page_of(number, of, Action("Latest articles", "recent")))


@command(
    "summary",
    describe={
        "what": "An article (#12, link, title), a name, or a topic; the latest article when left out",
        "length": "How long: one line, short (3 sentences) or long (8)",
        "sentences": "So many sentences",
        "words": "At most so many words",
        "about": "Only what is said about this: a name, or words",
    },
    complete={"what": complete.subject, "about": complete.entity},
)
async def summary(
    ask: Ask,
    what: str | None = None,
    length: Literal["line", "short", "long"] = "short",
    sentences: int | None = None,
    words: int | None = None,
    about: str | None = None,
) -> Card:
    """Summarise an article, what is said about a name, or a topic.

    What was typed is taken as an article if there is one of that number, link or whole title, else as a name, else
    as words of a title, else as a part of a name, else as a topic to search for; the answer says which. Every line is
    a sentence of an article, with its receipt. `about:Putin` leaves only what is said about that, in an article, or in
    the articles on a name or a topic.
    """
    wanted = _length(length, sentences, words)
    async with ask.desk.store.reading() as db:
        if about and about.strip():
            return await _about(db, ask, what, wanted, about.strip())
        if not what:
            return article_card(await summaries.of_article(db, ask.scope, await article_at_hand(db, ask), wanted))
        if found := await lookup.named_article(db, ask.scope, what):
            return article_card(await summaries.of_article(db, ask.scope, found, wanted), edited(found))
        if lookup.is_address(what):
            raise no_article(what)
        return await _of_words(db, ask, what, wanted)


async def _about(db: Connection, ask: Ask, what: str | None, length: Length, about: str) -> Card:
    """What is said about a name or a topic in an article, or in the articles on another name or topic."""
    meant = await lookup.entity(db, ask.scope, about)
    of = (("what", what),) if what else ()
    if len(meant.exact) > 1:
        return which(about, await told_apart(db, ask.scope, meant.exact), "summary", "about", of)
    wanted = await summaries.about(db, meant.one, about)
    ids, called = await _on(db, ask, what)
    made = await summaries.of_articles(db, ask.scope, ids, length, wanted)
    if not made.lines:
        raise Refusal(f"Nothing is said about “{short(about)}” in {called}.", f"`search {short(about)}` finds where.")
    said = meant.one.name if meant.one else short(about)
    given = (*of, ("about", again(about, meant.one) if meant.one else about))
    return about_card(f"About {said}", f"in {called}", made, Action("Longer", "summary", given))


async def _on(db: Connection, ask: Ask, what: str | None) -> tuple[list[int], str]:
    """The articles that are meant, and what they are called: one, those that mention a name, those on a topic."""
    one = await lookup.named_article(db, ask.scope, what) if what else await article_at_hand(db, ask)
    if one:
        return [one.id], f"“{title_of(one)}”"
    if what is None or lookup.is_address(what):
        raise no_article(what or "")
    named = await lookup.entity(db, ask.scope, what)
    if (not named.exact or named.part) and (titled := await lookup.titled_article(db, ask.scope, what)):
        return [titled.id], f"“{title_of(titled)}”"
    if named.exact:
        latest = await entities.latest_articles(db, ask.scope, named.exact[0].id, limit=_TOPIC_ARTICLES)
        return latest, f"articles that mention {named.exact[0].name}"
    answer = await searching.find(db, ask.scope, what, today=ask.now.date(), limit=_TOPIC_ARTICLES)
    return [hit.article.id for hit in answer.hits], f"articles on “{short(what)}”"


def _length(length: summaries.Size, sentences: int | None, words: int | None) -> Length:
    for given, most, unit in ((sentences, _MOST_SENTENCES, "sentences"), (words, _MOST_WORDS, "words")):
        if given is not None and not 1 <= given <= most:
            raise Refusal(f"A summary has between 1 and {most:,} {unit}.")
    if sentences is None and words is None:
        return Length(sentences=summaries.SENTENCES[length])
    return Length(sentences=sentences, words=words)


async def _of_words(db: Connection, ask: Ask, what: str, length: Length) -> Card:
    """A summary of what is meant by words: a name, else an article's title, else a part of a name, else a topic."""
    named = await lookup.entity(db, ask.scope, what)
    if len(named.exact) > 1:
        return which(what, await told_apart(db, ask.scope, named.exact), "summary", "what")
    said = understood(what, named, always=True)
    if named.one and not named.part:
        return await _of_entity(db, ask, named.one, length, what, said)
    if titled := await lookup.titled_article(db, ask.scope, what):
        made = await summaries.of_article(db, ask.scope, titled, length)
        return article_card(made, taken_as(what, "words of its title"))
    if named.one:
        return await _of_entity(db, ask, named.one, length, what, said)
    return await _of_topic(db, ask, what, length, named.near)


async def _of_entity(db: Connection, ask: Ask, entity: Entity, length: Length, what: str, said: str) -> Card:
    made = await summaries.of_entity(db, ask.scope, entity, length)
    longer = Action("Longer", "summary", (("what", again(what, entity)),))
    return about_card(f"About {entity.name}", " · ".join(filter(None, [said, entity_note(entity)])), made, longer)


async def _of_topic(db: Connection, ask: Ask, topic: str, length: Length, near: Sequence[Entity]) -> Card:
    answer = await searching.find(db, ask.scope, topic, today=ask.now.date(), limit=_TOPIC_ARTICLES)
    found: list[Article] = [hit.article for hit in answer.hits]
    if not found and (near or topic.startswith(HANDLE_MARK)):
        raise unknown(topic, near, "summary", "what")
    if not found:
        raise Refusal(f"Nothing here is about “{short(topic)}”.", "Try fewer or other words.")
    made = await summaries.of_articles(db, ask.scope, [a.id for a in found], length, About(words=topic))
    if not made.lines:
        made = await summaries.of_articles(db, ask.scope, [a.id for a in found], length)
    longer = Action("Longer", "summary", (("what", topic),))
    return about_card(f"On “{short(topic)}”", "Taken as a topic", made, longer, " ".join(answer.notes))
