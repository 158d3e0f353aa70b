"""The noun phrases that tell what a text is about."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.types import Keyphrase
from bot.extraction.words import words

_MOST = 12
_LONGEST = 4
_BODY = words("NN NNS NNP NNPS JJ HYPH")
_COMMON = words("NN NNS")
# Too general to tell anything, alone or at the front.
_WEAK = words(
    """
    other many several same such new more most much own last next first second late early recent past former main
    major key whole full several various certain possible likely big large small little good great high low long short
    different similar important significant particular current potential further overall least few able due
    year month week day hour minute time today yesterday tomorrow moment period decade century night morning
    afternoon evening weekend monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december
    people man woman person one thing way part number lot kind sort case fact example place side end area group
    percent per cent dollar pound euro million billion thousand hundred dozen mr mrs ms
    """
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    start: int
    end: int
    sentence: int
    key: tuple[str, ...]


def keyphrases(tokens: Tokens, names: Sequence[Name]) -> list[Keyphrase]:
    """At most twelve telling phrases, the best first. A phrase has a common noun in it; a name alone is none.

    Scored by how often the phrase and its words occur, how early it stands, and how much it says: words that occur
    in many of the text's phrases tell one from the other less.
    """
    named = {at for name in names for at in range(name.start, name.end)}
    phrases = [p for n, (a, b) in enumerate(tokens.sentences) for p in _phrases(tokens, a, b, n, named)]
    frequency = Counter(phrase.key for phrase in phrases)
    occurrences = Counter(word for phrase in phrases for word in phrase.key)
    first: dict[tuple[str, ...], _Phrase] = {}
    for phrase in phrases:
        first.setdefault(phrase.key, phrase)

    def score(phrase: _Phrase) -> float:
        weight = sum(math.log1p(occurrences[word]) for word in phrase.key) / math.sqrt(len(phrase.key))
        return math.sqrt(frequency[phrase.key]) * weight / (1 + 0.1 * phrase.sentence)

    best = _apart(sorted(first.values(), key=lambda phrase: (-score(phrase), phrase.start)))
    top = score(best[0]) if best else 1.0
    return [Keyphrase(tokens.span(p.start, p.end), round(score(p) / top, 4)) for p in best]


def _apart(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """The first twelve that neither hold nor are held by one before them."""
    chosen: list[_Phrase] = []
    for phrase in phrases:
        if len(chosen) == _MOST:
            break
        if not any(set(phrase.key) <= set(other.key) or set(other.key) <= set(phrase.key) for other in chosen):
            chosen.append(phrase)
    return chosen


def _phrases(tokens: Tokens, start: int, end: int, sentence: int, named: set[int]) -> Iterator[_Phrase]:
    at = start
    while at < end:
        stop = at
        while stop < end and tokens.tags[stop] in _BODY and _touch(tokens, at, stop):
            stop += 1
        phrase = _phrase(tokens, at, stop, sentence, named)
        if phrase:
            yield phrase
        at = max(stop, at + 1)


def _touch(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a token goes on with the phrase: next to it, and no adjective behind a noun."""
    if at == first:
        return True
    behind_noun = tokens.tags[at] == "JJ" and tokens.tags[at - 1] not in ("JJ", "HYPH")
    return not behind_noun and tokens.starts[at] - tokens.ends[at - 1] <= 1


def _phrase(tokens: Tokens, start: int, end: int, sentence: int, named: set[int]) -> _Phrase | None:
    while end > start and tokens.tags[end - 1] not in _COMMON:
        end -= 1
    while start < end and (tokens.tags[start] == "HYPH" or tokens.words[start].lower() in _WEAK):
        start += 1
    length = end - start
    if not 2 <= length <= _LONGEST or tokens.lemmas[end - 1].lower() in _WEAK:
        return None
    if not any(tokens.tags[at] in _COMMON and at not in named for at in range(start, end)):
        return None
    if any(not any(map(str.isalpha, tokens.words[at])) and tokens.tags[at] != "HYPH" for at in range(start, end)):
        return None
    if start - 1 in named and start in named:
        return None  # the tail of a name
    return _Phrase(start, end, sentence, tuple(tokens.lemmas[at].lower() for at in range(start, end)))
