"""The normalised form of a name: what two spellings of one name have in common."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bot.extraction.given_names import gender_of
from bot.extraction.types import Kind
from bot.identity.places import CITIES, COUNTRIES, DEMONYMS, STATES, UNITED_STATES_FORMS
from bot.identity.spellings import (
    ABROAD,
    CITIES_WITHIN,
    CLUBS,
    COMPANY,
    COUNTRIES_IN_FRONT,
    EVENTS,
    GROUPS,
    HONORIFICS,
    HYPHENATED,
    LEADING,
    NUMERALS,
    ORGANISATIONS,
    PEOPLES,
    REGNAL,
    ROADS,
    SMALL,
    SPELLINGS,
    SUFFIXES,
    TITLES_OF_TWO,
    WORDS,
)
from bot.identity.word_order import in_order

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "`": "'",
        "´": "'",
    }
)

_NICKNAME = re.compile(r"""(?<=\s)(?:"[^"]{1,25}"|“[^”]{1,25}”|``[^'`]{1,25}''|'[^']{2,25}'(?=\s)|\([^)]{1,25}\))\s*""")
_JOINED = re.compile(r"(?<=\w) ?[-‐‑–] ?(?=\w)")
_INITIALS = re.compile(r"(?:\b[A-Za-z]\. ?)+(?:[A-Za-z]\b\.?)?")
_AMPERSAND = re.compile(r"\b([A-Za-z]{1,2}) ?& ?([A-Za-z]{1,2})\b")
_APOSTROPHE = re.compile(r"\b([OD]|Mc|L) ?' ?(?=[A-Z])")
_POSSESSIVE = re.compile(r"(?: ?'s|(?<=s) ?')$", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"^([A-Z]{2,3})(?= (?![JS]r\b)(?:(?:de|van|von|der|den|du|la|le) )*[A-Z][^\W\d_]*[a-z])")
_ARABIC_ARTICLE = re.compile(r"\b[Ee]l-(?=[A-Z])")
_GROWN_ON = re.compile(r"\b([EA]l)(?=[A-Z][a-z])")  # "ElBaradei"
_GAELIC = re.compile(r"(\bMc|(?<=\w )Mac|(?<=\w )O) (?=[A-Z][a-z]{2})")
_FOLLOWED = re.compile(
    r"-(?:born|led|based|backed|made|owned|run|controlled|held|funded|trained|brokered|sponsored|occupied"
    r"|listed|supported|dominated|speaking|allied|mediated|imposed|administered|ruled|style|wide|bound)$"
)
_OF_PARTY = re.compile(r"^[RDI]-(?=[A-Z])")  # "R-Fla.", as American papers say whose senator somebody is
_TYPE = re.compile(r"\b([A-Za-z]{1,3}) (?=\d)")
_NUMBERED = re.compile(r"\b([A-Za-z]{1,3}) ?- ?(?=\d)")  # "G-20", "F-16"
_SERBIAN = re.compile(r"[čćšž]", re.IGNORECASE)
_LEGAL = re.compile(r"'s(?= (\w+)\.?$)")
_MEMBER = re.compile(r"(?<=sh|ch)(?:men|man|women|woman)$")
_TELLING = 5
"""Letters from which on one word says enough without an article before it."""

_BREAK = re.compile(r"[^\w\s&]+|_+")


def fold(text: str) -> str:
    """`text` without diacritics, with plain apostrophes: "Erdoğan" gives "Erdogan"."""
    if text.isascii():
        return text.replace("`", "'")
    if _SERBIAN.search(text):
        text = text.replace("đ", "dj").replace("Đ", "Dj")
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("ß", "ss")


@lru_cache(maxsize=16384)
def key(surface: str, kind: Kind) -> str:
    """The normalised form of a name of this kind, never empty for a surface with a letter or digit.

    Case, diacritics, punctuation, spacing, honorifics, company suffixes, "the" and "'s" do not count; small tables
    fold abbreviations of countries and states and common transliterations.
    """
    plain = _FOLLOWED.sub("", _APOSTROPHE.sub(r"\1", _POSSESSIVE.sub("", fold(surface).strip())))
    if kind == "PERSON":
        folded = _person(plain)
    elif kind == "NORP":
        folded = _people(plain)
    else:
        folded = _thing(plain, kind)
    return folded or " ".join(_words(plain)) or surface.casefold().strip()


@lru_cache(maxsize=16384)
def plain(surface: str) -> str:
    """A surface without what no reader takes for another name: case, diacritics, marks, "the", "'s", "-led"."""
    return " ".join(_words(_FOLLOWED.sub("", _POSSESSIVE.sub("", fold(surface))))).removeprefix("the ")


def nickname(surface: str, kind: Kind) -> str | None:
    """The quoted or bracketed nickname within a person's name, normalised: "Bill" in 'William "Bill" Gates'."""
    if kind != "PERSON" or not (found := _NICKNAME.search(fold(surface))):
        return None
    return " ".join(_words(found.group())).removeprefix("the ") or None


@lru_cache(maxsize=16384)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a key without a generation's suffix; a ruler's number is a word ("elizabeth ii")."""
    words = tuple(name.split())
    return words[:-1] if len(words) > 1 and words[-1] in SUFFIXES and not _is_ruler(words) else words


def suffix(name: str) -> str | None:
    """The generation's suffix of a key ("jr", "ii"), None when it has none."""
    words = tuple(name.split())
    return words[-1] if len(words) > 1 and words[-1] in SUFFIXES and not _is_ruler(words) else None


def _is_ruler(words: Sequence[str]) -> bool:
    """Whether nothing but given names stands before a Roman number: "john paul ii", not "john smith ii"."""
    return words[-1] in NUMERALS and all(gender_of(word) for word in words[:-1])


@lru_cache(maxsize=16384)
def is_acronym(surface: str) -> bool:
    """Whether a surface is written as an acronym: two to six capitals, with or without full stops."""
    letters = re.sub(r"[.\s&-]", "", surface)
    return 2 <= len(letters) <= 6 and letters.isalpha() and sum(c.isupper() for c in letters) >= len(letters) - 1


@lru_cache(maxsize=16384)
def initials(name: str) -> frozenset[str]:
    """The acronyms that the words of a key can give: with and without its small words."""
    words = name.split()
    if len(words) < 2:
        return frozenset()
    every = "".join(word[0] for word in words)
    telling = "".join(word[0] for word in words if word not in SMALL)
    return frozenset(form for form in (every, telling) if len(form) > 1)


@lru_cache(maxsize=16384)
def shorter(name: str) -> frozenset[str]:
    """What else an organisation is called that has this key, by its form alone.

    A company's name of two words or more without "group" or "holdings" behind, a club's without "FC", a town's police
    without "department", one word without
    the one of another language before it that says little ("lufthansa"), and the initials of all but the
    last word with that one: "uc berkeley" of "university of california berkeley".
    """
    words = name.split()
    found = set()
    if len(words) > 2 and words[-1] in GROUPS:
        found.add(" ".join(words[:-1]))
    if len(words) > 1 and words[-1] in CLUBS:
        found.add(" ".join(words[:-1]))
    if len(words) > 1 and words[0] in CLUBS:
        found.add(" ".join(words[1:]))
    if len(words) > 2 and words[-2:] == ["police", "department"]:
        found.add(" ".join(words[:-1]))
    if len(words) == 2 and words[0] in ABROAD and len(words[1]) >= _TELLING:
        found.add(words[1])
    if len(words) > 2 and words[-2] not in SMALL:
        found |= {f"{first} {words[-1]}" for first in initials(" ".join(words[:-1]))}
    return frozenset(found)


def _words(plain: str) -> list[str]:
    text = plain.casefold().replace("'", "")
    return _BREAK.sub(" ", text).split()


def _dotted(plain: str, glue: str) -> str:
    """Runs of dotted initials written one way: "J.K. Rowling", "U. N."; at the end as one word."""

    def written(run: re.Match[str]) -> str:
        between = glue if plain[run.end() :].strip() else ""
        return between.join(c for c in run.group() if c.isalpha()) + " "

    return _INITIALS.sub(written, plain)


def _person(plain: str) -> str:
    text = _GAELIC.sub(r"\1", _ARABIC_ARTICLE.sub("al-", _GROWN_ON.sub(r"\1 ", _NICKNAME.sub("", plain))))
    text = _JOINED.sub(" ", _dotted(_RUN_TOGETHER.sub(_apart, text), " "))
    words = [SPELLINGS.get(word, word) for word in _words(text)]
    words = _without_titles(words)
    own = words[: words.index("of")] if "of" in words[1:] else words
    if len(own) > 2 and words[0] in REGNAL and (own[-1] not in SUFFIXES or own[-1] in NUMERALS):
        words = words[1:]
    if len(words) > 2 and words[-1] == "s":
        words = words[:-1]
    if len(words) > 1 and words[-1] in ("junior", "senior"):
        words[-1] = "jr" if words[-1] == "junior" else "sr"
    return " ".join(words)


def _apart(run: re.Match[str]) -> str:
    """Initials written as one word, parted: "JK Rowling" as "J K Rowling"."""
    return run.group() if run.group().casefold() in COUNTRIES_IN_FRONT else " ".join(run.group())


def _without_titles(words: list[str]) -> list[str]:
    for size in (2, 1):
        if " ".join(words[:size]) in COUNTRIES_IN_FRONT and len(words) > size + 1 and words[size] in HONORIFICS:
            words = words[size:]
    while len(words) > 1:
        if len(words) > 2 and " ".join(words[:2]) in TITLES_OF_TWO:
            words = words[2:]
        elif words[0] in HONORIFICS or words[0] in DEMONYMS:
            words = words[1:]
        else:
            break
    return words


def _people(plain: str) -> str:
    words = _words(_JOINED.sub(" ", _dotted(plain, "")))
    if words and words[0] == "the":
        words = words[1:]
    if not words:
        return ""
    if " ".join(words) in UNITED_STATES_FORMS and plain.isupper():
        return "united states"
    last = PEOPLES.get(words[-1], words[-1])
    if len(last) > 4 and last.endswith("s") and (not last.endswith(("ss", "us", "is")) or last[:-1] in DEMONYMS):
        last = last[:-1]
    last = _MEMBER.sub("", last)
    return " ".join([*words[:-1], last])


def _thing(plain: str, kind: Kind) -> str:
    if kind in ("GPE", "ORG"):
        plain = _OF_PARTY.sub("", plain)
    elif kind == "PRODUCT":
        plain = _TYPE.sub(r"\1-", plain)
    text = _NUMBERED.sub(r"\1", _JOINED.sub("-", _dotted(_LEGAL.sub(_possessive_of_company, plain), "")))
    words = _words(_AMPERSAND.sub(r"\1\2", text).replace("&", " and "))
    if all(len(word) == 1 for word in words):
        words = ["".join(words)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[-1] in ROADS and kind in ("FAC", "LOC", "GPE"):
        words[-1] = ROADS[words[-1]]
    if kind in ("ORG", "PRODUCT", "FAC"):
        words = _company(words)
    words = in_order(_spelled(words, kind), kind)
    if len(words) > 1 and words[0] in LEADING and plain[:2].isupper():
        words = [LEADING[words[0]], *words[1:]]
    joined = " ".join(words)
    if joined in UNITED_STATES_FORMS and plain.replace(" ", "").replace(".", "").isupper():
        return "united states"
    if kind in ("GPE", "LOC"):
        joined = _place(joined)
    joined = EVENTS.get(joined, joined)
    return ORGANISATIONS.get(joined, joined) if kind in ("ORG", "GPE", "NORP") else joined


def _company(words: list[str]) -> list[str]:
    while len(words) > 1 and (words[-1] in COMPANY or (len(words) > 2 and words[-1] == "com")):
        words = words[:-1]
    while len(words) > 1 and words[-1] == "and":
        words = words[:-1]
    return words[:-1] if len(words) == 2 and words[-1] == "com" else words


def _possessive_of_company(found: re.Match[str]) -> str:
    return "" if found.group(1).casefold() in COMPANY else "'s"


def _spelled(words: list[str], kind: Kind) -> list[str]:
    """The words as they are spelled in full, and in one way: "intl" and "n" between two others, "co operation"."""
    kept: list[str] = []
    for word in words:
        if word in HYPHENATED and kept and kept[-1] == "co":
            kept[-1] = f"co{word}"
        else:
            kept.append(WORDS.get(word, word))
    if len(kept) < 2:
        return kept
    kept[1:-1] = ["and" if word == "n" else word for word in kept[1:-1]]
    if kind == "LAW" and kept[-1] == "conventions":
        kept[-1] = "convention"
    if kind == "ORG":
        kept = [CITIES[word] if word in CITIES_WITHIN else word for word in kept]
    return kept[1:] if kept[:2] == ["1", "fc"] else kept


def _place(joined: str) -> str:
    if joined.startswith("river ") and joined.count(" ") == 1:
        joined = f"{joined.removeprefix('river ')} river"
    for start in ("city of ", "state of ", "commonwealth of "):
        joined = joined.removeprefix(start) if joined not in COUNTRIES else joined
    for table in (COUNTRIES, CITIES, STATES):
        if joined in table:
            return table[joined]
    return joined
