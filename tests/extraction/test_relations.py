"""Relations between two names: by patterns over the parse, each a span that says what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.types import Extraction
from tests.extraction.conftest import Read

pytestmark = pytest.mark.model

WHO, WHOM = "Anna Bell", "Carl Dorn"


def told(text: str, found: Extraction) -> list[tuple[str, str, str]]:
    said = []
    for one in found.relations:
        names = [found.mentions[index].span.of(text) for index in (one.subject, one.object)]
        said.append((names[0], ("not: " if one.negated else "") + one.predicate.of(text), names[1]))
    return said


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "object_"),
    [
        ("Anna Bell met Carl Dorn in Kenville.", WHO, "met", WHOM),
        ("Anna Bell did not meet Carl Dorn.", WHO, "not: did not meet", WHOM),
        ("Carl Dorn never called off the deal with Northwind Energy.", WHOM, "not: never called off the deal with",
         "Northwind Energy"),
        ("Anna Bell will fly to London for talks with Carl Dorn.", WHO, "will fly to London for talks with", WHOM),
        ("Anna Bell agreed to meet Carl Dorn and visited London.", WHO, "agreed to meet", WHOM),
        ("Anna Bell agreed to meet Carl Dorn and visited London.", WHO, "visited", "London"),
        ("Carl Dorn, who was praised by Anna Bell, left London.", WHOM, "was praised by", WHO),
        ("Anna Bell, chief executive of Northwind Energy, resigned.", WHO, "chief executive of", "Northwind Energy"),
        ("Northwind Energy chief executive Anna Bell resigned.", WHO, "chief executive", "Northwind Energy"),
        ("Anna Bell's letter to Carl Dorn was read aloud.", WHO, "letter to", WHOM),
        ("Talks between Anna Bell and Carl Dorn ended on Friday.", WHO, "Talks between", WHOM),
    ],
)  # fmt: skip
def test_relation(read: Read, text: str, subject: str, predicate: str, object_: str) -> None:
    assert (subject, predicate, object_) in told(text, read(text)[1])


@pytest.mark.parametrize(
    "text",
    [
        "Anna Bell slept. Carl Dorn met nobody.",
        "He met Carl Dorn in the harbour.",
        "Defence Minister Anna Bell resigned.",
        "Anna Bell, Carl Dorn and others dined.",
    ],
)
def test_no_relation(read: Read, text: str) -> None:
    assert told(text, read(text)[1]) == []


_PARTS = st.sampled_from([
    "Anna Bell", "Carl Dorn", "London", "met", "did not meet", "and", ",", ".", "'s letter to", "who", "praised", "in",
    "chief executive of", "Northwind Energy", "talks between", "to visit", "\n\n", "“", "said", "him",
])  # fmt: skip


@given(st.lists(_PARTS, max_size=25).map(" ".join))
def test_every_span_lies_in_one_sentence_and_covers_what_it_ties(read: Read, text: str) -> None:
    _, found = read(text)
    for one in found.relations:
        subject, object_ = found.mentions[one.subject], found.mentions[one.object]
        sentence = found.sentences[one.sentence].span
        assert subject.sentence == object_.sentence == one.sentence
        assert sentence.start <= one.span.start < one.span.end <= sentence.end
        for span in (subject.span, object_.span, one.predicate):
            assert one.span.start <= span.start < span.end <= one.span.end
            assert span.of(text).strip()
        assert one.predicate.end <= object_.span.start or one.predicate.start >= object_.span.end
