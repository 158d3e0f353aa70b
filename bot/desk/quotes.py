"""Who said what about whom: quotes by names, by words, and then and now."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.articles.types import Span
from bot.desk.results import Excerpt, QuoteLine
from bot.search.matching import Matcher, fold
from bot.search.query import parse
from bot.store import articles, entities, quotes
from bot.store.database import Connection
from bot.store.quotes import EVER, QuoteSeen
from bot.store.rows import Article, Entity
from bot.store.scope import Scope
from bot.store.search import search

MOST = 120
"""Quotes that are listed at most, the latest."""

APART = 30
"""Days between two quotes that are told as then and now."""

_ARTICLES_SEARCHED = 60
"""The best articles with the words that are looked through for quotes that have them."""

_CANDIDATES = 12
_LONGEST_SENTENCE = 500
_HANDLE = re.compile(r"#?(\d{1,12})\.(\d{1,9})\.(\d{1,9})")
_WORD = re.compile(r"\w{2,}")
_OPENING = re.compile(r"[\"“”„‟«»‘‚']|``|''")
_CLOSING = re.compile(r"[\"”“«»’‘']|''")


async def found(
    db: Connection,
    scope: Scope,
    *,
    by: Entity | None,
    about: Entity | None,
    days: tuple[int, int] = EVER,
    most: int = MOST,
) -> list[QuoteLine]:
    """The latest quotes by and about entities that the caller found in scope; one of them must be given."""
    return await _lines(db, scope, await _listed(db, scope, by, about, days, most, oldest=False))


async def _listed(
    db: Connection,
    scope: Scope,
    by: Entity | None,
    about: Entity | None,
    days: tuple[int, int],
    most: int,
    *,
    oldest: bool,
) -> list[QuoteSeen]:
    seen = await quotes.listed(
        db,
        scope,
        by=by.id if by else None,
        about=about.id if about else None,
        days=days,
        limit=most,
        oldest=oldest,
        rare=by is not None and about is not None and about.mentions < by.mentions,
    )
    return _outermost(seen)


async def then_and_now(db: Connection, scope: Scope, by: Entity, about: Entity) -> tuple[QuoteLine, QuoteLine] | None:
    """What somebody first and last said about somebody, word for word if possible; None unless far apart in time."""
    first = await _listed(db, scope, by, about, EVER, _CANDIDATES, oldest=True)
    last = await _listed(db, scope, by, about, EVER, _CANDIDATES, oldest=False)
    earliest, latest = _telling(await _lines(db, scope, first)), _telling(await _lines(db, scope, last))
    if earliest is None or latest is None:
        return None
    far = latest.excerpt.article.day - earliest.excerpt.article.day >= APART
    return (earliest, latest) if far else None


def _telling(lines: Sequence[QuoteLine]) -> QuoteLine | None:
    """The first that is word for word, of those that are within a few days of the first."""
    if not lines:
        return None
    near = [line for line in lines if abs(line.excerpt.article.day - lines[0].excerpt.article.day) < APART]
    return next((line for line in near if line.kind != "indirect"), lines[0])


async def said(db: Connection, scope: Scope, words: str, *, today: date) -> tuple[list[QuoteLine], tuple[str, ...]]:
    """The quotes with all of these words, in the order in which a search finds their articles, and its remarks.

    The filters of a search count for the articles; its words, phrases, alternatives and exclusions for the quotes.
    """
    query = parse(words, today)
    results = await search(db, scope, query, limit=_ARTICLES_SEARCHED)
    ids = [hit.article for hit in results.hits]
    texts = await articles.texts(db, ids)
    wanted = [[Matcher(term)] for term in (*query.words, *query.phrases)]
    wanted += [[Matcher(term) for term in group] for group in query.groups]
    unwanted = [Matcher(term) for term in query.without]
    kept = []
    for one in _outermost(await quotes.in_articles(db, ids)):
        text = fold(one.span.of(texts[one.article]))
        has = all(any(matcher.spans(text) for matcher in group) for group in wanted)
        if has and not any(matcher.spans(text) for matcher in unwanted):
            kept.append(one)
    rank = {article: place for place, article in enumerate(ids)}
    kept.sort(key=lambda one: (rank[one.article], one.span))
    return await _lines(db, scope, kept[:MOST]), query.problems


async def by_handle(db: Connection, scope: Scope, handle: str) -> tuple[QuoteLine, QuoteSeen] | None:
    """The quote that a handle stands for, where its article is in scope."""
    found = _HANDLE.fullmatch(handle.strip())
    article = await articles.by_number(db, scope, int(found[1])) if found else None
    if found is None or article is None:
        return None
    span = Span(int(found[2]), int(found[3]))
    seen = next((one for one in await quotes.in_articles(db, [article.id]) if one.span == span), None)
    lines = await _lines(db, scope, [seen]) if seen else []
    return (lines[0], seen) if seen and lines else None


def _outermost(seen: Sequence[QuoteSeen]) -> list[QuoteSeen]:
    """Without what stands within another quote of the list by the same speaker: the whole says more."""
    whole: dict[int, list[QuoteSeen]] = {}
    for article, group in groupby(sorted(seen, key=lambda one: one.article), key=lambda one: one.article):
        kept: list[QuoteSeen] = []
        for one in sorted(group, key=lambda one: (one.span.start, -one.span.end)):
            if not (kept and kept[-1].span.holds(one.span) and kept[-1].entity == one.entity):
                kept.append(one)
        whole[article] = kept
    return [one for one in seen if one in whole[one.article]]


async def _lines(db: Connection, scope: Scope, seen: Sequence[QuoteSeen]) -> list[QuoteLine]:
    known = await articles.by_ids(db, scope, sorted({one.article for one in seen}))
    texts = await articles.texts(db, list(known))
    speakers = await entities.by_ids(db, scope, sorted({one.entity for one in seen if one.entity is not None}))
    pieces: dict[tuple[int, Span], list[_Piece]] = defaultdict(list)
    for one in seen:
        if article := known.get(one.article):
            by = speakers.get(one.entity) if one.entity is not None else None
            banned = one.entity is not None and by is None
            piece = _piece(texts[article.id], one, by, banned=banned)
            pieces[article.id, piece.shown].append(piece)
    lines = [_line(known[article], texts[article], together) for (article, _), together in pieces.items()]
    return [line for line in lines if not any(_holds(other, line) for other in lines)]


def _holds(other: QuoteLine, line: QuoteLine) -> bool:
    """Whether a longer line shows all of this one, and says that the same people said it."""
    whole, part = other.excerpt, line.excerpt
    inside = whole.article.id == part.article.id and whole.span != part.span and whole.span.holds(part.span)
    return inside and line.by is not None and {line.by, *line.also} <= {other.by, *other.also}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A quote with the stretch of text that is `shown` of it: the sentence where it is `told` there, else its words.

    `called` is who says it, "" where nobody is known to; `clear` whether that stretch says so itself.
    """

    quote: QuoteSeen
    by: Entity | None
    shown: Span
    told: bool
    called: str
    clear: bool


def _piece(text: str, one: QuoteSeen, by: Entity | None, *, banned: bool) -> _Piece:
    """A quote as it is shown; that of a speaker who must not be named is nobody's."""
    told = one.kind != "direct" and one.sentence.holds(one.span)
    told = told and one.sentence.end - one.sentence.start <= _LONGEST_SENTENCE
    span = one.sentence if told else _with_marks(text, one.span)
    named = one.speaker.line(text) if one.speaker and not banned else ""
    clear = told and one.speaker is not None and span.holds(one.speaker) and (by is None or _names(named, by))
    return _Piece(one, by, span, told, by.name if by else named, clear)


def _line(article: Article, text: str, together: Sequence[_Piece]) -> QuoteLine:
    """The line for all quotes that are shown by one stretch of text: a sentence in which two speak stands there once.

    What nobody is known to say in it gives way to what somebody does.
    """
    pieces = [one for one in together if one.called] or together
    first, span = pieces[0], pieces[0].shown
    clear = {one.called for one in pieces if one.clear}
    called = dict.fromkeys(one.called or "unattributed" for one in pieces)
    before = "" if clear >= called.keys() else f"[{', '.join(called)}] "
    starts = len(before) - span.start
    said = {Span(one.quote.span.start + starts, one.quote.span.end + starts) for one in pieces}
    marks = tuple(sorted(said)) if all(one.told for one in pieces) else ()
    also = tuple(dict.fromkeys(one.by for one in pieces if one.by is not None and one.by != first.by))
    excerpt = Excerpt(article, span, span.of(text), before + span.of(text))
    return QuoteLine(excerpt, first.quote.kind, first.by, marks, first.quote.span, also)


def _names(told: str, by: Entity) -> bool:
    """Whether the words for a speaker have a word of their name, or its initials: nobody need be told who it is."""
    initials = "".join(word[0] for word in by.name.split() if word[0].isupper())
    named = {*_WORD.findall(fold(by.name)), *([initials.lower()] if len(initials) > 1 else ())}
    return bool(set(_WORD.findall(fold(told))) & named)


def _with_marks(text: str, span: Span) -> Span:
    """A run with the marks right before and behind it."""
    start = next((span.start - n for n in (2, 1) if _OPENING.fullmatch(text, max(span.start - n, 0), span.start)), None)
    closing = _CLOSING.match(text, span.end)
    return Span(span.start if start is None else start, closing.end() if closing else span.end)
