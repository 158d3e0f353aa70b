"""What ties two entities: sentences that mention both, the best of them or all in time order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.articles.types import Span
from bot.desk import paths
from bot.desk.excerpts import standing
from bot.store import articles, entities, ties
from bot.store.database import Connection
from bot.store.rows import Article, Entity
from bot.store.scope import Scope
from bot.store.ties import Shared
from bot.summaries.shown import shown_with
from bot.summaries.types import Line

_AT_ONCE = 50
_MOST_READ = 600
"""Articles that mention both: so many are looked through at once, and at most, the latest filed first."""

_STATING = 20
"""The latest articles that state what ties two, of which the best sentence is taken."""

_LONGEST = 400
"""Characters of a sentence: a longer one is taken only where there is no other."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A sentence that mentions two entities: where each stands in it, and what it says of them where it says so.

    `text` may have names in brackets.
    """

    article: Article
    span: Span
    text: str
    one: Span
    other: Span
    said: str | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: the two entities, how many sentences they share in scope, and the best of these."""

    one: Entity
    other: Entity
    sentences: int
    tie: Tie


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of ties; `way` is its place among `ways` chains that were found, from 1."""

    hops: tuple[Hop, ...]
    way: int
    ways: int


async def path(db: Connection, scope: Scope, one: Entity, other: Entity, *, way: int, most: int) -> Path | None:
    """The `way`-th best chain between two entities; None where four hops do not lead from one to the other."""
    found = await paths.chains(db, scope, one.id, other.id, most=most)
    if not found:
        return None
    way = min(max(way, 1), len(found))
    chain = found[way - 1]
    known = await entities.by_ids(db, scope, chain)
    hops = []
    for a, b in pairwise(chain):
        shared = await ties.shared(db, scope, [a], among=[b])
        best = await _best(db, scope, known[a], known[b])
        if best is None:  # it was deleted meanwhile
            return None
        [best] = await bracketed(db, [best], (a, b))
        hops.append(Hop(known[a], known[b], shared.get((a, b), 0), best))
    return Path(tuple(hops), way, len(found))


async def between(db: Connection, scope: Scope, one: Entity, other: Entity) -> list[Tie]:
    """All sentences that mention both, in time order; of more than some hundred articles, the latest filed."""
    few, many = _rarer(one, other)
    ids = await ties.together(db, scope, few.id, many.id, limit=_MOST_READ)
    found = await ties.sentences(db, ids, one.id, other.id)
    told = await _told(db, scope, found)
    return sorted(told, key=lambda tie: (tie.article.day, tie.article.number, tie.span))


async def bracketed(db: Connection, found: Sequence[Tie], told: Sequence[int]) -> list[Tie]:
    """Ties with names in brackets where their sentences need them; `told` are the entities that they tie."""
    wanted: defaultdict[int, list[Span]] = defaultdict(list)
    for tie in found:
        wanted[tie.article.id].append(tie.span)
    texts = await articles.texts(db, list(wanted))
    read = await standing(db, {tie.article.id: tie.article for tie in found}, wanted, told)
    lines = {(article, one.line.span): one.line for article, lines in read.items() for one in lines}
    return [_with(tie, texts[tie.article.id], lines.get((tie.article.id, tie.span))) for tie in found]


def _with(tie: Tie, text: str, line: Line | None) -> Tie:
    if line is None:
        return tie
    at = tie.span.start
    ends = [Span(at + end.start, at + end.end) for end in (tie.one, tie.other)]
    said, (one, other) = shown_with(text, line, ends)
    return replace(tie, text=said, one=one, other=other)


async def _best(db: Connection, scope: Scope, one: Entity, other: Entity) -> Tie | None:
    """The sentence that tells best what ties two: where it is stated, else where they stand nearest to each other."""
    stating = await ties.stating(db, scope, one.id, other.id, limit=_STATING)
    shared = await ties.sentences(db, stating, one.id, other.id)
    few, many = _rarer(one, other)
    before: int | None = None
    for _ in range(0, _MOST_READ, _AT_ONCE):
        if shared:
            break
        ids = await ties.together(db, scope, few.id, many.id, limit=_AT_ONCE, before=before)
        if not ids:
            return None
        shared, before = await ties.sentences(db, ids, one.id, other.id), ids[-1]
    told = await _told(db, scope, sorted(shared, key=_telling)[:1])
    return told[0] if told else None


def _telling(found: Shared) -> tuple[object, ...]:
    """What is stated, stands alone and is short comes first, then where the two are nearest, then the latest."""
    apart = max(found.one.start, found.other.start) - min(found.one.end, found.other.end)
    length = found.sentence.end - found.sentence.start
    return (found.predicate is None or found.negated, length > _LONGEST, not found.closed, apart, -found.article)


def _rarer(one: Entity, other: Entity) -> tuple[Entity, Entity]:
    return (one, other) if one.mentions <= other.mentions else (other, one)


async def _told(db: Connection, scope: Scope, found: Sequence[Shared]) -> list[Tie]:
    """Sentences with their articles and texts."""
    ids = sorted({shared.article for shared in found})
    known, texts = await articles.by_ids(db, scope, ids), await articles.texts(db, ids)
    return [
        Tie(
            known[shared.article],
            shared.sentence,
            shared.sentence.of(texts[shared.article]),
            _moved(shared.one, shared.sentence),
            _moved(shared.other, shared.sentence),
            shared.predicate.of(texts[shared.article]) if shared.predicate else None,
            shared.negated,
        )
        for shared in found
        if shared.article in known
    ]


def _moved(span: Span, sentence: Span) -> Span:
    return Span(span.start - sentence.start, span.end - sentence.start)
