"""Passes that part what the model ran together: sides of a match, a possessor and what is theirs, two surnames."""

from collections.abc import Iterator

from bot.extraction.entities import possible, trimmed
from bot.extraction.lexicon import TITLES
from bot.extraction.name import Name
from bot.extraction.shortened import Form, surname
from bot.extraction.sport import SPORTS
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

# Also of a scorecard: "Holm c Krag b Mai". Not "v.", which is a case at law.
_AGAINST = words("vs vs. versus c b lbw")
_TITLED = frozenset[Kind](("WORK_OF_ART", "EVENT", "LAW"))
_BEFORE_THE = words("of in on at for to from by with and & or over against behind under upon into as after")
_DASHES = words("- -- – —")
_POSSESSIVE = words("'s ’s")


def opposed(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Cut names at "vs" and "c", at a dash between two names of two words, and at a "the" that begins another."""
    return [part for name in names for part in _cut(tokens, name, list(_borders(tokens, name)))]


def _borders(tokens: Tokens, name: Name) -> Iterator[int]:
    for at in range(name.start + 1, name.end - 1):
        word = tokens.words[at]
        against = word in _AGAINST and name.kind not in _TITLED - {"EVENT"}
        dashed = word in _DASHES and name.kind == "PERSON" and _is_spaced(tokens, at) and _is_far(name, at)
        another = word == "the" and name.kind not in _TITLED and name.end - at > 2 and _begins_another(tokens, at)
        sport = word == "-" and at == name.start + 1 and tokens.words[name.start].lower() in SPORTS
        if against or dashed or another or sport:
            yield at


def _is_spaced(tokens: Tokens, at: int) -> bool:
    return tokens.starts[at] > tokens.ends[at - 1] and tokens.starts[at + 1] > tokens.ends[at]


def _is_far(name: Name, at: int) -> bool:
    """Whether two words or more stand on either side."""
    return min(at - name.start, name.end - at - 1) > 1


def _begins_another(tokens: Tokens, at: int) -> bool:
    """Whether "the" stands between two words with a capital: "told Congress the Federal Reserve would act"."""
    before, behind = tokens.words[at - 1], tokens.words[at + 1]
    return before[0].isupper() and behind[0].isupper() and before.lower() not in _BEFORE_THE


def _cut(tokens: Tokens, name: Name, borders: list[int]) -> Iterator[Name]:
    if not borders:
        yield name
        return
    for start, end in zip([name.start, *(at + 1 for at in borders)], [*borders, name.end], strict=True):
        first, last = trimmed(tokens, start, end)
        if possible(tokens, first, last):
            yield Name(first, last, name.kind)


def possessed(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Part a person from what is theirs, "Krag's Commission", and from another, "Krag-Holm", "Ola Krag-Anna Holm".

    Where the text names the person in full: "McDonald's Corp" and "Mercedes-Benz" stay whole.
    """
    surnames = {surname(name.form(tokens)) for name in names if name.kind == "PERSON" and len(name) > 1}
    full = {name.form(tokens) for name in names if name.kind == "PERSON" and len(name) > 1}
    return [part for name in names for part in _owned(tokens, name, surnames, full)] if surnames else names


def _owned(tokens: Tokens, name: Name, surnames: set[str], full: set[Form]) -> Iterator[Name]:
    if between := _two_persons(tokens, name, full):
        yield Name(name.start, between[0], "PERSON")
        yield Name(between[1], name.end, "PERSON")
        return
    inside = range(name.start + 1, name.end - 1)
    mark = next((at for at in inside if tokens.words[at] in _POSSESSIVE), None)
    hyphen = next((at for at in inside if tokens.words[at] == "-"), None)
    if mark is not None and name.kind != "WORK_OF_ART":
        owner = tuple(tokens.words[name.start : mark])
        first, last = trimmed(tokens, mark + 1, name.end)
        known = owner in full or (len(owner) < 4 and owner[-1] in surnames and _is_lone(owner))
        if known and owner[-1].lower() not in TITLES and possible(tokens, first, last):
            yield Name(name.start, mark, "PERSON")
            yield Name(first, last, name.kind if name.kind != "PERSON" else "ORG")
            return
    if hyphen is not None and len(name) == 3 and _are_surnames(tokens, name, surnames):
        yield Name(name.start, hyphen, "PERSON")
        yield Name(hyphen + 1, name.end, "PERSON")
        return
    yield name


def _two_persons(tokens: Tokens, name: Name, full: set[Form]) -> tuple[int, int] | None:
    """Where the first of two persons ends and the second begins whom the text names in full elsewhere, or once more."""
    for at in range(name.start + 2, name.end - 1):
        begin = at + 1 if tokens.words[at] in _DASHES else at
        sides = tuple(tokens.words[name.start : at]), tuple(tokens.words[begin : name.end])
        if len(sides[1]) > 1 and (full.issuperset(sides) or sides[0] == sides[1]):
            return at, begin
    return None


def _is_lone(owner: tuple[str, ...]) -> bool:
    """Whether nothing but small words stands before a surname: "Von der Leyen"."""
    return all(word.lower() in ("von", "van", "der", "den", "de", "al", "el", "bin") for word in owner[:-1])


def _are_surnames(tokens: Tokens, name: Name, surnames: set[str]) -> bool:
    first, _, second = tokens.words[name.start : name.end]
    return first in surnames and second[0].isupper() and (second in surnames or name.kind != "PERSON")
