"""Whose words a number stands in."""

from bot.articles.types import Span
from bot.extraction.numbers.claimants import claimed
from bot.extraction.types import NumberClaim, Quote

TEXT = "The union said the firm agreed to send 500 people to Orle, and the mayor promised to build 40 flats in 12 days."


def who(number: str, *contents: str, speaker: bool = True) -> str | None:
    """What the quote says, of those given, that a number is claimed in."""
    start = TEXT.index(number)
    claim = NumberClaim(Span(start, start + len(number)), float(number), "exact", "count", None, None, 0)
    quotes = [
        Quote(Span(TEXT.index(said), TEXT.index(said) + len(said)), "indirect", Span(0, 9) if speaker else None)
        for said in contents
    ]
    [found] = claimed(TEXT, [claim], quotes)
    return found.quote.of(TEXT) if found.quote else None


def test_the_innermost_quote_claims_a_number() -> None:
    assert who("500", "the firm agreed to send 500 people to Orle", "500 people") == "500 people"


def test_what_somebody_means_to_do_is_claimed_by_whoever_tells_of_it() -> None:
    told, meant = "the firm agreed to send 500 people to Orle", "to send 500 people to Orle"
    assert who("500", told, meant) == told
    assert who("500", meant, told) == told


def test_without_anybody_else_it_is_their_own_claim() -> None:
    assert who("40", "the firm agreed to send 500 people to Orle", "to build 40 flats") == "to build 40 flats"


def test_a_number_outside_of_quotes_or_in_an_unattributed_one_is_the_articles() -> None:
    assert who("12", "to build 40 flats") is None
    assert who("40", "to build 40 flats", speaker=False) is None
