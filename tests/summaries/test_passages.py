import pytest

from bot.summaries.passages import Passage, passages
from tests.summaries.articles import article


def only(sentence: str) -> Passage:
    (passage,) = passages(article(sentence))
    return passage


@pytest.mark.parametrize(
    "sentence",
    [
        "On the mend: Ruth outside the clinic in Oslo.",
        "Europe's best: Strasbourg's market draws the crowds.",
        "In answer to the question of the day,.",
        "The new bridge (pictured) opened on Monday.",
        "Mette Frederiksen, pictured left, met Ulf Kristersson.",
        "Image caption The bridge carries a railway.",
        "Photo by the Danish railways.",
        "The minister, left, opens the bridge.",
        "The leader is seen here at a parade in 2018.",
        "This undated photo shows the harbour of Malmo.",
        "Mette Frederiksen (L) shakes hands with Ulf Kristersson (R).",
        "CLOSE The bridge opened with a parade.",
        "Hide Caption 1 of 23 Photos: The bridge before the storm.",
        "FILE - The harbour of Malmo in 2001.",
        "Scroll down for video of the opening.",
        "Read more about the bridge on our site.",
        "Close to tears: Ruth is glad that the bridge is open Hard words: Nobody thanked her for it.",
        "A diver from Malmo smiles after leaving the water.",
        "The harbour of Malmo (Ruth Lind/Harbour Office)",
        "The timetable of the ferries from Malmo is as follows:",
        "Sorry we are not accepting comments on this article.",
        "Two reporters contributed to this report.",
        "See https://example.org for the timetable.",
        "The harbour of Malmo in the rain",
        "1.",
        "Rain fell.",
    ],
)
def test_what_is_no_part_of_the_story(sentence: str) -> None:
    assert only(sentence).aside


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge carries a railway and a motorway.",
        'The minister said: "The bridge is open."',
        "Left without a ferry, the islanders protested.",
        "The party, left of the centre, lost two seats.",
        "He took a picture of the bridge.",
        "Readers of the paper voted for the bridge.",
        "Close to the bridge stood two lighthouses.",
        "Senator Mitt Romney (R) spoke of the bridge.",
    ],
)
def test_what_is(sentence: str) -> None:
    assert not only(sentence).aside


def test_what_a_sentence_is_weighed_by() -> None:
    passage = only('"Will we open the bridges in 2025?" asked the minister.')
    assert passage.length == 10
    assert passage.words == {"open", "bridg", "2025", "ask", "minist"}
    assert passage.question
    assert passage.personal
    assert passage.own_words == 3
    assert 0.5 < passage.quoted < 0.8
    assert not passage.broken


@pytest.mark.parametrize(("sentence", "dated"), [("It opened on Tuesday.", True), ("It opened in March.", False)])
def test_a_day_of_this_week_makes_news(sentence: str, dated: bool) -> None:
    assert only(sentence).dated == dated


def test_a_limit_reads_only_the_beginning() -> None:
    source = article("The bridge opened.", "It rained.", "All went home.")
    assert len(passages(source, 2)) == 2
    assert len(passages(source)) == 3


@pytest.mark.parametrize(
    ("sentence", "unclosed"),
    [
        ("The minister wrote: ‘The bridge is open.", True),
        ("The minister wrote: “The bridge is open.", True),
        ('The minister wrote: "The bridge is open.', True),
        ("The minister wrote: 'The bridge is open.'", False),
        ("The engineers' bridge isn't open.", False),
        ('The bridge is open," he wrote.', False),
    ],
)
def test_a_quotation_that_goes_on_behind_a_sentence(sentence: str, unclosed: bool) -> None:
    assert only(sentence).unclosed is unclosed


def test_the_author_speaks_outside_quote_marks_only() -> None:
    assert only("We were glad to see the bridge.").voiced
    assert not only('The mayor said: "We were glad to see the bridge."').voiced


def test_a_sentence_that_stops_at_a_small_word_or_a_title_is_broken() -> None:
    assert only("In a letter the mayor and.").broken
    assert only("In a letter the mayor of Malmo and.").aside
    assert only("The door was opened by Lt.").broken
    assert not only("The door was opened by the mayor.").broken
