"""An entity among those that it is tied to: what a graph of it shows."""

from dataclasses import dataclass
from itertools import combinations

from bot.extraction.types import Kind
from bot.store import entities, ties
from bot.store.database import Connection
from bot.store.rows import Entity
from bot.store.scope import Scope

_PEOPLES: frozenset[Kind] = frozenset({"NORP", "LANGUAGE"})
"""In most sentences about a country: what they tie says little."""

_EDGES = 45
"""Ties that are drawn: with more, a graph cannot be read."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Two of the entities of a graph, by their places in it, how many sentences they share, whether it is stated."""

    one: int
    other: int
    sentences: int
    stated: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """An entity, first, with those that it is tied to most, and all ties among them, strongest first."""

    entities: tuple[Entity, ...]
    ties: tuple[Neighbour, ...]


async def of_entity(db: Connection, scope: Scope, entity: Entity, *, most: int) -> Surroundings:
    """What a graph of an entity shows: at most `most` entities, itself included."""
    beside = await ties.strongest(db, scope, entity.id, limit=2 * most + 10)
    known = await entities.by_ids(db, scope, list(beside))
    confirmed = [one for one in known.values() if one.confirmed and one.id != entity.id]
    found = sorted(confirmed, key=lambda one: (-beside[one.id], entities.standing(one)))
    shown = (entity, *[one for one in found if one.kind not in _PEOPLES][: most - 1])
    ids = [one.id for one in shown]
    shared = await ties.shared(db, scope, ids, among=ids)
    said = await ties.stated(db, scope, {pair for pair in shared if pair[0] != pair[1]})
    all_ties = [
        Neighbour(a, b, shared[ids[a], ids[b]], (ids[a], ids[b]) in said or (ids[b], ids[a]) in said)
        for a, b in combinations(range(len(ids)), 2)
        if (ids[a], ids[b]) in shared
    ]
    ranked = sorted(all_ties, key=lambda tie: (tie.one != 0, -tie.sentences, not tie.stated, tie.one, tie.other))
    return Surroundings(shown, tuple(ranked[:_EDGES]))
