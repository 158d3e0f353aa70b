"""Porter's stemmer, one for all rooms and safe in threads."""

import threading

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("porter")
_STEMMING = threading.Lock()
"""The stemmer keeps the word at hand in itself; searches are ranked and summaries made side by side in threads."""

_ENDINGS = (
    "s", "ed", "ing", "y", "e", "anci", "enci", "abli", "eli", "alli", "ousli", "entli", "iti", "al", "ll", "ful",
    "ism", "ion", "er", "ator", "ic", "ant", "ent", "ou",
)  # fmt: skip
"""What the suffixes of the algorithm end in: none of its steps touches a word that ends in nothing of these."""


def porter(word: str) -> str:
    """The stem of a word in lower case (Porter, "An algorithm for suffix stripping", 1980)."""
    if not word.endswith(_ENDINGS):
        return word
    with _STEMMING:
        return str(_STEMMER.stemWord(word))
