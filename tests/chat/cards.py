"""Arbitrary cards, small and huge, and a card of everything for golden tests."""

from datetime import date

from hypothesis import strategies as st

from bot.articles.types import Span
from bot.cards.card import Action, Card, Choice, Field, Line, Page, Receipt, Section, Series, Style

LINK = "https://discord.com/channels/1/2/3"
RECEIPT = Receipt(4, LINK, "books", date(1815, 1, 30))
OTHER = Receipt(5, None, "#news_desk", None)


def show(number: int) -> Action:
    return Action(f"#{number}", "article show", (("article", f"#{number}"),))


EVERYTHING = Card(
    "Congress buys a library",
    "✅ Filed · #4",
    (
        Section(
            None,
            (
                Line("Congress bought *6,487* books.", (RECEIPT,), (Span(9, 15),)),
                Line("They filled\nten wagons.", (RECEIPT,)),
            ),
            "prose",
        ),
        Section("Names", (Field("People", "Thomas Jefferson, James Madison", (OTHER,)), Field("", "bare")), "fields"),
        Section("Related", (Line("Monticello", note="place · 2 sentences together"), Line("- dashed")), more=1204),
        Section("Latest articles", (Line("First", (RECEIPT,), action=show(4)), Line("Second", note="W")), "numbered"),
        Section(None, (Line("an excerpt", (OTHER,)),)),
        Section(None, (Line("Third", action=show(6)),), "numbered"),
    ),
    choices=(
        Choice("Thomas Jefferson", "person · 4 mentions", Action("", "entity", (("name", "~1"),))),
        Choice("Peter Jefferson", "person · seen once", Action("", "entity", (("name", "~2"),))),
    ),
    actions=(Action("Longer", "summary", (("what", "#4"), ("length", "long"))), Action("Full text", "article raw")),
    page=Page(2, 3, Action("", "search", (("query", "library"),))),
    series=Series("Mentions by month", (("Jan 1815", 2), ("Feb 1815", 4))),
    footer="2 of 9 sentences",
    tone="good",
    link=LINK,
)  # fmt: skip

WORDS = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("*_`~|<>[]()#-:@\\ 1.\n"), max_size=40),
    st.sampled_from(
        ["", " ", "\n", "Kim Jong Un", "😀" * 90, "\u200b", "\u0301", "خبر عاجل", "@everyone <@1>", "# a\n- b\n> c",
         "x" * 5_000, "word " * 1_200, "*" * 5_000, "😀" * 5_000, "A sentence. " * 900, "الخبر " * 1_500,
         "line\n" * 1_000]
    ),
)  # fmt: skip
LINKS = st.one_of(st.none(), st.sampled_from([LINK, "https://example.org/" + "a(b) " * 60, "javascript:1"]), WORDS)
RECEIPTS = st.lists(
    st.builds(Receipt, st.integers(0, 10**6), LINKS, WORDS, st.one_of(st.none(), st.dates())), max_size=7
).map(tuple)
ACTIONS = st.builds(Action, WORDS, WORDS, st.lists(st.tuples(st.just("what"), WORDS), max_size=1).map(tuple))
MARKS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda pair: Span(min(pair), max(pair))), max_size=3
).map(tuple)


@st.composite
def sections(draw: st.DrawFn) -> Section:
    styles: tuple[Style, ...] = ("list", "prose", "numbered", "fields")
    style = draw(st.sampled_from(styles))
    if style == "fields":
        found: st.SearchStrategy[Line | Field] = st.builds(Field, WORDS, WORDS, RECEIPTS)
    else:
        acting = st.one_of(st.none(), ACTIONS) if style == "numbered" else st.none()
        found = st.builds(Line, WORDS, RECEIPTS, MARKS, WORDS, acting)
    lines = draw(st.lists(found, max_size=5))
    lines *= draw(st.sampled_from((1, 1, 1, 30)))
    return Section(
        draw(st.one_of(st.none(), WORDS)), tuple(lines), style, draw(st.sampled_from((0, 0, 7))), draw(st.booleans())
    )


CARDS = st.builds(
    Card,
    WORDS,
    WORDS,
    st.one_of(st.lists(sections(), max_size=4), st.lists(sections(), max_size=1).map(lambda one: one * 40)).map(tuple),
    st.lists(st.builds(Choice, WORDS, WORDS, ACTIONS), max_size=4).flatmap(
        lambda some: st.sampled_from((tuple(some), tuple(some) * 9))
    ),
    st.lists(ACTIONS, max_size=4).flatmap(lambda some: st.sampled_from((tuple(some), tuple(some) * 9))),
    st.one_of(st.none(), st.builds(Page, st.integers(-1, 40), st.integers(0, 12_345), ACTIONS)),
    st.one_of(
        st.none(), st.builds(Series, WORDS, st.lists(st.tuples(WORDS, st.integers(0, 99)), max_size=3).map(tuple))
    ),
    WORDS,
    st.sampled_from(("plain", "good", "warn", "error")),
    LINKS,
)
