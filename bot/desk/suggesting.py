"""Suggestions: which names may be one, or two, best first, within a bound; and what an answer makes of one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import Literal

from bot.desk.excerpts import bracketed
from bot.desk.results import Excerpt
from bot.identity.blocks import GIVEN, split_of
from bot.identity.suggesting import WORTH_ASKING, Likely, likely_one, likely_two, weighed
from bot.identity.types import NameId
from bot.store import articles, correcting, entities, labels, marking, rankings, suggesting
from bot.store.aside import aside
from bot.store.corrections import Entry, New
from bot.store.database import Connection
from bot.store.marking import Secret
from bot.store.rows import Entity, day_of
from bot.store.scope import Scope
from bot.store.suggesting import Held

_LOOKED_AT = 120
"""The most mentioned entities, with whose names others are compared: no more, whatever the store's size."""

_WEIGHED = 60
"""Pairs of which more is looked up than their forms, the likeliest by these."""

_SENTENCES = 2
_LATER = 7
"""Days that a suggestion waits for which somebody says "later"."""

Answer = Literal["yes", "no", "later"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names: the entity that it is of, how it stands in articles, and sentences to read."""

    entity: Entity
    name: str
    mentions: int
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two names that may be one, or two (`likely.same`); `pair` finds them again."""

    likely: Likely
    one: Side
    other: Side
    pair: str


async def likely(db: Connection, scope: Scope, now: datetime) -> list[tuple[Likely, Held, Held]]:
    """What may be one, or two, in scope, the likeliest first, but for what was answered."""
    most = [entity for entity, _ in (await rankings.commonest(db, scope, most=_LOOKED_AT))[:_LOOKED_AT]]
    own = await suggesting.names_of(db, scope, most)
    found = await _found(db, scope, own)
    found = await _unanswered(db, scope, found, day_of(now))
    counted = await suggesting.answers(db, scope.guild)
    told = []
    for one, a, b in sorted(found, key=lambda each: (-each[0].score, each[0].a, each[0].b))[:_WEIGHED]:
        accepted, refused = counted.get(one.evidence, (0, 0))
        score = weighed(
            one,
            accepted=accepted,
            refused=refused,
            neighbours=await suggesting.neighbours(db, scope, a.entity, b.entity) if one.same else 0,
            together=await suggesting.sentences_together(db, scope, a.entity, b.entity) if one.same else 0,
        )
        if score >= WORTH_ASKING:
            told.append((replace(one, score=score), a, b))
    return sorted(told, key=lambda each: (-each[0].score, each[0].a, each[0].b))


async def _found(db: Connection, scope: Scope, own: Sequence[Held]) -> list[tuple[Likely, Held, Held]]:
    listed = await suggesting.listed(db, scope, [name.row for name in own])
    best = await aside(sum(map(len, listed.values())), _alike, list(listed.values()), {name.name.id for name in own})
    for together in _by_entity(own).values():
        for a, b in combinations(together, 2):
            count = await suggesting.articles_together(db, scope, a.row, b.row)
            if two := likely_two(a.name.id, b.name.id, count):
                best[frozenset((two.a, two.b))] = (two, a, b)
    return list(best.values())


def _alike(
    blocks: Sequence[Sequence[Held]], about: Collection[NameId]
) -> dict[frozenset[NameId], tuple[Likely, Held, Held]]:
    """The best evidence that two names are one, over all blocks that list both."""
    best: dict[frozenset[NameId], tuple[Likely, Held, Held]] = {}
    for held in blocks:
        of = {name.name.id: name for name in held}
        entity_of = {id_: name.entity for id_, name in of.items()}
        for one in likely_one([name.name for name in held], entity_of, about):
            pair = frozenset((one.a, one.b))
            if pair not in best or one.score > best[pair][0].score:
                best[pair] = (one, of[one.a], of[one.b])
    return best


def _by_entity(names: Sequence[Held]) -> Mapping[int, list[Held]]:
    """Persons of more than one name, with the few best attested of these; a form that somebody gave is none."""
    found: dict[int, list[Held]] = {}
    for name in sorted(names, key=lambda one: (-one.name.articles, one.name.id)):
        if (
            name.name.kind == "PERSON"
            and split_of(name.name.key) != GIVEN
            and len(found.setdefault(name.entity, [])) < _SENTENCES + 2
        ):
            found[name.entity].append(name)
    return {entity: held for entity, held in found.items() if len(held) > 1}


async def _unanswered(
    db: Connection, scope: Scope, found: Sequence[tuple[Likely, Held, Held]], today: int
) -> list[tuple[Likely, Held, Held]]:
    key = await marking.secret(db, scope.guild)
    if key is None:
        return list(found)
    names = {name for one, _, _ in found for name in (one.a, one.b)}
    spoken = await suggesting.spoken_of(db, scope.guild, key, names)
    pairs = {_mark(key, one): one for one, _, _ in found}
    waiting = await suggesting.postponed(db, scope.guild, list(pairs), today)
    return [
        each
        for each in found
        if _mark(key, each[0]) not in waiting and frozenset((key.name(each[0].a), key.name(each[0].b))) not in spoken
    ]


def _mark(key: Secret, one: Likely) -> str:
    """The mark of a pair, in no order."""
    return "".join(sorted((key.name(one.a), key.name(one.b))))


async def told(db: Connection, scope: Scope, one: Likely, a: Held, b: Held) -> Suggestion | None:
    """A suggestion with what there is to read of both; None when one of them is gone."""
    known = await entities.by_ids(db, scope, [a.entity, b.entity])
    handles = [await suggesting.handle_of(db, scope, held.row) for held in (a, b)]
    if a.entity not in known or b.entity not in known or None in handles:
        return None
    sides = [await _side(db, scope, held, known[held.entity]) for held in (a, b)]
    return Suggestion(one, sides[0], sides[1], f"{handles[0]}-{handles[1]}")


async def _side(db: Connection, scope: Scope, held: Held, entity: Entity) -> Side:
    read = await suggesting.sentences_of(db, scope, held.row, limit=_SENTENCES)
    ids = sorted({one.article for one in read})
    known, texts = await articles.by_ids(db, scope, ids), await articles.texts(db, ids)
    shown = await bracketed(db, known, [(one.article, one.sentence) for one in read], ())
    excerpts = [shown[place] for one in read if (place := (one.article, one.sentence)) in shown]
    form = read[0].mention.line(texts[read[0].article]) if read else entity.name
    return Side(entity, form, held.name.articles, tuple(excerpts))


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a suggestion: the two names, and the correction that was made, None for "later"."""

    one: str
    other: str
    same: bool
    entry: Entry | None


async def answer(
    db: Connection, scope: Scope, pair: str, said: Answer, *, by: str | None, channel: int | None, now: datetime
) -> Answered | None:
    """Do as somebody answered to a suggestion; None when it is none any more."""
    first, _, second = pair.partition("-")
    a, b = await suggesting.by_handle(db, scope, first), await suggesting.by_handle(db, scope, second)
    if a is None or b is None or a.row == b.row:
        return None
    one = await _again(db, scope, a, b, now)
    if one is None:
        return None
    key = await marking.ensured(db, scope.guild)
    names = [(await _side(db, scope, held, (await entities.by_ids(db, scope, [held.entity]))[held.entity])).name
             for held in (a, b)]  # fmt: skip
    if said == "later":
        await suggesting.postpone(db, scope.guild, _mark(key, one), day_of(now) + _LATER)
        return Answered(names[0], names[1], one.same, None)
    same = one.same == (said == "yes")
    marks = (key.name(one.a), key.name(one.b))
    new = New("merge" if same else "notsame", marks, opener=labels.opener(one.a))
    entry = await correcting.make(db, scope.guild, new, (one.a, one.b), by, channel, now)
    await suggesting.answered(db, scope.guild, one.evidence, accepted=said == "yes")
    return Answered(names[0], names[1], same, entry)


async def _again(db: Connection, scope: Scope, a: Held, b: Held, now: datetime) -> Likely | None:
    """What was suggested of two names, as long as it was not answered."""
    found: list[tuple[Likely, Held, Held]] = []
    if a.entity == b.entity:
        two = likely_two(a.name.id, b.name.id, await suggesting.articles_together(db, scope, a.row, b.row))
        found = [(two, a, b)] if two else []
    else:
        for one, other in ((a, b), (b, a)):
            entity_of = {one.name.id: one.entity, other.name.id: other.entity}
            found += [(each, one, other) for each in likely_one([one.name, other.name], entity_of)]
    left = await _unanswered(db, scope, found, day_of(now))
    return max((each[0] for each in left), key=lambda each: each.score, default=None)
