"""Forms that people gave, in texts: where they count as a mention, and that what is added can be taken away."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.extraction.types import Extraction, Mention, Quote, Role, Sentence
from bot.identity.reassigning import Reassigned
from bot.identity.teaching import Given, given_name, teach, untaught, words_to_try
from bot.identity.types import Chain, Link, Reference, Resolution
from bot.identity.within import resolve
from tests.store.filing import extract
from tests.store.test_derived import stories

LADY = Given(3, "Iron Lady", "PERSON")
HALVORSEN = Given(4, "Halvorsen", "PERSON")


def sentences(text: str) -> tuple[Sentence, ...]:
    """A line is a paragraph, and a sentence ends where a stop and a space follow."""
    found, start = [], 0
    for number, line in enumerate(text.split("\n")):
        for part in line.split(". "):
            found.append(Sentence(Span(start, start + len(part)), number, len(part.split())))
            start += len(part) + 2
        start += len(line) - sum(len(part) + 2 for part in line.split(". ")) + 1
    return tuple(found)


def places(text: str, *forms: Given, names: tuple[Span, ...] = ()) -> list[int]:
    """Where the forms are found in a text that has these names."""
    mentions = tuple(Mention(span, "PERSON", 0) for span in names)
    chains = tuple(Chain(f"name {i}", "PERSON", i, (Link(i, "same name"),)) for i in range(len(names)))
    made = teach(text, Reassigned(Extraction(sentences(text), mentions), Resolution(chains)), forms)
    return [mention.span.start for mention in made.extraction.mentions if mention.span not in names]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Iron Lady spoke.", [4]),
        ("Iron Lady spoke. So did the Iron Lady", [0, 28]),
        ("the Iron Lady’s speech, the “Iron Lady”.", [4, 29]),
        ("The iron lady spoke. The IRON LADY spoke.", []),
        ("IRON LADY SPEAKS\nNobody listened.", [0]),
        ("The Iron Ladybird and an Un-Iron Lady.", []),
        ("The Iron Lady-like manner of iron.Iron Lady", []),
        ("@Iron Lady #Iron Lady Iron Lady_2", []),
        ("The Iron Lady Hotel in New Iron Lady", []),
        ("The Iron\nLady spoke.", []),
        ("He met the Iron. Lady spoke.", []),
    ],
)
def test_where_a_form_of_two_words_stands(text: str, found: list[int]) -> None:
    assert places(text, LADY) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yesterday Halvorsen left.", [10]),
        ("They saw Mr. Halvorsen and Dr Halvorsen", [13, 30]),
        ("They saw Anna Halvorsen there.", []),
        ("HALVORSEN LEAVES TOWN", [0]),
        ("halvorsen, Halvorsens, O’Halvorsen", []),
    ],
)
def test_where_a_form_of_one_word_stands(text: str, found: list[int]) -> None:
    assert places(text, HALVORSEN) == found


def test_a_name_that_is_there_is_left_as_it_is() -> None:
    text = "The Iron Lady spoke to the Iron Lady"
    assert places(text, LADY, names=(Span(4, 13),)) == [27]
    assert places(text, LADY, names=(Span(0, 13), Span(32, 36))) == []


def test_the_longer_form_and_the_later_entry_count() -> None:
    text = "The Iron Lady spoke."
    made = teach(
        text,
        Reassigned(Extraction(sentences(text)), Resolution()),
        [Given(1, "Lady", "PERSON"), LADY, Given(5, "Iron Lady", "ORG")],
    )
    [chain] = made.resolution.chains
    assert (chain.key, chain.kind, chain.links[0].reason) == (*given_name("Iron Lady", "ORG"), "by correction 5")


def test_who_says_a_quote_that_was_nobodys() -> None:
    text = "“No” said the Iron Lady. “Yes” said a clerk"
    quotes = (Quote(Span(1, 3), "direct", Span(10, 23)), Quote(Span(26, 29), "direct", Span(36, 43)))
    before = Reassigned(Extraction(sentences(text), quotes=quotes), Resolution(speakers=(None, None)))
    made = teach(text, before, [LADY])
    assert made.resolution.speakers == (0, None)
    assert [quote.mention for quote in made.extraction.quotes] == [0, None]
    assert untaught(made.extraction, made.resolution) == (before.extraction, before.resolution)


def test_what_stands_around_keeps_its_mentions() -> None:
    text = "The Iron Lady met the president Adams, and he left the Iron Lady"
    extraction = Extraction(sentences(text), (Mention(Span(32, 37), "PERSON", 0),), (Role(Span(22, 31), 0),))
    chain = Chain("adams", "PERSON", 0, (Link(0, "same name"),))
    resolution = Resolution((chain,), (Reference(Span(43, 45), 0, "the only one"),))
    made = teach(text, Reassigned(extraction, resolution), [LADY])
    assert [mention.span.of(text) for mention in made.extraction.mentions] == ["Iron Lady", "Adams", "Iron Lady"]
    assert [role.mention for role in made.extraction.roles] == [1]
    assert [one.chain for one in made.resolution.references] == [1]
    assert [[link.mention for link in one.links] for one in made.resolution.chains] == [[0, 2], [1]]
    assert untaught(made.extraction, made.resolution) == (extraction, resolution)


@given(stories, st.lists(st.sampled_from(["No", "On", "He", "Nobody", "Both", "Adams"]), unique=True))
def test_what_was_added_is_taken_away(story: object, words: list[str]) -> None:
    text = story.text  # type: ignore[attr-defined]
    extraction = extract(text)
    resolution = resolve(text, extraction)
    made = teach(text, Reassigned(extraction, resolution), [Given(1, word, "PERSON") for word in words])
    assert untaught(made.extraction, made.resolution) == (extraction, resolution)
    spans = [mention.span for mention in made.extraction.mentions]
    assert spans == sorted(spans, key=lambda span: span.start)
    assert not any(one.overlaps(other) for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("Iron Lady", []),
        ("the Iron Lady", []),
        ("Bank of Japan", []),
        ("Halvorsen", ["Halvorsen"]),
        ("the Hammer", ["Hammer"]),
        ("IAEA", ["IAEA"]),
        ("the general", None),
        ("Kim the younger", None),
        ("Xi", None),
        ("May 2024", None),
        ("2024 99", None),
        ("President", None),
        ("He", None),
    ],
)
def test_which_forms_are_looked_for(form: str, words: list[str] | None) -> None:
    assert words_to_try(form) == words
