"""Quotes to chains: who of the article's names said what."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.articles.types import Span
from bot.extraction.types import Extraction, Pronoun, Quote
from bot.identity.descriptions import roles_of
from bot.identity.references import OPENING, gender
from bot.identity.types import Chain, Reference

_WINDOW = 6
"""How many sentences after a speaker's name "he said" can still mean them."""


def speakers(
    text: str, extraction: Extraction, chains: Sequence[Chain], references: Sequence[Reference]
) -> tuple[int | None, ...]:
    """The chain of each quote's speaker: by its name, or by the pronoun or the description that stands for it.

    None when the quote is unattributed, and when those who speak have no name in the article. A pronoun that could
    be several people elsewhere is, as the speaker of a quote, whoever spoke before.
    """
    if not extraction.quotes:
        return ()
    known = _Known.of(text, extraction, chains, references)
    found: list[int | None] = []
    last: tuple[int, int] | None = None
    for quote in extraction.quotes:
        chain = _chain(quote, extraction, known)
        if chain is None and quote.pronoun is not None and last:
            chain = _running(known, extraction.pronouns[quote.pronoun], *last)
        if chain is not None and quote.speaker and chains[chain].kind == "PERSON":
            last = chain, quote.speaker.start
        found.append(chain)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the article: its mentions' chains, what stands for them, persons' genders, and who opens what.

    `openers` are the persons with whose names sentences begin: where they stand, and their chains.
    """

    named: Mapping[int, int]
    by_span: Mapping[Span, int]
    by_end: Mapping[int, Reference]
    genders: Mapping[int, str | None]
    starts: Sequence[int]
    openers: Sequence[tuple[int, int]] = field(default=())

    @classmethod
    def of(
        cls, text: str, extraction: Extraction, chains: Sequence[Chain], references: Sequence[Reference]
    ) -> "_Known":
        named = {link.mention: index for index, chain in enumerate(chains) for link in chain.links}
        roles = roles_of(text, extraction, chains)
        genders = {
            index: gender(text, extraction, chain, roles.get(index, ()))
            for index, chain in enumerate(chains)
            if chain.kind == "PERSON"
        }
        openers = [
            (mention.span.start, named[index])
            for index, mention in enumerate(extraction.mentions)
            if named[index] in genders
            and mention.span.start - extraction.sentences[mention.sentence].span.start <= OPENING
        ]
        return cls(
            named,
            {reference.span: reference.chain for reference in references},
            {reference.span.end: reference for reference in references},
            genders,
            [sentence.span.start for sentence in extraction.sentences],
            openers,
        )


def _chain(quote: Quote, extraction: Extraction, known: _Known) -> int | None:
    if quote.mention is not None:
        return known.named[quote.mention]
    if quote.pronoun is not None:
        return known.by_span.get(extraction.pronouns[quote.pronoun].span)
    if quote.speaker is None:
        return None
    described = known.by_end.get(quote.speaker.end)
    return described.chain if described and quote.speaker.holds(described.span) else None


def _running(known: _Known, pronoun: Pronoun, chain: int, start: int) -> int | None:
    """The last speaker for "he" or "she" that fits, unless somebody else whom it fits has opened a sentence since."""
    position = pronoun.span.start
    near = pronoun.sentence - (bisect_left(known.starts, start + 1) - 1) <= _WINDOW
    if pronoun.gender not in ("he", "she") or start >= position or not near:
        return None
    fitting = (pronoun.gender, None)
    since = known.openers[bisect_left(known.openers, (start + 1, 0)) : bisect_left(known.openers, (position, 0))]
    others = any(other != chain and known.genders[other] in fitting for _, other in since)
    return chain if known.genders[chain] in fitting and not others else None
