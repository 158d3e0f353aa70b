"""One free text to several names: by quote marks, by `|` `,` `with` `to` `and`, else by the names that are known."""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import combinations, islice, pairwise

from bot.commands.tokens import Token, tokens, unquoted

Known = Callable[[int, str], Awaitable[bool]]
"""Whether a text is, in full, something that the name at this index may be."""

MOST_CUTS = 8
MOST_WORDS = 12
"""Beyond these a text is not tried piece by piece: nobody types names like that, and each try is a look-up."""

_MOST_OF_A_NAME = 6
"""Words of a name before other text."""

_JOINERS = ("with", "to", "and")
_SEPARATORS = tuple(re.compile(one) for one in (r"\|", r",", *(rf"\s{word}\s" for word in _JOINERS)))
_ANY = re.compile("|".join(one.pattern for one in _SEPARATORS))
_JOINER_AT_END = re.compile(rf"\s(?:{'|'.join(_JOINERS)})\s*$")
_SEPARATOR_IN_FRONT = re.compile(rf"^\s*(?:[|,]|(?:{'|'.join(_JOINERS)})\s)?")
_EDGES = " \t\r\n|,"


async def divide(text: str, count: int, known: Known, *, prose: bool = False) -> tuple[str, ...]:
    """`text` as `count` names (two or more), best guess; fewer when it holds fewer words, none when it cannot be told.

    Quote marks decide; else the first division into names that are all known; else the first separator. With `prose`
    the second of two is no name but any text: it begins behind the longest name that is known.
    """
    by_marks = _by_marks(text)
    if len(by_marks) == count:
        return by_marks
    if names := await _begun(text, known) or (await _before_prose(text, known) if prose else ()):
        return names
    words = [text[word.start : word.end] for word in tokens(text)]
    separated = list(dict.fromkeys(_by_separators(text, count)))
    by_words = list(_by_words(words, count)) if len(words) <= MOST_WORDS else []
    for names in (*separated, *by_words):
        if await _all_known(names, known):
            return names
    if separated:
        return separated[0]
    if len(words) <= count:
        return tuple(name for name in map(_bare, words) if name)
    return await _half_known(by_words, known)


async def _begun(text: str, known: Known) -> tuple[str, ...]:
    """A known name behind which nothing but "to" or "and" stands."""
    begun = _bare(_JOINER_AT_END.sub("", text))
    return (begun,) if begun != _bare(text) and await known(0, begun) else ()


async def _before_prose(text: str, known: Known) -> tuple[str, ...]:
    """The longest name that is known at the beginning, and the text behind it and a separator; none without one."""
    words = list(tokens(text))
    for size in range(min(_MOST_OF_A_NAME, len(words) - 1), 0, -1):
        end = words[size - 1].end
        if await known(0, name := _bare(text[:end])):
            return name, _SEPARATOR_IN_FRONT.sub("", text[end:]).strip()
    return ()


async def divide_some(text: str, most: int, known: Known) -> tuple[str, ...]:
    """`text` as one to `most` names: as few as are all known, else as many as marks or separators part."""
    whole = unquoted(text.strip())
    if await known(0, whole) or len(list(tokens(whole))) == 1:
        return (whole,)
    parted: tuple[str, ...] = (whole,)
    for count in range(2, most + 1):
        names = await divide(text, count, known)
        if len(names) == count and await _all_known(names, known):
            return names
        if len(names) == count and count - 1 <= max(separated(text), len(_by_marks(text)) - 1):
            parted = names
    return parted


def separated(text: str) -> int:
    """How many separators there are outside of quote marks."""
    inside = {place for word in tokens(text) if word.quoted for place in range(word.start, word.end)}
    return sum(match.start() not in inside for match in _ANY.finditer(text))


async def _all_known(names: Sequence[str], known: Known) -> bool:
    for index, name in enumerate(names):
        if not await known(index, name):
            return False
    return True


async def _half_known(divisions: Sequence[tuple[str, ...]], known: Known) -> tuple[str, ...]:
    """The division whose first name is the longest known, else whose last name is; none when neither is."""
    for names in divisions:
        if await known(0, names[0]):
            return names
    for names in reversed(divisions):
        if await known(len(names) - 1, names[-1]):
            return names
    return ()


def _by_marks(text: str) -> tuple[str, ...]:
    """What stands in balanced marks, and the runs between, without separators; empty without such marks."""
    runs: list[list[Token]] = []
    for word in tokens(text):
        if word.quoted or not runs or runs[-1][0].quoted:
            runs.append([])
        runs[-1].append(word)
    if not any(run[0].quoted for run in runs):
        return ()
    pieces = (run[0].text.strip() if run[0].quoted else _unjoined(text[run[0].start : run[-1].end]) for run in runs)
    return tuple(piece for piece in pieces if piece)


def _by_separators(text: str, count: int) -> Iterator[tuple[str, ...]]:
    """The divisions at one kind of separator, then at all kinds; the last name takes what is too much."""
    inside = {place for word in tokens(text) if word.quoted for place in range(word.start, word.end)}
    for pattern in (*_SEPARATORS, _ANY):
        cuts = (match for match in pattern.finditer(text) if match.start() not in inside)
        for chosen in combinations(islice(cuts, MOST_CUTS), count - 1):
            edges = [0, *(edge for cut in chosen for edge in cut.span()), len(text)]
            names = [_bare(text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True)]
            if all(names):
                yield tuple(names)


def _by_words(words: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """All ways of making `count` runs of the words, the longest first run first."""
    for cuts in reversed(list(combinations(range(1, len(words)), count - 1))):
        names = tuple(_bare(" ".join(words[start:end])) for start, end in pairwise((0, *cuts, len(words))))
        if all(names):
            yield names


def _bare(piece: str) -> str:
    """A piece without separators and marks at its ends."""
    return unquoted(piece.strip(_EDGES))


def _unjoined(piece: str) -> str:
    """A run beside a quoted name, without the small word that joins them."""
    if piece.strip(_EDGES) in _JOINERS:
        return ""
    piece = f" {piece.strip(_EDGES)} "
    for word in _JOINERS:
        piece = piece.removeprefix(f" {word} ").removesuffix(f" {word} ")
    return _bare(piece)
