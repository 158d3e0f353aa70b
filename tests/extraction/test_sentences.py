import pytest

from bot.articles.types import Span
from bot.extraction.ruled import ruled_sentences
from bot.extraction.sentences import closed_quotes, quotations
from bot.extraction.tokens import Tokens
from tests.extraction.conftest import Read


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in quotations(text, Span(0, len(text)))]


def test_quotations_of_every_style() -> None:
    assert quoted('He said "no" and "yes".') == ['"no"', '"yes"']
    assert quoted("He said “no” and «yes».") == ["“no”", "«yes»"]
    assert quoted("He said `` no '' .") == ["`` no ''"]


def test_a_mark_left_open_closes_with_the_paragraph() -> None:
    assert quoted("“We go on and on.") == ["“We go on and on."]
    assert quoted("no mark” here") == []


def test_ruled_sentences_of_other_scripts() -> None:
    text = "Il pleut. Elle est partie ! Oui"
    assert [s.span.of(text) for s in ruled_sentences(text, [Span(0, len(text))])] == [
        "Il pleut.",
        "Elle est partie !",
        "Oui",
    ]
    text = "今日は雨です。明日は晴れます。"
    assert len(ruled_sentences(text, [Span(0, len(text))])) == 2


@pytest.mark.model
def test_a_paragraph_border_always_ends_a_sentence(read: Read) -> None:
    text, found = read("Rain stops play\n\nThe match at Lord's was\n\nabandoned on Friday.")
    assert [s.span.of(text) for s in found.sentences] == [
        "Rain stops play",
        "The match at Lord's was",
        "abandoned on Friday.",
    ]
    assert [s.paragraph for s in found.sentences] == [0, 1, 2]


@pytest.mark.model
def test_words_and_quoted(read: Read) -> None:
    _, found = read("“We shall fight on the beaches.” It was 1940.")
    assert [(s.words, s.quoted) for s in found.sentences] == [(6, True), (3, False)]


@pytest.mark.model
def test_a_closing_mark_stays_with_its_sentence(read: Read) -> None:
    text, found = read("He said : `` We won the cup today . '' The crowd cheered loudly .")
    assert not any(s.span.of(text).startswith("''") for s in found.sentences)


@pytest.mark.model
def test_furniture_is_no_sentence(read: Read) -> None:
    text, found = read("LONDON (Reuters) - The Bank of England raised its rate on Thursday.\n\nThe pound rose.")
    assert found.sentences[0].span.of(text).startswith("The Bank")
    assert not any(m.span.of(text) in ("LONDON", "Reuters") for m in found.mentions)


def test_an_opening_mark_goes_with_the_sentence_that_it_opens() -> None:
    words = ["It", "rained", ".", "'", "We", "waited", ".", "'"]
    starts = [0, 3, 9, 11, 12, 15, 21, 22]
    text = "It rained. 'We waited.'"
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    tokens = Tokens(text, words, starts, ends, sentences=[(0, 4), (4, 8)])
    assert closed_quotes(tokens) == [(0, 3), (3, 8)]
