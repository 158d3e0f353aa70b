"""Definite descriptions that stand for a person: "the president" after "President Yoon Suk Yeol"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from bot.articles.types import Span
from bot.extraction.types import Extraction
from bot.identity import forms
from bot.identity.places import DEMONYMS
from bot.identity.types import Chain, Reference

Roles = Mapping[int, Sequence[tuple[int, frozenset[str]]]]
"""Each person's roles (by chain): where they stand, and their words with countries put one way."""

_LITTLE = frozenset(("the", "a", "an", "of", "for", "and", "its", "their", "s"))
_DEMONYM = re.compile(rf"\b(?:{'|'.join(sorted(DEMONYMS, key=len, reverse=True))})\b")


def role_words(role: str) -> frozenset[str]:
    """A role as a set of words: "the president of France" and "French president" give the same."""
    plain = " ".join(re.findall(r"\w+", forms.fold(role).casefold()))
    plain = _DEMONYM.sub(lambda found: DEMONYMS[found.group()], plain)
    return frozenset(plain.split()) - _LITTLE


def roles_of(text: str, extraction: Extraction, chains: Sequence[Chain]) -> Roles:
    """The roles that the text gives to the persons among its chains."""
    owner = {link.mention: index for index, chain in enumerate(chains) for link in chain.links}
    found: dict[int, list[tuple[int, frozenset[str]]]] = {}
    for role in extraction.roles:
        chain = owner[role.mention]
        if chains[chain].kind == "PERSON":
            found.setdefault(chain, []).append((role.span.start, role_words(role.span.of(text))))
    return found


def descriptions(text: str, extraction: Extraction, roles: Roles) -> Iterator[Reference]:
    """Spans "the …" that name a role which one person of the article alone was given before, and nobody's name."""
    if not (pattern := _pattern(text, extraction)):
        return
    starts = [mention.span.start for mention in extraction.mentions]
    taken = [role.span for role in extraction.roles]
    for match in pattern.finditer(text):
        span, words = Span(match.start(), match.end()), role_words(match.group(1))
        if any(span.overlaps(role) for role in taken) or _names_somebody(text, span, starts):
            continue
        fitting = [
            chain for chain, held in roles.items() if any(at < span.start and words <= role for at, role in held)
        ]
        if words and len(fitting) == 1:
            yield Reference(span, fitting[0], f"the only {match.group(1).lower()} named before")


def _pattern(text: str, extraction: Extraction) -> re.Pattern[str] | None:
    """The pattern of "the", up to three words and a noun of some role; no "of" or "who" may follow."""
    nouns = set()
    for role in extraction.roles:
        words = re.findall(r"[\w-]+", role.span.of(text).split(" of ")[0].split(" for ")[0].casefold())
        nouns.update(words[-1:])
    if not nouns:
        return None
    noun = "|".join(re.escape(word) for word in sorted(nouns))
    return re.compile(
        rf"\bthe ((?:[\w-]+ ){{0,3}}?(?:{noun}))\b(?![\w-]| (?:of|for|who|that)\b|(?-i:['’]s [A-Z]))", re.IGNORECASE
    )


def _names_somebody(text: str, span: Span, starts: Sequence[int]) -> bool:
    """Whether a name follows at once, whose title the description then is."""
    at = bisect_left(starts, span.end)
    return at < len(starts) and not text[span.end : starts[at]].strip(" ,")
