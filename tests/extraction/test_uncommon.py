"""Which words are ordinary ones, as the worker that holds the model tells."""

import pytest

from bot.extraction.stage import Extractor
from bot.work import stages

pytestmark = pytest.mark.model


def test_ordinary_words_are_told_from_names(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_extractors", [extractor])
    words = dict.fromkeys(("Will", "Rose", "Hammer", "Baker", "Turkey", "WHO"), False)
    words |= dict.fromkeys(("Halvorsen", "Paris", "NATO", "IAEA", "Qwzelby"), True)
    assert dict(zip(words, stages.uncommon(list(words)), strict=True)) == words
