"""Names of what pages print around a story."""

import pytest

from bot.articles.boilerplate import boilerplate


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Share this article", "share buttons"),
        ("This site uses cookies to improve your visit.", "a cookie notice"),
        ("Checking your browser before you go on", "a browser check"),
        ("Media playback is unsupported on your device", "a notice of the web page"),
        ("(Photo: AP)", "photo credits"),
        ("Image caption The bridge at dusk", "photo captions"),
        ("Related: Ten great bridges", "links to other stories"),
        ("Sign up for our daily newsletter.", "an invitation to sign up"),
        ("Copyright 2014 The Associated Press.", "a copyright notice"),
        ("Back to top", "page navigation"),
        ("* * *", "a dividing line"),
        ("https://example.com/bridge", "a bare link"),
        ("Advertisement", "an advertisement label"),
        ("Jane Roe contributed to this report.", "a note of the newsroom"),
    ],
)
def test_every_kind_has_a_name(line: str, name: str) -> None:
    found = boilerplate(f"It rained.\n{line}\nIt snowed.")
    assert next((piece.name, piece.span.of(f"It rained.\n{line}\nIt snowed.")) for piece in found) == (name, line)


def test_the_name_of_a_network_alone_is_no_share_bar() -> None:
    assert boilerplate("It rained.\n\nFacebook\n\nIt snowed.") == []
    assert [piece.name for piece in boilerplate("Facebook\nTwitter\nIt snowed.")] == ["share buttons"] * 2


def test_a_credit_needs_the_sentence_before_it_to_end_nearby() -> None:
    unbroken = "word " * 80 + "contributed to this report."
    assert boilerplate(unbroken) == []
