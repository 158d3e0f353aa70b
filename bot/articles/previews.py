"""Previews: what a chat shows of a page that cannot be read, and whether that is worth filing."""

from bot.articles.intake import is_talk, word_count
from bot.articles.metadata import Metadata
from bot.articles.pages import HOME, NOT_FOUND, SECTION, Signs, no_story
from bot.articles.types import Preview

LEAST_WORDS = 15
"""Words of a preview that may be worth filing: a sentence that says what happened. By hand, on previews of news."""

_NOTHING_BEHIND = frozenset({HOME, NOT_FOUND, SECTION})
"""Refusals of pages whose preview tells of a site, and not of an article."""


def left_out(reason: str) -> str:
    """What is said to be left out of an article that is only a preview, with why its page was refused."""
    return f"all but the preview of the link ({reason.removesuffix('.')})"


def is_worth_filing(preview: Preview, reason: str) -> bool:
    """Whether a preview tells what its page would have, which was refused for this reason."""
    title = preview.title or ""
    if reason in _NOTHING_BEHIND or word_count(preview.text) < LEAST_WORDS or is_talk(preview.text):
        return False
    signs = Signs((title,) if title else (), headlines=0, story=0, asks_password=False, about=Metadata())
    return no_story(signs, preview.text, None) is None
