"""The order of search results: BM25 over the texts that were read, nearness of words, and feedback from the best.

Nothing here knows the index. Scores come from the documents given and from weights that the caller counted inside a
scope, so an article outside the scope cannot move one inside it.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from bot.search.matching import Matcher, fold, opening, stem
from bot.search.stopwords import STOP_WORDS

K1, B = 1.2, 0.75
"""Saturation and length normalisation of BM25 (Robertson and Walker, 1994), at their usual values."""

LEAD = 80
"""Characters of the text that count as its headline."""

NEAR = 50
"""Characters between the beginnings of two words that stand near each other: about eight words."""

NEARNESS = 0.3
"""What a pair of neighbouring query words found near each other weighs, against one word."""

FEEDBACK, FEEDBACK_DOCUMENTS, FEEDBACK_CANDIDATES, FEEDBACK_WORDS = 0.4, 5, 40, 20
"""Pseudo-relevance feedback after Lavrenko and Croft (2001): its weight against the query's, the documents that it
learns from, the words of theirs that it looks at, and those that it adds."""

FEEDBACK_POOL, FEEDBACK_SAMPLE = 60, 100
"""How many of the best documents feedback puts in a new order, and among how many a word of it may be common."""

KNOWN = 0.5
"""Occurrences granted to a word that the index found and the part of the text that was read does not show."""


@dataclass(frozen=True, slots=True)
class Document:
    """A candidate: its title and the beginning of its text, and which of the terms the index found in it."""

    id: int
    title: str
    text: str
    has: frozenset[int]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term of the query with its weight: its rarity, times how often it was typed."""

    matcher: Matcher
    weight: float
    listed: bool = False
    """Whether every document that has it is marked with it, so that the others need not be looked at."""


def rarity(articles: float, among: int) -> float:
    """The weight of a word that `articles` of `among` contain: BM25's, kept above zero (Lucene's form)."""
    return math.log1p((max(among, articles) - articles + 0.5) / (articles + 0.5))


def glance(documents: Sequence[Document], terms: Sequence[Weighted]) -> list[Document]:
    """The documents in the order in which they look best at a glance, newest first among equals."""
    average = _average(documents)
    scored = []
    for document in documents:  # 2,000 of them: so as few calls as can be
        folded = fold(f"{document.title}\n{document.text}")
        ground = _ground(document, average)
        score = 0.0
        for term in terms:
            if count := term.matcher.estimate(folded):
                score += term.weight * _saturated(count, ground)
        scored.append((-score, -document.id, document))
    scored.sort(key=itemgetter(0, 1))
    return [document for _, _, document in scored]


def rank(documents: Sequence[Document], terms: Sequence[Weighted]) -> list[tuple[int, float]]:
    """(document, score), best first; newest first among equals. `terms` stand in the order in which they were typed."""
    if not documents:
        return []
    average = _average(documents)
    folded = {document.id: fold(document.text) for document in documents}
    places = {document.id: _places(document, folded[document.id], terms) for document in documents}
    scores = {d.id: _score(d, places[d.id], terms, _ground(d, average)) for d in documents}
    for first, second in _pairs(terms):
        near = {d.id: _near(places[d.id][first], places[d.id][second]) for d in documents}
        weight = NEARNESS * rarity(sum(count > 0 for count in near.values()), len(documents))
        for d in documents:
            scores[d.id] += weight * _saturated(near[d.id], _ground(d, average))
    if len(terms) > 2:
        _feed_back(documents, folded, scores, sum(term.weight > 0 for term in terms))
    return sorted(scores.items(), key=lambda item: (-item[1], -item[0]))


def _average(documents: Sequence[Document]) -> float:
    return max(1.0, sum(len(document.text) for document in documents) / len(documents))


def _ground(document: Document, average: float) -> float:
    return K1 * (1 - B + B * len(document.text) / average)


def _saturated(count: float, ground: float) -> float:
    return count * (K1 + 1) / (count + ground)


def _places(document: Document, folded: str, terms: Sequence[Weighted]) -> list[list[tuple[int, int]]]:
    return [
        [] if term.listed and number not in document.has else term.matcher.spans(folded)
        for number, term in enumerate(terms)
    ]


def _score(
    document: Document, places: Sequence[Sequence[tuple[int, int]]], terms: Sequence[Weighted], ground: float
) -> float:
    title = fold(document.title)
    score = 0.0
    for number, (term, spans) in enumerate(zip(terms, places, strict=True)):
        headed = len(term.matcher.spans(title)) if title and (spans or number in document.has) else 0
        count = len(spans) + headed + float(bool(headed) or bool(spans and spans[0][0] < LEAD))
        if not count and number in document.has:
            count = KNOWN
        score += term.weight * _saturated(count, ground)
    return score


def _pairs(terms: Sequence[Weighted]) -> set[tuple[int, int]]:
    return {(n, n + 1) for n in range(len(terms) - 1)}


def _near(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> int:
    if not first or not second:
        return 0
    starts = [start for start, _ in second]
    return sum(bisect_right(starts, start + NEAR) > bisect_left(starts, start - NEAR) for start, _ in first)


_LETTERS = re.compile(r"[^\W\d_]{3,}")


def _feed_back(documents: Sequence[Document], folded: dict[int, str], scores: dict[int, float], typed: int) -> None:
    """Raise, among the best, what shares words with the very best."""
    best = sorted(documents, key=lambda d: (-scores[d.id], -d.id))
    learned = _learn([(folded[d.id], scores[d.id]) for d in best[:FEEDBACK_DOCUMENTS]])
    worth: dict[str, tuple[float, float]] = {}
    texts = [folded[d.id] for d in best[:FEEDBACK_SAMPLE]]
    for word, share in learned:
        sought = _sought(word)
        found = sum(sought in text for text in texts)
        if found * 2 <= len(texts):
            rare = rarity(found, len(texts))
            worth[sought] = share * rare, rare
    chosen = sorted(worth, key=lambda sought: (-worth[sought][0], sought))[:FEEDBACK_WORDS]
    whole = sum(worth[sought][0] for sought in chosen) or 1.0
    weights = [(sought, FEEDBACK * typed * worth[sought][0] / whole * worth[sought][1]) for sought in chosen]
    average = _average(documents)
    for document in best[:FEEDBACK_POOL]:
        text, ground = folded[document.id], _ground(document, average)
        scores[document.id] += sum(weight * _saturated(text.count(sought), ground) for sought, weight in weights)


def _learn(teachers: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """The stems that more than one of the best texts have, with their share in them, largest first."""
    whole = sum(score for _, score in teachers) or 1.0
    shares: dict[str, float] = {}
    taught: Counter[str] = Counter()
    for text, score in teachers:
        words = Counter(stem(word) for word in _LETTERS.findall(text) if word not in STOP_WORDS)
        for word, count in words.items():
            shares[word] = shares.get(word, 0.0) + score / whole * count / words.total()
        taught.update(words.keys())
    shared = sorted((word for word in shares if taught[word] > 1), key=lambda word: (-shares[word], word))
    return [(word, shares[word]) for word in shared[:FEEDBACK_CANDIDATES]]


def _sought(word: str) -> str:
    return " " + opening(word)
