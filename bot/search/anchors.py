"""What an article must have before a query can find it: the stems that a standing query is filed under."""

import re

from bot.search.expression import telling
from bot.search.matching import fold, stem
from bot.search.query import Query, Term
from bot.search.variants import variants

_WORD = re.compile(r"[^\W_]+")


def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(stem(word) for word in _WORD.findall(fold(text)))


def anchors(query: Query) -> frozenset[str]:
    """Stems of which every article has at least one that answers the whole query; empty where no word is asked for.

    Of what must all be there the longest word is taken, with what means the same: it is seldom a common one.
    """
    needed = [list(variants(term)) for term in telling(query) if term in query.words]
    needed += [[phrase] for phrase in query.phrases]
    needed += [list(group) for group in query.groups]
    if not needed:
        return frozenset()
    best = max(needed, key=lambda terms: (min(len(_longest(term)) for term in terms), terms[0].words))
    return frozenset(stem(fold(_longest(term))) for term in best)


def strict(query: Query) -> Query:
    """The query with every word of it required, as a standing query means it."""
    words = tuple(tuple(variants(term)) for term in telling(query) if term in query.words)
    return Query(
        query.text,
        phrases=query.phrases,
        groups=(*query.groups, *words),
        without=query.without,
        entities=query.entities,
        sources=query.sources,
        channels=query.channels,
        sections=query.sections,
        before=query.before,
        after=query.after,
        problems=query.problems,
    )


def _longest(term: Term) -> str:
    return max(term.words, key=len)
