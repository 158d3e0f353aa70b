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
