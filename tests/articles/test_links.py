"""Links in messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.links import MOST, links_in

A, B = "https://example.com/news/a", "https://example.org/b_(c)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (A, (A,)),
        (f"Look: {A}. And {B}!", (A, B)),
        (f"<{A}> and ({B}) and [this]({A})", (A, B)),
        (f"**{A}** ||{B}||", (A, B)),
        (f"{A}?utm_source=x {A} https://www.example.com/news/a/#top", (f"{A}?utm_source=x",)),
        (f"`{A}` ```\n{B}\n```", ()),
        ("HTTPS://Example.com/A", ("HTTPS://Example.com/A",)),
        ("https://discord.com/channels/1/2/3 https://cdn.discordapp.com/a.png https://discord.gg/x", ()),
        ("https://tenor.com/view/x https://media.giphy.com/y", ()),
        ("http://localhost/a https://[::1 http://... ftp://example.com/a example.com/a", ()),
        ("", ()),
    ],
)
def test_found(text: str, found: tuple[str, ...]) -> None:
    assert links_in(text) == found


def test_no_more_than_may_be() -> None:
    assert len(links_in(" ".join(f"{A}/{n}" for n in range(40)))) == MOST


@given(st.one_of(st.text(max_size=80), st.text(alphabet="htps:/.()[]<>`|ab ", max_size=80).map("https://a.b/".__add__)))
def test_what_is_found_stands_there(text: str) -> None:
    assert all(link in text for link in links_in(text))
