"""Sentences made up to show each rule: who said what, and what is no quotation."""

import pytest

from bot.extraction.types import Extraction
from tests.extraction.conftest import Read

pytestmark = pytest.mark.model

Told = list[tuple[str, str, str | None]]


def told(text: str, found: Extraction) -> Told:
    return [(q.kind, q.span.of(text), q.speaker.of(text) if q.speaker else None) for q in found.quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge is closed,” said Anna Doe.", [("direct", "The bridge is closed,", "Anna Doe")]),
        ("“The bridge is closed,” Anna Doe said.", [("direct", "The bridge is closed,", "Anna Doe")]),
        ("Anna Doe said: “The bridge is closed.”", [("direct", "The bridge is closed.", "Anna Doe")]),
        ("Said Anna Doe: “The bridge is closed.”", [("direct", "The bridge is closed.", "Anna Doe")]),
        ("Anna Doe: “The bridge is closed.”", [("direct", "The bridge is closed.", "Anna Doe")]),
        ("“The bridge is closed.” — Anna Doe", [("direct", "The bridge is closed.", "Anna Doe")]),
        (
            "“The bridge,” Anna Doe said, “is closed for good.”",
            [("direct", "The bridge,", "Anna Doe"), ("direct", "is closed for good.", "Anna Doe")],
        ),
        (
            "“The bridge is closed,” Anna Doe told reporters. “Nobody will cross it.”",
            [("direct", "The bridge is closed,", "Anna Doe"), ("direct", "Nobody will cross it.", "Anna Doe")],
        ),
        (
            "Anna Doe was angry on Monday. “Nobody asked us at all.”",
            [("direct", "Nobody asked us at all.", "Anna Doe")],
        ),
        (
            "Anna Doe spoke to the council:\n\n“Nobody asked us at all.",
            [("direct", "Nobody asked us at all.", "Anna Doe")],
        ),
        ("“No,” said the mayor.", [("direct", "No,", "the mayor")]),
        (
            "“The work is done,” said a spokesman for the harbour office.",
            [("direct", "The work is done,", "a spokesman for the harbour office")],
        ),
        ("“We will wait,” Anna Doe shrugged.", [("direct", "We will wait,", "Anna Doe")]),
        ("“We will wait,” Anna Doe texted her staff.", [("direct", "We will wait,", "Anna Doe")]),
        ("“We will wait,” they said.", [("direct", "We will wait,", "they")]),
        ("“Nobody knows why the tower fell.”", [("direct", "Nobody knows why the tower fell.", None)]),
    ],
)
def test_direct_speech(read: Read, text: str, expected: Told) -> None:
    assert told(*read(text)) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Doe called the plan “a gift to the rich” on Monday.", "Anna Doe"),
        ("For Anna Doe, the plan is “a gift to the rich.”", "Anna Doe"),
        ("Harbour 'a gift to the rich', says mayor", "mayor"),
        ("Anna Doe said she thought the plan was “a gift to the rich.”", "Anna Doe"),
        ("Anna Doe said that John Roe called the plan “a gift to the rich.”", "John Roe"),
        ("The plan is “a gift to the rich,” according to Anna Doe.", "Anna Doe"),
        ("The plan is “a gift to the rich,” Anna Doe said.", "Anna Doe"),
        ("The plan is, as Anna Doe put it, “a gift to the rich.”", "Anna Doe"),
    ],
)
def test_mixed_speech(read: Read, text: str, speaker: str) -> None:
    assert ("mixed", speaker) in [
        ("mixed" if kind != "indirect" else kind, who) for kind, said, who in told(*read(text)) if "gift" in said
    ]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Anna Doe said that the bridge was closed.", "that the bridge was closed", "Anna Doe"),
        ("The bridge was closed, Anna Doe said.", "The bridge was closed", "Anna Doe"),
        ("According to Anna Doe, the bridge was closed.", "the bridge was closed", "Anna Doe"),
        ("The bridge was closed, according to the police.", "The bridge was closed", "the police"),
        ("Anna Doe promised to open the bridge.", "to open the bridge", "Anna Doe"),
        ("Anna Doe refused to say that the bridge was closed.", "that the bridge was closed", "Anna Doe"),
        ("Anna Doe's claim that the bridge was closed was false.", "that the bridge was closed", "Anna Doe"),
        ("Anna Doe was adamant that the bridge would stay.", "that the bridge would stay", "Anna Doe"),
        ("Anna Doe made clear that she would not sign.", "that she would not sign", "Anna Doe"),
        ("In Anna Doe's view, the bridge is worth more.", "the bridge is worth more", "Anna Doe"),
        ("The Gazette quoted Anna Doe as saying that the bridge was lost.", "that the bridge was lost", "Anna Doe"),
        ("Anna Doe admitted lying to the council.", "lying to the council", "Anna Doe"),
        ("Anna Doe called for the bridge to be closed.", "for the bridge to be closed", "Anna Doe"),
        ("Anna Doe warned of a second flood.", "of a second flood", "Anna Doe"),
        ("The council issued a report saying that the bridge was safe.", "that the bridge was safe", "The council"),
    ],
)
def test_indirect_speech(read: Read, text: str, content: str, speaker: str) -> None:
    assert ("indirect", content, speaker) in told(*read(text))


def test_who_was_asked_says_nothing_by_that(read: Read) -> None:
    found = told(*read("“We'll see,” Anna Doe said when asked if she would run again."))
    assert found == [("direct", "We'll see,", "Anna Doe")]
    assert told(*read("It was clear that the bridge would stay.")) == []


def test_content_around_its_cue_is_told_in_two_pieces(read: Read) -> None:
    found = [(said, who) for kind, said, who in told(*read("The bridge, Anna Doe said, would close in May."))]
    assert found == [("The bridge", "Anna Doe"), ("would close in May", "Anna Doe")]


@pytest.mark.parametrize(
    "text",
    [
        "The town has a so-called “green” bridge.",
        "On “News at Nine,” the mayor spoke about the bridge.",
        "Joe “the Shark” Doe crossed the bridge.",
        "The song “Over the Old Bridge” was played at noon.",
    ],
)
def test_what_is_no_quotation(read: Read, text: str) -> None:
    assert [kind for kind, _, _ in told(*read(text)) if kind != "indirect"] == []


def test_several_paragraphs_have_the_speaker_of_one(read: Read) -> None:
    text = "“We began here.\n\n“We went on there.\n\n“And now we stop,” said Anna Doe."
    assert [who for _, _, who in told(*read(text))] == ["Anna Doe"] * 3
    text = "Anna Doe said: “We began here.\n\n“We went on there.\n\n“And now we stop.”"
    assert [who for _, _, who in told(*read(text))] == ["Anna Doe"] * 3


def test_transcripts(read: Read) -> None:
    text = '"DOE: When will it open?\n\n"ROE: I will say no more about it.\n\n"And that is all there is to say.'
    assert [who for _, _, who in told(*read(text))] == ["DOE", "ROE", "ROE"]


def test_the_index_of_the_speaker(read: Read) -> None:
    text, found = read(
        "“It is late,” said the mayor, Anna Doe. “It is cold,” he said. “It is dark,” said a spokesman for John Roe."
    )
    mentioned = [found.mentions[q.mention].span.of(text) if q.mention is not None else None for q in found.quotes]
    assert mentioned == ["Anna Doe", None, None]
    stood_for = [found.pronouns[q.pronoun].span.of(text) if q.pronoun is not None else None for q in found.quotes]
    assert stood_for == [None, "he", None]


def test_cues(read: Read) -> None:
    text, found = read("“It is late,” said Anna Doe.")
    assert [q.cue.of(text) for q in found.quotes if q.cue] == ["said"]


def test_other_languages_have_no_quotes(read: Read) -> None:
    _, found = read("„Die Brücke ist zu“, sagte Anna Doe.", "de")
    assert found.quotes == ()
