"""Which stretch of an article a search shows."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.search.matching import Matcher
from bot.search.query import plain
from bot.search.ranking import Weighted
from bot.search.snippets import MOST, WINDOW, snippets

FILLER = "Nothing else of note was in the papers of that day, said the clerk. " * 6


def shown(typed: str, text: str, sentences: list[tuple[int, int]] | None = None) -> list[str]:
    terms = [Weighted(Matcher(term), 1.0) for term in plain(typed).words]
    return [text[start:end] for start, end in snippets(text, sentences or [], terms)]


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text in which each ends with a full stop and a space."""
    spans, start = [], 0
    for piece in text.split(". "):
        end = min(start + len(piece) + 1, len(text))
        spans.append((start, end))
        start = end + 1
    return [span for span in spans if span[0] < span[1]]


def test_the_sentence_with_most_of_the_words() -> None:
    text = FILLER + "The dam held. The dam had a breach in May. " + FILLER
    assert shown("dam breach", text, split(text)) == ["The dam had a breach in May."]


def test_a_second_sentence_shows_what_the_first_does_not() -> None:
    text = "The dam held. " + FILLER + "Then came the breach. " + FILLER
    assert shown("dam breach", text, split(text)) == ["The dam held.", "Then came the breach."]


def test_without_sentences_a_window_of_whole_words() -> None:
    text = FILLER + "The dam had a breach in May. " + FILLER
    [window] = shown("dam breach", text)
    assert "dam had a breach" in window
    assert len(window) <= WINDOW
    assert f" {window} " in text


def test_a_long_sentence_is_cut_around_its_matches() -> None:
    text = "and so on " * 60 + "the dam broke " + "and so on " * 60
    [window] = shown("dam", text, [(0, len(text) - 1)])
    assert "the dam broke" in window
    assert len(window) <= WINDOW


def test_without_a_match_the_beginning() -> None:
    assert shown("dam", "A first sentence. A second.", [(0, 17), (18, 27)]) == ["A first sentence."]
    assert shown("dam", "  \n") == []
    assert shown("", "Short text.") == ["Short text."]


@given(st.text(alphabet="dam breach.\n  é", max_size=600), st.booleans())
def test_stretches_are_slices_in_order(text: str, known: bool) -> None:
    terms = [Weighted(Matcher(term), 1.0) for term in plain("dam breach").words]
    spans = snippets(text, split(text) if known else [], terms)
    assert len(spans) <= MOST
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
