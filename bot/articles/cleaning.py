"""Raw text into clean paragraphs: characters, Discord's decoration of whole lines, wrapped lines, section tag."""

import re

from bot.articles.characters import tidy
from bot.articles.reflow import reflow

_QUOTE = re.compile(r"(?:>>> ?|> )+(?=\S)|>+$")
_HEADING = re.compile(r"(?:#{1,3}|-#) (?=\S)")
_WRAPPED = re.compile(r"(\*\*\*|\*\*|\*|__|_|~~|\|\|)(?=\S)(?!.*\1.)(.*\S)\1")
_MARKED = re.compile(r"^[>#*_~|-].*$", re.MULTILINE)
_LONGEST_DECORATED = 2000  # characters; Discord sends no longer line


def clean(text: str) -> str:
    """`text` as it is stored: tidy characters, one line a paragraph, blank lines between; idempotent."""
    text = tidy(text)
    if "\n" in text or text[:1] in ">#*_~|-":
        text = _undecorate(text)
        text = tidy(reflow(text))
        text = tidy(_undecorate(text))
    return text


def _undecorate(text: str) -> str:
    """`text` without the marks of Discord that set off whole lines: quotes, headings, bold and the like."""
    return _MARKED.sub(_plain_line, text)


def _plain_line(found: re.Match[str]) -> str:
    line = found.group()
    if len(line) > _LONGEST_DECORATED:
        return line
    while True:
        plain = _HEADING.sub("", _QUOTE.sub("", line, count=1), count=1) if line[0] in ">#-" else line
        if wrapped := _WRAPPED.fullmatch(plain):
            plain = wrapped[2]
        if plain == line or not plain:
            return plain
        line = plain


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
_TAG = re.compile(r"\[([^\W\d_][\w &/,'’-]{0,38}[^\W_])\]\s*(?=\S)")
_COLON = re.compile(r"([A-Z][A-Z &/]{1,30}):\s+(?=[\"'“‘]?[A-Z])")
_ACRONYMS = frozenset({"AI", "EU", "IT", "NATO", "NBA", "NFL", "TV", "UK", "UN", "US", "USA"})


def split_section(text: str) -> tuple[str | None, str]:
    """The section named by a tag before the text ("[WORLD] …", "WORLD: …") and the text without it."""
    tag = _TAG.match(text)
    if tag and _is_section(tag[1]):
        return _in_title_case(tag[1]), text[tag.end() :]
    colon = _COLON.match(text)
    if colon and all(word.lower() in SECTIONS for word in re.findall(r"[A-Z]+", colon[1])):
        return _in_title_case(colon[1]), text[colon.end() :]
    return None, text


def _is_section(tag: str) -> bool:
    words = [word.lower() for word in re.findall(r"[^\W_]+", tag)]
    if any(word in _NO_SECTION for word in words):
        return False
    return (tag.isupper() and len(words) <= 4) or (len(words) <= 3 and any(word in SECTIONS for word in words))


def _in_title_case(words: str) -> str:
    return " ".join(word if word in _ACRONYMS else word.capitalize() for word in words.split())
