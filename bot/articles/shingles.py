"""Shingles: a text as the set of its runs of four words, and a sample of them, hashed, small enough to be indexed."""

import re
import unicodedata
import zlib
from collections.abc import Collection, Sequence
from itertools import chain

Shingle = tuple[str, ...]
"""Words that follow each other, `RUN` of them."""

RUN = 4
"""Words in a shingle (Broder 1997). On news, containment of such runs parts copies from other reports best: on the gold
set's development half no two reports of one event that are not copies share more than 30 %, and copies 42 % or more."""

SAMPLE = 64
"""Of a text's shingles at most about so many are indexed, and half as many where there are more than that."""

_BITS = 48
"""What of a hash is kept: a million articles have 50 million sampled shingles, so two meet by chance in 5,000,000."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = "぀-ヿ㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff฀-໿က-႟ក-៿"
"""Characters of scripts that write no spaces: kana, Han, Thai, Lao, Burmese, Khmer."""

_RUN = re.compile(f"([{_UNSPACED}]+)|(?:(?![{_UNSPACED}])[^\\W_])+")
_SPACELESS = re.compile(f"[{_UNSPACED}]")

_PIECE = 3
"""A spaceless script's "word" is so many characters from each character on: four of them in a row span six."""

_EACH = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_LAST = 0xFF51AFD7ED558CCD
_MASK = (1 << 64) - 1


def folded(text: str) -> str:
    """The text as its words are compared: compatibility forms resolved."""
    return unicodedata.normalize("NFKC", text)


def words(text: str) -> list[str]:
    """The casefolded words of a folded text; of a script without spaces, every three characters in a row."""
    text = text.casefold()
    if not _SPACELESS.search(text):
        return _WORD.findall(text)
    return [piece for run in _RUN.finditer(text) for piece in (_pieces(run[0]) if run[1] else [run[0]])]


def _pieces(run: str) -> list[str]:
    return [run[at : at + _PIECE] for at in range(max(1, len(run) - _PIECE + 1))]


def runs(words: Sequence[str]) -> list[Shingle]:
    """The run of `RUN` words from each word on."""
    return list(zip(*(words[at:] for at in range(RUN)), strict=False))


def hashed(shingles: Collection[Shingle]) -> list[int]:
    """A number of 48 bits for each shingle: the same on every machine and Python."""
    numbers = {word: zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in set(chain.from_iterable(shingles))}
    one, two, three, four = _EACH
    found = []
    for a, b, c, d in shingles:
        mixed = (numbers[a] * one + numbers[b] * two + numbers[c] * three + numbers[d] * four) & _MASK
        mixed = ((mixed ^ (mixed >> 32)) * _LAST) & _MASK
        found.append(mixed >> (64 - _BITS))
    return found


def thinness(size: int) -> int:
    """How often a set of so many shingles is halved until about `SAMPLE` are left, at least twice."""
    return max(2, (max(size - 1, 0) // SAMPLE).bit_length())


def sample(hashes: Collection[int]) -> list[int]:
    """Those hashes whose last bits are zero, ascending: what two texts share is sampled alike in both.

    (Sampling by value, FracMinHash, estimates containment; the lowest hashes alone, MinHash, only resemblance.)
    """
    mask = (1 << thinness(len(hashes))) - 1
    return sorted(one for one in hashes if not one & mask)
