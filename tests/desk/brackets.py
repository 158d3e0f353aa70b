"""What excerpts with names in brackets are made of."""

import re

from bot.desk.results import Excerpt

_BRACKET = re.compile(r"\[([^]]*)\](?:'s)?")


def check_brackets(excerpt: Excerpt, text: str) -> None:
    """What is shown is a stretch of the article's text, but for names in brackets that stand elsewhere in it."""
    assert excerpt.text == excerpt.span.of(text)
    check_words(excerpt.shown, excerpt.text)
    assert all(name in " ".join(text.split()) for name in _BRACKET.findall(excerpt.shown))


def check_words(shown: str, text: str) -> None:
    """What is shown stands in a text, in this order, but for what is in brackets."""
    rest = " ".join(text.split())
    for piece in _BRACKET.split(shown)[::2]:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]
