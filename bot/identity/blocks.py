"""The index keys under which a name is compared: few, selective, and a function of its evidence alone."""

from functools import lru_cache

from bot.extraction.types import Kind
from bot.identity import forms, persons
from bot.identity.persons import sound
from bot.identity.types import Name


def blocks(name: Name) -> tuple[str, ...]:
    """The blocks that a name is listed in, its home first.

    A name is decided in its home block, from the names listed there and from nothing else. A person is at home
    under the family name and listed under first and last word and every form seen in an article; a thing is at
    home under its whole key and listed under its initials and short forms; peoples and languages are compared
    with nothing.
    """
    if name.kind == "PERSON":
        listed = _person_blocks(name)
    elif name.kind in ("NORP", "LANGUAGE") or " " not in name.key:
        listed = []
    else:
        listed = [_thing(form) for form in sorted(forms.initials(name.key)) if len(form) > 2]
        listed += [_thing(form) for form in sorted(name.forms) if len(form) > 1]
        listed += [_thing(short)] if (short := forms.without_group(name.key)) else []
    return tuple(dict.fromkeys([home(name), *listed]))


def home(name: Name) -> str:
    """The block that a name is decided in: by key and kind alone, whatever its evidence."""
    return _home(name.key, name.kind)


@lru_cache(maxsize=16384)
def _home(key: str, kind: Kind) -> str:
    if kind == "PERSON":
        return f"p:{sound(persons.family(key))}"
    return f"n:{key}" if kind in ("NORP", "LANGUAGE") else _thing(key)


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
