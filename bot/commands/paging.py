"""Pages: of lists, and of long texts cut where a reader would pause."""

from bot.cards.card import Action, Page
from bot.cards.fit import split


def page_of(number: int, of: int, action: Action) -> Page | None:
    """Page `number` of `of`; None where there is only one."""
    return Page(number, of, action) if of > 1 else None


def place_in(page: int, count: int, each: int) -> tuple[int, int]:
    """The nearest page to `page` that there is, and how many there are, with `each` of `count` things on one."""
    of = max(-(-count // each), 1)
    return min(max(page, 1), of), of


def pages(text: str, limit: int) -> list[str]:
    """A text in stretches of at most `limit` characters, cut at paragraphs where possible; at least one."""
    return split(text, limit) or [""]
