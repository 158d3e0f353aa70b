"""What is outside the scope changes nothing that is said inside it: no name, no count, no order."""

from collections.abc import Sequence
from datetime import date

import aiosqlite
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store import articles, completion, entities, rankings
from bot.store.rows import Article, Entity, day_of
from bot.store.scope import LOCAL, Scope, audiences
from bot.store.stats import stats
from bot.store.stories import latest as latest_of
from bot.store.stories import linked, named
from bot.store.titles import by_title
from tests.examples import examples
from tests.store.filing import Story, file, memory, post

INSIDE = Scope(LOCAL, frozenset({1, 2}))
PEOPLE = (
    "John Adams", "John Quincy Adams", "Abigail Adams", "Samuel Adams", "Theodore Roosevelt", "Eleanor Roosevelt",
    "World Bank", "European Union", "Vienna", "ADAMS", "JOHN ADAMS", "IAEA", "International Atomic Energy Agency",
)  # fmt: skip
TYPED = ("", "a", "jo", "adam", "adsms", "john q", "roosvelt", "world bank", "vien")

names = st.sampled_from(PEOPLE)
stories = st.builds(
    lambda a, b, c, n: Story(
        f"{a} met {b} and {c}. No word came from {b} {n}.", f"{a} travels {n}", date(2024, 6, 18 + n % 4)
    ),
    names, names, names, st.integers(0, 20),
)  # fmt: skip
told = st.lists(st.tuples(stories, st.sampled_from([1, 2])), min_size=1, max_size=4)
hidden = st.lists(st.tuples(stories, st.sampled_from([3, 4])), min_size=1, max_size=6)


def shown(entity: Entity) -> tuple[object, ...]:
    return (entity.name, entity.kind, entity.articles, entity.mentions, entity.confirmed)


def listed(article: Article) -> tuple[object, ...]:
    return (article.title, article.day, article.state, article.posting.channel, article.posting.message)


async def view(db: aiosqlite.Connection, scope: Scope) -> dict[str, object]:
    """All that a reader in scope can find out by looking things up, without row ids and numbers."""
    ids = [row[0] for row in await db.execute_fetchall("SELECT id FROM entities")]
    seen: dict[str, object] = {}
    known = await entities.by_ids(db, scope, ids)
    seen["entities"] = sorted(map(shown, known.values()))
    for kind in (None, "PERSON", "GPE"):
        seen[f"ranked {kind}"] = [shown(e) for e in await rankings.ranked(db, scope, kind=kind, limit=3)]
        seen[f"page {kind}"] = [shown(e) for e in await rankings.ranked(db, scope, kind=kind, limit=2, offset=1)]
        since = day_of(date(2024, 6, 20))
        found = await rankings.active(db, scope, since=since, kind=kind, limit=2)
        seen[f"active {kind}"] = [(shown(e.entity), e.articles, e.mentions) for e in found]
    seen["profiles"] = sorted([await profile(db, scope, entity) for entity in known.values()], key=repr)
    for typed in TYPED:
        matches = await completion.matching(db, scope, typed, limit=3)
        seen[f"typed {typed}"] = [(shown(m.entity), m.grade, m.form) for m in matches]
    for name in PEOPLE:
        seen[f"named {name}"] = [shown(e) for e in await completion.named(db, scope, name)]
    recent = await articles.recent(db, scope, limit=9)
    seen["recent"] = [listed(a) for a in recent]
    seen["page of recent"] = [listed(a) for a in await articles.recent(db, scope, limit=1, offset=1)]
    seen["total"] = await articles.total(db, scope)
    numbered = [await articles.by_number(db, scope, n) for n in range(1, 20)]
    seen["numbered"] = [listed(a) for a in numbered if a]
    seen["in article"] = [[shown(e) for e in await entities.in_article(db, scope, a.id, limit=5)] for a in recent]
    ids = await by_title(db, scope, "travels", limit=9)
    titled = await articles.by_ids(db, scope, ids)
    seen["titled"] = [listed(titled[i]) for i in ids]
    latest = await latest_of(db, scope, since=None, limit=9)
    together = await linked(db, scope, latest)
    seen["linked"] = sorted([*together.articles, *together.links.items()], key=repr)
    known_latest = await articles.by_ids(db, scope, latest)
    seen["latest"] = [listed(known_latest[i]) for i in latest]
    seen["in articles"] = [shown(e) for e in await named(db, scope, latest, limit=9)]
    counted = await stats(db, scope)
    seen["stats"] = (counted.states, counted.postings, counted.entities, counted.confirmed, counted.mentions)
    return seen


async def profile(db: aiosqlite.Connection, scope: Scope, entity: Entity) -> tuple[object, ...]:
    latest = await entities.latest_articles(db, scope, entity.id, limit=2)
    found = await articles.by_ids(db, scope, latest)
    return (
        shown(entity),
        await entities.surfaces(db, scope, entity.id),
        await entities.days(db, scope, entity.id),
        [(shown(other), n) for other, n in await entities.related(db, scope, entity.id, limit=2)],
        [listed(found[i]) for i in latest],
        len(await entities.sightings(db, entity.id, latest)),
    )


async def file_all(db: aiosqlite.Connection, told: Sequence[tuple[Story, int]], first: int) -> None:
    for message, (story, channel) in enumerate(told, first):
        await file(db, story, channel, message)


@settings(max_examples=examples(12))
@given(told, hidden)
async def test_what_is_posted_elsewhere_is_not_noticed(
    told: list[tuple[Story, int]], hidden: list[tuple[Story, int]]
) -> None:
    texts = {story.fingerprint for story, _ in told}
    hidden = [(story, channel) for story, channel in hidden if story.fingerprint not in texts]
    # The partition is the guild's: names that only hidden articles bear may join or part entities. Here both stores
    # know them all, once, in an article that is hidden, so that only what the hidden articles count can differ.
    everyone = Story(" came. ".join(f"No {name}" for name in PEOPLE))
    async with memory() as alone, memory() as beside:
        for db in (alone, beside):
            await file(db, everyone, 3, 1)
        await file_all(beside, hidden, 50)
        await file_all(alone, told, 10)
        await file_all(beside, told, 10)
        expected = await partition(alone)
        if expected == {name: head for name, head in (await partition(beside)).items() if name in expected}:
            assert await view(beside, INSIDE) == await view(alone, INSIDE)


async def test_names_that_are_counted_alike_come_in_the_order_of_their_first_mentions() -> None:
    stories = ("John Adams met Abigail Adams.", "Abigail Adams met John Adams.")
    for first in ("John Adams came.", "Abigail Adams came."):
        async with memory() as db:
            await file(db, first, 3)
            told = [(await file(db, story, 1, message)).article for message, story in enumerate(stories, 10)]
            assert [entity.name for entity in await named(db, INSIDE, told, limit=9)] == ["John Adams", "Abigail Adams"]


async def partition(db: aiosqlite.Connection) -> dict[object, object]:
    """Which names make one entity: each with the first of its entity's names."""
    rows = await db.execute_fetchall(
        "SELECT key || kind, (SELECT min(other.key || other.kind) FROM names AS other"
        " WHERE other.entity_id = names.entity_id) FROM names"
    )
    return {row[0]: row[1] for row in rows}


async def test_an_entity_without_a_mention_in_scope_does_not_exist() -> None:
    async with memory() as db:
        await file(db, "Abigail Adams met Eleanor Roosevelt. No word came from Abigail Adams.", 3)
        await file(db, "John Adams met Samuel Adams.", 1)
        seen = await view(db, INSIDE)
        assert "Abigail" not in repr(list(seen.values()))
        assert "Roosevelt" not in repr(list(seen.values()))
        assert "John Adams" in repr(seen)


async def test_a_scope_without_channels_is_empty() -> None:
    async with memory() as db:
        await file(db, "John Adams met Samuel Adams. John Adams left.", 1)
        seen = await view(db, Scope(LOCAL, frozenset()))
        assert seen.pop("stats") == ({}, 0, 0, 0, 0)
        assert not any(seen.values())


async def test_scopes_resolve_to_the_audiences_they_touch() -> None:
    async with memory() as db:
        for story, channels in (("one", [1]), ("two", [2]), ("three", [1, 2]), ("four", [3])):
            for channel in channels:
                await post(db, f"John Adams wrote letter {story}.", channel)
        await post(db, "John Adams wrote.", 50, guild=9)

        async def touched(scope: Scope) -> set[str]:
            rows = await db.execute_fetchall("SELECT id, channels FROM audiences")
            names = {row[0]: row[1] for row in rows}
            return {names[i] for i in await audiences(db, scope)}

        assert await touched(Scope(LOCAL, frozenset({1}))) == {"[1]", "[1,2]"}
        assert await touched(Scope(LOCAL, frozenset({2, 3}))) == {"[2]", "[1,2]", "[3]"}
        assert await touched(Scope(LOCAL, frozenset({50}))) == set()
        assert await touched(Scope(9, frozenset({1}))) == set()
        assert await touched(Scope(LOCAL)) == {"[1]", "[2]", "[1,2]", "[3]"}
