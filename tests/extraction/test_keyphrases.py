import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.keyphrases import keyphrases
from bot.extraction.name import Name
from tests.extraction.builders import parsed
from tests.extraction.conftest import Read


def test_what_recurs_comes_first_and_names_alone_do_not_count() -> None:
    tokens = parsed(
        "nuclear/JJ waste/NN of/IN Marie Curie and/CC nuclear/JJ waste/NN ,/, a/DT cold/JJ room/NN next/JJ week/NN"
    )
    found = keyphrases(tokens, [Name(3, 5, "PERSON")])
    assert [phrase.span.of(tokens.text) for phrase in found] == ["nuclear waste", "cold room"]
    assert found[0].score == 1.0
    assert found[0].span.start == 0


@pytest.mark.model
def test_at_most_twelve_and_best_first(read: Read) -> None:
    nouns = "tax bread water street school river forest winter summer copper silver paper letter garden market"
    text, found = read(" ".join(f"The {noun} reform failed." for noun in nouns.split()))
    scores = [phrase.score for phrase in found.keyphrases]
    assert len(scores) == 12
    assert scores == sorted(scores, reverse=True)
    assert not any(phrase.span.of(text).lower().startswith("the ") for phrase in found.keyphrases)


@given(st.lists(st.sampled_from(["cold/JJ", "room/NN", "and/CC", "Oslo/NNP", "-/HYPH", "5/CD"]), max_size=30))
def test_any_tags_give_phrases_with_a_common_noun(tagged: list[str]) -> None:
    tokens = parsed(" ".join(tagged))
    assert all("room" in phrase.span.of(tokens.text) for phrase in keyphrases(tokens, []))
