"""Stored articles as sources of summaries, and the lines that were chosen from them as excerpts."""

from dataclasses import replace

from bot.desk.results import Excerpt
from bot.store.rows import Analysis, Article
from bot.summaries.shown import shown
from bot.summaries.types import Line, Source


def source(article: Article, read: Analysis) -> Source:
    """An article with what was derived from it, for sentences to be chosen from.

    For what must not be named it is not known what "he" or "the minister" stands for: no brackets say it.
    """
    references = tuple(one for one in read.resolution.references if one.chain not in read.banned)
    resolution = replace(read.resolution, references=references) if read.banned else read.resolution
    return Source(read.text, read.title, read.extraction, resolution, article.language, read.banned)


def excerpt(article: Article, read: Analysis, line: Line) -> Excerpt:
    """A chosen line as a stretch of its article, with the names in brackets that it needs to stand alone."""
    return Excerpt(article, line.span, line.span.of(read.text), shown(read.text, line))
