"""What people type into `search`, and what it is read as."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.query import MOST_FILTERS, MOST_WORDS, Query, Term, parse, period, plain

TODAY = date(2024, 6, 19)


def read(text: str) -> Query:
    return parse(text, TODAY)


def words(query: Query) -> list[str]:
    return [" ".join(term.words) for term in query.words]


def test_bare_words_keep_their_order_and_repetitions() -> None:
    query = read("Which treaty, treaty did Moscow sign?")
    assert words(query) == ["which", "treaty", "treaty", "did", "moscow", "sign"]
    assert query.plain
    assert not query.filtered
    assert not query.problems


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Putin's", ["putin"]),
        ("Putin’s", ["putin"]),
        ("nations'", ["nations"]),
        ("don't", ["don"]),
        ("O'Brien", ["o brien"]),
        ("U.S.", ["u s"]),
        ("N.A.T.O", ["n a t o"]),
        ("F-16", ["f 16"]),
        ("anti-American", ["anti", "american"]),
        ("north–south", ["north", "south"]),
        ("3.5", ["3 5"]),
        ("covid:19", ["covid 19"]),
        ("https://example.org/a", ["https example org a"]),
        ("E\u0301cole", ["école"]),
        ("İstanbul", ["istanbul"]),
        ("'s", ["s"]),
    ],
)
def test_a_word_is_what_the_index_would_make_of_it(typed: str, found: list[str]) -> None:
    assert words(read(typed)) == found


def test_phrases_exclusions_and_alternatives() -> None:
    query = read('kim "nuclear deal" -iran -"south korea" putin OR "Xi Jinping" OR anti-war')
    assert words(query) == ["kim"]
    assert query.phrases == (Term(("nuclear", "deal")),)
    assert query.without == (Term(("iran",)), Term(("south", "korea")))
    assert query.groups == ((Term(("putin",)), Term(("xi", "jinping")), Term(("anti", "war"))),)
    assert not query.plain


def test_typographic_quotation_marks_make_phrases_too() -> None:
    assert read("“nuclear deal”").phrases == (Term(("nuclear", "deal")),)


@pytest.mark.parametrize("typed", ['"nuclear deal', 'nuclear deal"', 'nuclear "deal'])
def test_a_quotation_mark_without_a_partner_is_ignored(typed: str) -> None:
    query = read(typed)
    assert words(query) == ["nuclear", "deal"]
    assert query.plain


@pytest.mark.parametrize("typed", ["OR", "OR kim", "kim OR", "kim OR OR putin", "kim OR in:world", "kim OR -putin"])
def test_or_without_two_sides_is_told(typed: str) -> None:
    assert read(typed).problems == ("“OR” needs a word on both sides; it was ignored.",)


def test_or_in_a_headline_of_capitals_is_a_word() -> None:
    assert "or" in words(read("WILL THE LABOUR PARTY OR THE CONSERVATIVES WIN"))
    assert read("NATO OR EU").groups


def test_filters() -> None:
    query = read('entity:"Kim Jong Un" from:reuters in:#world in:<#123> section:World before:2024-03 after:7d summit')
    assert query.entities == ("Kim Jong Un",)
    assert query.sources == ("reuters",)
    assert query.channels == ("world", "123")
    assert query.sections == ("World",)
    assert query.before == date(2024, 3, 1)
    assert query.after == date(2024, 6, 12)
    assert words(query) == ["summit"]
    assert query.plain
    assert query.filtered


def test_a_space_after_the_colon_is_no_harm() -> None:
    assert read('entity: "Kim Jong Un" IN: world').entities == ("Kim Jong Un",)
    assert read("IN: world").channels == ("world",)


def test_the_narrowest_of_several_dates_holds() -> None:
    query = read("before:2024 before:2023 after:2021 after:2022-02-03")
    assert (query.before, query.after) == (date(2023, 1, 1), date(2022, 2, 3))


@pytest.mark.parametrize("value", ["soon", "2024-13", "2024-02-30", "0000", "99999y", "31/12/2024"])
def test_a_date_that_is_none_is_told(value: str) -> None:
    query = read(f"summit before:{value}")
    assert query.before is None
    assert query.problems == ("“before:” needs a date such as 2024-06-19; it was ignored.",)
    assert words(query) == ["summit"]


@pytest.mark.parametrize("key", ["entity", "from", "in", "section", "before", "after"])
def test_a_filter_without_a_value_or_turned_round_is_told(key: str) -> None:
    assert f"“{key}:” needs" in read(f"summit {key}:").problems[0]
    assert f"“{key}:” needs" in read(f'summit {key}:""').problems[0]
    assert "cannot be turned round" in read(f"summit -{key}:x").problems[0]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("today", TODAY, TODAY),
        ("Yesterday", date(2024, 6, 18), date(2024, 6, 18)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-2-3", date(2024, 2, 3), date(2024, 2, 3)),
        ("2w", date(2024, 6, 5), date(2024, 6, 5)),
    ],
)
def test_periods(value: str, first: date, last: date) -> None:
    assert period(value, TODAY) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', '""', "-", "- -", "()", "***", "OR", "-kim", "\0", "🙂🙂", "in:", "before:x"]
)
def test_only_operators_is_an_empty_query(typed: str) -> None:
    assert read(typed).empty


def test_only_exclusions_say_what_is_missing() -> None:
    assert read("-kim").problems == ("“-” leaves articles out, so there must also be something to find.",)
    assert not read("-kim in:world").empty


def test_too_many_names_after_a_filter_are_told_and_one_counts_once() -> None:
    query = read(" ".join(f'entity:"Name {n % 20}"' for n in range(200)) + " entity:Last in:#a in:a")
    assert query.entities == tuple(f"Name {n}" for n in range(MOST_FILTERS))
    assert query.channels == ("a",)
    assert query.problems == (f"Only the first {MOST_FILTERS} names after “entity:” were used.",)


MANY = "Only the first 40 words were used."


def test_too_many_words_are_cut_and_told() -> None:
    query = read("word " * 2000)
    assert len(query.words) == MOST_WORDS
    assert query.problems == plain("word " * 2000).problems == (MANY,)
    assert read("word " * MOST_WORDS + "! - ()").problems == ()


@pytest.mark.parametrize(
    "typed",
    [
        "one OR " * 2000 + "two",
        "one OR two " * 2000,
        '"' + "one " * 2000 + '"',
        "one-" * 2000,
        "word " + "-not " * 2000,
        'word -"' + "one " * 2000 + '"',
        '"one two three" OR four -five ' * 100 + "in:world",
    ],
)
def test_the_words_of_phrases_alternatives_and_exclusions_count_together(typed: str) -> None:
    query = read(typed)
    terms = [*query.words, *query.phrases, *query.without, *(term for group in query.groups for term in group)]
    assert sum(len(term.words) for term in terms) == MOST_WORDS
    assert query.problems == (MANY,)
    assert query.channels == (("world",) if "in:" in typed else ())


def test_what_no_command_can_hold_is_cut_and_told() -> None:
    for query in (read("- " * 4_000 + "kim"), plain("- " * 4_000 + "kim")):
        assert not query.words
        assert query.problems == ("Only the first 6,000 characters were used.",)


def test_plain_reads_operators_as_words() -> None:
    query = plain('supersonic flow -dash experiments OR "wind" in:flight')
    assert words(query) == ["supersonic", "flow", "dash", "experiments", "or", "wind", "in flight"]
    assert query.plain
    assert not query.filtered


OPERATORS = '" - OR AND NOT NEAR( * ^ : ( ) in: entity: before: after: 7d 2024 “ ’s U.S. Kim # <#1> + {title} \\'
ODD = ["\0", "\n", "\u0301", "\u202e", "𝔸", "़", "🙂"]
PIECES = st.sampled_from([*OPERATORS.split(), *ODD])


@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=30).map(" ".join)
    )
)
def test_nothing_typed_raises_and_every_term_is_clean(typed: str) -> None:
    for query in (read(typed), plain(typed)):
        terms = [*query.words, *query.phrases, *query.without, *(term for group in query.groups for term in group)]
        for term in terms:
            assert term.words
            assert all(word.isalnum() for word in term.words)
            assert term.match.count('"') == 2
        assert all(len(group) > 1 for group in query.groups)
        assert all(problem.endswith(".") for problem in query.problems)


@given(st.characters().map(lambda c: c * 10_000))
def test_ten_thousand_characters_are_read(typed: str) -> None:
    assert len(read(typed).words) <= MOST_WORDS


@given(st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=1, max_size=12))
def test_plain_words_are_read_alike_by_both(typed: list[str]) -> None:
    assert read(" ".join(typed)).words == plain(" ".join(typed)).words == tuple(Term((word,)) for word in typed)
