"""The order of search results: BM25 over the texts that were read, nearness of words, and feedback from the best.

Nothing here knows the index. Scores come from the documents given and from weights that the caller counted inside a
scope, so an article outside the scope cannot move one inside it.
"""

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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

FEEDBACK, FEEDBACK_DOCUMENTS, FEEDBACK_CANDIDATES, FEEDBACK_WORDS = 0.4, 5, 30, 20
"""Pseudo-relevance feedback after Lavrenko and Croft (2001): its weight against the query's, the documents that it
learns from, the words of theirs that it looks at, and those that it adds."""

FEEDBACK_POOL, FEEDBACK_SAMPLE = 60, 80
"""How many of the best documents feedback puts in a new order, and among how many a word of it may be common."""

LOOKED_AT, CAREFUL = 2_000, 120
"""The characters of each document that the words' beginnings are counted in, and how many of the documents, the best by
that count, are ranked by where the words stand."""

KNOWN = 0.5
"""Occurrences granted to a word that the index found and the part of the text that was read does not show."""


UNLISTED = 1 << 62
"""Above every id."""


@dataclass(frozen=True, slots=True)
class Document:
    """A candidate: its title and the beginning of its text, and which of the terms the index found in it."""

    id: int
    title: str
    text: str
    has: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Read:
    """A document, folded: the numbers of the terms that may be in it, and what BM25 adds below the line for length."""

    id: int
    title: str
    text: str
    has: frozenset[int]
    sought: list[int]
    ground: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term of the query with its weight: its rarity, times how often it was typed."""

    matcher: Matcher
    weight: float
    since: int = UNLISTED
    """The document from which on each that has it is marked with it, so that the others need not be looked at."""


def rarity(articles: float, among: int) -> float:
    """The weight of a word that `articles` of `among` contain: BM25's, kept above zero (Lucene's form)."""
    return math.log1p((max(among, articles) - articles + 0.5) / (articles + 0.5))


def glance(texts: Iterable[tuple[int, str]], terms: Sequence[Weighted]) -> list[int]:
    """The articles, given with the beginnings of their texts, in the order in which they look best at a glance.

    The beginnings are taken to be of one length. Newest first among equals.
    """
    newest_first = sorted(texts, reverse=True)
    folded = [fold(text) for _, text in newest_first]
    scores = [0.0] * len(folded)
    for term in terms:  # word by word, so that what is done 2,000 times is done in few calls
        counts = term.matcher.estimates(folded)
        worth = [term.weight * count / (count + K1) for count in range(max(counts, default=0) + 1)]
        scores = [score + worth[count] for score, count in zip(scores, counts, strict=True)]
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    return [newest_first[place][0] for place in order]


def rank(documents: Sequence[Document], terms: Sequence[Weighted]) -> list[tuple[int, float]]:
    """(document, score), best first; newest first among equals. `terms` stand in the order in which they were typed."""
    if not documents:
        return []
    average = _average(documents)
    read = [_read(document, terms, average) for document in documents]
    if len(read) > CAREFUL:
        scored = zip(_estimates(read, terms), read, strict=True)
        read = [one for _, one in sorted(scored, key=lambda item: (-item[0], -item[1].id))]
    best, others = read[:CAREFUL], read[CAREFUL:]
    scores = _careful(best, terms, len(read))
    if len(terms) > 2:
        _feed_back(best, scores, sum(term.weight > 0 for term in terms))
    ranked = sorted(scores.items(), key=lambda item: (-item[1], -item[0]))
    return ranked + [(one.id, 0.0) for one in others]


def _read(document: Document, terms: Sequence[Weighted], average: float) -> _Read:
    has = document.has
    sought = [number for number, term in enumerate(terms) if number in has or document.id < term.since]
    ground = K1 * (1 - B + B * len(document.text) / average)
    return _Read(document.id, fold(document.title), fold(document.text), has, sought, ground)


def _estimates(read: Sequence[_Read], terms: Sequence[Weighted]) -> list[float]:
    """The scores by the beginnings of words alone."""
    scores = [0.0] * len(read)
    texts = [f"{one.title}\n{one.text[:LOOKED_AT]}" for one in read]
    among: list[list[int]] = [[] for _ in terms]
    for place, one in enumerate(read):
        for number in one.sought:
            among[number].append(place)
    for number, (term, places) in enumerate(zip(terms, among, strict=True)):
        counts = term.matcher.estimates([texts[place] for place in places])
        for place, count in zip(places, counts, strict=True):
            if count or number in read[place].has:
                scores[place] += term.weight * _saturated(count or KNOWN, read[place].ground)
    return scores


def _careful(read: Sequence[_Read], terms: Sequence[Weighted], among: int) -> dict[int, float]:
    """The scores of documents, chosen of `among`, by where the words stand in them."""
    scores: dict[int, float] = {}
    near: list[list[tuple[_Read, int]]] = [[] for _ in terms]
    for one in read:
        starts = {number: [start for start, _ in terms[number].matcher.spans(one.text)] for number in one.sought}
        scores[one.id] = _score(one, starts, terms)
        for number, first in starts.items():
            if count := _near(first, starts.get(number + 1, ())):
                near[number].append((one, count))
    for together in near:
        weight = NEARNESS * rarity(len(together), among)
        for one, count in together:
            scores[one.id] += weight * _saturated(count, one.ground)
    return scores


def _score(one: _Read, starts: Mapping[int, Sequence[int]], terms: Sequence[Weighted]) -> float:
    score = 0.0
    for number, places in starts.items():
        known = number in one.has
        headed = len(terms[number].matcher.spans(one.title)) if places or known else 0
        count = len(places) + headed + float(bool(headed) or bool(places and places[0] < LEAD))
        if count or known:
            score += terms[number].weight * _saturated(count or KNOWN, one.ground)
    return score


def _near(first: Sequence[int], second: Sequence[int]) -> int:
    """How many of the first places have one of the second near them."""
    if not first or not second:
        return 0
    return sum(bisect_right(second, start + NEAR) > bisect_left(second, start - NEAR) for start in first)


def _average(documents: Sequence[Document]) -> float:
    return max(1.0, sum(len(document.text) for document in documents) / len(documents))


def _saturated(count: float, ground: float) -> float:
    return count * (K1 + 1) / (count + ground)


_LETTERS = re.compile(r"[^\W\d_]{3,}")
_BEGINNING = 4


def _feed_back(read: Sequence[_Read], scores: dict[int, float], typed: int) -> None:
    """Raise, among the best, what shares words with the very best."""
    best = sorted(read, key=lambda one: (-scores[one.id], -one.id))[:FEEDBACK_SAMPLE]
    learned = _learn([(one.text, scores[one.id]) for one in best[:FEEDBACK_DOCUMENTS]])
    worth: list[tuple[float, str, float, list[int]]] = []
    for word, share in learned:
        sought = _sought(word)
        counts = [one.text.count(sought) for one in best]
        found = len(counts) - counts.count(0)
        if found * 2 <= len(best):
            rare = rarity(found, len(best))
            worth.append((share * rare, sought, rare, counts))
    chosen = sorted(worth, key=lambda one: (-one[0], one[1]))[:FEEDBACK_WORDS]
    whole = sum(weight for weight, *_ in chosen) or 1.0
    for weight, _, rare, counts in chosen:
        added = FEEDBACK * typed * weight / whole * rare
        for one, count in zip(best[:FEEDBACK_POOL], counts, strict=False):
            if count:
                scores[one.id] += added * _saturated(count, one.ground)


def _learn(teachers: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """The stems that more than one of the best texts have, with their share in them, largest first.

    Words that share a stem share its first letters: only those whose beginning stands in two texts are stemmed.
    """
    whole = sum(score for _, score in teachers) or 1.0
    read = [Counter(word for word in _LETTERS.findall(text) if word not in STOP_WORDS) for text, _ in teachers]
    beginnings = Counter(itertools.chain.from_iterable({word[:_BEGINNING] for word in words} for words in read))
    shares: dict[str, float] = {}
    taught: Counter[str] = Counter()
    for words, (_, score) in zip(read, teachers, strict=True):
        share = score / whole / max(1, words.total())
        stems = {word: stem(word) for word in words if beginnings[word[:_BEGINNING]] > 1}
        for word, stemmed in stems.items():
            shares[stemmed] = shares.get(stemmed, 0.0) + share * words[word]
        taught.update(set(stems.values()))
    shared = sorted((word for word in shares if taught[word] > 1), key=lambda word: (-shares[word], word))
    return [(word, shares[word]) for word in shared[:FEEDBACK_CANDIDATES]]


def _sought(word: str) -> str:
    return " " + opening(word)
