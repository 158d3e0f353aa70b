"""Reading back what was derived from articles: the extraction and the resolution, as they were written."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Keyphrase, Quote, Role
from bot.store import events, resolved
from bot.store.aside import aside
from bot.store.resolved import Seen
from bot.store.rows import Analysis


async def load(db: aiosqlite.Connection, article: int) -> Analysis:
    """One article's text and everything derived from it. The caller has found it in scope.

    Raises:
        LookupError: there is no such article.
    """
    known = (await resolved.read(db, [article])).get(article)
    if known is None:
        raise LookupError(f"no article {article}")
    read, mentions, chain_of_name = known.analysis, known.mentions, known.chain_of_name
    first_mention = {name: read.resolution.chains[i].head for name, i in chain_of_name.items()}
    quotes, speakers = await _quotes(db, article, mentions, chain_of_name)
    extraction = replace(
        read.extraction,
        roles=await _roles(db, article, first_mention),
        keyphrases=await _keyphrases(db, article),
        dates=await events.dates(db, article),
        quotes=quotes,
    )
    return replace(read, extraction=extraction, resolution=replace(read.resolution, speakers=speakers))


async def _roles(db: aiosqlite.Connection, article: int, head_of: dict[int, int]) -> tuple[Role, ...]:
    rows = await db.execute_fetchall(
        'SELECT start, "end", name_id FROM roles WHERE article_id = ? ORDER BY start', (article,)
    )
    return tuple(Role(Span(r[0], r[1]), head_of[r[2]]) for r in rows)


async def _keyphrases(db: aiosqlite.Connection, article: int) -> tuple[Keyphrase, ...]:
    rows = await db.execute_fetchall(
        'SELECT start, "end", score FROM keyphrases WHERE article_id = ? ORDER BY score DESC, start',
        (article,),
    )
    return tuple(Keyphrase(Span(r[0], r[1]), r[2]) for r in rows)


async def _quotes(
    db: aiosqlite.Connection, article: int, mentions: list[Seen], chain_of_name: dict[int, int]
) -> tuple[tuple[Quote, ...], tuple[int | None, ...]]:
    """The quotes, and the chain of each one's speaker by the rules, whatever people said."""
    rows = await db.execute_fetchall(
        'SELECT start, "end", kind, rule_id, speaker_start, speaker_end, cue_start, cue_end FROM quotes'
        ' WHERE article_id = ? ORDER BY start, "end"',
        (article,),
    )
    return await aside(len(mentions), _spoken, mentions, rows, chain_of_name)


def _spoken(
    mentions: list[Seen], rows: Iterable[sqlite3.Row], chain_of_name: dict[int, int]
) -> tuple[tuple[Quote, ...], tuple[int | None, ...]]:
    ends = [mention.span.end for mention, _, _ in mentions]
    quotes, speakers = [], []
    for row in rows:
        speaker = None if row[4] is None else Span(row[4], row[5])
        cue = None if row[6] is None else Span(row[6], row[7])
        told = _told(mentions, bisect_right(ends, speaker.start), speaker) if speaker else ()
        named = next((index for index in told if mentions[index][1] == row[3]), None)
        quotes.append(Quote(Span(row[0], row[1]), row[2], speaker, cue, named))
        speakers.append(None if row[3] is None else chain_of_name[row[3]])
    return tuple(quotes), tuple(speakers)


def _told(mentions: list[Seen], first: int, speaker: Span) -> Iterator[int]:
    """The mentions from `first` on that share characters with a speaker's span."""
    while first < len(mentions) and mentions[first][0].span.start < speaker.end:
        yield first
        first += 1
