"""What a query asks of the index: the terms that count, and match expressions of FTS5."""

from collections import Counter
from collections.abc import Iterable

from bot.search.query import Query, Term
from bot.search.stopwords import STOP_WORDS
from bot.search.variants import variants


def telling(query: Query) -> Counter[Term]:
    """What is looked for and ranked by, with how often it was typed: the words that say something, then the rest."""
    words = [term for term in query.words if not (len(term.words) == 1 and term.words[0] in STOP_WORDS)]
    alternatives = [term for group in query.groups for term in group]
    return Counter([*words, *query.phrases, *alternatives]) or Counter(query.words)


def any_of(terms: Iterable[Term]) -> str:
    """The match expression for the articles that have one of the terms."""
    return "(" + " OR ".join(term.match for term in terms) + ")"


def all_of(query: Query, terms: Counter[Term]) -> str:
    """The match expression for the articles that answer the whole query, in which `terms` are the words that count."""
    words = [any_of(variants(term)) for term in dict.fromkeys(query.words) if term in terms]
    asked = " AND ".join([*words, *(term.match for term in query.phrases), *(any_of(group) for group in query.groups)])
    return f"({asked}) NOT {any_of(query.without)}" if query.without else asked
