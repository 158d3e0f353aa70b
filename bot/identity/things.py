"""Two names of organisations, places or works compared by their form: acronyms and short forms."""

import re
from functools import lru_cache

from bot.extraction.types import Kind
from bot.identity.forms import fold, initials, is_acronym
from bot.identity.persons import spelling_variant
from bot.identity.places import DEMONYMS, WELL_KNOWN
from bot.identity.spellings import SMALL

_GENERIC = """
center hospital clinic medical company group corporation holdings bank airlines airways air motors motor
computer computers electronics industries international foundation institute systems technologies
technology software entertainment pictures studios records communications media network networks enterprises
partners associates brothers hotel hotels
police department treatment rehab rehabilitation energy oil petroleum pharmaceuticals securities insurance
capital financial services solutions laboratories labs micro devices club fc football soccer trust
"""
GENERIC: frozenset[str] = frozenset(_GENERIC.split())
"""Last words that a short form of an organisation's or a building's name leaves out."""

_REGIONS = "province state region prefecture oblast governorate republic peninsula"
REGIONS: frozenset[str] = frozenset(_REGIONS.split())
"""Last words that a short form of a place's name leaves out."""

PLACE_KINDS: frozenset[Kind] = frozenset({"GPE", "LOC"})

_CAPITALS = re.compile(r"[^A-Za-z]")


@lru_cache(maxsize=16384)
def short_form(short: str, long: str, kind: Kind, places: frozenset[str] = frozenset()) -> bool:
    """Whether `short` is what people call `long`, a name of `kind`, by dropping words that say nothing new.

    "mayo" of "mayo clinic", "senate" of "united states senate", "aceh" of "aceh province";
    never "china" of "china daily", nor "york university" of "new york university". A place before the name may be
    dropped: a country, a well-known city, or one of `places`, those that the article names;
    so may any one word before two.
    """
    words, whole = short.split(), long.split()
    if not words or not len(words) < len(whole) or short in WELL_KNOWN or short in DEMONYMS:
        return False
    rest = whole[len(words) :]
    if whole[: len(words)] == words:
        if kind in PLACE_KINDS:
            return (len(rest) == 1 and rest[0] in REGIONS) or " ".join(rest) in WELL_KNOWN
        return all(word in GENERIC for word in rest) and words[-1] not in SMALL
    if whole[-len(words) :] == words and kind not in PLACE_KINDS:
        before = " ".join(whole[: -len(words)])
        if f"{before} {words[0]}" in WELL_KNOWN:
            return False
        return before in WELL_KNOWN or before in DEMONYMS or before in places or (" " not in before and len(words) > 1)
    return False


@lru_cache(maxsize=16384)
def same_spelling(a: str, b: str) -> str | None:
    """Why two keys can be one name written in two ways ("another spacing of {}"); single words are not compared."""
    words, others = a.split(), b.split()
    if a != b and "".join(words) == "".join(others):
        return "another spacing of {}"
    differing = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    if 1 < len(words) == len(others) and len(differing) == 1 and spelling_variant(*differing[0]):
        return "another spelling of {}"
    return None


def acronyms_of(surface: str, name: str) -> frozenset[str]:
    """The acronyms that a name can give, its company suffix counted or not."""
    words = [word for word in re.split(r"[^\w&]+", fold(surface).casefold().replace("'", "")) if word]
    if words and words[0] == "the":
        words = words[1:]
    return initials(name) | initials(" ".join(words))


def abbreviates(acronym: str, surface: str) -> bool:
    """Whether an acronym that stands in brackets beside a name can be short for it.

    Its letters must occur in the name in order, beginning with the name's first letter.
    """
    letters = _CAPITALS.sub("", acronym).casefold()
    name = _CAPITALS.sub("", fold(surface)).casefold()
    if len(letters) < 2 or len(letters) >= len(name) or not is_acronym(acronym) or letters[0] != name[0]:
        return False
    rest = iter(name)
    return all(letter in rest for letter in letters)
