"""The grammar of dates on tables of made-up sentences: `before` was written before it was, `after` with it, `newswire`
from the guidelines alone."""

from collections.abc import Iterator, Sequence

import pytest

from bot.articles.types import Span
from bot.extraction.dates.reading import read_dates
from bot.extraction.ruled import ruled_sentences
from bot.extraction.stage import Extractor
from bot.extraction.types import DateExpression, RawText
from tests.extraction.dates.table import Case, cases

TABLES = {name: cases(name) for name in ("before", "after", "newswire")}


def params() -> Iterator[object]:
    for name, table in TABLES.items():
        for case in table:
            marks = [pytest.mark.xfail(reason="known to fail")] if case.fails else []
            yield pytest.param(case, id=f"{name}-{case}", marks=marks)


def found(case: Case, dates: Sequence[DateExpression]) -> list[tuple[str, str | None]]:
    return [(date.span.of(case.text), date.value) for date in dates]


def expected(case: Case) -> list[tuple[str, str | None]]:
    return [(span.of(case.text), value) for span, value in case.expected]


@pytest.mark.parametrize("case", list(params()))
def test_expressions_and_their_values(case: Case) -> None:
    sentences = ruled_sentences(case.text, [Span(0, len(case.text))])
    dates = read_dates(case.text, sentences, case.published)
    assert found(case, dates) == expected(case)
    assert tuple(date.span for date in dates) == tuple(span for span, _ in case.expected)


def test_the_tables_are_large_and_hardly_any_of_it_fails() -> None:
    sizes = {name: sum(len(case.expected) for case in table) for name, table in TABLES.items()}
    assert min(sizes.values()) >= 150
    assert sum(sizes.values()) >= 600
    failing = sum(case.fails for table in TABLES.values() for case in table)
    assert failing <= 0.03 * sum(sizes.values())


@pytest.mark.model
def test_the_same_with_the_tags_and_names_of_the_model(extractor: Extractor) -> None:
    table = [case for name in TABLES for case in TABLES[name] if not case.fails][::4]
    read = extractor.extract([RawText(case.text, published=case.published) for case in table])
    wrong = [
        (case.text, found(case, one.dates))
        for case, one in zip(table, read, strict=True)
        if found(case, one.dates) != expected(case)
    ]
    assert len(wrong) <= 0.03 * len(table), wrong
