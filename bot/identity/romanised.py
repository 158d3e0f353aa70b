"""Words that differ only in how letters of another alphabet, or accented ones, are written in plain Latin letters."""

import re
from functools import lru_cache

_SHORTEST = 4
_SHORTEST_VOWELS = 5

_SPELLED_OUT = re.compile(r"(?<=[^aeiou])oe|(?<=[^aeioug])ue|(?<=[^aeiou])ae|^(?:oe|ue|ae)|aa")
_DOUBLES = re.compile(r"(.)\1+")
_SIMPLE = (
    (re.compile(r"ou"), "u"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"sch|shch"), "sh"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"y"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ks"), "x"),
    (_DOUBLES, r"\1"),
)
_VOWELS = str.maketrans({"e": "i", "u": "o", "q": "k", "c": "k"})


def without_umlauts(word: str) -> str:
    """A folded word with "oe", "ue", "ae" and "aa" as they are folded where an accent is printed: "loew" as "low"."""
    return _SPELLED_OUT.sub(lambda found: found.group()[0], word)


@lru_cache(maxsize=16384)
def same_sound(a: str, b: str, *, vowels: bool = False) -> bool:
    """Whether two words are one in two romanisations: "tymoshenko" and "timoshenko", "loew" and "low".

    With `vowels` also where e and i, or o and u, are one letter, as in Arabic: "yasser" and "yasir".
    """
    if a == b or not (a + b).isalpha():
        return False
    if without_umlauts(a) == without_umlauts(b):
        return True
    if min(len(a), len(b)) < _SHORTEST:
        return False
    if any(plain(a.replace("oe", oe)) == plain(b.replace("oe", oe)) for oe in ("o", "u")):
        return True
    if not vowels or min(len(a), len(b)) < _SHORTEST_VOWELS:
        return False
    return plain(plain(a).translate(_VOWELS)) == plain(plain(b).translate(_VOWELS))


@lru_cache(maxsize=16384)
def doubled(a: str, b: str) -> bool:
    """Whether two words of four letters or more differ in nothing but letters that only one of them doubles."""
    return min(len(a), len(b)) >= _SHORTEST and _DOUBLES.sub(r"\1", a) == _DOUBLES.sub(r"\1", b)


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """A folded word with the letters in which romanisations differ written one way: "khruschev" as "hrushev"."""
    word = without_umlauts(word)
    for pattern, letters in _SIMPLE:
        word = pattern.sub(letters, word)
    return word
