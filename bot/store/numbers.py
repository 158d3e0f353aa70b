"""The numbers that articles claim: how many of what, by article."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import TOLLS, NumberClaim, Theme
from bot.store.rows import date_of

LEAD = 2
"""Sentences at the beginning of an article: what is named there is what its counts of people are about."""


@dataclass(frozen=True, slots=True)
class NumberSeen:
    """A number that an article claims, and the sentence in which it does.

    Where somebody is quoted with it, `speaker` is the span that says who, and `speaks` their entity if they have one.
    `days` are those of the claim's date, the first and the last.
    """

    article: int
    claim: NumberClaim
    sentence: Span
    speaker: Span | None = None
    speaks: int | None = None
    days: tuple[date, date] | None = None


async def claimed(
    db: aiosqlite.Connection,
    articles: Sequence[int],
    *,
    entity: int | None = None,
    themes: Collection[Theme] | None = None,
) -> list[NumberSeen]:
    """What these articles (which the caller found in scope) claim, by article and place.

    With an `entity`, only what stands in a sentence that mentions it, and tolls of articles whose lead mentions it.
    """
    rows = await db.execute_fetchall(
        """
        SELECT n.article_id, n.start, n."end", n.value, n.bound, n.theme, n.unit, n.what_start, n.what_end, n.sentence,
               s.start, s."end", q.speaker_start, q.speaker_end, speaking.entity_id,
               n.place_start, n.place_end, n.time_start, n.time_end, d.first, d.last, n.quote_start, n.quote_end
        FROM json_each(:articles) AS wanted CROSS JOIN numbers AS n ON n.article_id = wanted.value
        JOIN sentences AS s ON s.article_id = n.article_id AND s.start = (
            SELECT max(start) FROM sentences WHERE article_id = n.article_id AND start <= n.start)
        LEFT JOIN quotes AS q ON q.article_id = n.article_id AND q.start = n.quote_start AND q."end" = n.quote_end
        LEFT JOIN names AS speaking ON speaking.id = q.name_id
        LEFT JOIN dates AS d ON d.article_id = n.article_id AND d.start = n.time_start
        WHERE (:themes IS NULL OR n.theme IN (SELECT value FROM json_each(:themes)))
          AND (:entity IS NULL OR EXISTS (
            SELECT 1 FROM mentions JOIN names ON names.id = mentions.name_id
            WHERE mentions.article_id = n.article_id AND names.entity_id = :entity
              AND (mentions.sentence = n.sentence
                   OR (mentions.sentence < :lead AND n.theme IN (SELECT value FROM json_each(:tolls))))))
        ORDER BY n.article_id, n.start
        """,
        {
            "articles": json.dumps(list(articles)),
            "entity": entity,
            "themes": None if themes is None else json.dumps(sorted(themes)),
            "lead": LEAD,
            "tolls": json.dumps(TOLLS),
        },
    )
    return [
        NumberSeen(
            r[0],
            NumberClaim(
                Span(r[1], r[2]), r[3], r[4], r[5], r[6], _span(r[7:9]), r[9],
                _span(r[15:17]), _span(r[17:19]), _span(r[21:23]),
            ),
            Span(r[10], r[11]),
            _span(r[12:14]),
            r[14],
            None if r[19] is None else (date_of(r[19]), date_of(r[20])),
        )
        for r in rows
        if r[2] <= r[11]
    ]  # fmt: skip


def _span(pair: Sequence[int | None]) -> Span | None:
    start, end = pair
    return None if start is None or end is None else Span(start, end)
