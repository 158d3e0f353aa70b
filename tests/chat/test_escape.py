import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cards.safe import neutral, one_line
from bot.chat.escape import HIDDEN, can_be_label, clipped, escaped, linked, ours, web_address
from bot.chat.limits import MOST_ADDRESS, size
from tests.chat.markdown import shown
from tests.examples import examples

MARKUP = st.text(st.sampled_from("\\*_~`|<>[]()#-+:./@!&1at \n") | st.sampled_from(" éあ😀\u202e\u0301"))
PIECES = st.lists(
    st.sampled_from(
        ["@everyone", "@here", "<@12>", "<@&1>", "<#1>", "<t:1:D>", "<:a:1>", "</a b:1>", ":smile:", "https://a.org/b",
         "[a](https://b.org)", "```\na\n```", "||a||", "~~a~~", "__a__", "**a**", "\n# a", "\n-# a", "\n> a", "\n>>> a",
         "\n- a", "\n1. a", "\n  * a", "¯\\_(ツ)_/¯", "\\", "a", " ", "#"]
    )
).map("".join)  # fmt: skip
TEXTS = st.one_of(st.text(), MARKUP, PIECES)


@given(TEXTS)
@settings(max_examples=examples(400))
@example("# a\n -# b\n>>> c\n\t- d\n12. e")
@example("\\*not bold\\* \\@everyone \\<@1>")
def test_a_client_shows_exactly_the_text(text: str) -> None:
    result = shown(escaped(text))
    assert result.found == []
    assert result.text.replace(HIDDEN, "") == neutral(text).replace(HIDDEN, "")


@given(TEXTS)
def test_the_server_finds_nobody_to_notify(text: str) -> None:
    assert not re.search(r"@everyone|@here|<@[!&]?[0-9]", escaped(text))


@given(TEXTS)
def test_it_grows_to_twice_its_length_at_most(text: str) -> None:
    assert size(escaped(text)) <= 2 * size(neutral(text))


@given(TEXTS, TEXTS)
def test_escaped_texts_can_stand_in_bold_beside_each_other(one: str, other: str) -> None:
    result = shown(f"**{escaped('x' + one)}**{escaped(other)}")
    assert result.found == ["bold"]
    assert result.text.replace(HIDDEN, "") == ("x" + neutral(one) + neutral(other)).replace(HIDDEN, "")


def test_what_needs_no_escape_stays_as_it_is() -> None:
    text = "At 12:30, Mr. Ray-Ban's 3.5% (of $7) rose - and +1 fell; a/b & c!"
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a_b_c", r"a\_b\_c"),
        ("> quoted", r"\> quoted"),
        ("a > b", "a > b"),
        ("2024. A year", r"2024\. A year"),
        ("C#", r"C\#"),
        ("see https://example.org/x_y", r"see https\://example.org/x\_y"),
        ("me@example.org", "me@example.org"),
        ("@everyone", f"@{HIDDEN}everyone"),
    ],
)
def test_escapes(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://discord.com/channels/1/2/3", "https://discord.com/channels/1/2/3"),
        ("HTTP://example.org/A", "http://example.org/A"),
        ("https://en.wikipedia.org/wiki/Mercury_(planet)", "https://en.wikipedia.org/wiki/Mercury_%28planet%29"),
        (" https://example.org/a b?q=\"c\"&d='e' ", "https://example.org/a%20b?q=%22c%22&d=%27e%27"),
        ("https://example.org/*a*_b_[c]", "https://example.org/%2Aa%2A_b_%5Bc%5D"),
        ("https://example.org/a\\)b>", "https://example.org/a%5C%29b%3E"),
        ("https://bücher.example/ü", "https://bücher.example/ü"),
        ("https://example.org/\ud800", "https://example.org/%3F"),
        ("https://example.org/" + "a" * MOST_ADDRESS, None),
        ("javascript:alert(1)", None),
        ("ftp://example.org", None),
        ("discord://-/channels/1", None),
        ("https://", None),
        ("https:/example.org", None),
        ("https://good.example@evil.example/", None),
        ("https://exa mple.org", None),
        ("https://example.org:port/", None),
        ("https://[::1/", None),
        ("example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_web_addresses(link: str | None, address: str | None) -> None:
    assert web_address(link) == address


@pytest.mark.parametrize("label", ["#12", "Congress buys a library: 6,487 books (1815)", "Élysée – “oui”", "日本"])
def test_a_plain_label_is_the_link(label: str) -> None:
    assert can_be_label(label)
    assert linked(label, "https://example.org/(a)") == f"[{label}](https://example.org/%28a%29)"


@pytest.mark.parametrize(
    "label",
    ["*a*", "a_b", "[WORLD] a", "a ] b", "✅ Filed", "1\ufe0f\u20e3 first", "ℹ", "see //a", ":a:", "discord.gg/a"],
)
def test_what_is_no_label_stands_before_the_link(label: str) -> None:
    assert linked(label, "https://example.org") == f"{escaped(label)} ([link](https://example.org))"


def test_without_an_address_there_is_no_link() -> None:
    assert linked("a*b", None) == r"a\*b"
    assert linked("a", "javascript:alert(1)") == "a"
    assert linked(" \n", "https://example.org") == ""


@given(TEXTS, st.one_of(TEXTS, TEXTS.map("https://example.org/".__add__)))
def test_nothing_breaks_out_of_a_link(label: str, link: str) -> None:
    address = web_address(link)
    result = shown(f"-# {linked(label, link)} end")
    said = one_line(label)
    if address is None or not said:
        assert result.found == ["subtext"]
    else:
        assert result.found == ["subtext", "link"]
        assert [found for _, found in result.links] == [address]
        said = said if can_be_label(said) else f"{said} (link)"
    assert result.text.replace(HIDDEN, "").split() == f"{said} end".replace(HIDDEN, "").split()


@given(st.text(st.sampled_from("ab 😀\u200d\n")), st.integers(1, 30))
def test_clipped_texts_fit_and_begin_the_text(text: str, limit: int) -> None:
    result = clipped(text, limit)
    assert size(result) <= limit
    assert one_line(text).startswith(result.removesuffix("…"))


def test_what_we_say_between_backticks_is_code() -> None:
    assert ours("Try `search *Oslo*` for **it**.") == "Try `search *Oslo*` for \\*\\*it\\*\\*."
    assert ours("A lone ` stays.") == escaped("A lone ` stays.")


@given(TEXTS)
def test_what_is_not_code_of_ours_shows_as_it_is(text: str) -> None:
    unmarked = text.replace("`", "")
    assert ours(unmarked) == escaped(unmarked)
