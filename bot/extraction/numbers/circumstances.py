"""Where and when something was so many: the place and the date of the clause that a number stands in.

A clause without its own has those of the clause that it hangs on: "A bridge fell in Tolmar on Monday, killing 12". What
somebody said on some day happened on another, so a clause of saying gives none.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.articles.types import Span
from bot.extraction.name import Name
from bot.extraction.numbers.tree import Tree
from bot.extraction.tokens import Tokens
from bot.extraction.types import DateExpression, Kind
from bot.extraction.words import words

_PLACES: frozenset[Kind] = frozenset({"GPE", "LOC", "FAC"})
_PREPOSITIONS = words("in at near outside off across around inside throughout through on along within")
_MEANWHILE = words("when as where after while")
"""What opens a clause that tells more of the same event: "12 died when a bridge fell in Tolmar"."""
_SAYING = words("say tell report announce confirm add claim state warn estimate believe think expect write note")
_CLAUSES = ("advcl", "xcomp", "conj", "relcl", "acl", "ccomp", "pcomp")
_OWN = ("ccomp", "advcl", "relcl", "conj", "acl", "csubj", "parataxis")
_MOST = 60
"""Tokens of a clause that are looked through."""


class Circumstances:
    """The places and the calendar dates of a text by the tokens on which they hang."""

    def __init__(self, tree: Tree, names: Sequence[Name], dates: Sequence[DateExpression]) -> None:
        tokens = tree.tokens
        self._tree = tree
        self._places: Mapping[int, Span] = {
            _head(tokens, name.start, name.end): tokens.span(name.start, name.end)
            for name in names
            if name.kind in _PLACES
        }
        self._dates: dict[int, Span] = {}
        for date in dates:
            if date.first is not None:
                first = bisect_left(tokens.starts, date.span.start)
                last = bisect_left(tokens.starts, date.span.end)
                if first < last:
                    self._dates.setdefault(_head(tokens, first, last), date.span)

    def of(self, at: int) -> tuple[Span | None, Span | None]:
        """Where and when, of a number by the token on which it hangs on the rest; None for what is not told."""
        if not self._places and not self._dates:
            return None, None
        place = date = None
        for top, number in self._clauses(at):
            held = self._clause(top, number)
            place = place or self._nearest(held, number, self._places, place=True)
            date = date or self._nearest(held, number, self._dates, place=False)
            if place and date:
                break
        return place, date

    def _clauses(self, at: int) -> list[tuple[int, int]]:
        """The verb of the number's clause and those of the clauses above it, each with the token that leads to it."""
        tokens = self._tree.tokens
        path = [at, *self._tree.upward(at)]
        verbs = [above for above in path if tokens.tags[above].startswith("VB")]
        if not verbs:
            return [(path[-1], at)]
        found = [(verbs[0], at)]
        for below, above in pairwise(verbs):
            if self._tree.lemma(above) in _SAYING or tokens.deps[below] not in (*_CLAUSES, "auxpass", "aux"):
                break
            found.append((above, below))
        return found

    def _clause(self, top: int, number: int) -> list[int]:
        """The tokens of a clause, without those of the clauses that hang on it, but for the number's own phrase."""
        found: list[int] = []
        waiting = [top]
        while waiting and len(found) < _MOST:
            at = waiting.pop(0)
            found.append(at)
            waiting += [below for below in self._tree.below(at) if below == number or self._is_same(below, number)]
        return found

    def _is_same(self, at: int, number: int) -> bool:
        """Whether a token opens no clause of its own, or one that tells more of the same event."""
        tokens = self._tree.tokens
        if tokens.words[at].lower() == "according":
            return False  # "according to the army in Tolmar": that is where those are who say it
        if tokens.deps[at] not in _OWN or not tokens.tags[at].startswith("VB"):
            return True
        if tokens.deps[at] == "acl":
            return tokens.heads[at] in (number, tokens.heads[number]) and tokens.tags[at] == "VBN"
        if tokens.deps[at] == "conj":
            subject = self._tree.child(at, "nsubj", "nsubjpass")
            return at > number and (subject is None or tokens.tags[subject] == "CD")
        opened = (tokens.words[below].lower() for below in self._tree.below(at) if below < at)
        return tokens.deps[at] == "advcl" and any(word in _MEANWHILE for word in opened)

    def _nearest(self, held: Sequence[int], number: int, known: Mapping[int, Span], *, place: bool) -> Span | None:
        """That of the clause's places or dates that stands nearest to the number, what follows it before others."""
        fit = [at for at in held if at in known and (not place or self._is_where(at))]
        return known[min(fit, key=lambda at: abs(at - number) * (1 if at > number else 2))] if fit else None

    def _is_where(self, at: int) -> bool:
        """Whether a name stands behind a preposition of place, by itself or before a noun: "in the Orle region"."""
        tokens = self._tree.tokens
        head = tokens.heads[at]
        if tokens.deps[at] == "compound" and head > at:
            head = tokens.heads[head]
        return tokens.words[head].lower() in _PREPOSITIONS


def _head(tokens: Tokens, start: int, end: int) -> int:
    """The token of a stretch by which it hangs on the rest."""
    return next((at for at in range(start, end) if tokens.heads[at] not in range(start, end)), start)
