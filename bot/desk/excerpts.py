"""Single sentences of stored articles as excerpts, with names in brackets where nobody could tell who is meant."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.desk.results import Excerpt
from bot.desk.sources import excerpt, source
from bot.store import resolved
from bot.store.aside import aside
from bot.store.database import Connection
from bot.store.rows import Article
from bot.summaries.alone import alone
from bot.summaries.passages import Passage
from bot.summaries.types import Line


@dataclass(frozen=True, slots=True)
class Standing:
    """An excerpt that is one sentence, and the line that it shows; the rest is as in `Alone`."""

    excerpt: Excerpt
    line: Line
    stands: bool
    clear: bool
    passage: Passage


async def standing(
    db: Connection, known: Mapping[int, Article], wanted: Mapping[int, Sequence[Span]], told: Collection[int]
) -> dict[int, list[Standing]]:
    """The sentences of these articles in scope in which the spans begin, each as it is shown alone.

    `told` are the entities that the reader has been told of: their surnames stay as they are.
    """
    found: dict[int, list[Standing]] = {}
    for article, one in (await resolved.read(db, list(wanted))).items():
        read = one.analysis
        chains = zip(read.resolution.chains, read.entities, strict=True)
        keys = {chain.key for chain, entity in chains if entity in told}
        lines = await aside(len(one.mentions), alone, source(known[article], read), wanted[article], keys)
        found[article] = [
            Standing(excerpt(known[article], read, line.line), line.line, line.stands, line.clear, line.passage)
            for line in lines
            if line
        ]
    return found


async def bracketed(
    db: Connection, known: Mapping[int, Article], wanted: Iterable[tuple[int, Span]], told: Collection[int]
) -> dict[tuple[int, Span], Excerpt]:
    """Sentences of these articles, by their spans, with the brackets that they need, whether they can stand or not."""
    by_article: dict[int, list[Span]] = {}
    for article, span in wanted:
        if article in known:
            by_article.setdefault(article, []).append(span)
    found = await standing(db, known, by_article, told)
    return {(article, one.excerpt.span): one.excerpt for article, lines in found.items() for one in lines}
