"""Why a name is this entity, why a mention is taken for it, and why a string is no entity at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.articles.types import Span
from bot.desk import searching
from bot.desk.results import Excerpt
from bot.extraction.types import Kind
from bot.identity.shapes import why_no_name
from bot.store import analysis, articles, entities, reasons
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.reasons import Joined
from bot.store.rows import Article, Entity
from bot.store.scope import Scope

_ARTICLES_READ = 40
_OCCURRENCES = 3


@dataclass(frozen=True, slots=True)
class NameReason:
    """One name of an entity, with the name that it joins, None when it stands by itself, and why."""

    name: str
    kind: Kind
    mentions: int
    joins: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Way:
    """A form that stands for an entity in an article, why it does, in how many places, and one of them to read."""

    form: str
    entity: Entity
    reason: str
    count: int
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Explained:
    """Why something typed is an entity: the names that have this form, all its names, and where the form stands.

    `exact`: what was typed is a form of it; otherwise it is only a part, or has a typing error.
    """

    entity: Entity
    exact: bool
    names: tuple[NameReason, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class NoName:
    """Why a string is no entity: `shape` says what it is instead, None where its shape does not say.

    `excerpts` are some of the places where it stands, `counted` says in words how many there are; none: never seen.
    """

    shape: str | None
    counted: str
    excerpts: tuple[Excerpt, ...]


async def explain(db: Connection, scope: Scope, entity: Entity, typed: str) -> Explained:
    """Why what was typed is this entity, which the caller found in scope."""
    held = await reasons.names_of(db, scope, entity.id)
    wanted = fold(typed)
    exact = any(wanted in name.folded for name in held)
    latest = await entities.latest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
    known = await articles.by_ids(db, scope, latest)
    ways = await _ways(db, entity, known)
    told = [way for way in ways if fold(way.form) == wanted] or ways
    return Explained(entity, exact, _names(held, wanted), tuple(told))


def _names(held: Sequence[Joined], wanted: str) -> tuple[NameReason, ...]:
    """What was typed first. A name that is joined by what this scope has not is said to be so, and not by what."""
    form_of = {name.id: name.form for name in held}
    ordered = sorted(held, key=lambda name: wanted not in name.folded)
    return tuple(
        NameReason(
            name.form,
            name.kind,
            name.mentions,
            None if name.joins == name.id else form_of.get(name.joins, ""),
            name.reason if name.joins in form_of else "",
        )
        for name in ordered
    )


async def _ways(db: Connection, entity: Entity, known: dict[int, Article]) -> list[Way]:
    """The forms in which an entity stands in these articles with the reason for each, the commonest first."""
    texts = await articles.texts(db, list(known))
    found: dict[tuple[str, str], Way] = {}
    for stated in await reasons.mentions_of(db, entity.id, list(known)):
        text = texts[stated.article]
        form = stated.mention.line(text)
        before = found.get((fold(form), stated.reason))
        if before is None:
            excerpt = Excerpt.plain(known[stated.article], stated.sentence, text)
            found[fold(form), stated.reason] = Way(form, entity, stated.reason, 1, excerpt)
        else:
            counted = Way(before.form, entity, before.reason, before.count + 1, before.excerpt)
            found[fold(form), stated.reason] = counted
    return sorted(found.values(), key=lambda way: -way.count)


async def in_article(db: Connection, scope: Scope, article: Article, typed: str) -> list[Way]:
    """What a form, a pronoun or a description stands for in an article that the caller found in scope, and why."""
    read = await analysis.load(db, article.id)
    known = await entities.by_ids(db, scope, list(read.entities))
    wanted = fold(typed)
    found: dict[tuple[int, str], Way] = {}
    for chain, row in zip(read.resolution.chains, read.entities, strict=True):
        if row not in known:
            continue
        stands = [(read.extraction.mentions[link.mention].span, link.reason) for link in chain.links]
        index = read.resolution.chains.index(chain)
        stands += [(one.span, one.reason) for one in read.resolution.references if one.chain == index]
        for span, reason in stands:
            form = span.line(read.text)
            if fold(form) != wanted:
                continue
            before = found.get((row, reason))
            sentence = _sentence(span, [s.span for s in read.extraction.sentences])
            excerpt = Excerpt.plain(article, sentence, read.text)
            found[row, reason] = Way(
                form, known[row], reason, before.count + 1 if before else 1, before.excerpt if before else excerpt
            )
    return sorted(found.values(), key=lambda way: -way.count)


def _sentence(span: Span, sentences: Sequence[Span]) -> Span:
    return next((sentence for sentence in sentences if sentence.holds(span)), span)


async def no_name(db: Connection, scope: Scope, typed: str, *, today: date) -> NoName:
    """Why a string is no entity in scope: where it stands in articles, and what it is there."""
    quoted = typed.replace('"', " ")
    answer = await searching.find(db, scope, f'"{quoted}"', today=today, limit=_OCCURRENCES)
    excerpts = tuple(hit.excerpts[0] for hit in answer.hits if hit.excerpts)
    pattern = re.compile(re.escape(typed.strip()), re.IGNORECASE)
    written = [found.group() for excerpt in excerpts for found in pattern.finditer(excerpt.text)]
    best = max(written, key=lambda form: sum(map(str.isupper, form)), default=None)
    shape = why_no_name(best) if best else why_no_name(typed.title() if typed.islower() else typed)
    return NoName(shape, answer.counted if excerpts else "", excerpts)
