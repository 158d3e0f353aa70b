"""Headlines in capitals, brought down by their own article."""

import pytest

from bot.articles.truecase import is_shouted, truecase


def test_capitals_are_undone_from_the_body() -> None:
    body = (
        "Officials said the bridge over the Rhine will close, and NATO lorries with it."
        " Then Berlin pays; Germany's share is small."
    )
    title = "RHINE BRIDGE TO CLOSE: NATO LORRIES AND GERMANY'S SHARE"
    assert truecase(title, body) == "Rhine bridge to close: NATO lorries and Germany's share"


def test_possessives_and_acronyms_that_the_body_lacks() -> None:
    assert truecase("US AND BERLIN'S BRIDGE", "It is said that Berlin has many.") == "US and Berlin's bridge"


def test_sentence_beginnings_do_not_count() -> None:
    assert (
        truecase("MAYOR SEES BRIDGE", "Bridge work began. Bridge work ended; the bridge stands.") == "Mayor sees bridge"
    )


@pytest.mark.parametrize(
    ("title", "shouted"),
    [
        ("COUNCIL VOTES TO CLOSE BRIDGE", True),
        ("NATO", False),
        ("UN AND EU", False),
        ("Council votes", False),
        ("", False),
    ],
)
def test_what_shouts(title: str, shouted: bool) -> None:
    assert is_shouted(title) is shouted
