"""Where the terms of a query stand in a text: the same words that the index matches, found again without it."""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.articles.porter import porter
from bot.search.query import Term
from bot.search.variants import variants


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a folded word, as FTS5's `porter` tokenizer makes it."""
    return porter(word) if len(word) > 2 else word


class _Folding(dict[int, str]):
    """Each character's lower-case form without its diacritic; always one character for one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        lower = char.lower() if len(char.lower()) == 1 else char
        base = unicodedata.normalize("NFD", lower)[0]
        folded = base if base.isascii() and lower.isalpha() else lower
        self[code] = folded
        return folded


_FOLDING = _Folding()
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_LATIN = bytes(ord(_FOLDING[code]) for code in range(256))
_TYPOGRAPHY = (("’", "'"), ("“", '"'), ("”", '"'), ("‘", "'"), ("–", "-"), ("—", "-"), ("…", "."))
"""Marks that stand in most articles, and what stands between words as well: with them replaced, most are ASCII."""


def fold(text: str) -> str:
    """`text` in lower case without diacritics, character for character: offsets into it are offsets into `text`.

    Typographic quotation marks and dashes become plain ones. Folding a text twice is folding it once.
    """
    if not text.isascii():
        for mark, plain in _TYPOGRAPHY:
            text = text.replace(mark, plain)
    if text.isascii():
        return text.lower()
    try:
        return text.encode("latin-1").translate(_LATIN).decode("latin-1")  # thirty times as fast as `str.translate`
    except UnicodeEncodeError:
        lower = text if _ACCENTED.search(text) else text.lower()
        return text.translate(_FOLDING) if lower is text or len(lower) != len(text) else lower


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a term: a pattern that finds candidates, and the stems that they must have."""

    prefix: str
    pattern: re.Pattern[str]
    stems: tuple[str, ...]

    def spans(self, folded: str) -> list[tuple[int, int]]:
        """Where it stands in a folded text."""
        if self.prefix not in folded:
            return []
        found = self.pattern.finditer(folded)
        if len(self.stems) == 1:
            [only] = self.stems
            return [match.span() for match in found if stem(match[0]) == only]
        return [match.span() for match in found if self._accepts(match[0])]

    def count(self, folded: str) -> int:
        """How often it stands in a folded text."""
        if self.prefix not in folded:
            return 0
        found = self.pattern.findall(folded)
        if len(self.stems) == 1:
            return list(map(stem, found)).count(self.stems[0])
        return sum(map(self._accepts, found))

    def _accepts(self, found: str) -> bool:
        """Whether what the pattern of several words found is this form, and not others that begin alike."""
        return tuple(stem(word) for word in _WORD.findall(found)) == self.stems


def opening(stemmed: str) -> str:
    """The letters that all words of a stem begin with: Porter's algorithm may have changed its last letter."""
    return stemmed[:-1] if len(stemmed) > 3 and stemmed[-1] in "eily" else stemmed


_BETWEEN = r"[\W_]+"


def _form(term: Term) -> _Form:
    stems = tuple(stem(fold(word)) for word in term.words)
    first, *rest = (re.escape(opening(stemmed)) for stemmed in stems)
    # The literal comes before the look-behind: so the search for it runs at the speed of a plain string search.
    pattern = rf"{first}(?<![^\W_]{first})[^\W_]*" + "".join(rf"{_BETWEEN}{other}[^\W_]*" for other in rest)
    return _Form(opening(stems[0]), re.compile(pattern), stems)


TELLING = 4
"""Letters from which on the beginning of a word tells it from others well enough for an estimate."""


class Matcher:
    """A term and its variants, ready to be found in folded texts."""

    def __init__(self, term: Term) -> None:
        self.term = term
        self._forms = tuple(_form(variant) for variant in variants(term))
        self._counted = tuple(f.prefix for f in self._forms if len(f.stems) == 1 and len(f.prefix) >= TELLING)
        self._placed = tuple(f for f in self._forms if not (len(f.stems) == 1 and len(f.prefix) >= TELLING))

    def spans(self, folded: str) -> list[tuple[int, int]]:
        """Where the term stands in a folded text, in order."""
        found = [span for form in self._forms for span in form.spans(folded)]
        return sorted(found) if len(self._forms) > 1 else found

    def estimates(self, texts: Sequence[str]) -> list[int]:
        """About how often the term occurs in each folded text: a tenth of the work of `spans`."""
        columns = [map(str.count, texts, itertools.repeat(prefix)) for prefix in self._counted]
        columns += [map(form.count, texts) for form in self._placed]
        return list(columns[0]) if len(columns) == 1 else list(map(sum, zip(*columns, strict=True)))


_WORD = re.compile(r"[^\W_]+")
