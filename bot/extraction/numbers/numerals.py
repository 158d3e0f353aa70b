"""Numerals: where a number is written in a text, and what it comes to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.numbers.lexicon import (
    ATTACHED,
    BEHIND,
    BOUNDS,
    CURRENCIES,
    MEASURES,
    ONES,
    PARTICLES,
    PER_CENT,
    POWERS,
    SCALES,
    SYMBOLS,
    TENS,
)
from bot.extraction.tokens import Tokens
from bot.extraction.types import Bound

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(k|mn?|bn?|tn)?", re.IGNORECASE)
_BEGINNINGS = frozenset({"a", "half", "tens", *ONES, *TENS, *(f"{scale}s" for scale in SCALES)})
_PLAIN = 15
"""Digits beyond which a number is an identifier."""
_PARTS: dict[tuple[str, ...], float] = {("a", "quarter", "of"): 0.25, ("three", "quarters", "of"): 0.75}
"""What before "a million" makes it less. The model takes "a quarter" for a date, so it is never the beginning."""
_ISO_4217 = 3
_PHRASES: dict[tuple[str, ...], str] = {
    ("per", "cent"): "%",
    ("percentage", "point"): "points",
    ("percentage", "points"): "points",
}
_UNIT_TAGS = ("NN", "NNS", "NNP", "NNPS", "CD")
_COUNTING = ("CD", "JJ")
_NOT_COUNTED = ("DATE", "TIME", "ORDINAL")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in tokens `start` to `end` (exclusive), its unit with it.

    `unit` is an ISO 4217 code, "%", "points", a
    measure ("km") or None.
    """

    start: int
    end: int
    value: float
    unit: str | None
    bound: Bound

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return self.unit is not None and len(self.unit) == _ISO_4217 and self.unit.isupper()


def numerals(tokens: Tokens, taken: Sequence[bool]) -> list[Numeral]:
    """The numerals of a text, in order. Dates, times, ordinals and tokens that are `taken` (by names) hold none."""
    blocked = list(taken)
    for entity in tokens.entities:
        if entity.label in _NOT_COUNTED:
            blocked[entity.start : entity.end] = [True] * (entity.end - entity.start)
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        numeral = _numeral(tokens, at, blocked) if _may_begin(tokens.words[at]) else None
        if numeral:
            found.append(numeral)
            at = numeral.end
        else:
            at += 1
    return found


def _may_begin(word: str) -> bool:
    """Whether a numeral may begin with a word: most words are passed over by this alone."""
    return word[0].isdigit() or word in SYMBOLS or word.lower() in _BEGINNINGS


def _numeral(tokens: Tokens, start: int, blocked: Sequence[bool]) -> Numeral | None:
    sign = SYMBOLS.get(tokens.words[start])
    read = _value(tokens, start + 1 if sign else start, blocked)
    if read is None or (not sign and _is_part(tokens, start, read[1])):
        return None
    value, digits, vague = read
    unit, end = (sign, digits) if sign else _unit(tokens, digits)
    return Numeral(start, end, value, unit, _bound(tokens, start, end, vague))


def _is_part(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a number only belongs to something: a score, a fraction, a list's number, "G-20", "12-year-old"."""
    before = start > 0 and tokens.starts[start] == tokens.ends[start - 1]
    behind = end < len(tokens) and tokens.starts[end] == tokens.ends[end - 1]
    if before and tokens.words[start - 1] in ("-", "–", "/", "#", ":", "x", "+"):
        return not _is_range(tokens, start)
    if behind and tokens.words[end] in ("-", "–", "/", ":"):
        return not (end + 1 < len(tokens) and _is_range(tokens, end + 1))
    if start > 1 and tokens.words[start - 1] == "in" and tokens.words[start - 2].lower() in ONES:
        return True  # "one in five"
    first = start == 0 or "\n" in tokens.text[tokens.ends[start - 1] : tokens.starts[start]]
    return first and behind and tokens.words[end] in (".", ")")


def _is_range(tokens: Tokens, at: int) -> bool:
    """Whether the number at a token is the upper end of "10-20 people", and no score or age."""
    if at < 2 or tokens.words[at - 1] not in ("-", "–"):
        return False
    low, high = (_DIGITS.fullmatch(tokens.words[index]) for index in (at - 2, at))
    follows = at + 1 < len(tokens) and tokens.tags[at + 1] in ("NNS", "NN") and tokens.tags[at] == "CD"
    return bool(low and high and follows and _amount(low) < _amount(high) and tokens.tags[at + 1] == "NNS")


def _value(tokens: Tokens, at: int, blocked: Sequence[bool]) -> tuple[float, int, bool] | None:
    """The value of the number that begins at a token, where it ends, and whether it is vague ("dozens")."""
    if at >= len(tokens) or blocked[at]:
        return None
    word = tokens.words[at].lower()
    if word in ("a", "half"):
        return _scaled_article(tokens, at, blocked)
    if match := _DIGITS.fullmatch(word):
        known = len(match[1]) <= _PLAIN
        return (*_scaled(tokens, _amount(match), at + 1, blocked), False) if known else None
    if tokens.tags[at] in _COUNTING and (word in ONES or word in TENS):
        if word in ("one", "zero") and tokens.deps[at] != "nummod":
            return None  # "one of them", "one would think"
        value, end = _spelt(tokens, at, blocked)
        return (*_scaled(tokens, value, end, blocked), False)
    return _plural(tokens, at)


def _amount(match: re.Match[str]) -> float:
    whole = float(match[1].replace(",", "") + (match[2] or ""))
    return whole * ATTACHED[match[3].lower()] if match[3] else whole


def _spelt(tokens: Tokens, at: int, blocked: Sequence[bool]) -> tuple[float, int]:
    """A number below a hundred in words: "twelve", "twenty-five"."""
    word = tokens.words[at].lower()
    if word in ONES:
        return float(ONES[word]), at + 1
    behind = at + 1
    if behind + 1 < len(tokens) and tokens.words[behind] == "-":
        behind += 1
    ones = ONES.get(tokens.words[behind].lower(), 0) if behind < len(tokens) and not blocked[behind] else 0
    return (float(TENS[word] + ones), behind + 1) if 0 < ones < 10 else (float(TENS[word]), at + 1)


def _scaled(tokens: Tokens, value: float, at: int, blocked: Sequence[bool]) -> tuple[float, int]:
    """A number with the scales behind it: "1.5 million", "two hundred and fifty thousand"."""
    while at < len(tokens) and not blocked[at] and (scale := _scale(tokens, at)):
        value *= scale
        at += 1
        rest = at + 1 if at < len(tokens) and tokens.words[at].lower() == "and" else at
        word = tokens.words[rest].lower() if rest < len(tokens) and not blocked[rest] else ""
        if scale >= 100 and (word in ONES or word in TENS):
            more, end = _spelt(tokens, rest, blocked)
            if more < scale and not (rest > at and scale > 1000):
                value, at = value + more, end
    return value, at


def _scale(tokens: Tokens, at: int) -> int | None:
    """The scale that a token is; one letter counts only right behind the digits ("£3.2m")."""
    word = tokens.words[at].lower()
    attached = tokens.starts[at] == tokens.ends[at - 1]
    return ATTACHED.get(word) if attached else SCALES.get(word)


def _scaled_article(tokens: Tokens, at: int, blocked: Sequence[bool]) -> tuple[float, int, bool] | None:
    """The value of "a hundred", "half a million", "a quarter of a million"; None for any other article."""
    factor = _PARTS.get(tuple(word.lower() for word in tokens.words[max(at - 3, 0) : at]), 1.0)
    if tokens.words[at].lower() == "half":
        factor, at = 0.5, at + 1
    if at < len(tokens) and tokens.words[at].lower() == "a":
        at += 1
    if at < len(tokens) and not blocked[at] and tokens.words[at].lower() in SCALES:
        if tokens.words[at].lower() == "score" and not (at + 1 < len(tokens) and tokens.words[at + 1] == "of"):
            return None
        return (*_scaled(tokens, factor, at, blocked), False)
    return None


def _plural(tokens: Tokens, at: int) -> tuple[float, int, bool] | None:
    """The least value of "dozens of", "tens of thousands": at least two of them (ten in "tens of")."""
    word = tokens.words[at].lower()
    factor, scale = 2.0, SCALES.get(word.removesuffix("s"), 0) if word.endswith("s") else 0
    if word == "tens":
        factor, scale = 10.0, 1
    if not scale:
        return None
    value, end = factor * scale, at + 1
    while end + 1 < len(tokens) and tokens.words[end] == "of":
        further = SCALES.get(tokens.words[end + 1].lower().removesuffix("s"), 0)
        if not further:
            break
        value, end = (value if word == "tens" else scale) * further, end + 2
        value *= 1 if word == "tens" else factor
    if word == "tens" and end == at + 1:
        return None
    counted = word != "scores" or (end < len(tokens) and tokens.words[end] == "of")
    return (value, end, True) if counted else None


def _unit(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """The unit behind a number, and where it ends."""
    pair = [word.lower() for word in tokens.words[at : at + 2]]
    if not pair:
        return None, at
    if pair[0] in PER_CENT:
        return "%", at + 1
    if phrase := _PHRASES.get(tuple(pair)):
        return phrase, at + 2
    lemma = tokens.lemmas[at].lower()
    if pair[0] in POWERS and (measure := MEASURES.get(tokens.lemmas[at + 1].lower() if len(pair) > 1 else "")):
        return f"{measure}{POWERS[pair[0]]}", at + 2
    unit = (CURRENCIES.get(lemma) or MEASURES.get(lemma)) if tokens.tags[at] in _UNIT_TAGS else None
    return unit, at + bool(unit)


def _bound(tokens: Tokens, start: int, end: int, vague: bool) -> Bound:
    before = [word.lower() for word in tokens.words[max(start - 4, 0) : start]]
    for phrase, bound in BOUNDS:
        if tuple(before[len(before) - len(phrase) :]) == phrase and not _of_verb(tokens, start - 1):
            return bound
    if start > 1 and before[-1] in ("and", "to", "-", "–") and _low_end(tokens, start):
        return "at most"
    behind = tuple(word.lower() for word in tokens.words[end : end + 2])
    if behind in BEHIND:
        return BEHIND[behind]
    if _high_end(tokens, end) or vague:
        return "at least"
    return "exact"


def _of_verb(tokens: Tokens, at: int) -> bool:
    return tokens.words[at].lower() in PARTICLES and tokens.deps[at] == "prt"


def _low_end(tokens: Tokens, high: int) -> bool:
    """Whether a number before "and" or "to" makes what follows the upper end of a range."""
    joint, low = tokens.words[high - 1].lower(), high - 2
    if not _DIGITS.fullmatch(tokens.words[low]) and tokens.words[low].lower() not in ONES:
        return False
    if joint == "and":
        return low > 0 and tokens.words[low - 1].lower() == "between"
    return joint in ("-", "–") or (low == 0 or tokens.words[low - 1].lower() != "from")


def _high_end(tokens: Tokens, end: int) -> bool:
    """Whether a number that ends here is the lower end of a range."""
    if end + 1 >= len(tokens) or tokens.words[end].lower() not in ("and", "to", "-", "–"):
        return False
    return bool(_DIGITS.fullmatch(tokens.words[end + 1]) or tokens.words[end + 1].lower() in ONES) and _low_end(
        tokens, end + 1
    )
