from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.extraction.chunks import chunks, merge
from bot.extraction.types import Extraction, Keyphrase, Mention, Pronoun, Quote, Role, Sentence


@given(st.text(alphabet="ab. \n", max_size=400), st.integers(1, 60))
def test_chunks_cover_the_text_and_keep_the_limit(text: str, limit: int) -> None:
    spans = chunks(text, limit)
    assert "".join(span.of(text) for span in spans) == text
    assert all(span.end - span.start <= limit for span in spans)


def test_chunks_are_cut_at_paragraphs() -> None:
    text = "One paragraph.\n\n" * 20
    assert all(span.of(text).endswith("\n\n") for span in chunks(text, 100))


def test_a_text_without_borders_is_cut_at_the_limit() -> None:
    assert chunks("x" * 25, 10) == (Span(0, 10), Span(10, 20), Span(20, 25))


def test_merge_shifts_spans_and_indices() -> None:
    part = Extraction(
        sentences=(Sentence(Span(0, 9), 0, 2, "pronoun", Span(0, 2)),),
        mentions=(Mention(Span(3, 7), "PERSON", 0),),
        roles=(Role(Span(0, 2), 0),),
        pronouns=(Pronoun(Span(0, 2), "he", 0, possessive=False, subject=True),),
        keyphrases=(Keyphrase(Span(3, 9), 1.0),),
        quotes=(
            Quote(Span(4, 9), "direct", Span(3, 7), Span(1, 3), mention=0),
            Quote(Span(4, 9), "indirect", Span(0, 2), Span(1, 3), pronoun=0),
            Quote(Span(5, 9), "mixed"),
        ),
    )
    whole = merge([Span(0, 10), Span(10, 20)], [part, part])
    assert whole.sentences[1] == Sentence(Span(10, 19), 1, 2, "pronoun", Span(10, 12))
    assert whole.mentions[1] == Mention(Span(13, 17), "PERSON", 1)
    assert whole.roles[1] == Role(Span(10, 12), 1)
    assert whole.pronouns[1].sentence == 1
    assert whole.quotes[3:] == (
        Quote(Span(14, 19), "direct", Span(13, 17), Span(11, 13), mention=1),
        Quote(Span(14, 19), "indirect", Span(10, 12), Span(11, 13), pronoun=1),
        Quote(Span(15, 19), "mixed"),
    )
    assert [phrase.span.start for phrase in whole.keyphrases] == [3, 13]


def test_merge_keeps_the_twelve_best_keyphrases() -> None:
    part = Extraction(keyphrases=tuple(Keyphrase(Span(i, i + 1), 1 - i / 10) for i in range(9)))
    merged = merge([Span(0, 9), Span(9, 18)], [part, part]).keyphrases
    assert len(merged) == 12
    assert merged == tuple(sorted(merged, key=lambda phrase: -phrase.score))


def test_merge_of_nothing_is_empty() -> None:
    assert merge([], []) == Extraction()
