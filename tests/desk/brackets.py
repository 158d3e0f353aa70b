"""What excerpts with names in brackets are made of."""

import re

from bot.desk.results import Excerpt

_BRACKET = re.compile(r"\[([^]]*)\](?:'s)?")


def check_brackets(excerpt: Excerpt, text: str) -> None:
    """What is shown is a stretch of the article's text, but for names in brackets that stand elsewhere in it."""
    assert excerpt.text == excerpt.span.of(text)
    article, rest = " ".join(text.split()), " ".join(excerpt.text.split())
    for piece in _BRACKET.split(excerpt.shown)[::2]:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]
    assert all(name in article for name in _BRACKET.findall(excerpt.shown))
