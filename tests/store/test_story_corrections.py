"""Corrections of stories over a store: undone in any order they never were, whatever was filed when, in any scope."""

from collections.abc import Sequence
from datetime import date

import aiosqlite
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import stories as desk
from bot.desk import story_correcting
from bot.desk.correcting import Hand
from bot.desk.results import StoryFound
from bot.store import queue, rebuilding, stories
from bot.store.corrections import Act, Entry
from bot.store.scope import LOCAL, Scope
from tests.examples import examples
from tests.store.corrections import NOW, same_secret, undo
from tests.store.filing import Story, derive, file, memory, post, unpost

DAY = date(2031, 3, 3)
ALL, FIRST = Scope(LOCAL), Scope(LOCAL, frozenset({1}))
TOLD = [
    Story(text, day=DAY)
    for text in (
        "An earthquake shook Velmora and killed 14 people. The mayor Ilse Brandt visited Karst Bay.",
        "The mayor Ilse Brandt asked for patience in Velmora after the earthquake that killed 14. Karst Bay is shut.",
        "In Velmora the earthquake killed 14 people. Karst Bay was visited by the mayor Ilse Brandt, who was late.",
        "The harbour of Ostrand was opened by Tomas Ryde at a cost of 80 million. The council in Ostrand was proud.",
        "Tomas Ryde opened the harbour of Ostrand, which cost 80 million. The council in Ostrand had waited long.",
        "John Adams left Vienna.",
    )
]
NAMES = [story.fingerprint for story in TOLD]

Grouped = list[list[int]]


async def seen(db: aiosqlite.Connection, scope: Scope = ALL) -> Grouped:
    """The stories of a scope, their articles by their places in `TOLD`."""
    rows = await db.execute_fetchall("SELECT id, fingerprint FROM articles")
    place = {row[0]: NAMES.index(row[1]) if row[1] in NAMES else -1 for row in rows}
    found = await desk.grouped(db, scope, await stories.latest(db, scope, since=None, limit=99))
    return sorted(sorted(place[article] for article in story) for story in found)


async def say(db: aiosqlite.Connection, act: Act, one: Sequence[int], other: Sequence[int]) -> Entry | None:
    """Say something of articles, by their places; None where some are not filed."""
    rows = await db.execute_fetchall("SELECT id, fingerprint FROM articles")
    ids = {row[1]: row[0] for row in rows}
    if not all(NAMES[place] in ids for place in (*one, *other)):
        return None
    first, second = ([ids[NAMES[place]] for place in places] for places in (one, other))
    hand = Hand(ALL, "7", None, NOW)
    if act == "story merge":
        return await story_correcting.merge(db, hand, StoryFound(tuple(first)), StoryFound(tuple(second)))
    return await story_correcting.split(db, hand, StoryFound((*first, *second)), first)


_TWO = st.tuples(
    st.frozensets(st.integers(0, 5), min_size=1, max_size=3), st.frozensets(st.integers(0, 5), min_size=1, max_size=3)
)
said = st.lists(
    st.tuples(
        st.sampled_from(["story merge", "story split"]),
        _TWO.map(lambda two: (sorted(two[0]), sorted(two[1] - two[0]))).filter(lambda two: bool(two[1])),
    ),
    min_size=1,
    max_size=4,
)


async def fill(db: aiosqlite.Connection, order: Sequence[int]) -> None:
    for place in order:
        await file(db, TOLD[place], 1 + place % 2, 100 + place)


@settings(max_examples=examples(67))
@given(said, st.permutations(range(6)), st.data())
async def test_undone_in_any_order_they_never_were(
    entries: list[tuple[Act, tuple[list[int], list[int]]]], order: list[int], data: st.DataObject
) -> None:
    async with memory() as db:
        await same_secret(db)
        await fill(db, order)
        before = [await seen(db, scope) for scope in (ALL, FIRST)]
        made = [entry for act, two in entries if (entry := await say(db, act, *two))]
        corrected = [await seen(db, scope) for scope in (ALL, FIRST)]
        undone = [await undo(db, made[number]) for number in data.draw(st.permutations(range(len(made))))]
        assert [await seen(db, scope) for scope in (ALL, FIRST)] == before
        for number in data.draw(st.permutations(range(len(undone)))):
            await undo(db, undone[number])
        assert [await seen(db, scope) for scope in (ALL, FIRST)] == corrected


@settings(max_examples=examples(67))
@given(said, st.permutations(range(6)))
async def test_the_order_of_filing_and_a_rebuild_change_nothing(
    entries: list[tuple[Act, tuple[list[int], list[int]]]], order: list[int]
) -> None:
    async with memory() as db:
        await same_secret(db)
        await fill(db, range(6))
        for act, two in entries:
            await say(db, act, *two)
        expected = [await seen(db, scope) for scope in (ALL, FIRST)]
        for place in order:  # each goes, and comes again as another row
            await unpost(db, 1 + place % 2, 100 + place)
        await fill(db, order)
        assert [await seen(db, scope) for scope in (ALL, FIRST)] == expected
        await rebuilding.begin(db)
        while await rebuilding.step(db):
            pass
        for table in ("article_marks", "story_links"):
            assert not list(await db.execute_fetchall(f"SELECT * FROM {table}"))
        for unread in await queue.unread(db, limit=99, most_characters=100_000):
            await derive(db, unread.id)
        assert [await seen(db, scope) for scope in (ALL, FIRST)] == expected


async def test_an_article_out_of_scope_changes_nothing() -> None:
    async with memory() as db:
        await fill(db, [0, 2, 4])  # all in channel 1
        before = await seen(db, FIRST)
        await fill(db, [1, 3, 5])
        await say(db, "story merge", [0], [5])
        await say(db, "story merge", [5], [4])
        await say(db, "story split", [1], [0, 2])
        assert await seen(db, FIRST) == before == [[0, 2], [4]]
        assert await seen(db) == [[0, 2, 3, 4, 5], [1]]


async def test_what_was_said_of_an_article_holds_when_it_is_edited() -> None:
    async with memory() as db:
        await fill(db, range(6))
        await say(db, "story merge", [0], [5])
        assert [0, 1, 2, 5] in await seen(db)
        edited = await post(db, Story("John Quincy Adams left Paris after all.", day=DAY), 2, 105)
        await derive(db, edited.article)
        assert [-1, 0, 1, 2] in await seen(db)


async def test_a_later_article_joins_what_was_merged_and_not_what_was_split() -> None:
    async with memory() as db:
        await fill(db, [0, 3])
        await say(db, "story merge", [0], [3])
        await fill(db, [1, 4])
        assert await seen(db) == [[0, 1, 3, 4]]
        await say(db, "story split", [0, 1], [3, 4])
        await fill(db, [2])
        assert await seen(db) == [[0, 1, 2], [3, 4]]
