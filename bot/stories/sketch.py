"""What of an article is compared with others: its names, persons, words and numbers, hashed and weighed."""

import math
import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.extraction.types import Extraction
from bot.identity.types import Resolution
from bot.stories.coefficients import NAME_FADE, WORD_FADE, WORD_FLOOR
from bot.summaries.words import content_words

UNIT = 10_000
"""Weights are whole numbers, so that they are the same everywhere: a vector of one term has this weight."""

_MOST = {"names": 48, "persons": 16, "words": 96, "numbers": 24}
"""Terms kept of each sort, the weightiest: a sketch has about a kilobyte, however long the article is."""

_SORTS = tuple(_MOST)
_HEAD = struct.Struct("<4B")

Terms = Mapping[int, int]
"""The weight of each term (a hash of 32 bits), scaled to the length `UNIT`."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One article for comparison; `words` are those of no name. Without names it is empty, and like no other."""

    names: Terms
    persons: Terms
    words: Terms
    numbers: Terms

    def pack(self) -> bytes:
        """The sketch as bytes, for `unpack`."""
        vectors = [getattr(self, sort) for sort in _SORTS]
        flat = [number for vector in vectors for pair in vector.items() for number in pair]
        return _HEAD.pack(*map(len, vectors)) + struct.pack(f"<{'IH' * (len(flat) // 2)}", *flat)


def unpack(packed: bytes) -> Sketch:
    """The sketch that was packed."""
    sizes = _HEAD.unpack_from(packed)
    flat = struct.unpack_from(f"<{'IH' * sum(sizes)}", packed, _HEAD.size)
    vectors, at = [], 0
    for size in sizes:
        vectors.append(dict(zip(flat[at : at + 2 * size : 2], flat[at + 1 : at + 2 * size : 2], strict=True)))
        at += 2 * size
    return Sketch(*vectors)


def sketch(text: str, extraction: Extraction, resolution: Resolution) -> Sketch:
    """The sketch of an article by what was found in it, and by nothing else: its title says too little."""
    names: defaultdict[str, float] = defaultdict(float)
    for mention in extraction.mentions:
        for word in content_words(mention.span.of(text)):
            names[word] += math.exp(-mention.sentence / NAME_FADE)
    words: defaultdict[str, float] = defaultdict(float)
    for place, sentence in enumerate(extraction.sentences):
        worth = WORD_FLOOR + math.exp(-place / WORD_FADE)
        for word in content_words(sentence.span.of(text)):
            if word not in names and not word[0].isdigit():
                words[word] += worth
    # The line of the date is no sentence, and says when.
    numbers = Counter(word for word in content_words(text) if word[0].isdigit())
    persons = {chain.key: len(chain.links) for chain in resolution.chains if chain.kind == "PERSON"}
    if not names:
        return Sketch({}, {}, {}, {})
    return Sketch(
        names=_terms("names", {word: math.sqrt(weight) for word, weight in names.items()}),
        persons=_terms("persons", {key: 1 + math.log(count) for key, count in persons.items()}),
        words=_terms("words", {word: math.sqrt(weight) for word, weight in words.items()}),
        numbers=_terms("numbers", {word: 1 + math.log(count) for word, count in numbers.items()}),
    )


def _terms(sort: str, weights: Mapping[str, float]) -> dict[int, int]:
    """The weightiest terms as hashes, scaled, the weightiest first; what weighs the same in the order of the hashes."""
    hashed = {zlib.crc32(term.encode("utf-8", "surrogatepass")): weight for term, weight in sorted(weights.items())}
    kept = sorted(hashed.items(), key=lambda pair: (-round(pair[1], 9), pair[0]))[: _MOST[sort]]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    return {term: max(1, round(UNIT * weight / length)) for term, weight in kept}
