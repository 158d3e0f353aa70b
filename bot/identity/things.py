"""Two names of organisations, places or works compared by their form: acronyms and short forms."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.extraction.types import Kind
from bot.identity.forms import fold, initials, is_acronym
from bot.identity.persons import spelling_variant
from bot.identity.places import DEMONYMS, WELL_KNOWN
from bot.identity.spellings import CLUBS, SMALL

_GENERIC = """
center hospital clinic medical company group corporation holdings bank airlines airways air motors motor
computer computers electronics industries international foundation institute systems technologies
technology software entertainment pictures studios records communications media network networks enterprises
partners associates brothers hotel hotels
police department treatment rehab rehabilitation energy oil petroleum pharmaceuticals securities insurance
capital financial services solutions laboratories labs micro devices club fc football soccer trust party
bank bancorp mills mines lines press stores foods steel chemicals breweries telecom express
aircraft aerospace aviation fisheries cable futures shipping engineering construction instruments brewing tobacco
textiles cement mining resources properties rubber plastics semiconductor investments trading transport railways
restaurants supermarkets gallery
"""
GENERIC: frozenset[str] = frozenset(_GENERIC.split())
"""Last words that a short form of an organisation's or a building's name leaves out."""

_BODIES = """
commission council authority directorate ministry agency court board committee party union university assembly
federation association bank senate parliament institute museum church club foundation department bureau league alliance
front movement college academy hospital
"""
BODIES: frozenset[str] = frozenset(_BODIES.split())
"""What a body is, by which alone an article calls the only one of its kind: "the Commission"."""

_TEAMS = "united city wanderers rovers hotspur albion athletic villa county town argyle orient"
TEAMS: frozenset[str] = frozenset(_TEAMS.split())
"""Last words that an article leaves out of a club's name, where it names no other club of that town."""

_FIRM = 4
"""Letters of the shortest name that a firm is called by where it has a longer one."""

_REGIONS = "province state region prefecture oblast governorate republic peninsula"
REGIONS: frozenset[str] = frozenset(_REGIONS.split())
"""Last words that a short form of a place's name leaves out."""

_LEFT_OUT: frozenset[str] = CLUBS | WELL_KNOWN | DEMONYMS.keys()
"""What a short form leaves out before a name."""

PLACE_KINDS: frozenset[Kind] = frozenset({"GPE", "LOC"})

_TICKER = re.compile(r"\w{2}\.\w")
_CAPITALS = re.compile(r"[^A-Za-z]")


@lru_cache(maxsize=16384)
def short_form(short: str, long: str, kind: Kind, places: frozenset[str] = frozenset()) -> bool:
    """Whether `short` is what people call `long`, a name of `kind`, by dropping words that say nothing new.

    "mayo" of "mayo clinic", "senate" of "united states senate", "aceh" of "aceh province";
    never "china" of "china daily", nor "york university" of "new york university". A place before the name may be
    dropped: a country, a well-known city, or one of `places`, those that the article names;
    so may any one word before two, or before a team's plural ("mariners" of "harborton mariners"). A body may be called
    by what it is ("commission" of "european commission"), a firm by its first partner.
    """
    words, whole = short.split(), long.split()
    if not words or not len(words) < len(whole) or short in WELL_KNOWN or short in DEMONYMS:
        return False
    if whole[: len(words)] == words:
        return _may_follow(short, whole[len(words) :], kind)
    if whole[-len(words) :] == words and kind not in PLACE_KINDS:
        return _may_precede(" ".join(whole[: -len(words)]), short, kind, places)
    return False


def _may_follow(short: str, rest: Sequence[str], kind: Kind) -> bool:
    """Whether words behind a name may be left out."""
    if kind in PLACE_KINDS:
        return (len(rest) == 1 and rest[0] in REGIONS) or " ".join(rest) in WELL_KNOWN
    if short in BODIES or rest[0] == "and":
        return rest[0] in ("of", "for", "and")
    if kind == "ORG" and len(rest) == 1 and rest[0] in TEAMS:
        return True
    return all(word in GENERIC for word in rest) and short.rpartition(" ")[2] not in SMALL


def _may_precede(before: str, short: str, kind: Kind, places: frozenset[str]) -> bool:
    """Whether words before a name may be left out."""
    first, *others = short.split()
    if f"{before} {first}" in WELL_KNOWN:
        return False
    if before in _LEFT_OUT or before in places or (" " not in before and others):
        return True
    return kind == "ORG" and (short in BODIES or _is_team(short))


def _is_team(word: str) -> bool:
    """Whether a word can be what a team is called: a plural that says nothing of its kind, "rovers"."""
    return len(word) > 4 and " " not in word and word.endswith("s") and not word.endswith("ss") and word not in GENERIC


def may_be_firm(short: str) -> bool:
    """Whether a firm may be called so by the first words of its name: no place, no people, nothing that says little."""
    return len(short) >= _FIRM and not (short in WELL_KNOWN or short in DEMONYMS or short in GENERIC or short in BODIES)


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


@lru_cache(maxsize=16384)
def acronyms_of(surface: str, name: str) -> frozenset[str]:
    """The acronyms that a name can give, its company suffix counted or not; the capitals within one word are some."""
    if " " not in surface:
        capitals = "".join(letter for letter in surface if letter.isupper()).casefold()
        return frozenset({capitals}) if len(capitals) > 2 and not surface.isupper() else frozenset()
    words = [word for word in re.split(r"[^\w&]+", fold(surface).casefold().replace("'", "")) if word]
    if words and words[0] == "the":
        words = words[1:]
    return initials(name) | initials(" ".join(words))


def abbreviates(acronym: str, surface: str) -> bool:
    """Whether an acronym that stands in brackets beside a name can be short for it.

    Its letters must occur in the name in order, beginning with the name's first letter; or, as where the name is
    translated, be initials of its words in another order.
    """
    letters = _CAPITALS.sub("", acronym).casefold()
    name = _CAPITALS.sub("", fold(surface)).casefold()
    if len(letters) < 2 or len(letters) >= len(name) or not is_acronym(acronym) or _TICKER.search(acronym):
        return False
    if len(letters) > 2 and Counter(letters) <= Counter(word[0] for word in fold(surface).casefold().split()):
        return True
    if letters[0] != name[0]:
        return False
    rest = iter(name)
    return all(letter in rest for letter in letters)
