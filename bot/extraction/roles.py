"""What the text says that a person is: the words around a name that give an office or a calling."""

from collections.abc import Iterator, Sequence

from bot.extraction.lexicon import TITLES
from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.words import words

Found = tuple[int, int, int]
"""The tokens of a role, `start` to `end`, and the index of the name that it belongs to."""

_NOUNS = words("NN NNP NNPS")
_MODIFIERS = words("NN NNS NNP NNPS JJ JJS POS HYPH VBN VBG")
_JOIN = words("of for at in on to")
_ARTICLES = words("a an the his her its their our")
_BEING = words("is was became remains")
_CLOSES = words(", . ( ; : ) ] — – -- ? ! '' ” \"")
_LONGEST = 12


def roles(tokens: Tokens, names: Sequence[Name]) -> list[Found]:
    """The roles of the persons among the names, each name's own in order of position."""
    person = [False] * len(tokens)
    for name in names:
        if name.kind == "PERSON":
            person[name.start : name.end] = [True] * len(name)
    return [
        (start, end, index)
        for index, name in enumerate(names)
        if name.kind == "PERSON"
        for start, end in _around(tokens, name, person)
    ]


def _around(tokens: Tokens, name: Name, person: Sequence[bool]) -> Iterator[tuple[int, int]]:
    first, last = _sentence(tokens, name)
    role = _before(tokens, name, first, person) or _before_comma(tokens, name, first, last, person)
    if role:
        yield role
    role = _behind(tokens, name, last, person)
    if role:
        yield role


def _sentence(tokens: Tokens, name: Name) -> tuple[int, int]:
    low, high = 0, len(tokens.sentences)
    while low < high:
        middle = (low + high) // 2
        if tokens.sentences[middle][1] <= name.start:
            low = middle + 1
        else:
            high = middle
    return tokens.sentences[low]


def _before(tokens: Tokens, name: Name, first: int, person: Sequence[bool]) -> tuple[int, int] | None:
    """The role in front: "North Korean leader", "Secretary of State", "Peugeot's chief executive"."""
    title = _title_before(tokens, name.start, first, person)
    if title is None:
        return None
    start = title
    while start > first and not person[start - 1] and _modifies(tokens, start - 1, name.end):
        start -= 1
    start = _cut_front(tokens, start, title)
    return start, name.start


def _title_before(tokens: Tokens, end: int, first: int, person: Sequence[bool]) -> int | None:
    """The token of the title that the words before `end` close with, or that an "of" phrase hangs on."""
    at = end - 1
    if at < first or person[at]:
        return None
    if tokens.words[at].lower() == "elect" and at - 2 >= first and tokens.words[at - 1] == "-":
        at -= 2
    if tokens.words[at].lower() in TITLES:
        return at
    while at > first and end - at < 6 and (tokens.tags[at] in _NOUNS or tokens.words[at] == "the"):
        at -= 1
    capital = tokens.words[at - 1][0].isupper() if at > first else False
    return at - 1 if capital and tokens.words[at] in ("of", "for") and tokens.words[at - 1].lower() in TITLES else None


def _modifies(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a token belongs to the phrase that ends before `end`."""
    if tokens.words[at] == "and":
        return at > 0 and tokens.words[at - 1].lower() in TITLES
    return (
        tokens.tags[at] == "POS"
        or (tokens.tags[at] in _MODIFIERS and at < tokens.heads[at] < end)
        or (tokens.tags[at] == "HYPH")
        or (tokens.words[at + 1] == "and" and tokens.words[at].lower() in TITLES)
    )


def _cut_front(tokens: Tokens, start: int, title: int) -> int:
    """Without a possessor that is no name ("the firm's"), and without marks in front."""
    for at in range(title, start - 1, -1):
        if tokens.tags[at] == "POS" and not any(tokens.words[i][0].isupper() for i in range(start, at)):
            return at + 1
    while start < title and tokens.tags[start] in ("POS", "HYPH"):
        start += 1
    return start


def _before_comma(tokens: Tokens, name: Name, first: int, last: int, person: Sequence[bool]) -> tuple[int, int] | None:
    """The role before a comma: "The head of the agency, Rafael Grossi, said"."""
    end = name.start - 1
    closed = name.end < last and tokens.words[name.end] in _CLOSES
    if end <= first or tokens.words[end] != "," or not closed:
        return None
    for title in range(end - 1, max(first, end - _LONGEST) - 1, -1):
        if person[title] or tokens.words[title] in _CLOSES:
            return None
        if tokens.words[title].lower() in TITLES and (title == end - 1 or tokens.words[title + 1] in _JOIN):
            start = title
            while start > first and tokens.tags[start - 1] in _MODIFIERS and not person[start - 1]:
                start -= 1
            opened = start > first and tokens.words[start - 1].lower() in _ARTICLES
            return (_cut_front(tokens, start, title), end) if opened else None
    return None


def _behind(tokens: Tokens, name: Name, last: int, person: Sequence[bool]) -> tuple[int, int] | None:
    """The role behind: "…, chief executive of Siemens," or "… is the mayor of Seoul"."""
    at = name.end
    if at + 1 >= last or not (tokens.words[at] == "," or tokens.words[at] in _BEING):
        return None
    at += 1
    if tokens.tags[at] == "CD" and at + 2 < last and tokens.words[at + 1] == ",":
        at += 2  # an age
    if tokens.words[at].lower() in _ARTICLES:
        at += 1
    start = at
    while at < last and tokens.tags[at] in _MODIFIERS and not person[at]:
        at += 1
    if at == start or (at < last and person[at]) or tokens.words[at - 1].lower() not in TITLES:
        return None
    end = _of_phrase(tokens, at, last)
    if end < last and tokens.words[end] not in _CLOSES and tokens.words[end] not in ("and", "who", "when"):
        end = at
    return _cut_front(tokens, start, at - 1), end


def _of_phrase(tokens: Tokens, at: int, last: int) -> int:
    """The end of "of the International Energy Agency" or "of France and Germany", if one begins here."""
    limit = min(last, at + _LONGEST)
    while at < limit and tokens.words[at] in _JOIN:
        end = at + 1
        while end < limit and (tokens.tags[end] in _MODIFIERS or tokens.words[end].lower() in (*_ARTICLES, "&", "and")):
            end += 1
        while end > at + 1 and tokens.words[end - 1] == "and":
            end -= 1
        if end == at + 1:
            break
        at = end
    return at
