"""Sentences of several articles on one event become one; different events stay apart."""

from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.timelines import Teller, same_events

ADAMS, PARIS, VIENNA = 1, 2, 3
SIGNED = "John Adams signed the peace treaty in Paris and left for London."
SIGNED_TOO = "The peace treaty was signed in Paris by John Adams after long talks."
BURNED = "A fire burned the granary of Vienna and forty houses beside it."


def test_one_event_in_several_articles_is_one() -> None:
    tellers = [
        Teller(1, BURNED, frozenset({VIENNA})),
        Teller(2, SIGNED, frozenset({ADAMS, PARIS}), late=1),
        Teller(3, SIGNED_TOO, frozenset({ADAMS, PARIS})),
    ]
    assert same_events(tellers, frozenset({ADAMS}), "John Adams") == [[2, 1], [0]]


def test_two_sentences_of_one_article_are_two_events() -> None:
    assert same_events([Teller(1, SIGNED, frozenset()), Teller(1, SIGNED_TOO, frozenset())]) == [[0], [1]]


def test_the_name_that_all_have_brings_nothing_together() -> None:
    one = Teller(1, "John Quincy Adams planted mulberry trees.", frozenset({ADAMS}))
    other = Teller(2, "John Quincy Adams lost an election.", frozenset({ADAMS}))
    assert same_events([one, other], frozenset({ADAMS}), "John Quincy Adams") == [[0], [1]]


def test_the_article_that_came_soonest_after_it_is_shown() -> None:
    texts = [Teller(n, SIGNED, frozenset(), late) for n, late in enumerate([400, -2, 1, 30])]
    assert same_events(texts) == [[2, 3, 0, 1]]


@given(st.lists(st.builds(
    Teller, st.integers(0, 5), st.sampled_from([SIGNED, SIGNED_TOO, BURNED, "", "It rained."]),
    st.frozensets(st.integers(0, 4)), st.integers(-3, 3),
), max_size=12))  # fmt: skip
def test_every_sentence_is_in_one_event(tellers: list[Teller]) -> None:
    groups = same_events(tellers)
    assert sorted(index for group in groups for index in group) == list(range(len(tellers)))
    for group in groups:
        assert len({tellers[index].article for index in group}) == len(group) or len(group) > 1
