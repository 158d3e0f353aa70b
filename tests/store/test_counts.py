"""Tallies, totals and ties against a recount in Python."""

from collections import Counter, defaultdict

import aiosqlite
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store import counts
from tests.examples import examples
from tests.store.filing import Story, file, memory
from tests.store.test_derived import Step, play, settled, steps, stories


async def recount(db: aiosqlite.Connection) -> dict[str, dict[tuple[int, ...], tuple[int, int]]]:
    """Every count from the mentions alone: (articles, mentions or sentences) by the table's key."""
    mentions: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
    articles: dict[str, dict[tuple[int, ...], set[int]]] = defaultdict(lambda: defaultdict(set))
    present: dict[tuple[int, int, int], set[tuple[int, int]]] = defaultdict(set)
    for article, audience, day, sentence, name, entity in await db.execute_fetchall(
        "SELECT articles.id, audience_id, day, sentence, name_id, entity_id FROM mentions"
        " JOIN articles ON articles.id = article_id JOIN names ON names.id = name_id"
    ):
        for table, key in (("tallies", (entity, audience, day)), ("totals", (entity, audience))):
            mentions[table][key] += 1
            articles[table][key].add(article)
        present[article, audience, sentence].add((name, entity))
    for (article, audience, _), named in present.items():
        if len({name for name, _ in named}) > counts.MOST_IN_A_SENTENCE:
            continue
        found = {entity for _, entity in named}
        for one, other in ((a, b) for a in found for b in found if a != b):
            mentions["ties"][one, audience, other] += 1
            articles["ties"][one, audience, other].add(article)
    return {
        t: {key: (len(articles[t][key]), n) for key, n in mentions[t].items()} for t in ("tallies", "totals", "ties")
    }


async def stored(db: aiosqlite.Connection) -> dict[str, dict[tuple[int, ...], tuple[int, int]]]:
    keys = {
        "tallies": "entity_id, audience_id, day",
        "totals": "entity_id, audience_id",
        "ties": "entity_id, audience_id, other_id",
    }
    found = {}
    for table, key in keys.items():
        seen = "sentences" if table == "ties" else "mentions"
        rows = await db.execute_fetchall(f"SELECT articles, {seen}, {key} FROM {table}")
        found[table] = {tuple(row[2:]): (row[0], row[1]) for row in rows}
    return found


@settings(max_examples=examples(30))
@given(st.lists(stories, min_size=1, max_size=5), steps)
async def test_counts_are_those_of_a_recount(told: list[Story], taken: list[Step]) -> None:
    unique = list({story.fingerprint: story for story in told}.values())
    async with memory() as db:
        await play(db, unique, taken)
        await settled(db)
        assert await stored(db) == await recount(db)


async def test_a_long_list_ties_nobody() -> None:
    letters = "ABCDEFGHIJKLM"
    async with memory() as db:
        await file(db, " met ".join(f"Vitamin {letter}{letter.lower()}" for letter in letters) + " today.")
        assert await stored(db) == await recount(db)
        assert (await stored(db))["ties"] == {}
        await file(db, " met ".join(f"Vitamin {letter}{letter.lower()}" for letter in letters[:12]) + " later.")
        assert len((await stored(db))["ties"]) == 12 * 11
