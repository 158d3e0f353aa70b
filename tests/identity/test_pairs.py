"""Names that must, or must not, be one entity: the table of pairs, and what counts and kinds add to it."""

import pytest

from bot.extraction.types import Kind
from bot.identity.across import decide
from bot.identity.types import Name
from tests.identity.pairs import Pair, are_one, pairs

PAIRS = list(pairs())


def _row(pair: Pair) -> object:
    marks = [pytest.mark.xfail(reason=pair.fault, strict=True)] if pair.fault else []
    return pytest.param(pair, id=str(pair), marks=marks)


@pytest.mark.parametrize("pair", [_row(pair) for pair in PAIRS])
def test_pair(pair: Pair) -> None:
    assert are_one(pair) == (pair.number == "one")


def test_few_pairs_are_known_faults() -> None:
    assert len(PAIRS) >= 300
    assert sum(pair.fault is not None for pair in PAIRS) <= 0.05 * len(PAIRS)


@pytest.mark.parametrize(
    ("usual", "slip", "kind"),
    [
        ("silvio berlusconi", "silvio berlusconni", "PERSON"),
        ("arnold schwarzenegger", "arnold schwarzeneger", "PERSON"),
        ("katharine hepburn", "katherine hepburn", "PERSON"),
        ("european commission", "european comission", "ORG"),
    ],
)
def test_a_slip_is_rare_beside_the_usual_spelling(usual: str, slip: str, kind: Kind) -> None:
    rare = decide([Name(usual, kind, 10), Name(slip, kind, 1)])
    assert {decision.head[0] for decision in rare} == {usual}
    both = decide([Name(usual, kind, 10), Name(slip, kind, 8)])
    assert len({decision.head for decision in both}) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("russia", "GPE"), ("russian", "NORP")),
        (("china", "GPE"), ("china daily", "ORG")),
        (("english", "NORP"), ("english", "LANGUAGE")),
        (("paris", "GPE"), ("paris hilton", "PERSON")),
        (("washington", "GPE"), ("washington", "PERSON")),
        (("ford", "ORG"), ("harrison ford", "PERSON")),
    ],
)
def test_kinds_that_never_join(first: tuple[str, Kind], second: tuple[str, Kind]) -> None:
    decisions = decide([Name(*first, 2, {first[0]: 2}), Name(*second, 2, {second[0]: 2})])
    assert all(decision.head == decision.name for decision in decisions)


@pytest.mark.parametrize("kinds", [("ORG", "GPE"), ("FAC", "ORG"), ("LOC", "GPE"), ("PRODUCT", "ORG")])
def test_kinds_of_things_join_on_equal_keys(kinds: tuple[Kind, Kind]) -> None:
    decisions = decide([Name("white house", kinds[0], 5), Name("white house", kinds[1], 1)])
    assert {decision.head for decision in decisions} == {("white house", kinds[0])}
