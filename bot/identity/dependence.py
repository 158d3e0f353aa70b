"""Which names of a block those decisions depend on that can change when the evidence of some names has grown.

The names of a block fall into classes, and what a name joins follows from its own class (`bot.identity.across`): names
can be compared, or one can be a part, a short form or a form of the other. A class without a name whose evidence has
grown stays as it was decided: who bears a surname has nothing to do with those whose surnames only sound like it.

What ties two names is taken widely, by keys and forms alone: a tie too many costs time, one too few would be wrong.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from bot.identity import persons
from bot.identity.forms import initials, shorter, tokens
from bot.identity.persons import is_full, part_of, sound
from bot.identity.things import same_spelling

_WHOLE = 4
"""Where one in so many of a block's names is found to be tied, all are taken: to look further costs more."""


Outline = tuple[str, str]
"""What ties a name to others: its key, and its other forms as `bounded` gives them."""


def bounded(forms: Iterable[str]) -> str:
    """Forms as one text, each between two line ends, so that each is found there with its ends: "" for none."""
    listed = sorted(forms)
    return "\n{}\n".format("\n".join(listed)) if listed else ""


def concerned(
    block: str, names: Mapping[int, Outline], grown: Collection[int], spoken_of: Collection[int] = ()
) -> Collection[int]:
    """Of the names that are listed in a block, by number, those in the classes of the ones that have grown.

    `spoken_of` are those that corrections speak of: they count as tied to each other. All of a block with more than
    `bot.identity.across.BLOCK_SIZE` names depend on each other; that is the caller's to see.
    """
    ties = _TIES.get(block[:2])
    if ties is None:
        return names.keys()
    rest = dict(names)
    found: list[int] = []
    waiting = [number for number in grown if rest.pop(number, None)]
    while waiting and rest:
        if (len(found) + len(waiting)) * _WHOLE > len(names):
            return names.keys()
        number = waiting.pop()
        found.append(number)
        near = ties(names[number], rest)
        if number in spoken_of:
            near += [other for other in spoken_of if other in rest and other not in near]
        for other in near:
            del rest[other]
        waiting += sorted(near, key=lambda other: -names[other][0].count(" "))  # what many share comes first
    return [*found, *waiting]


def _persons(one: Outline, others: Mapping[int, Outline]) -> list[int]:
    """Those whose full names are compared with this one, or of whose names one is a part or a form of the other."""
    return _bearers(one, others) if not is_full(one[0]) else _full_names(one, others)


def _bearers(part: Outline, others: Mapping[int, Outline]) -> list[int]:
    """The full names that a lone surname or first name can be a part of, and those that it stood for."""
    key = part[0]
    bound, words = f"\n{key}\n", set(tokens(key))
    return [
        number
        for number, (other, forms) in others.items()
        if bound in forms or (not words.isdisjoint(tokens(other)) and is_full(other) and part_of(key, other))
    ]


def _full_names(one: Outline, others: Mapping[int, Outline]) -> list[int]:
    """Full names that are compared with this one, and those that are not full of which it is a bearer."""
    key, own = one
    words = tokens(key)
    bound, bare = f"\n{key}\n", f"\n{' '.join(words)}\n"  # without Jr., as full names are filed that a form is of
    shared, first, givens = frozenset(words), sound(words[0]), persons.givens(words[0])
    found = []
    for number, (other, forms) in others.items():
        its = tokens(other)
        if (forms and (bound in forms or bare in forms)) or (
            own and (f"\n{other}\n" in own or f"\n{' '.join(its)}\n" in own)
        ):
            found.append(number)
            continue
        alike = not shared.isdisjoint(its) or sound(its[0]) in givens or first in persons.givens(its[0])
        if alike and (persons.meet(key, other) if is_full(other) else part_of(other, key)):
            found.append(number)
    return found


def _things(one: Outline, others: Mapping[int, Outline]) -> list[int]:
    """Those that are spelled nearly alike, and those of which one is a short form of the other."""
    key, own = one
    bound = f"\n{key}\n"
    short, letter, letters = initials(key) | shorter(key), key[:1], _letters(key)
    found = []
    for number, (other, forms) in others.items():
        if (
            bound in forms
            or other == key
            or other in short
            or (own and f"\n{other}\n" in own)
            or (" " in other and (key in initials(other) or key in shorter(other)))
            or (other[:1] == letter and abs(_letters(other) - letters) < 2 and same_spelling(key, other))
        ):
            found.append(number)
    return found


def _letters(key: str) -> int:
    return len(key) - key.count(" ")


_TIES: dict[str, Callable[[Outline, Mapping[int, Outline]], list[int]]] = {"p:": _persons, "t:": _things}
