"""Tables written by hand, line by line."""

from dataclasses import replace

from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from tests.extraction.builders import parsed


def table(*lines: str) -> Tokens:
    """The tokens of lines of words."""
    tokens = parsed(" ".join(lines))
    text = list(tokens.text)
    at = -1
    for line in lines[:-1]:
        at += len(line) + 1
        text[at] = "\n"
    return replace(tokens, text="".join(text))


def named(tokens: Tokens, **kinds: Kind) -> list[Name]:
    """A name for each word of that spelling."""
    return [Name(at, at + 1, kinds[word]) for at, word in enumerate(tokens.words) if word in kinds]
