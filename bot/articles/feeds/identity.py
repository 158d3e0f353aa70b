"""By what the entries of a feed are known again: learned from the feed itself, since each kind of key fails somewhere.

A title and a date are never a key: both are changed in passing, and two reports of a day may share them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.articles.feeds.types import Entry, Identity, Seen

_ORDER: tuple[Identity, ...] = ("guid", "link", "text")
"""The most telling first."""

_MOST_REPEATED = 0.1
"""The share of entries that may carry another one's key before that kind of key tells nothing: one that a feed lists
twice is no harm."""

_MOSTLY = 0.5


def first(entries: Sequence[Entry]) -> Identity:
    """By what the entries of a feed are known again that is read for the first time."""
    return _usable(entries, _ORDER)


def learned(identity: Identity, entries: Sequence[Entry], seen: Seen) -> Identity:
    """The same after another reading: what turned out not to hold gives way to the next kind, and never comes back.

    A kind of key does not hold where entries lack or share it, or where a whole feed has new ones overnight while
    most of its entries are there by their links or texts.
    """
    identity = _usable(entries, _ORDER[_ORDER.index(identity) :])
    if not entries or _known(entries, identity, seen):
        return identity
    for other in _ORDER[_ORDER.index(identity) + 1 :]:
        if _known(entries, other, seen) > _MOSTLY * len(entries):
            return _usable(entries, _ORDER[_ORDER.index(other) :])
    return identity


def fresh(identity: Identity, entries: Iterable[Entry], seen: Seen) -> list[Entry]:
    """The entries that are not known, each once.

    One without a key of the kind is known by the next; one whose link and text are both known is known by whatever key.
    """
    found = []
    known = {kind: set(seen.of(kind)) for kind in _ORDER}
    for entry in entries:
        kinds = [kind for kind in _ORDER[_ORDER.index(identity) :] if entry.key(kind)]
        same = entry.link_key in known["link"] and entry.text_key in known["text"]
        if kinds and not same and entry.key(kinds[0]) not in known[kinds[0]]:
            found.append(entry)
        for kind in _ORDER:
            if key := entry.key(kind):
                known[kind].add(key)
    return found


def _usable(entries: Sequence[Entry], kinds: Sequence[Identity]) -> Identity:
    return next((kind for kind in kinds if _tells_apart(entries, kind)), "text")


def _tells_apart(entries: Sequence[Entry], kind: Identity) -> bool:
    """Whether nearly all entries have a key of this kind, and different ones where they say different things."""
    if not entries:
        return True
    said = {(entry.key(kind), entry.link_key, entry.text_key) for entry in entries if entry.key(kind)}
    lacking = sum(entry.key(kind) is None for entry in entries)
    shared = sum(times - 1 for times in Counter(key for key, _, _ in said).values())
    return lacking + shared <= _MOST_REPEATED * len(entries)


def _known(entries: Sequence[Entry], kind: Identity, seen: Seen) -> int:
    keys = seen.of(kind)
    return sum(entry.key(kind) in keys for entry in entries)
