"""Numbers that count what another number beside them counts: "by 52 votes to 48", "lost 40 seats and kept 112"."""

from dataclasses import replace

from bot.extraction.numbers.numerals import Numeral
from bot.extraction.numbers.tree import Tree
from bot.extraction.types import NumberClaim

Found = tuple[Numeral, NumberClaim | None]

_TO = ("to", "-", "–")
_SIDES = frozenset({"for", "against", "opposed", "abstained", "abstaining", "in"})
_NEAR = 3
"""Tokens between a number and the word that tells what is counted."""


def told_by(
    tree: Tree, before: Found, numeral: Numeral, claim: NumberClaim | None, sentence: int
) -> NumberClaim | None:
    """What a number counts that says nothing of it, as the one before it in the sentence does; else its own claim."""
    other, counted = before
    if counted is None or counted.sentence != sentence or numeral.unit:
        return claim
    words = [word.lower() for word in tree.tokens.words[other.end : numeral.start]]
    span = tree.tokens.span(numeral.start, numeral.end)
    split = _is_split(words)
    if claim is None and counted.theme == "votes" and (split or _takes_a_side(tree, numeral)):
        return NumberClaim(span, numeral.value, "exact" if split else numeral.bound, "votes", None, None, sentence)
    if claim is None and counted.what and _is_told_in_turn(tree, numeral, other):
        return replace(counted, span=span, value=numeral.value, bound=numeral.bound, theme="count")
    return claim


def votes(tree: Tree, numeral: Numeral, following: Numeral | None, sentence: int) -> NumberClaim | None:
    """The first number of "voted 12 to 5", "by a vote of 12 to 5"."""
    tokens = tree.tokens
    if following is None or numeral.unit or following.unit:
        return None
    lead = [tree.lemma(at) for at in range(max(0, numeral.start - _NEAR), numeral.start)]
    if "vote" in lead and _is_split([word.lower() for word in tokens.words[numeral.end : following.start]]):
        span = tokens.span(numeral.start, numeral.end)
        return NumberClaim(span, numeral.value, "exact", "votes", None, None, sentence)
    return None


def _is_split(words: list[str]) -> bool:
    """Whether two numbers are the two sides of a vote."""
    return words[-1:] != [] and words[-1] in _TO and (len(words) == 1 or words[0] == "votes") and len(words) <= _NEAR


def _takes_a_side(tree: Tree, numeral: Numeral) -> bool:
    words = tree.tokens.words
    behind = words[numeral.end].lower() if numeral.end < len(words) else ""
    after = words[numeral.end + 1].lower() if numeral.end + 1 < len(words) else ""
    return behind in _SIDES and (behind != "in" or after in ("favour", "favor"))


def _is_told_in_turn(tree: Tree, numeral: Numeral, other: Numeral) -> bool:
    """Whether a number is the object of a verb beside that of the other: "lost 40 seats and kept 112"."""
    tokens = tree.tokens
    at = numeral.start
    verb = tokens.heads[at]
    if tokens.deps[at] != "dobj" or tokens.deps[verb] != "conj" or not tokens.tags[verb].startswith("VB"):
        return False
    beside = tree.child(tokens.heads[verb], "dobj")
    return beside is not None and other.start in tree.below(beside)
