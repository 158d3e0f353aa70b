"""The section of a newspaper, where a tag before an article names it: "[WORLD] …"."""

import re
from dataclasses import dataclass

from bot.articles.bylines import AGENCIES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SECTIONS = _words(
    "africa americas analysis art arts asia australia books business canada cars china climate comment"
    " companies crime culture cricket defence defense economics economy education elections energy"
    " entertainment environment europe fashion film finance food football health history india international"
    " investigations law life lifestyle local london markets media money movies music nation national nature"
    " news opinion obituaries people philosophy politics religion russia science security society space"
    " sport sports style tech technology television tennis theatre travel trade uk us usa war weather world"
)
"""Words that a newspaper puts over a part of its pages."""

_NO_SECTION = _words(
    "update updated breaking video watch photos live exclusive related deleted removed redacted sic spoiler nsfw"
)
_AGENCY_NAMES = frozenset(name.lower() for name in AGENCIES)
_TAG = re.compile(r"\[([^\W\d_][\w &/,'’-]{0,38}[^\W_])\]\s*(?=\S)")
_COLON = re.compile(r"([A-Z][A-Z &/]{1,30}):\s+(?=[\"'“‘]?[A-Z])")
_ACRONYMS = frozenset({"AI", "EU", "IT", "NATO", "NBA", "NFL", "TV", "UK", "UN", "US", "USA"})


@dataclass(frozen=True, slots=True)
class Section:
    """A section tag: where it ends in the text, and the name it gives in title case."""

    end: int
    name: str


def match_section(text: str, at: int = 0) -> Section | None:
    """The tag that begins at `at` ("[WORLD] ", "WORLD: "), with the white space behind it, or None."""
    tag = _TAG.match(text, at)
    if tag and _is_section(tag[1]):
        return Section(tag.end(), _in_title_case(tag[1]))
    colon = _COLON.match(text, at)
    if colon and all(word.lower() in SECTIONS for word in re.findall(r"[A-Z]+", colon[1])):
        return Section(colon.end(), _in_title_case(colon[1]))
    return None


def split_section(text: str) -> tuple[str | None, str]:
    """The section named by a tag before the text, and the text without it."""
    found = match_section(text)
    return (found.name, text[found.end :]) if found else (None, text)


def _is_section(tag: str) -> bool:
    words = [word.lower() for word in re.findall(r"[^\W_]+", tag)]
    if tag.lower() in _AGENCY_NAMES or any(word in _NO_SECTION for word in words):
        return False
    return (tag.isupper() and len(words) <= 4) or (len(words) <= 3 and any(word in SECTIONS for word in words))


def _in_title_case(words: str) -> str:
    return " ".join(word if word in _ACRONYMS else word.capitalize() for word in words.split())
