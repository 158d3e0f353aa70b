import pytest

from bot.extraction.parsing import Parser
from bot.extraction.stage import Extractor
from bot.extraction.tokens import Tokens

pytestmark = pytest.mark.model


def test_columns_leave_white_space_out(extractor: Extractor) -> None:
    (tokens,) = extractor.parser.parse(["Oslo  is \n cold. Rome is warm."])
    assert tokens.words == ["Oslo", "is", "cold", ".", "Rome", "is", "warm", "."]
    assert [tokens.text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert tokens.sentences == [(0, 4), (4, 8)]
    assert all(0 <= head < len(tokens) for head in tokens.heads)
    assert [(e.start, e.end, e.label) for e in tokens.entities] == [(0, 1, "GPE"), (4, 5, "GPE")]


def test_texts_come_back_in_order_over_many_batches(extractor: Extractor) -> None:
    texts = [f"Number {n} is here. " * 50 for n in range(80)]
    assert [tokens.words[1] for tokens in extractor.parser.parse(texts)] == [str(n) for n in range(80)]


def test_nothing_and_empty_texts(extractor: Extractor) -> None:
    assert extractor.parser.parse([]) == []
    assert extractor.parser.parse([""]) == [Tokens("")]


def test_the_vocabulary_stops_growing(extractor: Extractor) -> None:
    bounded = Parser(extractor.parser.nlp, growth=0)
    bounded.parse(["One text to begin with."])
    before = len(extractor.parser.nlp.vocab.strings)
    first = bounded.parse([f"Qwx{n}zz met Zvb{n}yy in Xkcd{n}ville." for n in range(50)])
    assert len(extractor.parser.nlp.vocab.strings) <= before + 20
    assert first[7].words[0] == "Qwx7zz"
    assert bounded.parse(["Qwx7zz met Zvb7yy in Xkcd7ville."])[0].lemmas == first[7].lemmas


def test_an_unknown_model_is_an_os_error() -> None:
    with pytest.raises(OSError, match="no_such_pipeline"):
        Parser.load("no_such_pipeline")
