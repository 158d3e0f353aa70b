"""What is derived from articles: the same whatever the order in which they came, went and came again."""

from collections.abc import Sequence
from datetime import date, timedelta

import aiosqlite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.identity import across
from bot.identity.evidence import name_evidence
from bot.identity.within import resolve
from bot.store import analysis, blocks, postings
from bot.store.rows import Place
from bot.store.scope import LOCAL
from tests.examples import examples
from tests.store.dump import Dump, check_index, dump, row_counts
from tests.store.filing import NOON, Story, derive, extract, file, memory, post, unpost

PEOPLE = (
    "John Adams", "John Quincy Adams", "Abigail Adams", "Adams", "John", "President Adams", "Mr. Adams",
    "Theodore Roosevelt", "Franklin Roosevelt", "Franklin D. Roosevelt", "Eleanor Roosevelt", "Roosevelt",
    "Kim Jong Un", "Kim Jong Il", "Kim", "Theodor Roosevelt",
)  # fmt: skip
THINGS = (
    "International Atomic Energy Agency", "International Atomic Energy Agency (IAEA)", "IAEA", "European Union", "EU",
    "European Press Agency", "Vienna", "France", "World Bank", "World Bank Group",
)  # fmt: skip
SHAPES = (
    "{0} met {1} in {2}.",
    "The president {0} wrote to {1}. He praised {2} and {0}.",
    "{0} left.\n{1} stayed with the {2}, and {1} waited.",
    "{0} went to {1} last week. On 3 March 1801 he had met {2} there, and two days later he left.",
    "No word came from {0}. The director {0} of the {1} and the new minister {2} were silent about disarmament.",
    "{0} came home. “The {1} is late” said {0}. “{2} is late too” said he. “Nobody knows {0}.”",
)

names = st.sampled_from(PEOPLE + THINGS)
stories = st.builds(
    lambda shape, a, b, c, n: Story(f"{shape.format(a, b, c)} {n}", day=date(2024, 6, 18 + n % 4) if n % 4 else None),
    st.sampled_from(SHAPES), names, names, names, st.integers(0, 9),
)  # fmt: skip
Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["post", "file", "file", "derive", "unpost", "unpost"]), st.integers(0, 4), st.integers(1, 3)
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip


async def play(db: aiosqlite.Connection, stories: Sequence[Story], steps: Sequence[Step]) -> dict[int, set[int]]:
    """Take the steps; which stories stand at the end, and where. Story n is message 100 + n of any channel."""
    standing: dict[int, set[int]] = {}
    for act, chosen, channel in steps:
        story = chosen % len(stories)
        message = 100 + story
        if act in ("post", "file"):
            filed = await post(db, stories[story], channel, message)
            standing.setdefault(story, set()).add(channel)
            if act == "file":
                await derive(db, filed.article)
        elif act == "derive" and standing.get(story):
            found = await postings.filed(db, Place(LOCAL, min(standing[story]), message))
            assert found is not None
            await derive(db, found.article)
        elif act == "unpost":
            await unpost(db, channel, message)
            standing.get(story, set()).discard(channel)
    return {story: where for story, where in standing.items() if where}


async def settled(db: aiosqlite.Connection) -> Dump:
    """The content of a store once everything that waits is derived; checked to hide no row and to index every text."""
    for row in await db.execute_fetchall("SELECT id FROM articles WHERE state = 'pending'"):
        await derive(db, row[0])
    content = await dump(db)
    assert {table: len(rows) for table, rows in content.items()} == await row_counts(db)
    await check_index(db)
    return content


async def check_any_order(told: list[Story], taken: list[Step], order: list[int]) -> None:
    unique = list({story.fingerprint: story for story in told}.values())
    async with memory() as db:
        standing = await play(db, unique, taken)
        content = await settled(db)
    async with memory() as db:
        for story in sorted(standing, key=lambda s: order[s % len(order)]):
            for channel in sorted(standing[story], reverse=True):
                await file(db, unique[story], channel, 100 + story)
        assert content == await settled(db)


@settings(max_examples=examples(60))
@given(st.lists(stories, min_size=1, max_size=5), steps, st.permutations(range(5)))
async def test_any_history_ends_as_a_fresh_filing_of_what_survives(
    told: list[Story], taken: list[Step], order: list[int]
) -> None:
    await check_any_order(told, taken, order)


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(stories, min_size=1, max_size=5), steps, st.permutations(range(5)))
async def test_any_history_with_crowded_blocks(
    monkeypatch: pytest.MonkeyPatch, told: list[Story], taken: list[Step], order: list[int]
) -> None:
    for module in (across, blocks):
        monkeypatch.setattr(module, "BLOCK_SIZE", 2)
    await check_any_order(told, taken, order)


@settings(max_examples=examples(40))
@given(st.lists(stories, min_size=2, max_size=5, unique_by=lambda story: story.fingerprint), st.integers(0, 3))
async def test_several_articles_at_once_are_stored_as_one_by_one(told: list[Story], before: int) -> None:
    async with memory() as db:
        for number, story in enumerate(told):
            await file(db, story, 1 + number % 2, 100 + number)
        content = await settled(db)
    async with memory() as db:
        filed = [(await post(db, one, 1 + number % 2, 100 + number)).article for number, one in enumerate(told)]
        for article in filed[:before]:
            await derive(db, article)
        await derive(db, *filed)
        assert content == await settled(db)


@settings(max_examples=examples(100))
@given(stories)
async def test_what_is_loaded_is_what_was_written(story: Story) -> None:
    extraction = extract(story.text, story.day or NOON.date() + timedelta(days=1))
    resolution = resolve(story.text, extraction)
    async with memory() as db:
        filed = await file(db, story)
        loaded = await analysis.load(db, filed.article)
    assert (loaded.text, loaded.title, loaded.article) == (story.text, story.title, filed.article)
    assert loaded.extraction.sentences == extraction.sentences
    assert loaded.extraction.mentions == extraction.mentions
    assert loaded.extraction.pronouns == tuple(p for p in extraction.pronouns if p.gender in ("he", "she"))
    assert loaded.extraction.keyphrases == extraction.keyphrases
    assert loaded.extraction.dates == extraction.dates
    assert loaded.resolution == resolution
    assert [q.span for q in loaded.extraction.quotes] == [q.span for q in extraction.quotes]
    assert [r.span for r in loaded.extraction.roles] == [r.span for r in extraction.roles]
    assert len(loaded.entities) == len(resolution.chains)
    assert name_evidence(loaded.text, loaded.extraction, loaded.resolution) == name_evidence(
        story.text, extraction, resolution
    )
