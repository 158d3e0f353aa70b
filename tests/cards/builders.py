"""Small made-up values of the store and the desk, for golden tests of cards."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.articles.types import Span
from bot.desk.results import Excerpt, Summary
from bot.extraction.types import Kind
from bot.store.rows import Article, Entity, Posting, day_of

TEXT = "The Library of Congress bought the books of Thomas Jefferson. He had collected them for fifty years."

POSTING = Posting(7, "books", 70, 0, "somebody", datetime(1815, 1, 30, 9, 5, tzinfo=UTC), "https://example.org/7/70")

ARTICLE = Article(
    id=40, number=4, external_id="4", title="Congress buys a library", opening=TEXT[:60], section="World",
    byline="A. Clerk", url=None, language="en", published="1815-01-30", day=day_of(date(1815, 1, 30)),
    filed_at=POSTING.posted_at, left_out=(), state="ready", reason=None, posting=POSTING,
)  # fmt: skip

BARE = replace(ARTICLE, title=None, section=None, byline=None, posting=replace(POSTING, link=None))


def entity(name: str, kind: Kind = "PERSON", mentions: int = 4, articles: int = 2, id_: int = 1) -> Entity:
    return Entity(id_, f"key of {name}", name, kind, articles, mentions)


JEFFERSON = entity("Thomas Jefferson")
LIBRARY = entity("Library of Congress", "ORG", 3, 1, 2)
BRITISH = entity("British", "NORP", 1, 1, 3)


def excerpt(start: int, end: int, shown: str | None = None, article: Article = ARTICLE) -> Excerpt:
    span = Span(start, end)
    return Excerpt(article, span, span.of(TEXT), shown or span.of(TEXT))


FIRST = excerpt(0, 61)
SECOND = excerpt(62, 100, "[Thomas Jefferson] had collected them for fifty years.")


def summary(*lines: Excerpt, article: Article = ARTICLE, sentences: int = 2) -> Summary:
    return Summary((article,), lines, sentences, (JEFFERSON, BRITISH, LIBRARY) if lines else ())
