"""How a word is usually written where nothing else tells: by how often a large corpus had each of its forms.

The vectors of spaCy's pipelines stand in the order of their vocabulary, the most frequent word first, and a word in
capitals, with a capital or without is three words there. So "REAGAN" is Reagan, "NATO" NATO and "COMPANY" a company.
"""

import re

import numpy as np
from spacy.language import Language
from spacy.strings import get_string_id

_ACRONYM_LONGEST = 6  # letters; longer words in capitals are shouted even where they are often seen so
_NAME_SHORTEST = 5  # letters of a word that was never seen; fewer are taken for an acronym
_BESIDE_A_NAME = 3.0  # so many times rarer may a word be with a capital than without, and still be part of a name
_CLEARLY = 6.0  # so many times rarer is a name in small letters
_RARE = 150_000  # words from this rank on are hardly ever written so
_PROBES = (("london", "London"), ("company", "company"), ("nato", "NATO"), ("the", "the"))
_ENDING = re.compile(r"['’][^\W\d_]+$")
_FIRST = re.compile(r"^.|(?<=['’]).(?=[^\W\d_]{2})")  # of "o'neill" both, of "norway's" one
_NEVER = float("inf")


class UsualCase:
    """What the vectors of one pipeline tell: some seven megabytes beside them."""

    def __init__(self, nlp: Language) -> None:
        known = nlp.vocab.vectors.key2row
        keys = np.fromiter(known, dtype=np.uint64, count=len(known))
        self._ranks = np.argsort(keys).astype(np.int32)
        self._keys = keys[self._ranks]

    @classmethod
    def of(cls, nlp: Language) -> "UsualCase | None":
        """What a pipeline tells; None where it has no vectors, or they are in another order."""
        found = cls(nlp)
        return found if all(found.form(word) == usual for word, usual in _PROBES) else None

    def form(self, word: str) -> str:
        """The most frequent form of a word given in lower case; one that was never seen is a name or an acronym."""
        forms = [word, _capitalised(word)] + ([word.upper()] if len(word) <= _ACRONYM_LONGEST else [])
        ranks = [self._rank(form) for form in forms]
        if min(ranks) < _NEVER:
            return forms[ranks.index(min(ranks))]
        ending = _ENDING.search(word)
        if ending:
            return self.form(word[: ending.start()]) + ending.group()
        return word.upper() if len(word) < _NAME_SHORTEST else _capitalised(word)

    def in_name(self, word: str) -> str:
        """The form of a word in lower case that stands beside a name: a capital needs less evidence there."""
        capital, rank = _capitalised(word), self._rank(word)
        return capital if rank == _NEVER or self._rank(capital) < _BESIDE_A_NAME * rank else word

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is not clearly a name: often written in small letters, too, as "rose" and "baker" are."""
        low = self._rank(word.lower())
        return low < _RARE and low < _CLEARLY * min(self._rank(_capitalised(word.lower())), self._rank(word.upper()))

    def _rank(self, word: str) -> float:
        key = np.uint64(get_string_id(word))
        at = int(np.searchsorted(self._keys, key))
        return float(self._ranks[at] + 1) if at < len(self._keys) and self._keys[at] == key else _NEVER


def _capitalised(word: str) -> str:
    return _FIRST.sub(lambda letter: letter.group().upper(), word)
