"""Two names of persons compared by their form alone: can they be one, is one a part of the other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from bot.extraction.given_names import gender_of
from bot.identity.forms import suffix, tokens
from bot.identity.given_names import (
    COMMON_SURNAMES,
    ETHIOPIAN,
    FAMILY_FIRST,
    GIVEN_TOO,
    SHORT_FORM_OF,
    SPANISH,
    SPANISH_SURNAMES,
    TRANSLATED,
)
from bot.identity.romanised import doubled, plain, same_sound
from bot.identity.spellings import PARTICLES

VARIANT_LETTERS = 5
"""Shorter words are never taken for two spellings of one: "Jean" and "Joan" differ in one letter."""

_LONG = 7
"""Family names from which on a vowel may differ without a count that says which spelling is usual."""


SPELLING = "another spelling of {}"
"""The weakest reason: it also needs one of the two spellings to be rare."""

INITIALS, SHORT_FORM = "initials of {}", "short form of {}"
ROMANISED, LANGUAGE = "another romanisation of {}", "another language's form of {}"
LOOSE = frozenset((INITIALS, SHORT_FORM, ROMANISED, LANGUAGE))
"""Reasons that are weak where very many bear the family name."""

_SOUNDS = str.maketrans({"k": "c", "q": "c", "z": "s", "x": "s", "w": "v", "j": "i", "y": "i"})
_VOWELS = frozenset("aeiouh")


@lru_cache(maxsize=16384)
def is_full(name: str) -> bool:
    """Whether a key has a given name or initials beside a family name: "kim jong un", not "von der leyen"."""
    words = tokens(name)
    return len(words) > 1 and (words[0] not in PARTICLES or (words[0] == "abu" and len(words) > 2))


@lru_cache(maxsize=16384)
def family(name: str) -> str:
    """The word of a person's key that stands for the family.

    The last, the first of an East Asian name, the first surname of a Spanish one, an Ethiopian's father's name; what
    stands before "of", or before the Catalan "i" between two surnames.
    """
    words = _own(tokens(name))
    if len(words) == 3 and second_counts(words):
        return words[1]
    if len(words) > 2 and (spanish := next((word for word in words[1:-1] if word in SPANISH_SURNAMES), None)):
        return spanish
    western = words[0] not in FAMILY_FIRST or words[-1] in FAMILY_FIRST or (len(words) == 2 and words[0] in GIVEN_TOO)
    return words[-1] if western else words[0]


def _own(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the place or the second surname that is tied to it by a small word."""
    if "of" in words[1:]:
        return words[: words.index("of", 1)]
    for tie in ("i", "y"):
        if tie in words[2:-1]:
            return words[: words.index(tie, 2)]
    return words


def second_counts(words: Sequence[str]) -> bool:
    """Whether of three words the second is the father's, and the third another that is often left out."""
    if len(words) != 3 or len(words[1]) == 1 or words[1] in PARTICLES:
        return False
    return words[0] in ETHIOPIAN or (words[0] in SPANISH and words[1] not in SPANISH and gender_of(words[1]) is None)


@lru_cache(maxsize=16384)
def fullness(name: str) -> tuple[int, int, int]:
    """How much a key tells, to be compared: words that are no initials, words, letters."""
    words = tokens(name)
    return (sum(len(word) > 1 for word in words), len(words), len(name))


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """A word of five letters or more without what spellings differ in: vowels after the first letter, h, doubles.

    Shorter words are left alone. The idea is Soundex's (Russell 1918), coarser on vowels and finer on consonants.
    """
    if word.isalpha():
        word = plain(word)
    if len(word) < VARIANT_LETTERS or not word.isalpha():
        return word
    letters = word.translate(_SOUNDS)
    kept = [letters[0]]
    for letter in letters[1:]:
        if letter not in _VOWELS and letter != kept[-1]:
            kept.append(letter)
    return "".join(kept)


@lru_cache(maxsize=16384)
def spelling_variant(a: str, b: str) -> bool:
    """Whether two words are one edit apart and long enough for this to be a slip or a transliteration.

    A last letter a, e, o or i that only one of the two has tells women's names from men's, so it is no variant.
    """
    if a == b or min(len(a), len(b)) < VARIANT_LETTERS or a[0] != b[0] or not (a + b).isalpha():
        return False
    if a[:-1] == b or b[:-1] == a or a[:-1] == b[:-1]:
        return False
    return OSA.distance(a, b, score_cutoff=1) == 1


def given_match(a: str, b: str) -> str | None:
    """Why two given names can be one person's, with {} for the other's full name; None when they cannot."""
    if a == b:
        return "same name as {}"
    if (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
        return INITIALS
    if b in SHORT_FORM_OF.get(a, ()):
        return SHORT_FORM
    return LANGUAGE if b in TRANSLATED.get(a, ()) else _given_spelling(a, b)


def _given_spelling(a: str, b: str) -> str | None:
    """As `given_match`, for two spellings of a name; vowels may differ only in names that are not both well known."""
    first, second = gender_of(a), gender_of(b)
    if first and second and first != second:
        return None
    if same_sound(a, b, vowels=not (first and second)):
        return ROMANISED
    return SPELLING if spelling_variant(a, b) else None


def _initials_agree(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two runs of middle names agree from the first on, an initial agreeing with its name."""
    return all(_same_or_initial(x, y) for x, y in zip(a, b, strict=False))


def _same_or_initial(a: str, b: str) -> bool:
    return a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0])


@lru_cache(maxsize=16384)
def same_person(a: str, b: str) -> str | None:
    """Why two full names can be one person's ("initials of {}"), or None: nothing ties them, or they conflict.

    Different suffixes, given names or middle names conflict; a missing suffix conflicts with one, too, because
    fathers and sons are told apart by it.
    """
    first, second = tokens(a), tokens(b)
    if suffix(a) != suffix(b):
        return None
    if order := _same_letters(first, second):
        return order
    short, long = sorted((first, second), key=len)
    if len(short) < len(long) and (dropped := _drops(short, long)):
        return dropped
    if family(a) != family(b) and {family(a), family(b)} & SPANISH_SURNAMES:
        return None
    if len(short) < len(long) and short[0] == long[0] and _drops_spanish_name(short, long):
        return "{} with or without a family name"
    return _same_words(first, second)


def _drops(short: tuple[str, ...], long: tuple[str, ...]) -> str | None:
    """Why a name can be a longer one of which words at either end are left out: given names, initials, a place."""
    if long[-len(short) :] == short and len(short[0]) > 1:
        if not gender_of(short[0]):
            return "surname of {}"
        if all(len(word) == 1 for word in long[: -len(short)]):
            return INITIALS
    if long[: len(short)] == short == _own(long):
        return "{} with or without what ties it to a place or a family"
    return None


def _same_letters(first: tuple[str, ...], second: tuple[str, ...]) -> str | None:
    if (first[0] == second[0] or first[-1] == second[-1]) and "".join(first) == "".join(second):
        return "another spacing of {}"
    return "the other order of {}" if _other_order(first, second) else None


def _other_order(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the family's name stands first in one and last in the other, and neither word is a common western one."""
    if first == second or second not in (first[1:] + first[:1], first[-1:] + first[:-1]):
        return False
    if {first[0], second[0]} & FAMILY_FIRST:
        return True
    return len(first) == 2 and not set(first) & COMMON_SURNAMES and not all(map(gender_of, first))


def _drops_spanish_name(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the shorter leaves out the mother's family name, or a second given name before the father's."""
    if not SPANISH_SURNAMES & set(short[1:]) and not second_counts(long):
        return False
    return short == long[: len(short)] or (len(short) > 2 and short[1:] == long[-len(short) + 1 :])


def _more_initials(first: tuple[str, ...], second: tuple[str, ...], middle: Sequence[tuple[str, ...]]) -> bool:
    """Whether one name is all initials, two at least, and the other has a given name alone: "T. J." is not Tony."""
    return any(
        len(one[0]) == 1 < len(other[0]) and inner and not outer
        for one, other, inner, outer in ((first, second, *middle), (second, first, middle[1], middle[0]))
    )


def _same_words(first: tuple[str, ...], second: tuple[str, ...]) -> str | None:
    given = given_match(first[0], second[0])
    if _particles_differ(first, second):
        return None
    middle = [tuple(word for word in words[1:-1] if word not in PARTICLES) for words in (first, second)]
    if given is None or not _initials_agree(*middle) or _more_initials(first, second, middle):
        return None
    if first[-1] != second[-1]:
        return _other_family(first, second, given) if middle[0] == middle[1] else None
    if given == "same name as {}" and middle[0] != middle[1]:
        return "{} with or without the middle name"
    return given


def _other_family(first: tuple[str, ...], second: tuple[str, ...], given: str) -> str | None:
    """Why two names whose last words differ can be one, where the given names allow it and the middle ones agree."""
    if given not in LOOSE - {ROMANISED, LANGUAGE} and _same_family(first, second):
        return ROMANISED
    exact = first[0] == second[0] and len(first[0]) > 1
    if (exact and _vowel_apart(first, second)) or (given == ROMANISED and doubled(first[-1], second[-1])):
        return ROMANISED
    return SPELLING if exact and spelling_variant(first[-1], second[-1]) else None


def _particles_differ(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether each has small words before the family's name, and they are others: "de Hooch", "van Hooch"."""
    a, b = ({word for word in words[1:-1] if word in PARTICLES} for words in (first, second))
    return bool(a and b and not a & b)


def _same_family(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two family names are one in two romanisations.

    A letter may be missing after an Arabic article, or be doubled where there are middle names to go by.
    """
    a, b = first[-1], second[-1]
    if {a, b} & COMMON_SURNAMES:
        return False
    arabic = "al" in first[1:-1] and "al" in second[1:-1]
    if doubled(a, b):
        return arabic or min(len(first), len(second)) > 2
    return same_sound(a, b) or (arabic and spelling_variant(a, b))


def _vowel_apart(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two family names differ by a vowel, as romanisations do, behind a given name that few bear.

    Behind a common given name they are two families: Hansen and Hanson.
    """
    a, b = first[-1], second[-1]
    if min(len(a), len(b)) < _LONG or gender_of(first[0]) or {a, b} & COMMON_SURNAMES:
        return False
    ending = a[:-1] == b[:-1] and {a[-1], b[-1]} == {"a", "e"}
    return ending or (sound(a) == sound(b) and spelling_variant(a, b))


@lru_cache(maxsize=16384)
def part_of(part: str, full: str) -> str | None:
    """What `part` is of the person's name `full`: "surname", "first name" or None. Suffixes do not count.

    Any last words of the full name, and the second of three as in Spanish, are a surname; in a name in East Asian
    order it is the first word. "Al Gore" reads like an Arabic surname, and is Albert Gore's all the same.
    """
    words, whole = tokens(part), tokens(full)
    if words and words[0] in PARTICLES and words[0] in SHORT_FORM_OF.get(whole[0], ()) and words[1:] == whole[1:]:
        return "surname"
    if not len(words) < len(whole) or not words:
        return None
    eastern = family(full) == whole[0]
    if whole[-len(words) :] == words:
        return "first name" if eastern else "surname"
    if whole[: len(words)] == words:
        return "surname" if len(words) == 1 and eastern else "first name"
    if len(words) == 1 and len(whole) > 2 and words[0] in whole[1:-1] and len(words[0]) > 1:
        return "surname" if words[0] not in PARTICLES else None
    return None


Keys = tuple[frozenset[str], frozenset[str]]
"""What a name is filed under, and what else it is looked up by: two names are compared when one finds the other."""


@lru_cache(maxsize=16384)
def givens(first: str) -> frozenset[str]:
    """The sounds of the given names that can be a person's who has this one, and its initial."""
    related = SHORT_FORM_OF.get(first, frozenset()) | TRANSLATED.get(first, frozenset())
    return frozenset((first[0], sound(first), *map(sound, related)))


@lru_cache(maxsize=4096)
def keys_of(name: str) -> Keys:
    """Keys by which two full names that can be one person's find each other, so that few pairs are compared."""
    words = tokens(name)
    last, first = sound(words[-1]), words[0]
    middle = next((word[0] for word in words[1:-1] if word not in PARTICLES), "")
    spaced = {"=" + "".join(words), "~" + " ".join(sorted(words))}
    parts = {f">{' '.join(words[:at])}" for at in range(2, len(words))}
    parts |= {f">{' '.join((first, *words[at:]))}" for at in range(2, len(words) - 1)}
    parts |= {f">{' '.join(words[at:])}" for at in range(1, len(words) - 1)}
    bare = {f"{last}|{first}|"} if len(first) == 1 else set()
    filed = {f"{last}|{sound(first)}|{middle}", *bare, ">" + " ".join(words), *spaced}
    sought = {f"{last}|{given}|{initial}" for given in givens(first) for initial in ("", middle)} | parts
    return frozenset(filed), frozenset(sought - filed)


def meet(a: str, b: str) -> bool:
    """Whether two full names find each other by their keys."""
    (filed, sought), (other, others) = keys_of(a), keys_of(b)
    return not (filed.isdisjoint(other) and filed.isdisjoint(others) and sought.isdisjoint(other))


def cliques(
    names: Iterable[str],
    match: Callable[[str, str], str | None],
    weight: Callable[[str], int],
    also: Iterable[tuple[str, str]] = (),
) -> list[tuple[str, ...]]:
    """Names that can all be one, in groups; the order of `names` does not matter.

    A name that matches two others which do not match each other is ambiguous and stands alone ("john smith"
    beside "john a smith" and "john b smith"), unless one of the two has `DOMINANCE` times the other's weight.
    Only names that find each other by `keys_of` are compared, and of `also`, each name with the full name beside it.
    """
    ordered = sorted(set(names))
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in _pairs(tuple(ordered), tuple(sorted(also))):
        if match(a, b):
            near[a].add(b)
            near[b].add(a)
    near = _without_rare(near, weight)
    clear = {name for name in near if not _torn(near[name], near)}
    groups, seen = [], set[str]()
    for name in ordered:
        if name not in seen:
            group = tuple(sorted({name} | (near[name] & clear))) if name in clear else (name,)
            seen.update(group)
            groups.append(group)
    return groups


@lru_cache(maxsize=256)
def _pairs(names: tuple[str, ...], also: tuple[tuple[str, str], ...]) -> frozenset[tuple[str, str]]:
    """The pairs of names to compare; remembered, because a block is decided often, and seldom has new names."""
    found = {name: keys_of(name) for name in names}
    for name, other in also:
        found[name] = (found[name][0], found[name][1] | {f">{other}"})
    filed: dict[str, list[str]] = defaultdict(list)
    for name, (own, _) in found.items():
        for key in own:
            filed[key].append(name)
    pairs = {pair for alike in filed.values() if len(alike) > 1 for pair in combinations(alike[:MOST_COMPARED], 2)}
    seekers: Counter[str] = Counter()
    for name, (_, sought) in found.items():
        for key in filed.keys() & sought:
            seekers[key] += 1
            if seekers[key] <= MOST_COMPARED:
                pairs.update((min(name, a), max(name, a)) for a in filed[key][:MOST_COMPARED] if a != name)
    return frozenset(pairs)


MOST_COMPARED = 200
"""Of more names under one key, only so many are compared, so that the work stays bounded."""

DOMINANCE = 10
"""How many times better attested a name must be to outweigh one that conflicts with it."""


def _torn(neighbours: Collection[str], near: dict[str, set[str]]) -> bool:
    return any(a not in near[b] for a in neighbours for b in neighbours if a < b)


def _without_rare(near: dict[str, set[str]], weight: Callable[[str], int]) -> dict[str, set[str]]:
    """The graph without those edges that tear a name between a well attested neighbour and a rare one."""
    cut: set[tuple[str, str]] = set()
    for name, neighbours in near.items():
        for a in neighbours:
            if any(weight(b) >= DOMINANCE * weight(a) for b in neighbours - near[a] - {a}):
                cut |= {(name, a), (a, name)}
    return {name: {other for other in found if (name, other) not in cut} for name, found in near.items()}
