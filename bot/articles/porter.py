"""Porter's stemmer, one for all rooms and safe in threads."""

import threading

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("porter")
_STEMMING = threading.Lock()
"""The stemmer keeps the word at hand in itself; searches are ranked and summaries made side by side in threads."""


def porter(word: str) -> str:
    """The stem of a word in lower case (Porter, "An algorithm for suffix stripping", 1980)."""
    with _STEMMING:
        return str(_STEMMER.stemWord(word))
