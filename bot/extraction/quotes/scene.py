"""A text as the search for speakers sees it: its tree, its clauses of saying, its quotations and their places."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.extraction.quotes.clauses import Clause, clauses
from bot.extraction.quotes.cues import is_person
from bot.extraction.quotes.marks import Run, runs
from bot.extraction.quotes.titles import is_nickname
from bot.extraction.quotes.tree import Tree, tree
from bot.extraction.tokens import Tokens

Range = tuple[int, int]
"""Tokens from the first to before the second."""

STOPS = frozenset((".", "?", "!", ";"))
_SPEAK = frozenset(("he", "she", "they", "i", "we"))


@dataclass(frozen=True, slots=True)
class Place:
    """A run in tokens: `first` to `end` between its marks, `before` to `after` with them."""

    run: Run
    first: int
    end: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at. `cues` are the clauses' cues, `inside` tells which tokens are quoted, marks included.

    `borders` are the paragraphs in tokens.
    """

    tree: Tree
    places: Sequence[Place]
    borders: Sequence[Range]
    inside: Sequence[bool]
    clauses: Sequence[Clause]
    cues: Sequence[int]

    @property
    def tokens(self) -> Tokens:
        """The tokens of the text."""
        return self.tree.tokens

    def lemma(self, clause: Clause) -> str:
        """The cue of a clause as dictionaries have it."""
        return self.tokens.lemmas[clause.cue].lower()

    def within(self, start: int, end: int) -> list[Clause]:
        """The clauses with a speaker whose cue is among these tokens."""
        found = self.clauses[bisect_left(self.cues, start) : bisect_left(self.cues, end)]
        return [clause for clause in found if clause.speaker is not None]

    def lead(self, number: int) -> Range:
        """The tokens before a run in its sentence, back to the run before."""
        place = self.places[number]
        first = self.borders[place.run.paragraph][0]
        if number:
            first = max(first, self.places[number - 1].after)
        return self.sentence_to(place.before, first)

    def tail(self, number: int) -> Range:
        """The tokens behind a run in its sentence, up to the run that follows."""
        place = self.places[number]
        end = limit = self.borders[place.run.paragraph][1]
        if number + 1 < len(self.places):
            limit = min(limit, self.places[number + 1].before)
        end = place.after
        while end < limit and self.tokens.words[end] not in STOPS:
            end += 1
        return place.after, end

    def sentence_to(self, end: int, first: int) -> Range:
        """The tokens before `end` back to a full stop, but not before `first`."""
        start = end
        while start > first and self.tokens.words[start - 1] not in STOPS and not self.inside[start - 1]:
            start -= 1
        return start, end

    def sentence_before(self, place: Place) -> Range:
        """The whole sentence before a run in its paragraph, outside of quotations."""
        first = self.borders[place.run.paragraph][0]
        return self.last_sentence(first, place.before)

    def last_sentence(self, first: int, end: int) -> Range:
        """The last sentence among these tokens, its full stop left out."""
        while end > first and self.tokens.words[end - 1] in STOPS and not self.inside[end - 1]:
            end -= 1
        return self.sentence_to(end, first)

    def is_somebody(self, at: int) -> bool:
        """Whether a token is the head of words for a person, or for a body that can speak."""
        word, tag = self.tokens.words[at].lower(), self.tokens.tags[at]
        return word in _SPEAK if tag == "PRP" else tag in ("NNP", "NNPS") or is_person(word)


def scene(tokens: Tokens, paragraphs: Sequence[Span]) -> Scene:
    """The scene of a text."""
    shape = tree(tokens)
    places = list(_places(shape, runs(tokens.text, paragraphs)))
    inside = [False] * len(tokens)
    for place in places:
        inside[place.before : place.after] = [True] * (place.after - place.before)
    told = clauses(shape, inside)
    borders = [(bisect_left(tokens.starts, p.start), bisect_left(tokens.starts, p.end)) for p in paragraphs]
    return Scene(shape, places, borders, inside, told, [clause.cue for clause in told])


def _places(shape: Tree, found: Sequence[Run]) -> list[Place]:
    """Where the runs stand, without those that hold no token, and without nicknames."""
    starts = shape.tokens.starts
    places = []
    for run in found:
        first, end = bisect_left(starts, run.span.start), bisect_left(starts, run.span.end)
        if first < end and not is_nickname(shape.tokens, first, end):
            before, after = bisect_left(starts, run.outer.start), bisect_left(starts, run.outer.end)
            places.append(Place(run, first, end, before, after))
    return places
