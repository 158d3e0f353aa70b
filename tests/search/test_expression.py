"""What a query asks of the index."""

from datetime import date

from bot.search.expression import all_of, any_of, telling
from bot.search.query import Query, Term, parse

TODAY = date(2024, 6, 19)


def asked(typed: str) -> str:
    query: Query = parse(typed, TODAY)
    return all_of(query, telling(query))


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others() -> None:
    assert telling(parse("what is the treaty treaty", TODAY)) == {Term(("treaty",)): 2}
    assert set(telling(parse("to be", TODAY))) == {Term(("to",)), Term(("be",))}


def test_everything_is_asked_for_at_once() -> None:
    assert asked("corn the wheat corn") == '("corn") AND ("wheat")'
    assert asked('"the corn" oats OR rye') == '"the corn" AND ("oats" OR "rye")'
    assert asked("algerian -corn") == '(("algerian" OR "algeria")) NOT ("corn")'


def test_any_of_some_terms() -> None:
    assert any_of([Term(("a", "b")), Term(("c",))]) == '("a b" OR "c")'
