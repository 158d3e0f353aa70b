"""The index keys under which a name is compared: few, selective, and a function of its evidence alone."""

from functools import lru_cache

from bot.identity import forms, persons
from bot.identity.types import Name

_SOUNDS = str.maketrans({"k": "c", "q": "c", "z": "s", "x": "s", "w": "v", "j": "i", "y": "i"})
_VOWELS = frozenset("aeiouh")


def blocks(name: Name) -> tuple[str, ...]:
    """The blocks that a name is listed in, its home first.

    A name is decided in its home block, from the names listed there and from nothing else. A person is at home
    under the family name and listed under first and last word and every form seen in an article; a thing is at
    home under its whole key and listed under its initials and short forms; peoples and languages are compared
    with nothing.
    """
    if name.kind == "PERSON":
        found = _person_blocks(name)
    elif name.kind in ("NORP", "LANGUAGE"):
        return (f"n:{name.key}",)
    else:
        found = [_thing(name.key)]
        if " " in name.key:
            found += [_thing(form) for form in sorted(forms.initials(name.key)) if len(form) > 2]
            found += [_thing(form) for form in sorted(name.forms) if len(form) > 1]
    return tuple(dict.fromkeys(found))


def home(name: Name) -> str:
    """The block that a name is decided in."""
    return blocks(name)[0]


def _person_blocks(name: Name) -> list[str]:
    words = forms.tokens(name.key)
    found = [f"p:{sound(persons.family(name.key))}"]
    if len(words) > 1:
        found += [f"p:{sound(words[0])}", f"p:{sound(words[-1])}"]
        found += [f"p:{sound(persons.family(form))}" for form in sorted(name.forms)]
    return found


def _thing(key: str) -> str:
    return "t:" + " ".join(sound(word) for word in key.split())


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word of five letters or more without what spellings differ in: vowels after the first letter, h, doubles.

    Shorter words are left alone. The idea is Soundex's (Russell 1918), coarser on vowels and finer on consonants.
    """
    if len(word) < persons.VARIANT_LETTERS or not word.isalpha():
        return word
    plain = word.translate(_SOUNDS)
    kept = [plain[0]]
    for letter in plain[1:]:
        if letter not in _VOWELS and letter != kept[-1]:
            kept.append(letter)
    return "".join(kept)
