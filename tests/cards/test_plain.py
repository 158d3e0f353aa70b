from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.cards.card import Action, Card, Choice, Field, Line, Page, Receipt, Refusal, Section, Series
from bot.cards.plain import plain

SEEDS = Receipt(12, None, "seeds", date(2023, 9, 14))
WORLD = Receipt(15, "https://example.org/15", "world", None)

PROFILE = Card(
    title="Vostochny Cosmodrome",
    subtitle="place · seen in 3 articles",
    link="https://example.org/",
    sections=(
        Section(None, (Field("Kind", "place"), Field("First seen", "14 Sep 2023", (SEEDS,))), "fields"),
        Section(
            "Sentences",
            (
                Line("The cosmodrome lies in the\nAmur Region.", (SEEDS, WORLD), (Span(4, 14),)),
                Line("Its first launch was in 2016.", note="seen once"),
            ),
            more=4,
        ),
        Section("Articles", (Line("A launch", (WORLD,), action=Action("Open", "article show")),), "numbered"),
    ),
    series=Series("Articles a month", (("Aug 2023", 1), ("Sep 2023", 7))),
    choices=(Choice("Vostochny Port", "a port", Action("Port", "entity", (("name", "Vostochny Port"),))),),
    actions=(Action("Who else", "entities"),),
    page=Page(1, 2, Action("Page", "entity", (("name", "Vostochny"),))),
    footer="Correct me with `rename`.",
)


def test_a_profile_in_plain_text() -> None:
    assert plain(PROFILE) == (
        "Vostochny Cosmodrome\n"
        "place · seen in 3 articles\n"
        "https://example.org/\n"
        "\n"
        "Kind: place\n"
        "First seen: 14 Sep 2023 [#12 · seeds · 14 Sep 2023]\n"
        "\n"
        "Sentences\n"
        "- The cosmodrome lies in the Amur Region."
        " [#12 · seeds · 14 Sep 2023; #15 · world · https://example.org/15]\n"
        "- Its first launch was in 2016. (seen once)\n"
        "… and 4 more\n"
        "\n"
        "Articles\n"
        "1. A launch [#15 · world · https://example.org/15]\n"
        "\n"
        "Articles a month: Aug 2023 ▂█ Sep 2023 (most: 7, Sep 2023)\n"
        "\n"
        '2. Vostochny Port, a port (entity name:"Vostochny Port")\n'
        "3. Who else (entities)\n"
        "\n"
        "Page 1 of 2 (next: entity name:Vostochny page:2)\n"
        "Correct me with `rename`."
    )


def test_prose_keeps_its_paragraphs_and_lines() -> None:
    card = Card("Text", sections=(Section("As filed", (Line("One.\nTwo."), Line("Three.", (SEEDS,))), "prose"),))
    assert plain(card) == "Text\n\nAs filed\n\nOne.\nTwo.\n\nThree. [#12 · seeds · 14 Sep 2023]"


def test_a_refusal_in_plain_text() -> None:
    assert plain(Refusal("There is no article #9.", "Try `recent`.").card()) == "There is no article #9.\nTry `recent`."


def test_the_last_page_offers_no_next_and_a_single_page_is_not_counted() -> None:
    assert plain(Card("x", page=Page(2, 2, Action("Page", "recent")))) == "x\n\nPage 2 of 2"
    assert plain(Card("x", page=Page(1, 1, Action("Page", "recent")))) == "x"


def test_markdown_stays_and_control_characters_do_not() -> None:
    card = Card("**@everyone** \x1b[2Jgone", sections=(Section("a\nb", (Line("x\x07\u202ey"),)),))
    assert plain(card) == "**@everyone** \ufffd[2Jgone\n\na b\n- x\ufffdy"


@given(st.text(), st.text(), st.text())
def test_no_text_can_add_a_line(title: str, text: str, name: str) -> None:
    sections = (
        Section(name, (Line(text, (Receipt(1, text, name, None),), note=name),)),
        Section("Fields", (Field(name, text),), "fields"),
    )
    shown = plain(Card(f"T{title}", sections=sections, actions=(Action(name, "entity", (("name", text),)),)))
    assert shown.count("\n") == shown.count("\n\n") * 2 + 1 + bool(name.strip() and shown.split("\n\n")[1].count("\n"))
    shown.encode()
