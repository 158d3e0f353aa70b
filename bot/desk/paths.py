"""How two entities are connected: the best chains of ties between them, searched from both ends.

A hop costs the less the more sentences the two share for how often each is mentioned, so that a country that stands in
every article does not tie everybody to everybody; and less where an article states what ties them.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log10, sqrt

from bot.store import entities, ties
from bot.store.database import Connection
from bot.store.rows import CONFIRMED_MENTIONS
from bot.store.scope import Scope
from bot.store.ties import Pair

MOST_HOPS = 4
"""Hops of a chain: of longer ones nobody would say that they connect."""

_WIDE = 300
"""Neighbours of either end that are looked at, those with most shared sentences."""

_EXPANDED = 24
"""Of these, how many are gone on from; none that is mentioned oftener than `_HUB`: everybody is tied to those."""

_HUB = 200
_CANDIDATES = 40
"""Chains of which the hops are looked up: some are left out for a name that a better one has."""

_MOST_STEPS = 4_000
"""Steps after which the search ends in any net, however dense."""

_EXACT = 9
"""Decimals to which costs are compared: the same hops cost the same in whatever order they are added."""

_STATED = 0.35
"""What a hop costs less when an article states it; a hop costs 1 at least."""

Chain = tuple[int, ...]
Net = Mapping[int, Mapping[int, int]]
"""For each entity, its neighbours with the sentences that it shares with each."""


async def chains(db: Connection, scope: Scope, one: int, other: int, *, most: int) -> list[Chain]:
    """The best chains from one entity to another, best first: what ties them directly, then by what they cost.

    Each goes through other entities than those before it. Empty where four hops do not lead there.
    """
    net = await _net(db, scope, one, other)
    known = await entities.mentions(db, scope, _all(net))
    inner = {entity for entity, count in known.items() if count >= CONFIRMED_MENTIONS}
    inner -= await ties.peoples(db, inner)
    inner = {entity for entity in inner if len(net[entity]) > 1}
    places = await _places(db, scope, {one, other, *inner})
    found = list(cheapest(net, known, one, other, inner, places))
    hops = {pair for chain in found for pair in pairwise(chain)}
    said = await ties.stated(db, scope, {*hops, *((b, a) for a, b in hops)})
    stated = {frozenset(pair) for pair in said}

    def rank(chain: Chain) -> tuple[bool, float, Sequence[int]]:
        pairs = list(pairwise(chain))
        paid = sum(cost(net[a][b], known[a], known[b]) - _STATED * (frozenset((a, b)) in stated) for a, b in pairs)
        return len(chain) > 2, round(paid, _EXACT), [places[entity] for entity in chain]

    chosen: list[Chain] = []
    used: set[int] = set()
    for chain in sorted(found, key=rank):
        if not used & set(chain[1:-1]):
            chosen.append(chain)
            used |= set(chain[1:-1])
    return chosen[:most]


async def _places(db: Connection, scope: Scope, ids: Collection[int]) -> dict[int, int]:
    """The place of each entity in the order of what is shown of them, which no order of filing changes."""
    known = await entities.by_ids(db, scope, sorted(ids))
    return {one.id: place for place, one in enumerate(sorted(known.values(), key=entities.standing))}


def cost(sentences: int, one: int, other: int) -> float:
    """What a hop costs between entities that are mentioned so often and share so many sentences."""
    closeness = min(sentences / sqrt(max(one, 1) * max(other, 1)), 1.0)
    return 1.0 - log10(closeness) / 2


def cheapest(
    net: Net, known: Mapping[int, int], one: int, other: int, inner: Collection[int], places: Mapping[int, int]
) -> Iterator[Chain]:
    """The cheapest chains of at most four hops, cheapest first, through none but `inner` entities.

    Best first, with what is left to the end at least as its bound: no chain is found before a cheaper one. Of equally
    cheap ones that goes first whose entities have the earlier `places`.
    """
    left = _left(net, known, other, inner)
    queue: list[tuple[float, Sequence[int], Chain, float]] = [(left.get(one, 0.0), (), (one,), 0.0)]
    found = 0
    for _ in range(_MOST_STEPS):
        if not queue or found == _CANDIDATES:
            return
        _, placed, chain, paid = heapq.heappop(queue)
        if chain[-1] == other:
            found += 1
            yield chain
            continue
        if len(chain) > MOST_HOPS:
            continue
        for entity, sentences in net.get(chain[-1], {}).items():
            if entity in left and entity not in chain and entity in places and (entity == other or entity in inner):
                spent = paid + cost(sentences, known[chain[-1]], known[entity])
                bound = round(spent + left[entity], _EXACT)
                heapq.heappush(queue, (bound, (*placed, places[entity]), (*chain, entity), spent))


def _left(net: Net, known: Mapping[int, int], other: int, inner: Collection[int]) -> dict[int, float]:
    """What it costs at least from each entity to the end."""
    left: dict[int, float] = {}
    queue = [(0.0, other)]
    while queue:
        paid, entity = heapq.heappop(queue)
        if entity in left:
            continue
        left[entity] = paid
        if entity != other and entity not in inner:
            continue
        for beside, sentences in net.get(entity, {}).items():
            if beside not in left and beside in known:
                heapq.heappush(queue, (paid + cost(sentences, known[entity], known[beside]), beside))
    return left


async def _net(db: Connection, scope: Scope, one: int, other: int) -> Net:
    """The ties of both ends, and of their neighbours that are gone on from."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    near = {end: await ties.strongest(db, scope, end, limit=_WIDE) for end in (one, other)}
    direct = await ties.shared(db, scope, [one], among=[other])
    _join(found, direct)
    for end, beside in near.items():
        _join(found, {(end, entity): sentences for entity, sentences in beside.items()})
    known = await entities.mentions(db, scope, [*near[one], *near[other], one, other])
    promising = [await _promising(db, scope, near[end], known, end) for end in (one, other)]
    started = sorted({*promising[0], *promising[1]} - {one, other})
    further = await ties.shared(db, scope, started)
    reached = {end: {b for a, b in further if a in near[end]} | set(near[end]) for end in (one, other)}
    bridges = (reached[one] & reached[other]) | set(started)
    _join(found, {pair: sentences for pair, sentences in further.items() if pair[1] in bridges})
    return found


async def _promising(
    db: Connection, scope: Scope, beside: Mapping[int, int], known: Mapping[int, int], end: int
) -> Sequence[int]:
    """Those neighbours of an end that are gone on from; names are looked up only of as many as cost the same."""
    fit = [entity for entity in beside if CONFIRMED_MENTIONS <= known.get(entity, 0) <= _HUB]
    costs = {entity: cost(beside[entity], known[end], known[entity]) for entity in fit}
    fit.sort(key=costs.__getitem__)
    if len(fit) <= _EXPANDED:
        return fit
    last = costs[fit[_EXPANDED - 1]]
    sure, tied = [e for e in fit if costs[e] < last], [e for e in fit if costs[e] == last]
    if len(sure) + len(tied) > _EXPANDED:
        places = await _places(db, scope, tied)
        tied = sorted(places, key=places.__getitem__)
    return [*sure, *tied][:_EXPANDED]


def _join(net: dict[int, dict[int, int]], pairs: Mapping[Pair, int]) -> None:
    for (one, other), sentences in pairs.items():
        net[one][other] = net[other][one] = sentences


def _all(net: Net) -> list[int]:
    return sorted(net)
