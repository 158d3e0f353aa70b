"""No look-up reads a large table from end to end: every statement is traced, and its plan asked of SQLite."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, time

import aiosqlite
import pytest

from bot.search.query import parse
from bot.store import (
    acknowledged,
    actions,
    alerts,
    analysis,
    articles,
    completion,
    digests,
    drafts,
    entities,
    events,
    looks,
    news,
    notes,
    numbers,
    people,
    phrases,
    places,
    postings,
    purge,
    queue,
    quotes,
    rankings,
    reasons,
    retention,
    settings,
    stories,
    suggesting,
    telling,
    ties,
    together,
    watched,
    watches,
)
from bot.store.handles import by_handle
from bot.store.looks import Look
from bot.store.news import Window
from bot.store.rows import Place, day_of
from bot.store.scope import LOCAL, Scope
from bot.store.search import Results, search
from bot.store.titles import by_title
from bot.store.watched import Watched
from bot.store.watches import Watch
from tests.store.filing import NOON, TODAY, Story, derive, file, memory, post, unpost
from tests.store.images import image_of

LARGE = (
    "articles", "postings", "mentions", "sentences", "pronouns", "references", "roles", "keyphrases", "appearances",
    "aliases",
    "alias_words", "tallies", "totals", "ties", "names", "entities", "name_blocks", "name_evidence", "drafts",
    "shingles", "compared", "likenesses", "title_words",
    "messages", "numbers", "quotes", "quoted", "relations",
    "watched_names", "watched_stems", "alerts",
    "sketches", "story_keys", "story_links", "article_marks",
    "dates", "events", "event_names",
    "looks", "digests",
)  # fmt: skip
_SCAN = re.compile(r"SCAN (\w+)(?! .*VIRTUAL TABLE)")
_BY_GUILD = re.compile(r"SEARCH (\w+) USING .*\(guild_id=\?\)")
"""A guild has most of a table: to search by it alone is to scan."""
_BY_STATE = re.compile(r"SEARCH (\w+) USING .*\(state=\?\)")
"""And so has the state that articles end in."""
_SOURCE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?(?:\s+AS\s+(\w+))?', re.IGNORECASE)

Work = Callable[[aiosqlite.Connection], Awaitable[object]]
DAY = events.Slot(day_of(TODAY), day_of(TODAY), 1)
ANY, SOME = Scope(LOCAL), Scope(LOCAL, frozenset({1, 2}))
STORY = Story("Theodore Roosevelt met John Adams in Vienna. The president Roosevelt stayed.", "A meeting")

LONG = " ".join(
    f"On day {number} the court in Vienna heard what {name} had written of bridge {number} and adjourned."
    for number, name in enumerate(("Jefferson", "Madison", "Monroe", "Jackson", "Tyler", "Polk", "Taylor", "Pierce"))
)


@pytest.fixture(scope="module")
def image() -> bytes:
    """The store, filed once."""
    return asyncio.run(_filed())


async def _filed() -> bytes:
    async with memory() as connection:
        await file(connection, STORY, 1, 1)
        await file(connection, STORY, 2, 2)
        await file(connection, LONG, 1, 5)
        await file(connection, LONG[20:], 2, 6)
        await file(
            connection,
            "Abigail Adams met Theodore Roosevelt. The World Bank was silent. “Adams was late” said Roosevelt.",
            3,
        )
        return await image_of(connection)


@pytest.fixture
async def db(image: bytes) -> AsyncIterator[aiosqlite.Connection]:
    async with memory(image) as connection:
        yield connection


def scans(statement: str, plan: list[str]) -> list[str]:
    """The large tables that a plan reads from end to end, an index of theirs included."""
    names = {alias or table: table for table, alias in _SOURCE.findall(statement)}
    read = {found for step in plan for found in _SCAN.findall(step) + _BY_GUILD.findall(step)}
    if "state = 'ready'" in statement:
        read |= {found for step in plan for found in _BY_STATE.findall(step)}
    return sorted({names.get(found, found) for found in read} & set(LARGE))


async def check(db: aiosqlite.Connection, work: Work) -> int:
    """Run the work, and have every statement that it ran explained; how many there were."""
    traced: list[str] = []
    await db.set_trace_callback(traced.append)
    await work(db)
    await db.set_trace_callback(lambda _: None)
    statements = [s for s in dict.fromkeys(traced) if re.match(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)", s)]
    statements = [s for s in statements if "'main'." not in s]
    bad = []
    for statement in statements:
        rows = await db.execute_fetchall("EXPLAIN QUERY PLAN " + statement)
        if found := scans(statement, [row[3] for row in rows]):
            bad.append((found, " ".join(statement.split()), [row[3] for row in rows]))
    assert bad == []
    return len(statements)


async def an_entity(db: aiosqlite.Connection, work: Callable[[int], Awaitable[object]]) -> None:
    [found] = await completion.named(db, ANY, "theodore roosevelt")
    await work(found.id)


LOOKUPS: dict[str, Callable[[aiosqlite.Connection, Scope], Awaitable[object]]] = {
    "by ids": lambda db, scope: articles.by_ids(db, scope, [1, 2]),
    "by number": lambda db, scope: articles.by_number(db, scope, 1),
    "by message": lambda db, scope: articles.by_message(db, scope, 1, 1),
    "by url": lambda db, scope: articles.by_url(db, scope, "https://example.org"),
    "recent": lambda db, scope: articles.recent(db, scope, limit=3),
    "latest of stories": lambda db, scope: stories.latest(db, scope, since=None, limit=3),
    "stories since a day": lambda db, scope: stories.latest(db, scope, since=1, limit=3),
    "stories of some days": lambda db, scope: stories.latest(db, scope, since=1, until=2, limit=3),
    "linked": lambda db, scope: stories.linked(db, scope, [1, 2]),
    "linked among themselves": lambda db, scope: stories.among(db, scope, [1, 2]),
    "copies": lambda db, scope: stories.copies(db, scope, [1, 2]),
    "named in stories": lambda db, scope: stories.named(db, scope, [1, 2], limit=3),
    "texts": lambda db, scope: articles.texts(db, [1, 2]),
    "postings": lambda db, scope: articles.postings(db, scope, 1),
    "posted elsewhere": lambda db, scope: articles.posted_elsewhere(db, scope, 1, 1, 1),
    "entities": lambda db, scope: entities.by_ids(db, scope, [1, 2]),
    "ranked": lambda db, scope: rankings.ranked(db, scope, limit=3),
    "ranked by kind": lambda db, scope: rankings.ranked(db, scope, kind="PERSON", limit=3),
    "active": lambda db, scope: rankings.active(db, scope, since=1, limit=3),
    "active by kind": lambda db, scope: rankings.active(db, scope, since=1, kind="PERSON", limit=3),
    "surfaces": lambda db, scope: an_entity(db, lambda e: entities.surfaces(db, scope, e)),
    "days": lambda db, scope: an_entity(db, lambda e: entities.days(db, scope, e)),
    "related": lambda db, scope: an_entity(db, lambda e: entities.related(db, scope, e, limit=3)),
    "latest": lambda db, scope: an_entity(db, lambda e: entities.latest_articles(db, scope, e, limit=3)),
    "roles": lambda db, scope: an_entity(db, lambda e: entities.roles(db, e, [1, 2])),
    "new ones": lambda db, scope: rankings.active(db, scope, since=1, new=True, limit=3),
    "of a day": lambda db, scope: an_entity(db, lambda e: entities.on_day(db, scope, e, 19_000)),
    "tied by a sentence": lambda db, scope: an_entity(db, lambda e: together.shared(db, scope, e, [1, 2, 3])),
    "names to suggest": lambda db, scope: suggesting.names_of(db, scope, [1, 2, 3]),
    "names in blocks": lambda db, scope: suggesting.listed(db, scope, [1, 2, 3]),
    "neighbours": lambda db, scope: suggesting.neighbours(db, scope, 1, 2),
    "sentences together": lambda db, scope: suggesting.sentences_together(db, scope, 1, 2),
    "articles together": lambda db, scope: suggesting.articles_together(db, scope, 1, 2),
    "sentences of a name": lambda db, scope: suggesting.sentences_of(db, scope, 1, limit=2),
    "handle of a name": lambda db, scope: suggesting.handle_of(db, scope, 1),
    "name by handle": lambda db, scope: suggesting.by_handle(db, scope, "1.0"),
    "notes": lambda db, scope: an_entity(db, lambda e: notes.of_entity(db, scope, e)),
    "left out": lambda db, scope: reasons.left_out(db, scope, "adams"),
    "names of an entity": lambda db, scope: an_entity(db, lambda e: reasons.names_of(db, scope, e)),
    "mentions with reasons": lambda db, scope: an_entity(db, lambda e: reasons.mentions_of(db, e, [1, 2])),
    "last days": lambda db, scope: entities.last_days(db, scope, [1, 2]),
    "earliest": lambda db, scope: an_entity(db, lambda e: entities.earliest_articles(db, scope, e, limit=3)),
    "spots": lambda db, scope: an_entity(db, lambda e: telling.spots(db, e, [1, 2])),
    "sightings": lambda db, scope: an_entity(db, lambda e: entities.sightings(db, e, [1, 2])),
    "shared": lambda db, scope: an_entity(db, lambda e: ties.shared(db, scope, [e])),
    "shared among": lambda db, scope: an_entity(db, lambda e: ties.shared(db, scope, [e], among=[1, 2, 3])),
    "strongest": lambda db, scope: an_entity(db, lambda e: ties.strongest(db, scope, e, limit=3)),
    "peoples": lambda db, scope: an_entity(db, lambda e: ties.peoples(db, [e])),
    "stated": lambda db, scope: ties.stated(db, scope, [(1, 2), (2, 1)]),
    "stating": lambda db, scope: ties.stating(db, scope, 1, 2, limit=3),
    "phrases": lambda db, scope: phrases.in_articles(db, [1, 2]),
    "together": lambda db, scope: an_entity(db, lambda e: ties.together(db, scope, e, 2, limit=3)),
    "shared sentences": lambda db, scope: ties.sentences(db, [1, 2], 1, 2),
    "days of an entity's events": lambda db, scope: an_entity(db, lambda e: events.of_entity(db, scope, e)),
    "days of two entities' events": lambda db, scope: an_entity(db, lambda e: events.of_entity(db, scope, e, 1)),
    "days of events": lambda db, scope: events.between(db, scope, 19_000, 20_000),
    "what is told of an entity": lambda db, scope: an_entity(
        db, lambda e: events.told_of_entity(db, scope, e, DAY, limit=3)
    ),
    "what is told of two entities": lambda db, scope: an_entity(
        db, lambda e: events.told_of_entity(db, scope, e, DAY, limit=3, other=2)
    ),
    "what is told of a day": lambda db, scope: events.told_in(db, scope, DAY, limit=3),
    "what articles tell": lambda db, scope: events.told_by_articles(db, scope, [1, 2], limit=9),
    "numbers": lambda db, scope: numbers.claimed(db, [1, 2], themes=["killed"]),
    "numbers of an entity": lambda db, scope: an_entity(db, lambda e: numbers.claimed(db, [1, 2], entity=e)),
    "quotes by": lambda db, scope: an_entity(db, lambda e: quotes.listed(db, scope, by=e, limit=3)),
    "quotes about": lambda db, scope: an_entity(db, lambda e: quotes.listed(db, scope, about=e, limit=3)),
    "quotes by and about": lambda db, scope: an_entity(db, lambda e: quotes.listed(db, scope, by=e, about=1, limit=3)),
    "quotes then": lambda db, scope: an_entity(
        db, lambda e: quotes.listed(db, scope, by=e, about=1, limit=1, oldest=True, rare=True)
    ),
    "oldest quotes": lambda db, scope: an_entity(db, lambda e: quotes.listed(db, scope, by=e, limit=3, oldest=True)),
    "quotes in articles": lambda db, scope: quotes.in_articles(db, [1, 2]),
    "in article": lambda db, scope: entities.in_article(db, scope, 1, limit=3),
    "nothing typed": lambda db, scope: completion.matching(db, scope, "", limit=3),
    "a letter typed": lambda db, scope: completion.matching(db, scope, "a", limit=3),
    "a beginning typed": lambda db, scope: completion.matching(db, scope, "adam", limit=3),
    "typed with a slip": lambda db, scope: completion.matching(db, scope, "roosvelt", limit=3),
    "a title typed": lambda db, scope: by_title(db, scope, "meet", limit=3),
    "words of a title typed": lambda db, scope: by_title(db, scope, "meet a", limit=3),
    "analysis": lambda db, scope: analysis.load(db, 1),
    "news since a day": lambda db, scope: news.fresh(db, scope, Window(0, 9, 1), limit=3),
    "news since an article": lambda db, scope: news.fresh(db, scope, Window(1, 9, 1), limit=3),
    "the last news": lambda db, scope: news.last(db, scope, 1, 1),
    "named": lambda db, scope: completion.named(db, scope, "theodore roosevelt"),
    "by handle": lambda db, scope: by_handle(db, scope, "1.0"),
    "search": lambda db, scope: search_for(db, scope, "roosevelt"),
    "search for some of the words": lambda db, scope: search_for(db, scope, "roosevelt vienna silent"),
    "search for a phrase without a word": lambda db, scope: search_for(db, scope, '"world bank" -vienna'),
    "search by section, time and source": lambda db, scope: search_for(
        db, scope, "met section:world after:2020-01-01 before:2030-01-01 from:someone in:news"
    ),
    "search by the time alone": lambda db, scope: search_for(db, scope, "after:2020-01-01"),
    "search in an entity's articles": lambda db, scope: an_entity(db, lambda e: search_for(db, scope, "met", e)),
}


async def search_for(db: aiosqlite.Connection, scope: Scope, typed: str, *entity_ids: int) -> Results:
    return await search(db, scope, parse(typed, date(2024, 6, 19)), limit=3, entity_ids=entity_ids)


@pytest.mark.parametrize("scope", [ANY, SOME], ids=["any", "some"])
@pytest.mark.parametrize("name", LOOKUPS)
async def test_look_ups_read_by_index(db: aiosqlite.Connection, name: str, scope: Scope) -> None:
    assert await check(db, lambda db: LOOKUPS[name](db, scope)) > 0


async def an_alert(db: aiosqlite.Connection) -> None:
    watch = Watch(LOCAL, "7", None, "met", "now", None, (("john adams", "PERSON"),))
    await watches.add(db, watch, NOON, ("met",))
    await alerts.raise_for(db, 1, NOON)


WRITES: dict[str, Work] = {
    "file": lambda db: file(db, "John Adams met the World Bank. The director Adams left.", 1, 9),
    "file a copy": lambda db: post(db, LONG[:-20], 3, 9),
    "forget one wording": lambda db: unpost(db, 1, 5),
    "read as": lambda db: articles.read_as(db, SOME, 1),
    "file again": lambda db: post(db, STORY, 3, 9),
    "derive": lambda db: derive(db, 1),
    "forget": lambda db: postings.forget(db, 1),
    "unpost one": lambda db: unpost(db, 2, 2),
    "unpost the last": lambda db: unpost(db, 3, 1),
    "drafts": lambda db: drafts.waiting(db, limit=3, most_bytes=100),
    "fate": lambda db: drafts.fate(db, Place(LOCAL, 1, 1)),
    "filed": lambda db: postings.filed(db, Place(LOCAL, 1, 1)),
    "unread": lambda db: queue.unread(db, limit=3, most_characters=100),
    "unread one": lambda db: queue.unread_one(db, 1),
    "fail": lambda db: queue.fail(db, 1, "no", 1),
    "resume": queue.resume,
    "resume one": lambda db: queue.resume_one(db, 1),
    "depth": queue.depth,
    "next message": lambda db: places.next_message(db, 1),
    "channel": lambda db: places.named_channel(db, LOCAL, "news"),
    "settings": lambda db: settings.read(db, LOCAL, "zone"),
    "marks": purge.marks,
    "watch": lambda db: watched.watch(db, Watched(LOCAL, 1, "news")),
    "unwatch": lambda db: watched.unwatch(db, 1),
    "watched": lambda db: watched.one(db, 1),
    "advance": lambda db: watched.advance(db, 1, 5),
    "passed over": lambda db: watched.passed_over(db, LOCAL),
    "was passed over": lambda db: watched.was_passed(db, 1, 2),
    "expect": lambda db: acknowledged.expect(db, 1, 1, None),
    "recall": lambda db: acknowledged.recall(db, 1),
    "known between": lambda db: acknowledged.known_between(db, 1, 1, 5),
    "parts": lambda db: acknowledged.parts(db, 1, 1),
    "author": lambda db: acknowledged.author(db, 1, 1),
    "by thread": lambda db: acknowledged.by_thread(db, 1),
    "by reply": lambda db: acknowledged.by_reply(db, 1, 5),
    "drop some": lambda db: acknowledged.drop_some(db, 1, limit=5),
    "lasting": lambda db: places.lasting(db, LOCAL),
    "threads": lambda db: places.threads(db, 1),
    "keep actions": lambda db: actions.keep(db, LOCAL, {"a": "1"}, NOON),
    "raise alerts": an_alert,
    "alerts due": lambda db: alerts.due(db, NOON, limit=5),
    "alerts waiting": lambda db: alerts.waiting(db, 1),
    "alerts told": lambda db: alerts.told(db, 1, [1], heard=True),
    "postpone alerts": lambda db: alerts.postpone(db, 1, NOON),
    "unheard alerts": lambda db: alerts.unheard(db, "7"),
    "watches of one": lambda db: watches.of_owner(db, "7"),
    "end a watch": lambda db: watches.remove(db, 1),
    "looks": lambda db: looks.last(db, LOCAL, "7"),
    "look": lambda db: looks.note(db, LOCAL, "7", Look(Window(1, 2, 3), NOON, None)),
    "schedule a digest": lambda db: digests.schedule(
        db, LOCAL, 1, time(8), weekday=None, weekdays=False, due=NOON, day=1
    ),
    "digests due": lambda db: digests.due(db, NOON),
    "stop a digest": lambda db: digests.stop(db, 1),
    "clear actions": lambda db: actions.clear(db, LOCAL),
    "whose account is not named": lambda db: people.named(db, "7"),
    "what somebody posted": lambda db: people.posted_by(db, "7", limit=5),
    "recall a reply": lambda db: acknowledged.recall_reply(db, 1, 1),
    "what is too old": lambda db: retention.posted_before(db, LOCAL, NOON, limit=5),
    "how much is too old": lambda db: retention.too_old(db, LOCAL, NOON),
}


@pytest.mark.parametrize("name", WRITES)
async def test_filing_and_forgetting_read_by_index(db: aiosqlite.Connection, name: str) -> None:
    assert await check(db, WRITES[name]) > 0


def test_a_scan_is_noticed() -> None:
    assert scans("SELECT * FROM articles", ["SCAN articles"]) == ["articles"]
    assert scans("SELECT * FROM names", ["SEARCH names USING INDEX x (guild_id=?)"]) == ["names"]
    assert scans("SELECT * FROM names", ["SEARCH names USING INDEX x (guild_id=? AND key=?)"]) == []
    assert scans("SELECT id FROM names AS n", ["SCAN n USING COVERING INDEX x"]) == ["names"]
    assert scans("SELECT 1 FROM json_each('[]') AS j JOIN articles", ["SCAN j VIRTUAL TABLE INDEX 1:"]) == []
