"""Free words: what a mention of the bot with a question is taken for."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards.card import Card
from bot.commands.all import REGISTRY
from bot.commands.dispatch import run_line
from bot.commands.free import run_words
from tests.desk.newsroom import Newsroom
from tests.examples import examples

pytestmark = pytest.mark.model


async def taken(room: Newsroom, text: str) -> Card:
    return await run_words(REGISTRY, room.ask(), text)


@pytest.mark.parametrize(
    ("text", "title", "subtitle"),
    [
        ("what do we know about KCNA?", "Korean Central News Agency", "Taken as the name “KCNA” · organisation"),
        ("Who is Kim Jong Un, please?", "Kim Jong Un", "Taken as the name “Kim Jong Un” · person"),
        ("what's kim jong un’s answer to Putin", "Kim Jong Un", "Taken as the name “kim jong un” · person"),
        ("tell me about the Ballon d'Or!", "Ballon d'Or", "Taken as the name “Ballon d'Or”"),
        ("and Kim?", "Which “Kim”?", "Taken as the name “Kim” · 2 go by that name here."),
        ("What happened to the satellite launch?", "On “the satellite launch”", "Taken as a question what happened · "),
        ("where is the satellite launch?", "Search: satellite launch", "Taken as words to search for · "),
        ("about ballistic missiles", "Search: ballistic missiles", "Taken as words to search for · "),
        ("what stands in #3?", "Putin receives North Korean foreign minister", "Taken as an article · #3"),
        ("What did Putin say?", "Quotes by Vladimir Putin", "Taken as a question who said what · "),
        ("what has Putin said about Kim Jong Un", "Quotes by Vladimir Putin about Kim Jong Un", "Taken as a question"),
        ("hello", "What you can do here", "Taken as a call for help"),
        ("what is new?", "Stories", "Taken as a question what is new"),
        ("who said what about Putin", "Quotes about Vladimir Putin", "Taken as a question who said what"),
        ("who said anything about the treaty?", "Said: treaty", "Taken as a question who said what"),
        ("How many ships were seen in North Korea?", "Numbers: North Korea", "Taken as a question how many"),
        (
            "what happened with Putin in June 2024",
            "About Vladimir Putin",
            "Taken as a question what happened · Jun 2024",
        ),
        ("when did Putin visit Pyongyang?", "Timeline of Pyongyang and Vladimir Putin", "Taken as a question when"),
        ("when was the treaty signed?", "Timeline: treaty signed", "Taken as a question when · Taken as a topic"),
        ("how are Putin and Kim Jong Un connected?", "Vladimir Putin → Kim Jong Un", "Taken as a question how two"),
        (
            "what do Putin and Kim Jong Un have in common",
            "Vladimir Putin and Kim Jong Un",
            "Taken as a question what two",
        ),
        ("who is connected to Kim Jong Un?", "Related to Kim Jong Un", "Taken as a question who is tied to whom"),
        ("how often was Putin mentioned", "Vladimir Putin: mentions by month", "Taken as a question how often"),
        ("", "What you can do here", ""),
    ],
)
async def test_words_are_taken_for_a_name_an_article_or_a_search(
    room: Newsroom, text: str, title: str, subtitle: str
) -> None:
    card = await taken(room, text)
    assert (card.title[: len(title)], card.subtitle[: len(subtitle)]) == (title, subtitle)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("summary #3 long", "summary #3 long"),
        ("Entity: Putin", "entity Putin"),
        ("/article raw #3", "article raw #3"),
        ("!recent", "recent"),
        ("summarise the article #4", "summary #4"),
        ("tldr", "summary"),
        ("find treaty", "search treaty"),
        ("recent zzz:1", "search recent zzz:1"),
        ("delete", "delete"),
        ("entity", "entity"),
        ("summary length:huge", "summary length:huge"),
    ],
)
async def test_what_begins_with_a_command_is_that_command(room: Newsroom, text: str, line: str) -> None:
    got, wanted = await taken(room, text), await run_line(REGISTRY, room.ask(), line)
    assert (got.title, got.sections, got.tone) == (wanted.title, wanted.sections, wanted.tone)


async def test_a_name_out_of_scope_is_no_name(room: Newsroom) -> None:
    sport = await room.channels("other")
    card = await run_words(REGISTRY, sport.ask(), "what do we know about KCNA?")
    assert (card.title, card.subtitle) == ("Search: KCNA", "Taken as words to search for · Nothing found")


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=60)
    | st.lists(st.sampled_from(["Kim", "the", "#1", "a:", '"', "who", "-x", "help"])).map(" ".join)
)
async def test_no_words_are_a_fault(room: Newsroom, text: str) -> None:
    assert (await taken(room, text)).title != "Something went wrong on my side."
