"""The command that summarises: `summary`, of an article, a name, a topic, some days, or a channel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.cards.article_cards import about_card, article_card
from bot.cards.card import Action, Card, Choice, Refusal
from bot.cards.entity_cards import unknown, which
from bot.cards.history_cards import edited
from bot.cards.receipts import entity_note, taken_as, title_of
from bot.cards.timeline_cards import say_days
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.asked import Asked, Days, asked, days_since, is_time
from bot.commands.bind import short
from bot.commands.channels import in_channel
from bot.commands.meaning import again, article_at_hand, no_article, told_apart, understood
from bot.commands.parameters import Channel
from bot.commands.registry import command
from bot.desk import lookup, searching, summaries, zones
from bot.desk.results import HANDLE_MARK
from bot.search.query import outside, parse
from bot.store.database import Connection
from bot.store.rows import Article, Entity
from bot.store.scope import Scope
from bot.summaries.types import About, Length

_TOPIC_ARTICLES = 10
"""Articles that a summary of several is made from: those that a search finds first, or the latest on a name."""

_MOST_SENTENCES, _MOST_WORDS = 30, 1000
"""What may be asked for: a longer summary is the text itself."""

_Given = tuple[tuple[str, str], ...]
"""What the command was asked with, to ask it again."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a summary is made of: what was asked, who asks (with a scope that a channel narrows), how long it is to be.

    `given` are the arguments that ask for it again, `today` is reckoned by the guild's clock.
    """

    asked: Asked
    ask: Ask
    length: Length
    given: _Given
    today: date

    @property
    def where(self) -> str:
        """The days and the channel, as they are said: "19 Jun 2024 · #world"."""
        days = say_days(*self.asked.days) if self.asked.days else ""
        return " · ".join(filter(None, [days, f"#{self.asked.channel}" if self.asked.channel else ""]))


@command(
    "summary",
    describe={
        "what": "An article (#12, link, title), a name, a topic, a time; the latest article when left out",
        "length": "How long: one line, short (3 sentences) or long (8)",
        "sentences": "So many sentences",
        "words": "At most so many words",
        "about": "Only what is said about this: a name, or words",
        "since": "Only of articles since then: day, week, month, Monday, 2024-06-01, 3d",
        "channel": "Only of articles posted there",
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
    since: str | None = None,
    channel: Channel | None = None,
) -> Card:
    """Summarise an article, what is said about a name, a topic, some days, or a channel.

    What was typed is taken as an article if there is one of that number, link or whole title, else as a name, else
    as words of a title, else as a part of a name, else as a topic to search for; the answer says which. Every line is
    a sentence of an article, with its receipt. `about:Putin` leaves only what is said about that, in an article, or in
    the articles on a name or a topic.

    Days and a channel can be said in words too, and "about" without a colon: `summary last week`, `summary Putin about
    missiles since Monday`, `summary #news today`, `summary Putin in June 2024`. Days go by the clock of `setup zone`.
    """
    wanted_length = _length(length, sentences, words)
    named = str(channel) if channel else None
    given = tuple((k, v) for k, v in (("what", what), ("about", about), ("since", since), ("channel", named)) if v)
    async with ask.desk.store.reading() as db:
        wanted = await _wanted(db, ask, what, about, since, named, wanted_length, given)
        if wanted.asked.days or wanted.asked.channel is not None:
            return await _of_days(db, wanted)
        ask, what, about = wanted.ask, wanted.asked.what, wanted.asked.about
        if about:
            return await _about(db, wanted, about)
        if not what:
            return article_card(
                await summaries.of_article(db, ask.scope, await article_at_hand(db, ask), wanted_length)
            )
        if found := await lookup.named_article(db, ask.scope, what):
            return article_card(await summaries.of_article(db, ask.scope, found, wanted_length), edited(found))
        if lookup.is_address(what):
            raise no_article(what)
        return await _of_words(db, ask, what, wanted_length)


async def _wanted(
    db: Connection,
    ask: Ask,
    what: str | None,
    about: str | None,
    since: str | None,
    channel: str | None,
    length: Length,
    given: _Given,
) -> _Wanted:
    """What is asked for by the options and by plain words. Refusal for a day or a channel that there is not."""
    today = ask.now.astimezone(await zones.zone_of(db, ask.scope.guild)).date()
    typed, about = (what or "").strip(), (about or "").strip() or None
    timed = is_time(typed) or not await _is_known(db, ask.scope, typed)  # "today" is a day, whatever is called so
    read = asked(typed, today) if timed else Asked(typed or None)
    if about is None and read.about and not await _speaks_of(db, ask, read):
        read = Asked(typed)
    days = read.days
    if since:
        days = days_since(since, today)
        if days is None:
            raise Refusal(f"“{short(since)}” is no day that is over.", "Write day, week, Monday, 2024-06-01, or 3d.")
    read = replace(read, about=about or read.about, days=days, channel=read.channel if channel is None else channel)
    if read.channel is not None:
        ask, name = await in_channel(db, ask, read.channel, "summary in:#news")
        read = replace(read, channel=name)
    return _Wanted(read, ask, length, given, today)


async def _is_known(db: Connection, scope: Scope, typed: str) -> bool:
    """Whether all of what was typed is an article or a name, so that no word of it means a time or a place."""
    if not typed or lookup.is_address(typed) or typed.startswith(HANDLE_MARK):
        return True
    if await lookup.named_article(db, scope, typed):
        return True
    found = await lookup.entity(db, scope, typed)
    return bool(found.exact) and not found.part


async def _speaks_of(db: Connection, ask: Ask, read: Asked) -> bool:
    """Whether "A about B" means two things: A is an article or a name, or articles on A are found."""
    if read.what is None or await _is_known(db, ask.scope, read.what):
        return True
    return bool((await searching.find(db, ask.scope, read.what, today=ask.now.date(), limit=1)).hits)


async def _of_days(db: Connection, wanted: _Wanted) -> Card:
    """A summary of some days, of a channel, or both: of all that was told, of a name, or of a topic."""
    what, about, ask = wanted.asked.what, wanted.asked.about, wanted.ask
    longer = Action("Longer", "summary", wanted.given)
    named = await lookup.entity(db, ask.scope, what) if what else None
    if what and named and len(named.exact) > 1:
        of = tuple(pair for pair in wanted.given if pair[0] != "what")
        return which(what, await told_apart(db, ask.scope, named.exact), "summary", "what", of)
    entity = named.one if named and not named.part else None
    meant = (await lookup.entity(db, ask.scope, about)).one if about else None
    ids = await _told_in(db, wanted, entity, meant)
    if named and named.part and not ids:
        entity = named.one
        ids = await _told_in(db, wanted, entity, meant)
    if what and named and named.near and not ids:
        raise unknown(what, named.near, "summary", "what")
    if not ids:
        on = f" about “{short(what)}”" if what else ""
        raise Refusal(
            f"Nothing is filed here{on}: {wanted.where}.", "`recent` lists the latest articles.", _anytime(what)
        )
    meant = meant if about else entity
    only = await summaries.about(db, meant, _words(about or what or "", wanted.today)) if about or what else None
    made = await summaries.of_articles(db, ask.scope, ids, wanted.length, only)
    if not made.lines and about is None:
        made = await summaries.of_articles(db, ask.scope, ids, wanted.length)
    if not made.lines:
        raise Refusal(f"Nothing is said about “{short(about or '')}”: {wanted.where}.", "Try other words or days.")
    title = (
        f"About {meant.name}" if meant else f"On “{short(about or what or '')}”" if about or what else "What was told"
    )
    on = f"in articles that mention {entity.name}" if entity else f"in articles on “{short(what)}”" if what else ""
    return about_card(title, " · ".join(filter(None, [on if about else "", wanted.where])), made, longer)


def _anytime(what: str | None) -> tuple[Choice, ...]:
    """The same of all days and channels, to choose instead."""
    return (Choice(f"All on {short(what)}", "", Action("Summary", "summary", (("what", what),))),) if what else ()


async def _told_in(db: Connection, wanted: _Wanted, entity: Entity | None, about: Entity | None) -> list[int]:
    """The articles of the days and the channel: on an entity, else on a topic, else those of the biggest stories."""
    scope, what, days = wanted.ask.scope, wanted.asked.what, wanted.asked.days
    if entity:
        return await _mentioning(db, wanted, entity, about)
    if what:
        answer = await searching.find(db, scope, _query(what, days), today=wanted.today, limit=_TOPIC_ARTICLES)
        return [hit.article.id for hit in answer.hits]
    return await summaries.told_most(db, scope, days)


def _query(what: str, days: Days | None) -> str:
    """What is searched for: the words, and what days narrow them to."""
    if days is None:
        return what
    after, before = outside(*days)
    return f"{what} after:{after.isoformat()} before:{before.isoformat()}"


def _words(typed: str, today: date) -> str:
    """The words of a search that a sentence on it has: none of its operators, filters and exclusions."""
    query = parse(typed, today)
    terms = [*query.words, *query.phrases, *(term for group in query.groups for term in group)]
    return " ".join(word for term in terms for word in term.words)


async def _about(db: Connection, wanted: _Wanted, about: str) -> Card:
    """What is said about a name or a topic in an article, or in the articles on another name or topic."""
    ask, what = wanted.ask, wanted.asked.what
    meant = await lookup.entity(db, ask.scope, about)
    of = (("what", what),) if what else ()
    if len(meant.exact) > 1:
        return which(about, await told_apart(db, ask.scope, meant.exact), "summary", "about", of)
    ids, called = await _on(db, wanted, meant.one)
    only = await summaries.about(db, meant.one, about)
    made = await summaries.of_articles(db, ask.scope, ids, wanted.length, only)
    if not made.lines:
        raise Refusal(f"Nothing is said about “{short(about)}” in {called}.", f"`search {short(about)}` finds where.")
    said = meant.one.name if meant.one else short(about)
    given = (*of, ("about", again(about, meant.one) if meant.one else about))
    return about_card(f"About {said}", f"in {called}", made, Action("Longer", "summary", given))


async def _mentioning(db: Connection, wanted: _Wanted, entity: Entity, meant: Entity | None) -> list[int]:
    """The articles that mention an entity: what is asked about it, a second entity or words, picks among them."""
    scope, about, days = wanted.ask.scope, wanted.asked.about, wanted.asked.days
    if meant:
        return await summaries.mentioning(db, scope, [entity, meant], days)
    return await summaries.mentioning(db, scope, [entity], days, _words(about or "", wanted.today))


async def _on(db: Connection, wanted: _Wanted, about: Entity | None) -> tuple[list[int], str]:
    """The articles that are meant, and what they are called: one, those that mention a name, those on a topic."""
    ask, what = wanted.ask, wanted.asked.what
    one = await lookup.named_article(db, ask.scope, what) if what else await article_at_hand(db, ask)
    if one:
        return [one.id], f"“{title_of(one)}”"
    if what is None or lookup.is_address(what):
        raise no_article(what or "")
    named = await lookup.entity(db, ask.scope, what)
    if (not named.exact or named.part) and (titled := await lookup.titled_article(db, ask.scope, what)):
        return [titled.id], f"“{title_of(titled)}”"
    if named.exact:
        return await _mentioning(db, wanted, named.exact[0], about), f"articles that mention {named.exact[0].name}"
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
    wanted = About(words=_words(topic, ask.now.date()))
    made = await summaries.of_articles(db, ask.scope, [a.id for a in found], length, wanted)
    if not made.lines:
        made = await summaries.of_articles(db, ask.scope, [a.id for a in found], length)
    longer = Action("Longer", "summary", (("what", topic),))
    return about_card(f"On “{short(topic)}”", "Taken as a topic", made, longer, " ".join(answer.notes))
