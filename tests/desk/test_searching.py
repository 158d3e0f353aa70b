"""Searching from the desk: hits cut from their articles, names looked up, a page at a time."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.desk.results import SearchAnswer
from bot.desk.searching import excerpt, find
from tests.cards.builders import ARTICLE
from tests.desk.newsroom import Newsroom
from tests.examples import examples

pytestmark = pytest.mark.model

TODAY = date(2024, 12, 9)


async def found(room: Newsroom, typed: str, limit: int = 20, offset: int = 0) -> SearchAnswer:
    async with room.desk.store.reading() as db:
        return await find(db, room.scope, typed, today=TODAY, limit=limit, offset=offset)


QUERIES = ("treaty", "Kim OR Messi", '"South Korea"', "entity:Putin", "section:sport", "Moscow -letter", "gold final")


@pytest.mark.parametrize("query", QUERIES)
async def test_every_excerpt_is_a_slice_of_its_article(room: Newsroom, query: str) -> None:
    texts = await room.texts()
    answer = await found(room, query)
    assert answer.hits
    for hit in answer.hits:
        for one in hit.excerpts:
            assert one.article == hit.article
            assert one.text == one.span.of(texts[hit.article.number])
            assert one.shown.removeprefix("… ").removesuffix(" …") == one.text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The ferry sank.", "The ferry sank."), ("ferry sank.", "… ferry sank."), ("The ferry", "The ferry …"),
        ("“No,” she", "“No,” she …"), ("A heading", "A heading"), ("Below it", "Below it …"),
        ("a list,", "… a list, …"), ("of three.", "… of three."),
    ],
)  # fmt: skip
def test_a_stretch_shows_where_a_sentence_is_cut(said: str, shown: str) -> None:
    text = "The ferry sank. “No,” she said.\nA heading\nBelow it a list, of three."
    start = text.index(said)
    assert excerpt(ARTICLE, Span(start, start + len(said)), text).shown == shown


@pytest.mark.parametrize("query", QUERIES)
async def test_pages_are_pieces_of_one_list(room: Newsroom, query: str) -> None:
    whole = [hit.article.number for hit in (await found(room, query)).hits]
    pages = [(await found(room, query, 2, offset)).hits for offset in range(0, len(whole), 2)]
    assert [hit.article.number for page in pages for hit in page] == whole


async def test_names_in_filters_are_looked_up_and_those_unknown_find_nothing(room: Newsroom) -> None:
    answer = await found(room, 'treaty entity:KCNA entity:"Kim Jong Un"')
    assert [entity.name for entity in answer.named] == ["Korean Central News Agency", "Kim Jong Un"]
    answer = await found(room, "treaty entity:Putn")
    assert (answer.hits, answer.empty) == ((), False)
    assert answer.notes == ("No “Putn” is known here. Did you mean “Vladimir Putin” or “Alexia Putellas”?",)
    assert (await found(room, "entity:zzzzqq")).notes == ("No “zzzzqq” is known here.",)


async def test_a_query_of_nothing_is_empty(room: Newsroom) -> None:
    for typed in ("", " ", '"', "-letter", "before:never"):
        assert (await found(room, typed)).empty, typed


async def test_nothing_is_found_outside_the_scope(room: Newsroom) -> None:
    sport = await room.channels("other")
    for query in QUERIES:
        assert {hit.article.number for hit in (await found(sport, query)).hits} <= {8, 9, 10, 11, 12}
    assert (await found(sport, "entity:Putin")).notes


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
async def test_any_text_is_an_answer(room: Newsroom, typed: str) -> None:
    answer = await found(room, typed)
    assert answer.total >= len(answer.hits)
