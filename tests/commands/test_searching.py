"""`search`, as it is typed."""

import pytest

from bot.cards.card import Card
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


def numbers(card: Card) -> set[str]:
    return {dict(action.arguments)["article"] for action in card.picks().values()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("treaty", {"#5", "#6", "#7"}),
        ('"comprehensive strategic partnership"', {"#5", "#7"}),
        ("treaty -letter", {"#5", "#7"}),
        ("treaty section:world before:2024-07-01", {"#5"}),
        ("treaty after:2024-11", {"#7"}),
        ("in:other gold", {"#11", "#12"}),
        ('entity:"Carlos Alcaraz"', {"#12"}),
        ("entity:Alcaraz", {"#12"}),
        ("Biles OR Altman", {"#10", "#11"}),
        ("bonmati", {"#8", "#9"}),
        ('"signed the protocol"', {"#7"}),
    ],
)
async def test_a_search_finds_what_it_asks_for(room: Newsroom, query: str, found: set[str]) -> None:
    assert numbers(await room.say(f"search {query}")) == found


async def test_hits_are_numbered_and_their_sentences_have_the_receipts(room: Newsroom) -> None:
    assert await room.read("search Alcaraz -gymnast") == (
        "Search: Alcaraz -gymnast\n"
        "1 article\n\n"
        "1. Djokovic beats Alcaraz and has his Olympic gold at last\n\n"
        "- The Serb beat Carlos Alcaraz of Spain 7-6 (7-3), 7-6 (7-2) in the Olympic final at Roland Garros on Sunday. "
        "[#12 · other · 4 Aug 2024 · https://example.org/other/5]"
    )


async def test_pages_go_on_and_end_at_the_last(room: Newsroom) -> None:
    first = await room.say("search Kim")
    assert first.page is not None
    assert (first.page.number, first.page.of) == (1, 2)
    second = await room.act(first.page.turn(2))
    assert not numbers(first) & numbers(second)
    assert await room.read("search Kim page:9") == await room.read("search Kim page:2")


async def test_a_filter_by_an_unknown_name_says_what_may_have_been_meant(room: Newsroom) -> None:
    card = await room.say("search treaty entity:Putn")
    assert card.subtitle == "Nothing found"
    assert card.footer == "No “Putn” is known here. Did you mean “Vladimir Putin” or “Alexia Putellas”?"
    card = await room.say(f"search entity:{'x' * 500}")
    assert len(card.footer) < 120


async def test_nothing_found_is_said_with_what_to_try(room: Newsroom) -> None:
    assert await room.read("search zebras") == (
        "Search: zebras\nNothing found\n\nTry fewer or other words; `help search` says what a search can have."
    )


async def test_a_slip_in_a_name_is_asked_back_where_nothing_is_found(room: Newsroom) -> None:
    card = await room.say("search Puttin")
    assert (card.subtitle, card.footer) == ("Nothing found", "Did you mean one of these?")
    assert (await room.act(card.choices[0].action)).title == "Vladimir Putin"
    sport = await room.channels("other")
    assert not (await sport.say("search Puttin")).choices
    assert not (await room.say("search Puttin in:nowhere")).choices


@pytest.mark.parametrize("query", ["-letter", '"', "before:soon", "OR", '""', "---", "?!"])
async def test_a_query_of_only_operators_is_refused_in_a_sentence(room: Newsroom, query: str) -> None:
    card = await room.say(f"search {query}")
    assert (card.tone, card.title) == ("error", "There is nothing in that to search for.")
    assert card.subtitle


async def test_a_search_needs_something(room: Newsroom) -> None:
    assert (await room.say("search")).title.startswith("`search` needs `query`")
