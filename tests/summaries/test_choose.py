from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.types import Kind
from bot.summaries.choose import summarise
from bot.summaries.shown import shown
from bot.summaries.types import About, Length, Line, Source
from tests.examples import examples
from tests.summaries.articles import Says, article

BRIDGE = article(
    "Denmark and Sweden opened the Oresund bridge between Copenhagen and Malmo on Saturday.",
    "Queen Margrethe and King Carl Gustaf met in the middle of the bridge for the opening.",
    Says("It carries a motorway and a railway across the strait.", "pronoun", "It", {"It": ""}),
    "The bridge cost 30.1 billion kroner and took five years to build.",
    Says("But traffic has been lighter than the two governments had hoped.", "connective", "But"),
    Says('"We had expected more lorries."', quoted=True),
    "Ferries between Helsingborg and Elsinore still carry most lorries across the strait.",
    "What will the ferries do?",
    "Weather: Rain is expected over the strait.",
    names={"Denmark": "GPE", "Sweden": "GPE", "Copenhagen": "GPE", "Malmo": "GPE", "Helsingborg": "GPE"},
)
FERRY = article(
    "Ferry lines on the strait cut fares by a third after the Oresund bridge opened.",
    "Scandlines said that 40 crossings a day between Helsingborg and Elsinore would remain.",
    names={"Scandlines": "ORG", "Helsingborg": "GPE"},
)
NOTHING = article("This page could not be loaded.", "Please check the address or search our archive.")


def texts(lines: list[Line], *sources: Source) -> list[str]:
    return [shown(sources[line.source].text, line) for line in lines]


def test_three_sentences_unless_asked_otherwise() -> None:
    assert texts(summarise([BRIDGE], Length()), BRIDGE) == [
        "Denmark and Sweden opened the Oresund bridge between Copenhagen and Malmo on Saturday.",
        "Queen Margrethe and King Carl Gustaf met in the middle of the bridge for the opening.",
        "It carries a motorway and a railway across the strait.",
    ]


def test_the_first_line_of_all_is_the_news() -> None:
    (line,) = texts(summarise([BRIDGE], Length(sentences=1)), BRIDGE)
    assert line.startswith("Denmark and Sweden opened")


@pytest.mark.parametrize("words", [20, 40, 60, 90])
def test_a_limit_in_words_is_kept(words: int) -> None:
    lines = texts(summarise([BRIDGE], Length(words=words)), BRIDGE)
    assert words / 3 < sum(len(line.split()) for line in lines) <= words


def test_both_limits_are_kept() -> None:
    lines = texts(summarise([BRIDGE], Length(sentences=2, words=200)), BRIDGE)
    assert len(lines) == 2


def test_a_limit_that_no_sentence_fits_gives_one_that_is_hardly_too_long() -> None:
    (line,) = texts(summarise([FERRY], Length(words=12)), FERRY)
    assert 12 < len(line.split()) <= 18


def test_a_limit_far_below_any_sentence_gives_the_shortest_that_stands() -> None:
    (line,) = texts(summarise([BRIDGE], Length(words=1)), BRIDGE)
    assert line == "The bridge cost 30.1 billion kroner and took five years to build."


def test_captions_and_quotations_without_a_speaker_are_left_out() -> None:
    lines = texts(summarise([BRIDGE], Length(sentences=8)), BRIDGE)
    assert not any("Weather" in line for line in lines)
    if '"We had expected more lorries."' in lines:
        assert any(line.startswith("But traffic") for line in lines)


def test_a_text_of_one_sentence_gives_itself() -> None:
    source = article("Rain.")
    assert texts(summarise([source], Length()), source) == ["Rain."]


def test_a_text_without_a_sentence_gives_its_first_words() -> None:
    source = Source("  one two\nthree four")
    assert texts(summarise([source], Length(words=3)), source) == ["one two three"]
    assert texts(summarise([source], Length()), source) == ["one two three four"]


def test_no_text_gives_nothing() -> None:
    assert summarise([Source("")], Length()) == []
    assert summarise([], Length()) == []


def test_several_articles_say_nothing_twice() -> None:
    copy = article("Denmark and Sweden opened the Oresund bridge between Copenhagen and Malmo on Saturday.")
    lines = texts(summarise([BRIDGE, copy, FERRY], Length(words=100)), BRIDGE, copy, FERRY)
    assert len(lines) == len(set(lines))
    assert any("Scandlines" in line for line in lines)


def test_the_lines_of_one_article_stand_together() -> None:
    order = [line.source for line in summarise([BRIDGE, FERRY], Length(words=120))]
    assert set(order) == {0, 1}
    assert sum(a != b for a, b in pairwise(order)) == 1


def test_a_page_that_is_no_story_contributes_nothing() -> None:
    lines = summarise([NOTHING, FERRY], Length(words=200))
    assert {line.source for line in lines} == {1}


def test_pages_are_all_there_is() -> None:
    assert summarise([NOTHING, NOTHING], Length(sentences=1))


def test_about_words_chooses_only_what_speaks_of_them() -> None:
    lines = texts(summarise([BRIDGE], Length(), About(words="lorries")), BRIDGE)
    assert lines
    assert all("lorries" in line or "But traffic" in line for line in lines)


def test_about_words_prefers_what_stands_alone_to_what_brings_others_along() -> None:
    lead = "Queen Margrethe of Denmark and King Carl Gustaf of Sweden opened the bridge between Copenhagen and Malmo"
    names: dict[str, Kind] = {"Margrethe": "PERSON", "Carl Gustaf": "PERSON", "Denmark": "GPE", "Sweden": "GPE"}
    opening = article(
        f"{lead} on Saturday.",
        Says("It had carried few lorries by the evening.", "pronoun", "It", {"It": ""}),
        names=names,
    )
    others = [article(f"{lead} {how}.", names=names) for how in ("with a walk", "in the rain", "at noon")]
    ferries = article(
        "Ferry lines on the strait cut fares by a third.",
        "A strike of customs officers kept lorries waiting.",
        "Lorries returned to the ferries after a year.",
    )
    sources = [opening, *others, ferries]
    lines = texts(summarise(sources, Length(sentences=2), About(words="lorries")), *sources)
    assert lines == [
        "A strike of customs officers kept lorries waiting.",
        "Lorries returned to the ferries after a year.",
    ]


def test_about_an_entity_counts_its_pronouns() -> None:
    source = article(
        "Marie Curie won a second Nobel Prize in 1911.",
        "The prize for chemistry came eight years after the one for physics.",
        Says("She remains the only person with prizes in two sciences.", "pronoun", "She", {"She": "Marie Curie"}),
        names={"Marie Curie": "PERSON"},
    )
    lines = texts(summarise([source], Length(), About(keys=frozenset(["marie curie"]))), source)
    assert lines == [
        "Marie Curie won a second Nobel Prize in 1911.",
        "[Marie Curie] remains the only person with prizes in two sciences.",
    ]


def test_a_surname_is_given_in_full_to_those_who_have_not_read_its_introduction() -> None:
    source = article(
        "The Nobel Prize for chemistry of 1911 goes to Paris for the discovery of radium and polonium.",
        "Earlier in the year, at the age of 43, Marie Curie had lost a vote.",
        "The Swedish king will hand Curie her medal in Stockholm in December.",
        names={"Marie Curie": "PERSON", "Curie": "PERSON", "Paris": "GPE"},
        same={"Curie": "Marie Curie"},
    )
    lines = texts(summarise([source], Length(), About(words="Stockholm")), source)
    assert lines == ["The Swedish king will hand [Marie Curie] her medal in Stockholm in December."]
    whole = texts(summarise([source], Length()), source)
    assert whole[-1] == "The Swedish king will hand Curie her medal in Stockholm in December."


def test_about_something_that_no_source_mentions_is_nothing() -> None:
    assert summarise([BRIDGE], Length(), About(words="volcano")) == []


def test_a_title_draws_the_summary_to_its_words() -> None:
    def first(title: str | None) -> str:
        source = Source(BRIDGE.text, title, BRIDGE.extraction, BRIDGE.resolution)
        return " ".join(texts(summarise([source], Length(sentences=2)), source))

    assert "ferries" in first("Helsingborg ferries still carry lorries across").lower()


VOCABULARY = "bridge ferry strait Denmark Sweden lorries fares opened crossed paid 40 1999 the of in and".split()  # noqa: SIM905
OPENINGS = [
    ("plain", "", ""),
    ("pronoun", "She", "Denmark"),
    ("pronoun", "They", ""),
    ("definite", "The bridge", ""),
    ("definite", "The ferry", "Sweden"),
    ("demonstrative", "This", ""),
    ("connective", "But", ""),
]


@st.composite
def says(draw: st.DrawFn) -> Says:
    opening, leans, name = draw(st.sampled_from(OPENINGS))
    rest = " ".join(draw(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=14)))
    known = {leans: name} if leans and opening in ("pronoun", "definite") and (name or opening == "pronoun") else {}
    return Says(f"{leans} {rest}.".strip(), opening, leans, known)  # type: ignore[arg-type]


sources = st.lists(says(), min_size=1, max_size=12).map(
    lambda rows: article("Denmark and Sweden met.", *rows, names={"Denmark": "GPE", "Sweden": "GPE"})
)
lengths = st.builds(Length, st.none() | st.integers(1, 8), st.none() | st.integers(1, 80))


@settings(max_examples=examples(150))
@given(st.lists(sources, min_size=1, max_size=4), lengths)
def test_every_line_is_a_sentence_and_every_bracket_a_name(given_sources: list[Source], length: Length) -> None:
    for line in summarise(given_sources, length):
        source = given_sources[line.source]
        assert line.span in [sentence.span for sentence in source.extraction.sentences]
        at = line.span.start
        for bracket in line.brackets:
            assert at <= bracket.span.start < bracket.span.end <= line.span.end
            assert bracket.by in [mention.span for mention in source.extraction.mentions]
            at = bracket.span.end


@settings(max_examples=examples(150))
@given(st.lists(sources, min_size=1, max_size=4), lengths)
def test_limits_hold_but_for_one_sentence(given_sources: list[Source], length: Length) -> None:
    lines = summarise(given_sources, length)
    assert lines
    assert len(lines) == len({(line.source, line.span) for line in lines})
    assert len(lines) <= (length.sentences or (len(lines) if length.words else 3))
    if length.words and len(lines) > 1:
        assert sum(len(shown(given_sources[line.source].text, line).split()) for line in lines) <= length.words
        assert sum(len(line.span.of(given_sources[line.source].text).split()) for line in lines) <= length.words


@settings(max_examples=examples(150))
@given(sources, lengths)
def test_no_line_leans_on_what_is_not_shown(source: Source, length: Length) -> None:
    lines = summarise([source], length)
    if length.words and len(lines) == 1:
        return  # where nothing fits, the shortest sentence is given as it is
    chosen = {line.span: line for line in lines}
    sentences = source.extraction.sentences
    for i, sentence in enumerate(sentences):
        if i == 0 or sentence.span not in chosen or sentence.leans is None:
            continue
        replaced = any(sentence.leans.holds(bracket.span) for bracket in chosen[sentence.span].brackets)
        before = sentences[i - 1].span in chosen
        noun = sentence.leans.of(source.text).split()[-1]
        introduced = sentence.opening == "definite" and any(
            s.span in chosen and noun in s.span.of(source.text) for s in sentences[:i]
        )
        named = sentence.leans.of(source.text) in ("She", "The ferry") and any(
            mention.sentence == i for mention in source.extraction.mentions
        )
        assert replaced or before or introduced or named


@given(st.lists(sources, min_size=1, max_size=3), lengths)
def test_the_same_articles_give_the_same_summary(given_sources: list[Source], length: Length) -> None:
    assert summarise(given_sources, length) == summarise(given_sources, length)


@given(st.text(max_size=300), lengths)
def test_any_text_without_sentences_gives_a_slice_of_it(text: str, length: Length) -> None:
    lines = summarise([Source(text)], length)
    assert len(lines) == bool(text.split())
    if lines and length.words:
        assert len(lines[0].span.of(text).split()) <= length.words
