"""Passes that mend where names begin and end: run together, torn apart, or part of a longer one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extraction.entities import possible, trimmed
from bot.extraction.lexicon import EVENTS, ORGANISATIONS, POLITIES, SUFFIXES
from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.words import words

_SPLITS = words("( ) / [ ] ;")
_AND = words("and &")
_NO_ITEM = SUFFIXES | words("inc inc. ltd ltd. llc l.p. lp co co. corp corp. plc s.a. n.v. pty d.c. dc")
_YEAR = re.compile(r"^(?:1[0-9]|20)\d\d$")
_QUOTES = words("\" “ ” `` '' ' ‘ ’")
_NUMBER = re.compile(r"^\d+(?:st|nd|rd|th)?$")
_UNITS = words("Division Brigade Regiment Battalion Squadron Army Corps Fleet Wing Infantry Airborne")
_NO_NAME = words("JJR JJS RB RBR VB VBD VBP VBZ IN DT PRP PRP$ MD WRB WDT WP CC CD")
_PROPER = words("NNP NNPS")
_KIN = words("sisters brothers siblings twins cousins spouses couple")
_WITHIN_EVENT = words(
    """
    general presidential parliamentary mayoral gubernatorial legislative federal provincial local midterm
    leadership
    """
)


def replaced(names: list[Name], new: Name) -> list[Name]:
    """The names with a new one in the place of all that it overlaps."""
    kept = [name for name in names if name.end <= new.start or name.start >= new.end]
    return sorted([*kept, new], key=lambda name: name.start)


def dotted_off(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Cut names at brackets, slashes and semicolons: "Medair (Lausanne" is two."""
    return [part for name in names for part in _cut(tokens, name)]


def _cut(tokens: Tokens, name: Name) -> Iterator[Name]:
    start = name.start
    for at in range(name.start, name.end + 1):
        if at == name.end or tokens.words[at] in _SPLITS:
            first, last = trimmed(tokens, start, at)
            if possible(tokens, first, last):
                yield Name(first, last, name.kind)
            start = at + 1


def lists(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Cut names that a list ran together: at "and" beside an acronym, "Interpol and FBI", and at commas."""
    return [part for name in names for piece in _cut_commas(tokens, name) for part in _cut_list(tokens, piece)]


def _cut_commas(tokens: Tokens, name: Name) -> Iterator[Name]:
    """The parts between commas, where each begins with a capital: not "Water, Mines and Energy" or "Holm, Inc."."""
    commas = [at for at in range(name.start + 1, name.end - 1) if tokens.words[at] == ","]
    behind = [tokens.words[at + 1] for at in commas]
    if any(word.lower() in _NO_ITEM or not word[0].isupper() for word in behind) or _ends_list(tokens, name, commas):
        commas = []
    start = name.start
    for end in (*commas, name.end):
        yield Name(start, end, name.kind)
        start = end + 1


def _ends_list(tokens: Tokens, name: Name, commas: Sequence[int]) -> bool:
    return bool(commas) and not _AND.isdisjoint(tokens.words[commas[-1] : name.end])


def _cut_list(tokens: Tokens, name: Name) -> Iterator[Name]:
    for at in range(name.start + 1, name.end - 1):
        sides = (tokens.words[name.start : at], tokens.words[at + 1 : name.end])
        if tokens.words[at] == "and" and any(len(side) == 1 and acronym(side[0]) for side in sides):
            yield Name(name.start, at, name.kind)
            yield Name(at + 1, name.end, name.kind)
            return
    yield name


def acronym(word: str) -> bool:
    """Whether a word is two to seven capitals, dots and ampersands aside."""
    letters = re.sub(r"[.&-]", "", word)
    return 2 <= len(letters) <= 7 and letters.isupper() and letters.isalpha()


def of_joined(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Join an organisation or a state to the place it is "of": "Socialist Party" + "of" + "Albania"."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and _belongs(tokens, last, name):
            joined[-1] = Name(last.start, name.end, "GPE" if _is_polity(tokens, last) else "ORG")
        else:
            joined.append(name)
    return joined


def _belongs(tokens: Tokens, left: Name, right: Name) -> bool:
    between = [word.lower() for word in tokens.words[left.end : right.start]]
    if between not in (["of"], ["of", "the"]):
        return False
    organised = left.kind == "ORG" and tokens.words[left.end - 1].lower() in ORGANISATIONS
    return (organised and right.kind in ("GPE", "LOC", "ORG")) or _is_polity(tokens, left)


def _is_polity(tokens: Tokens, name: Name) -> bool:
    """Whether a name is but "Kingdom" or "County"."""
    word = tokens.words[name.start]
    return len(name) == 1 and word[0].isupper() and word.lower() in POLITIES


def events(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Name an event by its year: "1952 British Columbia general election" is one event, not a place."""
    for name in names:
        start = name.start - 1 if name.start and _YEAR.match(tokens.words[name.start - 1]) else name.start
        if not _YEAR.match(tokens.words[start]):
            continue
        end = name.end
        while end < len(tokens) and _goes_on(tokens, end):
            end += 1
        if end < len(tokens) and tokens.words[end].lower() in EVENTS:
            names = replaced(names, Name(start, end + 1, "EVENT"))
    return names


def _goes_on(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word in _WITHIN_EVENT or (tokens.tags[at] in _PROPER and word.lower() not in EVENTS)


def nicknames(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Join a person's name around a nickname: "Alphonse" + ""Scarface"" + "Capone"."""
    for name in names:
        if name.kind == "PERSON" and (end := _behind_nickname(tokens, name)):
            names = replaced(names, Name(name.start, end, "PERSON"))
        elif name.kind == "PERSON" and (start := _before_nickname(tokens, name)) is not None:
            names = replaced(names, Name(start, name.end, "PERSON"))
    return names


def _before_nickname(tokens: Tokens, name: Name) -> int | None:
    """Where the first name begins that a quoted nickname parts from the surname, if there is one."""
    closed = name.start - 1
    if closed < 3 or tokens.words[closed] not in _QUOTES:
        return None
    opened = next((at for at in (closed - 2, closed - 3) if at > 0 and tokens.words[at] in _QUOTES), None)
    if opened is None or not tokens.words[opened + 1][0].isupper():
        return None
    start = opened
    while start > max(0, opened - 2) and tokens.tags[start - 1] in _PROPER and tokens.words[start - 1][0].isupper():
        start -= 1
    return start if start < opened else None


def _behind_nickname(tokens: Tokens, name: Name) -> int | None:
    """The end of the surname that follows a quoted word or two, if there is one."""
    opened = name.end
    if opened >= len(tokens) or tokens.words[opened] not in _QUOTES:
        return None
    closed = next((at for at in tokens.upto(opened + 2, opened + 4) if tokens.words[at] in _QUOTES), len(tokens))
    end = closed + 1
    while end < min(len(tokens), closed + 3) and tokens.tags[end] in _PROPER:
        end += 1
    return end if end > closed + 1 else None


def coordinated(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Add the first name that shares a surname with the one behind: "Venla and Serena Koskinen" are two persons.

    Where "Venla Koskinen" stands elsewhere in the text, or "sisters" in front.
    """
    taken = {at for name in names for at in range(name.start, name.end)}
    forms = {name.form(tokens) for name in names}

    def shares(name: Name) -> bool:
        first, joins = name.start - 2, name.start - 1
        return (
            name.kind == "PERSON"
            and len(name) == 2
            and first >= 0
            and first not in taken
            and tokens.words[joins] in ("and", "&")
            and tokens.tags[first] == "NNP"
            and (
                (tokens.words[first], tokens.words[name.end - 1]) in forms
                or (first > 0 and tokens.words[first - 1].lower() in _KIN)
            )
        )

    added = [Name(name.start - 2, name.start - 1, "PERSON") for name in names if shares(name)]
    return sorted([*names, *added], key=lambda name: name.start)


def numbered(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Give a military unit its number back: "101st" + "Airborne Division"."""
    return [
        Name(name.start - 1, name.end, name.kind)
        if name.start and _NUMBER.match(tokens.words[name.start - 1]) and tokens.words[name.end - 1] in _UNITS
        else name
        for name in names
    ]


def grown(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Give a lone first name the surname that the model took for something else: "Theresa" + "May"."""
    taken = {name.start for name in names}

    def lacks_surname(name: Name) -> bool:
        return (
            name.kind == "PERSON"
            and len(name) == 1
            and name.end not in taken
            and tokens.heads[name.start] == name.end
            and tokens.tags[name.end] in _PROPER
            and tokens.words[name.end][0].isupper()
        )

    return [replace(name, end=name.end + 1) if lacks_surname(name) else name for name in names]


def common_words(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Leave out single words that only begin a sentence: "Dearer credit" names nobody."""
    return [
        name
        for name in names
        if not (len(name) == 1 and name.kind in ("PERSON", "ORG", "GPE") and tokens.tags[name.start] in _NO_NAME)
    ]


def brackets(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Add the acronym in brackets behind a name that it abbreviates, as a name of the same kind."""
    taken = {at for name in names for at in range(name.start, name.end)}
    added = [
        Name(name.end + 1, name.end + 2, name.kind)
        for name in names
        if name.end + 2 < len(tokens)
        and tokens.words[name.end] == "("
        and tokens.words[name.end + 2] == ")"
        and name.end + 1 not in taken
        and len(name) > 1
        and acronym(tokens.words[name.end + 1])
        and possible(tokens, name.end + 1, name.end + 2)
    ]
    return sorted([*names, *added], key=lambda name: name.start)
