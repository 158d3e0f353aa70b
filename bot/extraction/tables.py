"""A pass over results, standings and lists: what most rows of one shape have in a place, the others have there too."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.lexicon import CONNECTORS
from bot.extraction.name import Name
from bot.extraction.places import KNOWN
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_LONGEST = 24  # tokens of a row
_ROWS = 3  # so many rows make a table
_FIGURES = 4  # so many behind a name are a league's: played, won, drawn, lost
_SHARE = 0.5  # of its rows, in which a place holds names of one kind
_IN_NUMBERS = words("- – — : . , / * • ·")
_WITHIN = CONNECTORS | words("- ' . &")
_SUMS = words("Total Totals Others Other None All Average Overall Sum Unknown")
_SPORT = words("league division conference standing match game soccer football baseball basketball hockey rugby")
_SLOT, _NUMBER = "A", "0"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's shape, up to its last run of capitalised words and the number behind it, and where those runs stand.

    "3. Holm (Norway) 21.5 seconds" has the shape 0 A ( A. `figures` counts the numbers behind its last run.
    """

    shape: tuple[str, ...]
    slots: tuple[tuple[int, int], ...]
    figures: int = 0


def rows(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Give the rows of a table the names that others have: "3. Holm 21 points" is like "2. Krag 24 points"."""
    tables: dict[tuple[tuple[str, ...], bool], list[_Row]] = defaultdict(list)
    for start, end in _lines(tokens):
        row = _row(tokens, start, end)
        if row and len(row.shape) > len(row.slots):
            tables[row.shape, row.figures >= _FIGURES].append(row)
    found = {(name.start, name.end): name.kind for name in names}
    for table in tables.values():
        if len(table) < _ROWS:
            continue
        side = _side(tokens, table)
        for column in zip(*(row.slots for row in table), strict=True):
            kind = _told(table, Counter(found[slot] for slot in column if slot in found))
            if side and (not kind or (kind == "GPE" and not _SPORT.isdisjoint(tokens.lemmas))):
                kind = side
            if kind:
                named = [slot for slot in column if not _SUMS.issuperset(tokens.words[slice(*slot)])]
                names = _filled(names, named, kind)
    return sorted(names, key=lambda name: name.start)


def _told(table: Sequence[_Row], kinds: Counter[Kind]) -> Kind | None:
    """The kind that a column's names have in enough rows."""
    kind, rows_of_it = kinds.most_common(1)[0] if kinds else (None, 0)
    return kind if rows_of_it > 1 and rows_of_it >= _SHARE * len(table) else None


def _side(tokens: Tokens, table: Sequence[_Row]) -> Kind | None:
    """What plays each other, "Arnsund 2 Torvik 1", or stands in a league is: a country or a club; None for others."""
    results = table[0].shape == (_SLOT, _NUMBER, _SLOT, _NUMBER)
    standings = table[0].shape == (_SLOT, _NUMBER) and table[0].figures >= _FIGURES
    if not (results or standings):
        return None
    sides = [" ".join(tokens.words[slice(*slot)]) for row in table for slot in row.slots]
    return "GPE" if 2 * sum(KNOWN.get(side) == "GPE" for side in sides) >= len(sides) else "ORG"


def _filled(names: list[Name], column: Sequence[tuple[int, int]], kind: Kind) -> list[Name]:
    """The names with one in each slot of the column, in the place of what overlaps it."""
    taken = {at for start, end in column for at in range(start, end)}
    kept = [name for name in names if taken.isdisjoint(range(name.start, name.end))]
    return [*kept, *(Name(start, end, kind) for start, end in column)]


def _lines(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The tokens of each line, those with more than a row has left out."""
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or "\n" in tokens.text[tokens.ends[at - 1] : tokens.starts[at]]:
            if 1 < at - start <= _LONGEST:
                yield start, at
            start = at


def _row(tokens: Tokens, start: int, end: int) -> _Row | None:
    shape: list[str] = []
    slots: list[tuple[int, int]] = []
    at, length, figures = start, 0, 0
    while at < end:
        word = tokens.words[at]
        if word[0].isupper():
            stop = _run(tokens, at, end)
            slots.append((at, stop))
            shape.append(_SLOT)
            length, at, figures = len(shape), stop, 0
            continue
        counted = any(map(str.isdigit, word))
        numeric = counted or word in _IN_NUMBERS
        figures += counted
        if not (numeric and shape[-1:] == [_NUMBER]):
            shape.append(_NUMBER if numeric else word)
            length += numeric and length == len(shape) - 1
        at += 1
    return _Row(tuple(shape[:length]), tuple(slots), figures) if slots else None


def _run(tokens: Tokens, start: int, end: int) -> int:
    """Where the words with a capital end that begin at `start`: "Anna van der Meer", "J. Holm"."""
    stop = start + 1
    while stop < end:
        ahead = stop
        while ahead < end and tokens.words[ahead] in _WITHIN:
            ahead += 1
        if ahead == end or not tokens.words[ahead][0].isupper():
            break
        stop = ahead + 1
    return stop
