"""What a search answers: which articles, in which order, how many, and with which stretches of their text."""

import asyncio
import tempfile
from datetime import date, timedelta
from pathlib import Path

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.query import parse
from bot.store import search as module
from bot.store.database import Database
from bot.store.scope import Scope
from bot.store.search import Results, search
from tests.examples import examples
from tests.store.shelf import Text, shelve

TODAY = date(2024, 6, 19)
ALL = Scope(0)
FIRST = Scope(0, frozenset({1}))


async def ask(
    database: Database,
    typed: str,
    *,
    scope: Scope = ALL,
    limit: int = 10,
    offset: int = 0,
    entities: list[int] | None = None,
) -> Results:
    async with database.reading() as db:
        return await search(db, scope, parse(typed, TODAY), limit=limit, offset=offset, entity_ids=entities)


def numbers(results: Results) -> list[int]:
    return [hit.number for hit in results.hits]


@pytest.fixture
async def shelf(store: Database) -> Database:
    await shelve(
        store,
        [
            Text("The river rose in Prague. Voters in the city stayed calm.", "Floods in Prague", section="Weather"),
            Text(
                "Parliament voted on the treaty. The treaty was signed in Lisbon in 2007.", "A treaty", author="Reuters"
            ),
            Text("The Algerian team won in Cairo, and Algeria celebrated.", channels=(2,), byline="By Agence France"),
            Text(
                "A volcano in Iceland closed the airspace over Europe.",
                channels=(1, 2),
                url="https://www.example.org/a/b",
            ),
            Text("President Erdoğan met U.N. envoys. The envoys left.", channels=(2,), author="Ana", day=19_800),
            Text("The United Nations counted votes in the river delta.", section="world"),
        ],
    )
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vote", [6, 2]),  # voted and votes; Voters has another stem
        ("TREATIES", [2]),
        ("algeria", [3]),
        ("Algerian", [3]),
        ("erdogan", [5]),
        ("U.N.", [5, 6]),
        ("the volcano", [4]),
        ('"the treaty"', [2]),
        ('"treaty lisbon"', []),
        ("river -prague", [6]),
        ("-prague", []),
        ("volcano OR treaty", [2, 4]),
        ('volcano OR "signed in lisbon"', [2, 4]),
        ("river section:Weather", [1]),
        ("section:WORLD", [6]),
        ("from:reuters", [2]),
        ('from:"agence france"', [3]),
        ("from:example.org", [4]),
        ("from:b", [3]),  # of the address, only the site counts
        ("in:#channel-2 europe", [4]),
        ("in:<#2>", [5, 4, 3]),
        ("in:2 -volcano", [5, 3]),
        ("after:2023", [5]),
        ("before:2023 treaty", [2]),
        ("nothing-of-the-kind", []),
        ("", []),
        ('"', []),
        ("NEAR(treaty lisbon)", []),
    ],
)
async def test_what_is_found(shelf: Database, typed: str, found: list[int]) -> None:
    results = await ask(shelf, typed)
    if typed.startswith("NEAR"):
        assert numbers(results) == [2]  # fewer words than typed: "near" is in no article
        assert results.note == "No article has all of these words; these have some of them."
        return
    assert sorted(numbers(results)) == sorted(found)
    assert (results.total, results.exact) == (len(found), True)


async def test_a_filter_alone_lists_the_newest_first(shelf: Database) -> None:
    assert numbers(await ask(shelf, "in:2")) == [5, 4, 3]
    assert numbers(await ask(shelf, "in:2", limit=1, offset=1)) == [4]


async def test_a_channel_that_is_not_there_is_told(shelf: Database) -> None:
    results = await ask(shelf, "in:sport river")
    assert not results.hits
    assert results.note == "There is no channel “sport” here."
    assert (await ask(shelf, "in:channel-2 river", scope=FIRST)).note == "There is no channel “channel-2” here."


async def test_an_author_counts_only_where_the_reader_sees_the_posting(store: Database) -> None:
    await shelve(store, [Text("A storm.", channels=(1, 2))])
    async with store.writing() as db:
        await db.execute("UPDATE postings SET author = 'Ana' WHERE channel_id = 2")
    assert numbers(await ask(store, "from:ana")) == [1]
    assert numbers(await ask(store, "from:ana", scope=FIRST)) == []


async def test_an_entity_narrows_to_the_articles_that_name_it(shelf: Database) -> None:
    async with shelf.writing() as db:
        await db.execute("INSERT INTO entities (id, guild_id, key) VALUES (7, 0, 'k'), (8, 0, 'l')")
        await db.execute(
            "INSERT INTO names (id, guild_id, key, kind, entity_id, joins_id, articles, first, reason) "
            "VALUES (1, 0, 'prague', 'GPE', 7, 1, 1, '', ''), (2, 0, 'un', 'ORG', 8, 2, 1, '', '')"
        )
        for name, number in ((1, 1), (1, 6), (2, 6)):
            await db.execute(
                "INSERT INTO appearances (name_id, audience_id, article_id, mentions, start) "
                "SELECT ?, audience_id, id, 1, 0 FROM articles WHERE number = ?",
                (name, number),
            )
    assert sorted(numbers(await ask(shelf, "river", entities=[7]))) == [1, 6]
    assert numbers(await ask(shelf, "river", entities=[7, 8])) == [6]
    assert numbers(await ask(shelf, 'entity:"Prague"', entities=[7])) == [6, 1]
    assert numbers(await ask(shelf, "river", entities=[9])) == []
    assert numbers(await ask(shelf, 'river entity:"Nobody"', entities=[])) == []


async def test_all_words_come_first_and_fewer_are_told(store: Database) -> None:
    await shelve(store, [Text("wheat and corn"), Text("corn and barley"), Text("oats")])
    results = await ask(store, "wheat corn")
    assert numbers(results) == [1, 2]
    assert results.note == "Only one article has all of these words; the others have some of them."
    assert results.total == 2


async def test_of_many_words_all_come_first_too(store: Database) -> None:
    longest = "sorghum, barley, millet, wheat and maize"
    await shelve(store, [Text(f"{longest}, with rye and tef"), Text(longest), Text("rye and tef")])
    results = await ask(store, "rye tef wheat maize barley millet sorghum")
    assert numbers(results)[:2] == [1, 2]
    assert results.note == "Only one article has all of these words; the others have some of them."
    assert numbers(await ask(store, "rye tef wheat maize barley millet lupine"))[:2] == [1, 2]


async def test_enough_articles_with_all_words_need_no_others(store: Database) -> None:
    await shelve(store, [*(Text("wheat and corn") for _ in range(12)), Text("corn alone")])
    results = await ask(store, "wheat corn", limit=20)
    assert (results.total, results.note) == (12, None)
    assert 13 not in numbers(results)


async def test_operators_are_never_relaxed(store: Database) -> None:
    await shelve(store, [Text("wheat and corn"), Text("corn and barley")])
    assert numbers(await ask(store, 'barley "wheat and"')) == []
    assert numbers(await ask(store, "wheat corn -barley")) == [1]


async def test_stop_words_are_dropped_unless_they_are_all_there_is(store: Database) -> None:
    await shelve(store, [Text("corn rises"), Text("to be or not to be"), Text("whether to sell")])
    assert numbers(await ask(store, "what is the corn")) == [1]
    assert numbers(await ask(store, "to be or not to be"))[0] == 2


async def test_the_better_article_comes_first(store: Database) -> None:
    filler = "Nothing else of note happened in the town that week, and the market closed early. " * 4
    await shelve(
        store,
        [
            Text("The harbour strike ended. " + filler, "Harbour strike ends"),
            Text(filler + "A strike was mentioned. " + filler + "The harbour froze."),
            Text("Strike at the harbour: the harbour strike goes on, strikers say. " + filler),
            *(Text(filler + "A harbour.") for _ in range(3)),
        ],
    )
    assert set(numbers(await ask(store, "harbour strike"))[:2]) == {1, 3}
    assert numbers(await ask(store, "harbour strike"))[2] == 2


async def test_a_word_far_down_a_long_article_is_found(store: Database) -> None:
    await shelve(store, [Text("dull " * 5_000 + "zebra. " + "dull " * 100), Text("dull")])
    results = await ask(store, "zebra")
    assert numbers(results) == [1]
    [(_, start, end)] = results.hits[0].spans
    assert 25_000 in range(start, end)


@pytest.mark.parametrize(
    "word", ["İstanbul", "Žižek", "Йошкар", "Ólafsvík", "Straße", "北京", "हिन्दी", "Ŀlull", "ﬁnal"]
)
async def test_a_word_of_any_script_finds_itself_and_is_shown(store: Database, word: str) -> None:
    await shelve(store, [Text(f"It was seen in {word} yesterday."), Text("Elsewhere.")])
    for typed in (word, word.lower(), f'"{word}"'):
        results = await ask(store, typed)
        assert numbers(results) == [1]
        assert results.hits[0].spans


async def test_an_article_counts_once_however_often_it_was_posted(store: Database) -> None:
    await shelve(store, [Text("a storm", channels=(1, 2, 3))])
    assert (await ask(store, "storm")).total == 1


async def test_more_than_can_be_ranked_is_told(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEWEST", 5)
    await shelve(store, [Text(f"storm {n}") for n in range(8)])
    results = await ask(store, "storm", limit=20)
    assert sorted(numbers(results)) == [4, 5, 6, 7, 8]
    assert results.counted == "more than 5"
    assert results.note == "More than 5 articles match; only the newest 5 were ranked."
    assert (await ask(store, "in:1", limit=20)).counted == "more than 5"
    assert (await ask(store, '"storm 7"')).counted == "1"


async def test_pages_follow_one_another(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHORTLIST", 6)
    await shelve(store, [Text("storm " * (n % 5 + 1) + "over the sea " * n) for n in range(15)])
    whole = numbers(await ask(store, "storm", limit=50))
    pages = [numbers(await ask(store, "storm", limit=4, offset=offset)) for offset in range(0, 16, 4)]
    assert [number for page in pages for number in page] == whole
    assert sorted(whole) == list(range(1, 16))


async def test_a_snippet_is_the_sentence_where_sentences_are_known(store: Database) -> None:
    text = "Nothing here. The reactor was shut down on Monday. More of nothing. Inspectors saw the reactor."
    await shelve(store, [Text(text)])
    async with store.writing() as db:
        for start, end in ((0, 13), (14, 50), (51, 67), (68, 95)):
            await db.execute(
                'INSERT INTO sentences (article_id, start, "end", paragraph, words, opening, quoted) '
                "VALUES (1, ?, ?, 0, 5, '', 0)",
                (start, end),
            )
    [hit] = (await ask(store, "reactor inspectors")).hits
    assert [text[start:end] for _, start, end in hit.spans] == ["Inspectors saw the reactor."]


async def test_the_index_forgets_what_is_deleted(store: Database) -> None:
    await shelve(store, [Text("a storm"), Text("another storm")])
    async with store.writing() as db:
        await db.execute(
            "INSERT INTO article_index (article_index, rowid, title, text) "
            "SELECT 'delete', id, title, text FROM articles WHERE id = 1"
        )
        await db.execute("DELETE FROM articles WHERE id = 1")
    assert numbers(await ask(store, "storm")) == [2]


WORDS = ("storm", "storms", "river", "corn", "wheat", "the", "of", "Prague", "treaty", "votes", "Iceland", "icelandic")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)
INSIDE = st.builds(Text, TEXTS, title=st.none() | TEXTS, channels=st.sampled_from([(1,), (1, 2), (1, 3)]))
OUTSIDE = st.builds(Text, TEXTS, title=st.none() | TEXTS, channels=st.sampled_from([(2,), (3,), (2, 3)])) | st.builds(
    Text, TEXTS, channels=st.just((99,)), guild=st.just(5)
)
TYPED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join) | st.sampled_from(
    ["in:1", '"storm river"', "corn -wheat", "corn OR wheat river", "storm in:channel-1", "after:2001 river treaty"]
)


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds so small that a dozen articles reach them all."""
    for name, value in (("NEWEST", 6), ("SAMPLE", 3), ("ENOUGH", 2), ("SHORTLIST", 4)):
        monkeypatch.setattr(module, name, value)


@pytest.mark.usefixtures("tight")
class TestScope:
    @settings(max_examples=examples(40))
    @given(st.lists(st.one_of(INSIDE, OUTSIDE), min_size=1, max_size=16), st.lists(TYPED, min_size=1, max_size=4))
    def test_an_article_outside_the_scope_changes_nothing(self, texts: list[Text], typed: list[str]) -> None:
        inside = [text for text in texts if 1 in text.channels]
        assert asyncio.run(self.printed(texts, typed)) == asyncio.run(self.printed(inside, typed))

    async def printed(self, texts: list[Text], typed: list[str]) -> list[object]:
        """All that an answer shows: articles by their numbers, which only those inside the scope share."""
        with tempfile.TemporaryDirectory() as folder:
            database = await Database.open(Path(folder) / "dossier.db", readers=1)
            inside, outside = iter(range(1, 100)), iter(range(1000, 2000))
            await shelve(database, texts, numbers=[next(inside if 1 in text.channels else outside) for text in texts])
            answers: list[object] = []
            for query in typed:
                results = await ask(database, query, scope=FIRST)
                hits = [(h.number, h.title, h.score, [span[1:] for span in h.spans]) for h in results.hits]
                answers.append((hits, results.total, results.exact, results.note))
            await database.close()
        return answers


@pytest.fixture(scope="module")
def library() -> Path:
    """A store with a few articles, made once."""
    path = Path(tempfile.mkdtemp()) / "dossier.db"

    async def make() -> None:
        database = await Database.open(path, readers=1)
        await shelve(database, [Text("A storm over Prague – “said” so. " * n, "Ştorm") for n in range(1, 9)])
        await database.close()

    asyncio.run(make())
    return path


OPERATORS = 'storm prague " - OR NEAR( * ^ : in:1 after:7d ( ) { } + , the 𝔸 a'
PIECES = st.sampled_from([*OPERATORS.split(), "\0", "़"])


@settings(max_examples=examples(60))
@given(st.text(max_size=60) | st.lists(PIECES).map(" ".join))
def test_nothing_typed_raises_and_every_span_is_a_slice(library: Path, typed: str) -> None:
    async def run() -> None:
        async with aiosqlite.connect(library) as db:
            results = await search(db, ALL, parse(typed, TODAY), limit=5)
            for hit in results.hits:
                [(text,)] = await db.execute_fetchall("SELECT text FROM articles WHERE id = ?", (hit.article,))
                for article, start, end in hit.spans:
                    assert article == hit.article
                    assert 0 <= start < end <= len(text)
                    assert text[start:end] == text[start:end].strip()

    asyncio.run(run())


async def test_no_statement_scans_articles_or_postings(shelf: Database) -> None:
    typed = ["river", "river votes", "floods in lisbon and cairo", "in:1", "in:1 -river", '"the treaty" from:reuters']
    typed += ["river section:world", "river OR votes after:2001 before:7d", "what is the united nations vote"]
    statements: set[str] = set()
    async with shelf.reading() as db:
        await db.set_trace_callback(statements.add)
        for text in typed:
            await search(db, ALL, parse(text, TODAY), limit=5, entity_ids=[1])
            await search(db, FIRST, parse(text, TODAY), limit=5)
        await db.set_trace_callback(None)  # type: ignore[arg-type]
        asked = [sql for sql in statements if "SELECT" in sql and not sql.startswith("--")]
        assert len(asked) > len(typed)
        for sql in asked:
            plan = [row[3] for row in await db.execute_fetchall(f"EXPLAIN QUERY PLAN {sql}")]
            scans = [step for step in plan if step.startswith(("SCAN articles", "SCAN postings", "SCAN sentences"))]
            assert not scans, (sql, plan)


def test_the_days_of_a_filter_are_counted_from_1970() -> None:
    assert date(1970, 1, 1) + timedelta(days=19_800) == date(2024, 3, 18)
