"""The same article again: wordings of one article, whoever can read which, in any order of filing and deleting."""

import random
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.likeness import alike, profile
from bot.articles.types import Draft
from bot.store import articles, drafts, entities, likeness, postings, queue, rebuilding
from bot.store.database import Database
from bot.store.drafts import Waiting
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.examples import examples
from tests.store.dump import Dump, check_index, dump, row_counts
from tests.store.filing import NOON, TODAY, Story, derive, file, memory, post, unpost

EVERYTHING = Scope(LOCAL)
SENTENCES = (
    "The World Bank lent Japan eleven million dollars for a dam on the upper river this spring.",
    "Engineers from Geneva measured the valley floor twice before anybody signed the contract with the builders.",
    "Farmers below the wall fear that their wells will run dry in August, as happened after the last dam.",
    "The ministry answered that a second channel keeps a quarter of the water flowing all summer.",
    "Fishermen asked for ladders, which the plans had left out because of their cost.",
    "A court in Vienna hears the complaint of two villages next month and may stop the work.",
    "Turbines come from Boston by ship and wait in a shed until the road to the gorge is paved.",
    "Nobody has said who pays should the lake fill more slowly than the models predict.",
)
FULL = " ".join(SENTENCES)
HEAD, TAIL = " ".join(SENTENCES[:4]), " ".join(SENTENCES[4:])
TURNED = " ".join((*SENTENCES[5:], *SENTENCES[:5]))
LONGER = FULL + " Inspectors from the United Nations visit the site every autumn and publish what they saw there."
OTHER = (
    "The World Bank lent Iran nine million dollars for a harbour on the southern coast last week. Dock workers there"
    " welcomed the loan, while a council of fishermen called it a present to shipping lines that never asked for one."
)
TEXTS = (FULL, HEAD, TAIL, TURNED, LONGER, OTHER)


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        yield connection


def seen_by(*channels: int) -> Scope:
    return Scope(LOCAL, frozenset(channels))


async def read_by(db: aiosqlite.Connection, scope: Scope) -> list[str]:
    """The texts that a scope is shown, latest filed first."""
    found = [article.id for article in await articles.recent(db, scope, limit=20)]
    assert await articles.total(db, scope) == len(found)
    texts = await articles.texts(db, found)
    return [texts[one] for one in found]


async def counted(db: aiosqlite.Connection, scope: Scope) -> set[tuple[str, int, int]]:
    """Every entity of a scope, with its articles and mentions there."""
    ids = [row[0] for row in await db.execute_fetchall("SELECT id FROM entities")]
    return {(e.name, e.articles, e.mentions) for e in (await entities.by_ids(db, scope, ids)).values()}


async def test_a_cut_copy_is_one_more_posting(db: aiosqlite.Connection) -> None:
    first = await file(db, FULL, 1)
    again = await file(db, HEAD, 1)
    assert (again.article, again.number, again.duplicate) == (first.article, first.number, True)
    assert again.known_as == first.external_id
    assert await read_by(db, EVERYTHING) == [FULL]
    assert [p.message for p in await articles.postings(db, EVERYTHING, first.article)] == [1, 2]


async def test_the_fullest_text_is_the_one_that_is_read(db: aiosqlite.Connection) -> None:
    first = await file(db, HEAD, 1)
    fuller = await file(db, FULL, 1)
    assert (fuller.duplicate, fuller.known_as) == (True, first.external_id)
    assert await read_by(db, EVERYTHING) == [FULL]
    for found in (
        await articles.by_number(db, EVERYTHING, first.number),
        await articles.by_message(db, EVERYTHING, 1, 1),
    ):
        assert found is not None
        assert (found.id, found.posting.message) == (fuller.article, 2)


async def test_of_two_equally_full_texts_the_first_stays(db: aiosqlite.Connection) -> None:
    await file(db, FULL, 1)
    await file(db, TURNED, 1)
    await file(db, FULL + " Share this.", 1)
    assert await read_by(db, EVERYTHING) == [FULL]


async def test_other_news_is_another_article(db: aiosqlite.Connection) -> None:
    await file(db, FULL, 1)
    assert not (await file(db, OTHER, 1)).duplicate
    assert not (await file(db, FULL, 50, guild=9)).duplicate
    assert not (await file(db, TURNED, 51, guild=8)).duplicate
    assert await articles.total(db, EVERYTHING) == 2


async def test_nobody_is_shown_what_was_posted_where_they_cannot_read(db: aiosqlite.Connection) -> None:
    await file(db, HEAD, 1)
    private = await file(db, LONGER, 2)
    assert await read_by(db, seen_by(1)) == [HEAD]
    assert await read_by(db, seen_by(2)) == [LONGER]
    assert await read_by(db, seen_by(1, 2)) == await read_by(db, EVERYTHING) == [LONGER]
    assert await articles.by_number(db, seen_by(1), private.number) is None
    assert ("United Nations", 1, 1) in await counted(db, seen_by(2))
    assert ("United Nations", 1, 1) not in await counted(db, seen_by(1))


async def test_a_copy_elsewhere_is_known_by_its_own_channel_s_article(db: aiosqlite.Connection) -> None:
    full = await file(db, FULL, 1)
    copy = await file(db, HEAD, 2)
    assert (copy.duplicate, copy.known_as) == (True, full.external_id)
    assert copy.article != full.article
    for scope, read in ((seen_by(2), copy), (seen_by(1, 2), full)):
        found = await articles.by_message(db, scope, 2, 1)
        assert found is not None
        assert found.id == read.article
        assert await articles.read_as(db, scope, copy.article) == found
    assert await articles.read_as(db, seen_by(1), copy.article) is None
    assert [p.channel for p in await articles.postings(db, seen_by(1, 2), full.article)] == [1, 2]
    assert [p.channel for p in await articles.postings(db, seen_by(2), copy.article)] == [2]


async def test_names_count_once(db: aiosqlite.Connection) -> None:
    await file(db, FULL, 1)
    before = await counted(db, EVERYTHING)
    assert ("World Bank", 1, 1) in before
    await file(db, HEAD, 1)
    await file(db, HEAD, 2)
    await file(db, TURNED, 3)
    for scope in (EVERYTHING, seen_by(1), seen_by(1, 2), seen_by(1, 2, 3)):
        assert await counted(db, scope) == before


async def test_the_article_outlives_the_posting_that_was_read(db: aiosqlite.Connection) -> None:
    await file(db, FULL, 1, 1)
    await file(db, HEAD, 1, 2)
    await unpost(db, 1, 1)
    assert await read_by(db, EVERYTHING) == [HEAD]
    assert len(await queue.unread(db, limit=5, most_characters=10_000)) == 1
    await derive(db, (await articles.recent(db, EVERYTHING, limit=1))[0].id)
    async with memory() as fresh:
        await file(fresh, HEAD, 1, 2)
        assert await dump(db) == await dump(fresh)


async def test_two_halves_are_one_article_only_while_the_whole_is_posted(db: aiosqlite.Connection) -> None:
    await file(db, HEAD, 1, 1)
    await file(db, TAIL, 1, 2)
    assert await articles.total(db, EVERYTHING) == 2
    await file(db, FULL, 1, 3)
    assert await read_by(db, EVERYTHING) == [FULL]
    await unpost(db, 1, 3)
    assert sorted(await read_by(db, EVERYTHING)) == sorted((HEAD, TAIL))


async def test_forgetting_an_article_forgets_its_every_wording(db: aiosqlite.Connection) -> None:
    await file(db, OTHER, 1)
    alone = await dump(db)
    filed = await file(db, FULL, 1)
    await file(db, HEAD, 1)
    await file(db, TAIL, 2)
    await postings.forget(db, filed.article)
    assert await dump(db) == alone


async def test_a_wording_that_nobody_reads_is_not_extracted(db: aiosqlite.Connection) -> None:
    await file(db, FULL, 1)
    await post(db, HEAD, 1)
    assert await queue.depth(db) == (0, 0)
    await post(db, TAIL, 1, deferred=True)
    await queue.resume(db)
    [waiting] = await queue.unread(db, limit=5, most_characters=10_000)
    before = await row_counts(db)
    assert await derive(db, waiting.id)
    assert await row_counts(db) == before


async def test_a_message_that_is_edited_a_little_is_no_copy_of_itself(db: aiosqlite.Connection) -> None:
    await file(db, FULL, 1, 7)
    edited = await file(db, TURNED, 1, 7)
    assert not edited.duplicate
    assert await read_by(db, EVERYTHING) == [TURNED]


async def test_a_crowd_of_copies_stays_one_article(db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "_CROWDED", 4)
    monkeypatch.setattr(likeness, "_COMPARED", 2)
    for number in range(12):
        await post(db, f"{FULL} Seen by reader{number} today.", 1)
    assert await articles.total(db, EVERYTHING) == 1
    [(most,)] = await db.execute_fetchall("SELECT max(n) FROM (SELECT count(*) AS n FROM shingles GROUP BY hash)")
    assert most <= 4


async def test_a_copy_of_many_is_settled_alone(db: aiosqlite.Connection) -> None:
    for number in range(30):
        await post(db, f"{FULL} Seen by reader{number} today.", 1 + number % 3)
    done: list[str] = []
    await db.set_trace_callback(done.append)
    await post(db, f"{FULL} Seen by nobody today.", 1)
    await unpost(db, 1, 1)
    assert len([statement for statement in done if "'main'." not in statement]) < 400


async def test_a_rebuild_finds_them_again(db: aiosqlite.Connection) -> None:
    for number, text in enumerate(TEXTS):
        await file(db, text, 1 + number % 2, number)
    before = await dump(db)
    await db.execute("DELETE FROM compared")  # as in a store that was made before copies were looked for
    await rebuilding.begin(db)
    while await rebuilding.step(db):
        pass
    assert await settled(db) == before


Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(st.sampled_from(("file", "post", "edit", "unpost", "derive")), st.integers(0, 5), st.integers(1, 3)),
    max_size=14,
)


async def settled(db: aiosqlite.Connection) -> Dump:
    for row in await db.execute_fetchall("SELECT id FROM articles WHERE state = 'pending'"):
        await derive(db, row[0])
    content = await dump(db)
    assert {table: len(rows) for table, rows in content.items()} == await row_counts(db)
    await check_index(db)
    return content


def story(text: int) -> Story:
    """Every second has no date of its own: it counts from the first posting that is left."""
    return Story(TEXTS[text], f"Title {text}", day=TODAY if text % 2 else None)


Standing = tuple[int, int, int]


async def play(db: aiosqlite.Connection, taken: Sequence[Step]) -> set[Standing]:
    """Take the steps; what stands in the end, as (text, channel, message). An edited message says the next text."""
    standing: dict[tuple[int, int], int] = {}
    for act, number, channel in taken:
        at = (channel, 100 + number)
        text = (standing.get(at, number) + 1) % len(TEXTS) if act == "edit" else number
        if act == "unpost":
            await unpost(db, *at)
            standing.pop(at, None)
        elif act in ("file", "post", "edit"):
            filed = await post(db, story(text), *at)
            standing[at] = text
            if act == "file":
                await derive(db, filed.article)
        else:
            for unread in await queue.unread(db, limit=1, most_characters=1):
                await derive(db, unread.id)
    return {(text, *at) for at, text in standing.items()}


@settings(max_examples=examples(60))
@given(steps, st.randoms(use_true_random=False))
async def test_any_history_ends_as_a_filing_of_what_is_left(taken: list[Step], order: random.Random) -> None:
    async with memory() as db:
        standing = await play(db, taken)
        content = await settled(db)
    again = sorted(standing)
    order.shuffle(again)
    async with memory() as db:
        for text, channel, message in again:
            await file(db, story(text), channel, message)
        assert await settled(db) == content


def groups(texts: set[int]) -> list[set[int]]:
    """The texts that are one article, by comparing each with each."""
    found: list[set[int]] = []
    for text in texts:
        joined = [g for g in found if any(alike(profile(TEXTS[text]), profile(TEXTS[other])) for other in g)]
        found = [g for g in found if g not in joined] + [{text}.union(*joined)]
    return found


def expected(standing: set[Standing], channels: set[int]) -> set[int]:
    """Of each article the fullest wording that is posted in one of the channels; of equally full ones the earliest."""
    shown = set()
    for group in groups({text for text, _, _ in standing}):
        posted = [text for text in group if any(t == text and c in channels for t, c, _ in standing)]
        if posted:

            def rank(text: int) -> tuple[int, object]:
                earliest = min(NOON + timedelta(days=c, minutes=m) for t, c, m in standing if t == text)
                return -likeness.fullness(len(TEXTS[text].split())), earliest

            shown.add(min(posted, key=rank))
    return shown


@settings(max_examples=examples(60))
@given(steps)
async def test_every_scope_is_shown_the_fullest_of_what_it_can_read(taken: list[Step]) -> None:
    async with memory() as db:
        standing = await play(db, taken)
        await settled(db)
        for channels in ({1}, {2}, {3}, {1, 2}, {1, 3}, {2, 3}, {1, 2, 3}):
            shown = expected(standing, channels)
            scope = seen_by(*channels)
            assert sorted(await read_by(db, scope)) == sorted(TEXTS[text] for text in shown)
            async with memory() as alone:
                for text in shown:
                    await file(alone, TEXTS[text], 1, text)
                assert await counted(db, scope) == await counted(alone, EVERYTHING)
        assert sorted(await read_by(db, EVERYTHING)) == sorted(await read_by(db, seen_by(1, 2, 3)))


RARE = "zyxgrblfq"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_no_byte_of_a_deleted_wording_is_left(tmp_path: Path) -> None:
    store = await Database.open(tmp_path / "dossier.db")
    secret = f"{FULL} The engineers called it {RARE.capitalize()} and told John {RARE.capitalize()} of the {RARE}."
    for message, text in enumerate((HEAD, secret, TURNED, OTHER)):
        async with store.writing() as db:
            await file(db, text, 1, message)
    async with store.writing() as db:
        await unpost(db, 1, 1)
        await settled(db)
        for hash_ in likeness.looked_up(LOCAL, profile(secret)):
            [(left,)] = await db.execute_fetchall(
                "SELECT count(*) FROM shingles WHERE hash = ? AND article_id NOT IN (SELECT id FROM articles)", (hash_,)
            )
            assert left == 0
    await store.purge()
    await store.close()
    assert [name for name, content in contents(tmp_path).items() if RARE.encode() in content.lower()] == []


async def test_what_was_filed_with_an_id_is_known_by_it(db: aiosqlite.Connection) -> None:
    await post(db, FULL, 1, external_id="a")
    assert (await post(db, HEAD, 1, external_id="b")).known_as == "a"
    third = await post(db, LONGER, 2, external_id="c")
    assert (third.external_id, third.known_as) == ("c", "a")


async def test_a_draft_waits_as_before(db: aiosqlite.Connection) -> None:
    place = Place(LOCAL, 1, 9)
    await post(db, FULL, 1)
    id_ = await drafts.add(db, Draft(HEAD.encode()), place, posted_at=NOON)
    waiting = Waiting(id_, Draft(HEAD.encode()), place, None, NOON, None, deferred=False, live=True)
    filed = await postings.file(db, waiting, Story(HEAD).reading())
    assert filed is not None
    assert filed.duplicate
    assert await postings.filed(db, place) == filed
