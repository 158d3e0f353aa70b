"""Bad input through the real path: each gets a clear sentence or a sensible result, and the program stays up."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from bot.articles.types import Draft
from bot.cards.card import Card
from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_line
from bot.commands.filing import post_card
from bot.desk.desk import Desk, open_desk
from bot.settings import Settings
from bot.store.scope import LOCAL, Scope

pytestmark = pytest.mark.model

T = TypeVar("T")

STORY = (
    "The Library of Congress in Washington bought the books of Thomas Jefferson in 1815. Jefferson had collected them"
    " for fifty years."
)
SCOPE = Scope(LOCAL)


class House:
    """A desk with the real workers, and somebody at its console."""

    def __init__(self, runner: asyncio.Runner, desk: Desk) -> None:
        self.runner = runner
        self.desk = desk

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        async def patiently() -> T:
            async with asyncio.timeout(150):
                return await work

        return self.runner.run(patiently())

    def ask(self) -> Ask:
        return Ask(SCOPE, self.desk, asker=None, channel=None, private=True, now=datetime.now(UTC), manager=True)

    def card(self, line: str) -> Card:
        return self.do(run_line(REGISTRY, self.ask(), line))

    def say(self, line: str) -> str:
        """The answer to a line, which is never a fault of the program."""
        said = plain(self.card(line))
        assert "Something went wrong" not in said
        return said

    def post(self, raw: bytes | str, title: str | None = None) -> str:
        draft = Draft(raw if isinstance(raw, bytes) else raw.encode(), title=title)
        return plain(self.do(post_card(self.ask(), draft)))

    def refusal(self, raw: bytes | str) -> str:
        """Why something was not filed; nothing of it is."""
        before = self.rows("SELECT count(*) FROM articles")
        first, reason, *rest = self.post(raw).splitlines()
        assert (first, rest) == ("⚠️ Not filed.", [])
        assert self.rows("SELECT count(*) FROM articles") == before
        return reason

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        async def read() -> list[tuple[Any, ...]]:
            async with self.desk.store.reading() as db:
                return [tuple(row) for row in await db.execute_fetchall(sql)]

        return self.do(read())

    def text(self) -> str:
        """The text of the article that was filed last."""
        return str(self.rows("SELECT text FROM articles ORDER BY id DESC LIMIT 1")[0][0])

    def names(self) -> set[str]:
        """The names found in the article that was filed last."""
        text = self.text()
        last = "SELECT max(id) FROM articles"
        spans = self.rows(f'SELECT start, "end" FROM mentions WHERE article_id = ({last})')
        return {text[start:end] for start, end in spans}


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    database = tmp_path_factory.mktemp("bad-input") / "dossier.db"
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        desk = runner.run(stack.enter_async_context(open_desk(Settings(database=database))))
        yield House(runner, desk)
        runner.run(stack.aclose())


# What is no article


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", "\u200b\u200b".encode(), b"?! ... --"])
def test_empty_text(house: House, raw: bytes) -> None:
    assert house.refusal(raw) == "There are no words in this text."


@pytest.mark.parametrize("text", ["😀😃🎉", "👨‍👩‍👧‍👦🏳️‍🌈 " * 500])
def test_only_emoji(house: House, text: str) -> None:
    assert house.refusal(text) == "There are no words in this text."


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 50,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"\x7fELF" + b"\x00" * 500,
        b"PK\x03\x04" + b"\x00\xff" * 99,
    ],
)
def test_binary_as_text(house: House, raw: bytes) -> None:
    assert "not text" in house.refusal(raw)


def test_more_than_may_be_read(house: House) -> None:
    assert house.refusal(b"word " * 5_000_001) == "This is too large: 25.0 MB, and at most 25 MB are read."


# Encodings and characters

PICASSO = "In Málaga, Pablo Picasso was born in 1881. He painted {} pictures – in Paris, most of them."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_with_and_without_a_mark(house: House, encoding: str) -> None:
    text = PICASSO.format(f"many {encoding.replace('-', ' ')}")
    assert "✅ Filed" in house.post(text.encode(encoding))
    assert house.text() == text
    assert {"Pablo Picasso", "Málaga", "Paris"} <= house.names()


def test_latin_1(house: House) -> None:
    text = PICASSO.format("hundreds of").replace("–", ",")
    assert "✅ Filed" in house.post(text.encode("latin-1"))
    assert house.text() == text
    assert "Málaga" in house.say("search malaga hundreds")


def test_nul_and_control_characters(house: House) -> None:
    assert "✅ Filed" in house.post(
        "The Library\x00 of Congress\x07 bought the books of\x1b[31m Thomas\x00 Jefferson in May."
    )
    assert not any(ord(c) < 32 for c in house.text())
    assert "Library of Congress" in house.names()


def test_bidi_characters_do_not_turn_what_follows(house: House) -> None:
    said = house.post(
        "The word \u202eevil\u202c was read by Albert Einstein at Princeton\u2066 University\u2069, he said."
    )
    assert "✅ Filed" in said
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(said)
    assert "Albert Einstein" in house.names()


def test_zalgo_is_cut_down(house: House) -> None:
    marks = "\u0301\u0315\u0322\u0334\u0345\u0363" * 10
    said = house.post("".join(c + marks for c in "The Library of Congress bought old books."))
    assert "✅ Filed" in said
    assert len(house.text()) <= 5 * len("The Library of Congress bought old books.")


def test_a_title_with_markdown_and_everyone(house: House) -> None:
    title = "**Bold** @everyone <@123> [link](https://example.org) `code` ||spoiler||"
    said = house.post("A bold report. " + STORY, title=title)
    assert "✅ Filed" in said
    shown = house.card("recent")
    assert title in plain(shown), "as it was written; what draws it for Discord makes it harmless"
    assert "@everyone" in house.say('search "library of congress" bold')


def test_right_to_left_text_is_filed_searchable_and_not_mis_extracted(house: House) -> None:
    text = (
        "التقى الرئيس المصري في القاهرة يوم الثلاثاء وفدا من الأمم المتحدة. وتحدث الرئيس عن المياه والسلام في المنطقة."
    )
    said = house.post(text)
    assert "✅ Filed" in said
    assert "in Arabic" in said
    assert house.names() == set()
    assert "القاهرة" in house.say("search القاهرة")


def test_another_language_is_filed_searchable_and_not_mis_extracted(house: House) -> None:
    text = (
        "Le président Emmanuel Macron a rencontré le chancelier Olaf Scholz à Berlin mardi. Ils ont parlé de la défense"
        " de l'Europe pendant deux heures, et de la pêche."
    )
    said = house.post(text)
    assert "It is in French: its summary is its first sentences" in said
    assert house.names() == set()
    assert "1 article" in house.say("search pêche défense")
    assert "Macron" in house.say("summary")


def test_an_english_text_with_words_of_another_script(house: House) -> None:
    house.post("The word שלום means peace, said the Hebrew University of Jerusalem. It is a greeting too.")
    assert any("Hebrew University of Jerusalem" in name for name in house.names())


# Shape and size


@pytest.mark.parametrize(
    "text", ["Berlin, Paris, Rome\nOslo\nMadrid, Lisbon", "1 2 3 4 5", "Geneva", "a" * 5000, "- \n- x\n- \n"]
)
def test_a_text_without_a_sentence(house: House, text: str) -> None:
    said = house.post(text)
    assert "✅ Filed" in said
    assert house.rows("SELECT state FROM articles ORDER BY id DESC LIMIT 1") == [("ready",)]
    assert house.say("summary")


def _surname(number: int) -> str:
    syllables = ("ba", "ke", "lo", "mi", "du", "ra", "ste", "ven", "por", "tal", "gri", "hol")
    parts = []
    for _ in range(4):
        number, digit = divmod(number, len(syllables))
        parts.append(syllables[digit])
    return "".join(parts).capitalize()


def test_five_thousand_names_in_one_article(house: House) -> None:
    given = ("John", "Mary", "Peter", "Anna", "Paul", "Susan", "David", "Laura", "Mark", "Helen")
    names = [f"{given[n % 10]} {_surname(7 * n + 3)}" for n in range(5000)]
    lists = (", ".join(names[n : n + 10]) for n in range(0, len(names), 10))
    said = house.post("\n\n".join(f"{line} and others met in Copenhagen on Monday." for line in lists))
    assert "✅ Filed" in said
    found = house.names()
    assert len(found) > 4500
    one = next(name for name in names if name in found)
    assert one in house.say(f"entity {one}")
    assert "1 article" in house.say("entity Copenhagen")
    assert "Copenhagen" in house.say("search Copenhagen")
    assert "Forgotten" in house.say(f"delete #{house.rows('SELECT max(number) FROM articles')[0][0]} sure:yes")
    assert house.rows("SELECT count(*) FROM names WHERE key LIKE '% bakeloba'") == [(0,)]
    assert "No “Copenhagen” is known here." in house.say("entity Copenhagen")


def test_a_million_characters(house: House) -> None:
    text = (f"{STORY} Nothing more was told. " + "weather " * 125_000)[:1_000_000]
    assert "✅ Filed" in house.post(text)
    assert len(house.text()) == len(text.strip())
    assert {"Thomas Jefferson", "Library of Congress"} <= house.names()
    assert "1 article" in house.say("search weather")
    assert "Thomas Jefferson" in house.say("summary")


# What is asked


@pytest.mark.parametrize(
    "query",
    ["OR", "OR OR", "-", '"', '""', '"" OR -', '- OR "', "before:", "entity:", "(", "*", "NEAR(", "\\", "'", "{}", "^"],
)
def test_a_query_of_nothing_but_operators(house: House, query: str) -> None:
    said = house.say(f"search {query}")
    assert said.splitlines()[0] in {"There is nothing in that to search for.", f"Search: {query}"}


@pytest.mark.parametrize(
    "query", ['"library of', 'library" of', '"library "of', "“library", "'library", '"""library', "library OR"]
)
def test_unbalanced_quotes_are_no_error(house: House, query: str) -> None:
    house.post("Quotes were counted. " + STORY)
    assert "Library of Congress" in house.say(f"search {query}")


@pytest.mark.parametrize(
    "name", ["--help", "-h", "sure:yes", "page:2", "private", "since:week", "--", "/", "#", "\\", '"', "''"]
)
def test_an_entity_named_like_an_option(house: House, name: str) -> None:
    for command in ("entity", "summary", "article show", "search"):
        for typed in (name, f'"{name}"', f"{name} {name}"):
            assert house.say(f"{command} {typed}").strip()


def test_people_who_are_named_like_an_option_are_found(house: House) -> None:
    house.post("Larry Page founded Google with Sergey Brin. Page had studied at Stanford University, as Brin had.")
    assert "Larry Page" in house.say("entity Page")
    assert "Larry Page" in house.say("summary Page")


@pytest.mark.parametrize(
    "command",
    ["entity", "summary", "search", "article show", "article raw", "delete", "help", "entities", "recent", ""],
)
@pytest.mark.parametrize("word", ["x", "x ", "#1", '"', "a:b ", "é", "😀"])
def test_an_argument_of_ten_thousand_characters(house: House, command: str, word: str) -> None:
    said = house.say(f"{command} " + (word * 10_000)[:10_000])
    assert said.strip()
    assert len(said) < 12_000


def test_two_commands_at_once_on_one_article(house: House) -> None:
    async def together(number: int, text: str) -> list[Card]:
        lines = (
            f"delete #{number} sure:yes",
            f"summary #{number}",
            f"article raw #{number}",
            "entity Jefferson",
            "recent",
        )
        asked = [run_line(REGISTRY, house.ask(), line) for line in lines]
        again = [post_card(house.ask(), Draft(text.encode())) for _ in range(2)]
        return list(await asyncio.gather(*asked, *again, run_line(REGISTRY, house.ask(), lines[0])))

    for turn in range(5):
        text = f"Turn {turn} was told. {STORY}"
        house.post(text)
        [(number,)] = house.rows("SELECT max(number) FROM articles")
        for card in house.do(together(number, text)):
            assert "Something went wrong" not in plain(card)
        house.do(house.desk.filing.idle())
    assert house.rows("PRAGMA foreign_key_check") == []
    assert house.rows("SELECT count(*) FROM articles WHERE state <> 'ready'") == [(0,)]
    assert house.rows("SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM postings)") == [(0,)]


def test_after_all_that_everything_is_in_order(house: House) -> None:
    assert "✅ Filed" in house.post("At last all was quiet. " + STORY)
    assert {"Thomas Jefferson", "Library of Congress"} <= house.names()
    assert house.rows("PRAGMA integrity_check") == [("ok",)]
    assert "Waiting: nothing" in house.say("stats")
