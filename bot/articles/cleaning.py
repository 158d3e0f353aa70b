"""Raw text into clean paragraphs: characters, Discord's decoration of whole lines, wrapped lines."""

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
        text = _tidied(reflow(_undecorate(text)), text)
        text = _tidied(_undecorate(text), text)
    return text


def _tidied(text: str, before: str) -> str:
    """`text` tidy, given what it was `before` the last step, and tidy: most texts no step changes."""
    return before if text == before else tidy(text)


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
