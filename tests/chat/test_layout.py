import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.cards.card import Action, Card, Choice, Field, Line, Page, Receipt, Section
from bot.cards.safe import one_line
from bot.chat.controls import SHOW_ALL, Button, Option, Select
from bot.chat.escape import HIDDEN, clipped
from bot.chat.layout import COLOURS, Layout, lay_out
from bot.chat.limits import size
from bot.chat.press import Press, decode
from tests.chat.cards import CARDS, LINK, MARKS, RECEIPT, RECEIPTS, WORDS, show
from tests.chat.markdown import Shown, shown
from tests.examples import examples

CUT = "The answer is longer than what fits here: the rest of it is left out."


def prose(*texts: str) -> Card:
    return Card("T", sections=(Section(None, tuple(Line(text) for text in texts), "prose"),))


def texts(layout: Layout) -> list[str]:
    """The Markdown of each message."""
    return ["\n\n".join(message.texts) for message in layout.messages]


def seen(layout: Layout) -> Shown:
    """What is shown of all messages, one after the other."""
    result = Shown()
    for text in texts(layout):
        result.add(shown(text + "\n"))
    return result


def buttons(layout: Layout) -> list[Button]:
    return [one for row in layout.messages[-1].rows if isinstance(row, tuple) for one in row]


def selects(layout: Layout) -> list[Select]:
    return [row for row in layout.messages[-1].rows if isinstance(row, Select)]


def action_of(pressed: Button | Option) -> Action:
    found = decode(pressed.value if isinstance(pressed, Option) else pressed.custom_id)
    assert isinstance(found, Press)
    return found.action


@given(st.lists(WORDS, max_size=6), st.integers(0, 4_500))
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.large_base_example])
def test_nothing_is_lost_and_nothing_is_cut_through(some: list[str], filling: int) -> None:
    result = seen(lay_out(prose("y" * filling, *some)))
    assert set(result.found) <= {"heading", "subtext"}
    told = "".join(f"T{'y' * filling}{''.join(some)}".replace(HIDDEN, "").split())
    got = "".join(result.text.replace(HIDDEN, "").split())
    told = re.sub("[\x00-\x1f\x7f-\x9f\ufffd\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]", "", told)
    got = got.replace("\ufffd", "")
    assert got == told or (got.endswith("".join(CUT.split())) and told.startswith(got[: -len("".join(CUT.split()))]))


@given(RECEIPTS, WORDS, st.lists(st.integers(0, 4_000), min_size=2, max_size=4))
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.large_base_example])
def test_links_stay_whole(receipts: tuple[Receipt, ...], text: str, fillings: list[int]) -> None:
    lines = tuple(Line(f"{'y ' * (length // 2)}{text}", receipts[place:]) for place, length in enumerate(fillings))
    result = seen(lay_out(Card("T", sections=(Section(None, lines),))))
    assert set(result.found) <= {"heading", "list", "link", "subtext", "time"}
    assert {label for label, _ in result.links} <= {f"#{receipt.number}" for receipt in receipts}


@given(CARDS)
@settings(max_examples=examples(60), suppress_health_check=[*HealthCheck])
def test_only_the_last_message_has_rows(card: Card) -> None:
    layout = lay_out(card)
    assert not any(message.rows for message in layout.messages[:-1])
    assert layout.colour == COLOURS[card.tone]


def test_a_long_text_is_split_between_paragraphs() -> None:
    paragraph = " ".join(["A sentence of six words here."] * 40)
    layout = lay_out(prose("\n\n".join([paragraph] * 5)))
    assert [text.count(paragraph) for text in texts(layout)] == [3, 2]


def test_a_long_paragraph_is_split_between_sentences() -> None:
    first, second = texts(lay_out(prose("A sentence of six words here. " * 200)))
    assert first.endswith("words here.")
    assert second.startswith("A sentence")


def test_a_long_text_without_sentences_is_split_between_words() -> None:
    first, second = texts(lay_out(prose("word " * 1_500)))
    assert first.endswith("word")
    assert second.startswith("word")
    assert size(first) > 3_990


def test_a_text_is_split_where_its_escapes_fit() -> None:
    layout = lay_out(prose("*" * 3_000))
    assert [text.count(r"\*") for text in texts(layout)] == [1_997, 1_003]
    assert shown(texts(layout)[1]).text == "*" * 1_003


def test_characters_that_count_twice_are_counted_so() -> None:
    assert [size(text) <= 4_000 for text in texts(lay_out(prose("😀" * 4_500)))] == [True] * 3


def test_what_is_more_than_five_messages_is_cut_with_a_sentence_and_the_footer() -> None:
    card = Card("T", sections=(Section(None, tuple(Line("word " * 400) for _ in range(30))),), footer="30 lines")
    layout = lay_out(card)
    assert len(layout.messages) == 5
    assert layout.messages[-1].texts[-2:] == (f"-# {CUT}", "-# 30 lines")
    assert CUT not in "".join(texts(layout)[:-1])


def test_what_fits_is_not_said_to_be_cut() -> None:
    assert CUT not in "".join(texts(lay_out(prose("word " * 3_500))))


def test_a_footer_that_does_not_fit_has_a_message_of_its_own() -> None:
    card = Card("", sections=(Section(None, (Line("y" * 3_990),), "prose"),), footer="the end of it")
    assert texts(lay_out(card)) == ["y" * 3_990, "-# the end of it"]


def test_a_heading_does_not_end_a_message() -> None:
    card = Card("", sections=(Section(None, (Line("y" * 3_900),), "prose"), Section("Roles", (Line("z" * 100),))))
    assert texts(lay_out(card)) == ["y" * 3_900, f"### Roles\n- {'z' * 100}"]


def test_a_short_line_is_not_divided() -> None:
    card = Card("", sections=(Section(None, (Line("y" * 3_000), Line("z " * 1_000))),))
    assert texts(lay_out(card)) == [f"- {'y' * 3_000}", "- " + ("z " * 1_000).strip()]


def test_many_sections_share_the_displays_there_may_be() -> None:
    card = Card("T", sections=tuple(Section(f"H{number}", (Line("a"),)) for number in range(30)))
    [message] = lay_out(card).messages
    assert len(message.texts) < 10
    assert "\n\n### H29\n- a" in message.texts[-1]


@pytest.mark.parametrize(
    ("title", "link", "markdown"),
    [
        ("Plain", None, "## Plain"),
        ("Plain", LINK, f"## [Plain]({LINK})"),
        ("Plain", "javascript:alert(1)", "## Plain"),
        ("Some *stars*", LINK, f"## Some \\*stars\\*\n-# [link]({LINK})"),
        ("C#", None, f"## C\\#{HIDDEN}"),
        ("1. a\n# b", None, "## 1\\. a \\# b"),
    ],
)
def test_titles(title: str, link: str | None, markdown: str) -> None:
    assert texts(lay_out(Card(title, link=link))) == [markdown]


def test_a_refusal_has_a_smaller_title() -> None:
    assert texts(lay_out(Card("No.", "Try another.", tone="error"))) == ["### No.\n-# Try another."]


def test_nothing_empty_is_sent() -> None:
    card = Card("", " ", (Section("", (Line(""), Line(" \n"))), Section(None, (Field("", ""),), "fields")), footer="\t")
    assert texts(lay_out(card)) == ["-# There is nothing to show here."]


def test_marks_are_bold_where_they_stand() -> None:
    line = Line(" the  peace *talks*\nwent  on", marks=(Span(6, 11), Span(8, 11), Span(12, 19), Span(90, 99)))
    assert texts(lay_out(Card("", sections=(Section(None, (line,)),)))) == [r"- the **peace** **\*talks\*** went on"]


def test_neighbours_share_their_receipts() -> None:
    lines = (Line("a", (RECEIPT,)), Line("b", (RECEIPT,)), Line("c"))
    [text] = texts(lay_out(Card("", sections=(Section(None, lines),))))
    assert text.splitlines() == ["- a", "- b", f"-# [#4]({LINK}) · books · <t:-4888814400:D>", "- c"]


def test_many_receipts_are_counted() -> None:
    line = Line("a", tuple(Receipt(number, None, "", None) for number in range(7)))
    [text] = texts(lay_out(Card("", sections=(Section(None, (line,)),))))
    assert text == "- a\n-# \\#0; \\#1; \\#2; \\#3; \\#4 and 2 more"


def test_who_posted_it_is_named_where_that_is_an_id_of_discords() -> None:
    by = [
        Line("a", (Receipt(4, None, "books", None, who),))
        for who in ("12345678901234567", "@everyone", "7> @here", None)
    ]
    [text] = texts(lay_out(Card("", sections=(Section(None, tuple(by)),))))
    said = [line for line in text.splitlines() if line.startswith("-#")]
    assert said == [r"-# \#4 · <@12345678901234567> · books", *[r"-# \#4 · books"] * 3]


def test_of_too_many_choices_the_first_are_offered() -> None:
    choices = tuple(Choice(f"Kim {number}", "", show(number)) for number in range(40))
    [select] = selects(lay_out(Card("Which?", choices=choices)))
    assert [option.label for option in select.options] == [f"Kim {number}" for number in range(25)]
    assert [decode(option.value) for option in select.options[:1]] == [Press("turn", Action("", *_said(show(0))))]


def _said(action: Action) -> tuple[str, tuple[tuple[str, str], ...]]:
    return action.command, action.arguments


def test_lines_that_open_nothing_keep_their_numbers() -> None:
    lines = (Line("one", action=show(1)), Line("two"), Line("three", note="seen once", action=show(3)))
    [select] = selects(lay_out(Card("T", sections=(Section(None, lines, "numbered"),))))
    assert [(option.label, option.description) for option in select.options] == [
        ("1. one", ""),
        ("3. three", "seen once"),
    ]
    assert action_of(select.options[1]).arguments == show(3).arguments


def test_of_too_many_buttons_the_last_go_but_not_the_one_that_shows_all() -> None:
    card = Card("T", actions=tuple(show(number) for number in range(40)), page=Page(1, 2, show(1)))
    found = [one.label for one in buttons(lay_out(card, show(1), more=True))]
    assert found[:20] == [*(f"#{number}" for number in range(19)), SHOW_ALL]
    assert found[20:] == ["« First", "‹ Previous", "1 of 2", "Next ›", "Last »"]


def test_a_label_that_cannot_be_seen_gives_way_to_the_command() -> None:
    actions = (Action(" \u200b", "article show"), Action("", ""))
    assert [one.label for one in buttons(lay_out(Card("T", actions=actions)))] == ["article show", "Open"]


@pytest.mark.parametrize(
    ("number", "pages", "there"),
    [
        (1, "11123", [False, False, True, True, True]),
        (2, "11233", [True, True, True, True, True]),
        (3, "12333", [True, True, True, False, False]),
        (9, "12333", [True, True, True, False, False]),
    ],
)
def test_pages_turn_where_there_are_any(number: int, pages: str, there: list[bool]) -> None:
    found = buttons(lay_out(Card("T", page=Page(number, 3, Action("", "search")))))
    assert [not one.disabled for one in found] == there
    turned = [decode(one.custom_id.removeprefix("j3.")) for one in found]
    assert turned == [Press("turn", Action("", "search", (("page", page),))) for page in pages]
    assert [one.asks for one in found] == [False, False, True, False, False]


def test_a_single_page_has_no_row() -> None:
    assert lay_out(Card("T", page=Page(1, 1, show(1)))).messages[-1].rows == ()


def test_without_what_to_ask_again_nothing_more_is_offered() -> None:
    assert buttons(lay_out(Card("T"), more=True)) == []
    [button] = buttons(lay_out(Card("T"), Action("L", "stats"), more=True))
    assert decode(button.custom_id) == Press("all", Action("", "stats"))


@given(WORDS, WORDS, MARKS)
@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.large_base_example])
def test_marks_and_notes_are_all_the_markup_there_is(text: str, note: str, marks: tuple[Span, ...]) -> None:
    line = Line(f"a{text[:900]}", marks=marks, note=note)
    result = seen(lay_out(Card("", sections=(Section(None, (line,)),))))
    assert result.found[0] == "list"
    assert set(result.found[1:]) <= {"bold", "italic"}
    begun, _, noted = result.text.replace(HIDDEN, "").rstrip().partition(f" ({clipped(note, 200).replace(HIDDEN, '')})")
    assert "".join(begun.split()) == "".join(one_line(line.text).replace(HIDDEN, "").split())
    assert noted == ""


def test_a_line_that_leads_somewhere_is_a_link() -> None:
    lines = (
        Line("A message in #news", link="https://discord.com/channels/1/2/3"),
        Line("[nowhere]", link="javascript:"),
    )
    [text] = texts(lay_out(Card("T", sections=(Section(None, lines),))))
    assert text.endswith("- [A message in #news](https://discord.com/channels/1/2/3)\n- \\[nowhere\\]")


def long_card(*spare: int) -> Card:
    lines = tuple(Line("x" * 700) for _ in range(3))
    return Card("T", sections=tuple(Section(None, lines, spare=one) for one in spare))


def test_lines_that_can_be_spared_make_no_second_message() -> None:
    [text] = texts(lay_out(long_card(1, 2)))
    assert text.count("x" * 700) == 5
    assert "… and 1 more" in text
    assert len(texts(lay_out(long_card(0, 0)))) == 2


def test_where_sparing_does_not_help_nothing_is_left_out() -> None:
    shown_texts = texts(lay_out(long_card(1, 0, 0)))
    assert len(shown_texts) == 2
    assert "".join(shown_texts).count("x" * 700) == 9


def test_numbers_of_lines_that_are_left_out_are_not_offered() -> None:
    lines = tuple(Line("x" * 900, action=show(number)) for number in range(6))
    layout = lay_out(Card("T", sections=(Section(None, lines, "numbered", spare=4),)))
    assert len(layout.messages) == 1
    [select] = [row for row in layout.messages[-1].rows if isinstance(row, Select)]
    assert len(select.options) == 4
