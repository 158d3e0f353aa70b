import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.articles.types import Span
from bot.cards.card import Action, Card, Choice, Field, Line, Page, Receipt, Refusal, Section
from bot.console.render import draw
from tests.cards.test_plain import PROFILE


def drawn(card: Card, width: int = 80, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None, highlight=False
    )
    console.print(draw(card, width))
    return out.getvalue()


def test_a_profile_at_80_columns() -> None:
    assert drawn(PROFILE) == (
        "╭─ Vostochny Cosmodrome ───────────────────────────────────────────────────────╮\n"
        "│ place · seen in 3 articles                                                   │\n"
        "│                                                                              │\n"
        "│ Kind       place                                                             │\n"
        "│ First seen 14 Sep 2023  #12 · seeds · 14 Sep 2023                            │\n"
        "│                                                                              │\n"
        "│ Sentences                                                                    │\n"
        "│  • The cosmodrome lies in the Amur Region.  #12 · seeds · 14 Sep 2023;       │\n"
        "│    #15 · world                                                               │\n"
        "│  • Its first launch was in 2016. (seen once)                                 │\n"
        "│   … and 4 more                                                               │\n"
        "│                                                                              │\n"
        "│ Articles                                                                     │\n"
        "│ 1 A launch  #15 · world                                                      │\n"
        "│                                                                              │\n"
        "│ Articles a month  Aug 2023 ▂█ Sep 2023 (most: 7, Sep 2023)                   │\n"
        "│                                                                              │\n"
        "│ 2 Vostochny Port  a port                                                     │\n"
        "│                                                                              │\n"
        "│ 3 Who else                                                                   │\n"
        "│                                                                              │\n"
        "│ Correct me with `rename`.                                                    │\n"
        "╰───────────────────────────────────────────────────────── page 1 of 2 · next ─╯\n"
    )


def test_a_refusal_has_its_sentence_inside() -> None:
    refusal = Refusal(
        "There is no command “entiy”.", "Did you mean `entity`?", (Choice("entity", "", Action("x", "entity")),)
    )
    assert drawn(refusal.card(), 40) == (
        "╭──────────────────────────────────────╮\n"
        "│ There is no command “entiy”.         │\n"
        "│ Did you mean `entity`?               │\n"
        "│                                      │\n"
        "│ 1 entity                             │\n"
        "╰──────────────────────────────────────╯\n"
    )


def test_a_long_title_moves_inside_and_wraps() -> None:
    shown = drawn(Card("a very long title " * 4), 40)
    assert shown.splitlines()[0] == "╭" + "─" * 38 + "╮"
    assert "".join(shown.replace("│", " ").split()).count("averylongtitle") == 4


def test_prose_keeps_its_paragraphs() -> None:
    card = Card("Text", sections=(Section(None, (Line("One.\nTwo."), Line("Three.")), "prose"),))
    assert drawn(card, 20) == (
        "╭─ Text ───────────╮\n"
        "│ One.             │\n"
        "│ Two.             │\n"
        "│                  │\n"
        "│ Three.           │\n"
        "╰──────────────────╯\n"
    )  # fmt: skip


def test_long_names_of_fields_stand_above_their_values() -> None:
    fields = (
        Field("summary [what] [length:short|long]", "Summarise an article, or what is said of a name."),
        Field("x", "y"),
    )
    assert drawn(Card("Commands", sections=(Section(None, fields, "fields"),)), 40) == (
        "╭─ Commands ───────────────────────────╮\n"
        "│ summary [what] [length:short|long]   │\n"
        "│   Summarise an article, or what is   │\n"
        "│   said of a name.                    │\n"
        "│ x                                    │\n"
        "│   y                                  │\n"
        "╰──────────────────────────────────────╯\n"
    )


def test_a_middle_page_turns_both_ways() -> None:
    assert "page 2 of 3 · prev · next" in drawn(Card("x", page=Page(2, 3, Action("Page", "recent"))))
    assert "page" not in drawn(Card("x", page=Page(1, 1, Action("Page", "recent"))))


def test_what_was_looked_for_is_marked_where_it_stands() -> None:
    line = Line("Amur  and\nthe Amur", marks=(Span(14, 18), Span(3, 3)))
    shown = drawn(Card("x", sections=(Section(None, (line,)),)), colour=True)
    assert "Amur and the \x1b[1;33mAmur\x1b[0m" in shown


def test_only_web_addresses_are_linked() -> None:
    def with_link(link: str) -> str:
        return drawn(Card("x", sections=(Section(None, (Line("y", (Receipt(1, link, "s", None),)),)),)), colour=True)

    assert "https://example.org/a\x1b\\" in with_link("https://example.org/a")
    assert "https://example.org/b]8;;\x1b\\" not in with_link("https://example.org/b\x1b\\\x1b]8;;")
    assert "javascript" not in with_link("javascript:alert(1)")


def test_markup_in_texts_is_only_text() -> None:
    shown = drawn(
        Card("[bold]T[/bold]", sections=(Section("[red]H", (Line("[link=x]L[/link] :smile: [/]"),)),)), colour=True
    )
    for text in ("[bold]T[/bold]", "[red]H", "[link=x]L[/link] :smile: [/]"):
        assert text in shown


TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\x1b[]\x07\u202e\n\r漢👩‍👧")))


@given(TEXT, TEXT, st.integers(20, 120))
def test_no_text_moves_the_cursor_or_leaves_the_frame(text: str, title: str, width: int) -> None:
    receipt = Receipt(1, f"https://{text}", title, date(2024, 1, 1))
    line = Line(text, (receipt,), (Span(0, len(text)),), note=title)
    card = Card(
        title,
        subtitle=text,
        sections=(Section(title, (line,)), Section(None, (line,), "prose"), Section(None, (line,), "numbered")),
        choices=(Choice(title, text, Action("x", "y")),),
        actions=(Action(text, "y"),),
        footer=title,
    )
    plain = drawn(card, width)
    assert not set("\x1b\x07\r\x9b\u202e") & set(plain)
    coloured = drawn(card, width, colour=True)
    assert "\x1b[2J" not in coloured
    assert set(plain.splitlines()[-1]) == set("╰─╯")


@pytest.mark.parametrize("width", [20, 40, 80, 100, 200])
def test_lines_are_as_wide_as_the_terminal_and_at_most_100(width: int) -> None:
    rows = drawn(PROFILE, width).rstrip("\n").split("\n")
    assert {cell_len(row) for row in rows} == {min(width, 100)}
