import pytest

from bot.summaries.types import Length


@pytest.mark.parametrize(("sentences", "words"), [(0, None), (None, 0), (-1, 5)])
def test_a_summary_has_at_least_one_sentence_and_word(sentences: int | None, words: int | None) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Length(sentences, words)
