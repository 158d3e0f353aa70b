"""Claimants: whose words a number stands in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.extraction.types import NumberClaim, Quote


def claimed(text: str, claims: Iterable[NumberClaim], quotes: Sequence[Quote]) -> Iterator[NumberClaim]:
    """The claims, each with the innermost quote around it that somebody is named for.

    What somebody means to do ("agreed to send 500") is the claim of whoever tells of it, where that is somebody else.
    """
    spoken = [quote for quote in quotes if quote.speaker]
    for claim in claims:
        around = [quote.span for quote in spoken if quote.span.holds(claim.span)]
        told = [span for span in around if not text.startswith("to ", span.start)]
        yield replace(claim, quote=min(told or around, key=lambda span: span.end - span.start)) if around else claim
