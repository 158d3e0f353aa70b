"""Page headers, footers and page numbers: lines at the edges of pages that come again, but for their numbers."""

import re
from collections import Counter
from dataclasses import replace

from bot.articles.files.pdf.types import Page, Row

_OUTERMOST = 3  # rows from either edge
_ZONE = 0.14  # of the height of the page
_NEAR = 4.0  # points that a line may move from page to page
_NUMBER = re.compile(
    r"[-–—|•\s]*(?:(?:page|seite|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|von)\s*\d{1,4})?[-–—|•.\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_edges(pages: list[Page]) -> tuple[list[Page], bool]:
    """The pages without such lines, and whether there were any."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({key for row in _edge_rows(page) for key in _keys(row)})
    cleaned = [_clean(page, counts) for page in pages]
    removed = any(len(one.rows) != len(other.rows) for one, other in zip(pages, cleaned, strict=True))
    return cleaned, removed


def _clean(page: Page, counts: Counter[tuple[str, int]]) -> Page:
    edge = [id(row) for row in _edge_rows(page) if _is_number(row) or any(counts[key] > 1 for key in _keys(row))]
    return replace(page, rows=[row for row in page.rows if id(row) not in edge])


def _edge_rows(page: Page) -> list[Row]:
    """The outermost rows that stand in the margins of the page."""
    zone = _ZONE * (page.top - page.bottom)
    upper = [row for row in page.rows[:_OUTERMOST] if row[0].y > page.top - zone]
    lower = [row for row in page.rows[-_OUTERMOST:] if row[0].y < page.bottom + zone]
    return upper + lower


def _keys(row: Row) -> list[tuple[str, int]]:
    """What a row says but for its numbers, and about where; two places, so that near ones share one."""
    said = _DIGITS.sub("#", "".join(_text(row).casefold().split()))
    place = round(row[0].y / _NEAR)
    return [(said, place), (said, place + 1)]


def _is_number(row: Row) -> bool:
    return _NUMBER.fullmatch(_text(row)) is not None


def _text(row: Row) -> str:
    return " ".join(piece.text.strip() for piece in row)
