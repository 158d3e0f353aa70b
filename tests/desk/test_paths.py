"""Chains of ties: the best of at most four hops, whoever stands in every article left aside."""

from itertools import pairwise

import aiosqlite
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import comparing, paths, surroundings, ties
from bot.desk.paths import MOST_HOPS, cheapest, cost
from bot.store import completion, entities
from bot.store.rows import Entity
from bot.store.scope import LOCAL, Scope
from tests.store.filing import file, memory

ANY, FIRST = Scope(LOCAL), Scope(LOCAL, frozenset({1}))

EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[0] < e[1]), max_size=20)


@given(EDGES, st.integers(1, 50))
def test_chains_are_simple_bounded_real_and_cheapest_first(edges: set[tuple[int, int]], weight: int) -> None:
    net: dict[int, dict[int, int]] = {n: {} for n in range(8)}
    for a, b in edges:
        net[a][b] = net[b][a] = (a * b) % 5 + 1
    known = {n: n * weight + 2 for n in net}
    found = list(cheapest(net, known, 0, 7, set(net), {n: -n for n in net}))
    paid = [round(sum(cost(net[a][b], known[a], known[b]) for a, b in pairwise(chain)), 9) for chain in found]
    assert paid == sorted(paid)
    assert len(set(found)) == len(found)
    for chain in found:
        assert (chain[0], chain[-1]) == (0, 7)
        assert len(set(chain)) == len(chain) <= MOST_HOPS + 1
    reached = {0}
    for _ in range(MOST_HOPS):
        reached |= {b for a in reached for b in net[a]}
    assert bool(found) == (7 in reached)


def test_a_hop_costs_less_with_more_sentences_and_more_with_hubs() -> None:
    assert cost(5, 10, 10) < cost(1, 10, 10) < cost(1, 10, 5_000)
    assert cost(3, 2, 2) == 1.0


async def entity(db: aiosqlite.Connection, name: str) -> Entity:
    [found] = await completion.named(db, ANY, name)
    return found


async def _filed(db: aiosqlite.Connection) -> None:
    for number in range(12):
        await file(db, f"John Adams spoke in Paris for the {number}. time. Abigail Dane slept in Paris.", 1)
    await file(db, "John Adams met Thomas Jefferson. John Adams wrote. Thomas Jefferson read.", 1)
    await file(db, "Thomas Jefferson praised Abigail Dane. Carl Dorn slept.", 2)


async def test_a_stated_chain_goes_before_a_place_that_is_everywhere() -> None:
    async with memory() as db:
        await _filed(db)
        adams, dane = await entity(db, "john adams"), await entity(db, "abigail dane")
        jefferson, paris = await entity(db, "thomas jefferson"), await entity(db, "paris")
        assert await paths.chains(db, ANY, adams.id, dane.id, most=5) == [
            (adams.id, jefferson.id, dane.id), (adams.id, paris.id, dane.id)
        ]  # fmt: skip
        found = await ties.path(db, ANY, adams, dane, way=1, most=5)
        assert found is not None
        assert [(hop.tie.text, hop.tie.said) for hop in found.hops] == [
            ("John Adams met Thomas Jefferson.", "met"), ("Thomas Jefferson praised Abigail Dane.", "praised")
        ]  # fmt: skip
        assert all(
            {hop.tie.one.of(hop.tie.text), hop.tie.other.of(hop.tie.text)} == {hop.one.name, hop.other.name}
            for hop in found.hops
        )


async def test_what_is_out_of_scope_ties_nobody() -> None:
    async with memory() as db:
        await _filed(db)
        adams, dane = await entity(db, "john adams"), await entity(db, "abigail dane")
        paris, dorn = await entity(db, "paris"), await entity(db, "carl dorn")
        assert await paths.chains(db, FIRST, adams.id, dane.id, most=5) == [(adams.id, paris.id, dane.id)]
        assert await paths.chains(db, ANY, adams.id, dorn.id, most=5) == []
        assert await ties.path(db, ANY, adams, dorn, way=1, most=5) is None


async def test_no_order_of_filing_decides_between_chains_that_cost_the_same() -> None:
    bridges = ["Bela Egan", "Carl Dorn", "Dora Flint"]
    texts = [f"John Adams met {one}. {one} praised Abigail Dane." for one in bridges]
    found = []
    for listed in (texts, texts[::-1], texts[1:] + texts[:1]):
        async with memory() as db:
            for text in listed:
                await file(db, text, 1)
            adams, dane = await entity(db, "john adams"), await entity(db, "abigail dane")
            chains = await paths.chains(db, ANY, adams.id, dane.id, most=5)
            called = await entities.by_ids(db, ANY, [chain[1] for chain in chains])
            found.append([called[chain[1]].name for chain in chains])
    assert found == [bridges, bridges, bridges]


async def test_all_between_two_stands_in_time_order_in_scope() -> None:
    async with memory() as db:
        await _filed(db)
        adams, paris = await entity(db, "john adams"), await entity(db, "paris")
        jefferson, dane = await entity(db, "thomas jefferson"), await entity(db, "abigail dane")
        found = await ties.between(db, ANY, adams, paris)
        assert [tie.article.number for tie in found] == sorted(tie.article.number for tie in found)
        assert len(found) == 12
        assert await ties.between(db, FIRST, jefferson, dane) == []


async def test_two_names_compared_and_one_among_its_ties() -> None:
    async with memory() as db:
        await _filed(db)
        adams, dane = await entity(db, "john adams"), await entity(db, "abigail dane")
        found = await comparing.compare(db, ANY, adams, dane)
        assert found.both.places == ("Paris",)
        assert found.both.people == ("Thomas Jefferson",)
        alone = await comparing.compare(db, FIRST, adams, dane)
        assert (alone.both.people, alone.only_one.people) == ((), ("Thomas Jefferson",))
        around = await surroundings.of_entity(db, ANY, adams, most=3)
        assert around.entities[0] == adams
        assert {one.name for one in around.entities[1:]} == {"Paris", "Thomas Jefferson"}
        assert [(t.one, t.stated) for t in around.ties if around.entities[t.other].name == "Thomas Jefferson"] == [
            (0, True)
        ]
