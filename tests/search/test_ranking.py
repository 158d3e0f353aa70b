"""The order of candidates: made from their texts alone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import ranking
from bot.search.matching import Matcher
from bot.search.query import plain
from bot.search.ranking import Document, Weighted, glance, rank, rarity

FILLER = " Nothing else of note was in the papers of that day, said the clerk." * 6


def weighted(typed: str) -> list[Weighted]:
    return [Weighted(Matcher(term), 1.0) for term in plain(typed).words]


def order(typed: str, *texts: str, titles: tuple[str, ...] = ()) -> list[int]:
    heads = [*titles, *[""] * (len(texts) - len(titles))]
    documents = [Document(n, head, text, frozenset()) for n, (head, text) in enumerate(zip(heads, texts, strict=True))]
    return [article for article, _ in rank(documents, weighted(typed))]


def test_rare_words_weigh_more_and_none_weighs_less_than_nothing() -> None:
    assert rarity(1, 1000) > rarity(10, 1000) > rarity(1000, 1000) > 0
    assert rarity(10, 5) > 0


def test_more_words_more_often_and_in_the_title_count() -> None:
    assert order("dam breach", FILLER + "A dam.", FILLER + "A dam, a breach.") == [1, 0]
    assert order("dam", FILLER + "A dam.", FILLER + "A dam and a dam.") == [1, 0]
    assert order("dam", FILLER + "A dam.", FILLER + "A dam.", titles=("The dam", "")) == [0, 1]
    assert order("dam", FILLER + "A dam.", "A dam." + FILLER) == [1, 0]


def test_words_that_stand_together_count() -> None:
    apart = "x" + FILLER + "A dam." + FILLER + "A breach."
    together = "x" + FILLER + FILLER + "A dam had a breach."
    assert order("dam breach", apart, together, FILLER) == [1, 0, 2]


def test_among_equals_the_newest_comes_first() -> None:
    assert order("dam", "A dam.", "A dam.", "A dam.") == [2, 1, 0]


def test_feedback_raises_what_shares_words_with_the_best() -> None:
    best = "The reservoir dam suffered a breach after heavy rainfall; the reservoir drained."
    related = FILLER + " A dam. Heavy rainfall filled the reservoir." + FILLER
    unrelated = FILLER + " A dam. Seven dentists opened the kermesse." + FILLER
    ranked = order("dam breach drained", related, unrelated, best, best, FILLER, FILLER, FILLER, FILLER)
    assert ranked.index(0) < ranked.index(1)


def test_a_word_that_only_the_index_saw_still_counts() -> None:
    documents = [Document(1, "", FILLER, frozenset()), Document(0, "", FILLER, frozenset({0}))]
    assert [article for article, _ in rank(documents, weighted("dam"))] == [0, 1]


def test_a_listed_word_is_looked_for_only_where_it_is() -> None:
    terms = [Weighted(term.matcher, 1.0, since=0) for term in weighted("dam")]
    documents = [Document(0, "", "A dam.", frozenset({0})), Document(1, "", "A dam.", frozenset())]
    [(first, high), (second, low)] = rank(documents, terms)
    assert (first, second, low) == (0, 1, 0.0)
    assert high > 0


def test_at_a_glance_the_best_are_the_same() -> None:
    texts = ["A dam." + FILLER, "A dam, a dam, a dam." + FILLER, FILLER, FILLER]
    assert glance(enumerate(texts), weighted("dam")) == [1, 0, 3, 2]
    assert glance(enumerate(texts), weighted("dam U.N.")) == [1, 0, 3, 2]
    assert glance([], weighted("dam")) == []


def test_what_looks_worse_is_not_read_with_care(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [FILLER, "A dam." + FILLER, "The dam of dams." + FILLER, "A dam had a breach." + FILLER]
    whole = order("dam breach", *texts)
    monkeypatch.setattr(ranking, "CAREFUL", 2)
    assert order("dam breach", *texts) == whole == [3, 2, 1, 0]


def test_nothing_ranks_nothing() -> None:
    assert rank([], weighted("dam")) == []


@given(st.lists(st.text(alphabet="dam breach.\n", max_size=80), max_size=8), st.randoms())
def test_the_order_of_the_candidates_does_not_matter(texts: list[str], shuffler: random.Random) -> None:
    documents = [Document(n, "", text, frozenset()) for n, text in enumerate(texts)]
    shuffled = documents.copy()
    shuffler.shuffle(shuffled)
    typed = weighted("dam breach acme")
    ranked = rank(documents, typed)
    assert sorted(article for article, _ in ranked) == list(range(len(texts)))
    again = rank(shuffled, typed)
    assert [(n, round(score, 9)) for n, score in again] == [(n, round(score, 9)) for n, score in ranked]
