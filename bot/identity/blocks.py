"""The index keys under which a name is compared: few, selective, and a function of its evidence alone."""

from functools import lru_cache

from bot.extraction.types import Kind
from bot.identity import forms, persons
from bot.identity.persons import sound
from bot.identity.types import Name

_SPLIT = "+"
"""No key that is made of a surface has it: punctuation is dropped there."""

GIVEN = "given"
"""The tag of names under which forms are found that people gave (`bot.identity.teaching`): compared with nothing."""


def blocks(name: Name) -> tuple[str, ...]:
    """The blocks that a name is listed in, its home first.

    A name is decided in its home block, from the names listed there and from nothing else. A person is at home
    under the family name and listed under first and last word and every form seen in an article; a thing is at
    home under its whole key and listed under its initials and short forms; peoples and languages are compared
    with nothing, and what was split off only with what was split off together with it.
    """
    if split_of(name.key):
        return (home(name),)
    if name.kind == "PERSON":
        listed = _person_blocks(name)
    elif name.kind in ("NORP", "LANGUAGE") or " " not in name.key:
        listed = []
    else:
        listed = [_thing(form) for form in sorted(forms.initials(name.key)) if len(form) > 2]
        listed += [_thing(form) for form in sorted(name.forms) if len(form) > 1]
        listed += [_thing(short) for short in sorted(forms.shorter(name.key))]
    return tuple(dict.fromkeys([home(name), *listed]))


def home(name: Name) -> str:
    """The block that a name is decided in: by key and kind alone, whatever its evidence."""
    return _home(name.key, name.kind)


@lru_cache(maxsize=16384)
def _home(key: str, kind: Kind) -> str:
    if tag := split_of(key):
        return f"g:{kind}:{key}" if tag == GIVEN else f"s:{tag}"
    if kind == "PERSON":
        return f"p:{sound(persons.family(key))}"
    return f"n:{key}" if kind in ("NORP", "LANGUAGE") else _thing(key)


def split_key(key: str, tag: str) -> str:
    """The key of that part of a name which a correction split off; the tag says which one."""
    return f"{unsplit(key)} {_SPLIT}{tag}"


def split_of(key: str) -> str | None:
    """The tag of the correction that split a name off; None for a name that an article bore itself."""
    _, mark, tag = key.rpartition(f" {_SPLIT}")
    return tag if mark else None


def unsplit(key: str) -> str:
    """The key that a name had before it was split off."""
    return key.rpartition(f" {_SPLIT}")[0] or key


def _person_blocks(name: Name) -> list[str]:
    words = forms.tokens(name.key)
    if len(words) == 1:
        return []
    ends = [f"p:{sound(words[0])}", f"p:{sound(words[-1])}"]
    return ends + [f"p:{sound(persons.family(form))}" for form in sorted(name.forms)]


def _thing(key: str) -> str:
    """The block of a thing: by its sound without spaces, so that "Wal-Mart" and "Walmart" meet."""
    joined = key.replace(" ", "")
    return "t:" + (sound(joined) if joined.isalpha() else " ".join(sound(word) for word in key.split()))
