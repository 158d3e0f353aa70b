"""What the checker of summaries (tests/benchmarks/misleading.py) finds in summaries made up to be at fault."""

from collections.abc import Sequence

import pytest

from bot.articles.types import Span
from bot.extraction.stage import Extractor
from bot.extraction.types import Extraction, RawText
from bot.summaries.types import Source
from tests.benchmarks.misleading import Fault, Printed, Summary, faults

pytestmark = pytest.mark.model

TEXT = (
    "Anna Berg opened the bridge. Tom Holm had built it. He was paid late. But the city had no money. "
    "A minister came from Harwick. Anna Berg and Tom Holm had agreed on that. The crowd thanked the minister for it."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


def found(extractor: Extractor, *numbers: int, said: Sequence[str] = ()) -> list[tuple[str, str]]:
    made: Extraction = extractor.extract([RawText(TEXT)])[0]
    spans: list[Span] = [made.sentences[number].span for number in numbers]
    tokens = extractor.parser.parse([*(said or [span.of(TEXT) for span in spans])])
    lines = tuple(Printed(0, span, parsed) for span, parsed in zip(spans, tokens, strict=True))
    return [_plain(fault) for fault in faults(Summary((Source(TEXT, None, made),), lines))]


def _plain(fault: Fault) -> tuple[str, str]:
    return fault.kind, fault.words


def test_the_beginning_of_an_article_misleads_nobody(extractor: Extractor) -> None:
    assert found(extractor, 0, 1, 2, 3) == []


def test_a_pronoun_without_anybody_to_mean(extractor: Extractor) -> None:
    assert found(extractor, 2) == [("incomplete coreference", "He")]


def test_a_line_behind_another_than_its_own_neighbour(extractor: Extractor) -> None:
    assert found(extractor, 0, 4, 3) == [("incorrect discourse", "But")]
    assert ("incomplete coreference", "that .") in found(extractor, 0, 5)


def test_a_connective_without_what_it_joins(extractor: Extractor) -> None:
    assert found(extractor, 3) == [("incomplete discourse", "But")]


def test_a_name_before_itself(extractor: Extractor) -> None:
    assert found(extractor, 1, said=["[Tom Holm] Tom Holm had built a bridge."]) == [
        ("other misleading", "a name put before itself")
    ]


KNOWN = (
    "Tom Holm sells an app for anglers. It rained in Harwick. Many anglers say that the app is slow. "
    "Holm said it would rain. In a letter the mayor and. Rain fell again. Anna Berg wrote: ‘It rains. "
    "The warning was late. A diver from Harwick smiles after leaving the water. Anna Berg, meanwhile, stayed."
)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (2, ("incomplete coreference", "the app is")),
        (3, ("incomplete coreference", "Holm")),
        (5, ("incomplete discourse", "behind a sentence cut in two")),
        (6, ("incomplete discourse", "a quotation cut off")),
        (7, ("incomplete coreference", "The warning was")),
        (8, ("other misleading", "a caption")),
        (9, ("incomplete discourse", "meanwhile")),
    ],
)
def test_what_reading_found(extractor: Extractor, number: int, fault: tuple[str, str]) -> None:
    made: Extraction = extractor.extract([RawText(KNOWN)])[0]
    span = made.sentences[number].span
    (tokens,) = extractor.parser.parse([span.of(KNOWN)])
    assert fault in [_plain(one) for one in faults(Summary((Source(KNOWN, None, made),), (Printed(0, span, tokens),)))]
