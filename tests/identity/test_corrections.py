"""What people said over what the rules say: the last word counts, and what is left are trees."""

from hypothesis import given
from hypothesis import strategies as st

from bot.identity.across import decide_block, rank
from bot.identity.blocks import home
from bot.identity.corrections import Node, Verdict, contradicted, overrule, said
from bot.identity.said import Said, pair
from bot.identity.types import Name, NameId

A, B, C, D = (Name(f"{first} smith", "PERSON", 9 - n) for n, first in enumerate(("ann", "bob", "carl", "dora")))


def joined(verdicts: list[Verdict], rules: dict[NameId, NameId] | None = None) -> dict[str, str]:
    """What each name joins in the end, by first names; those that join themselves are left out."""
    heads = {name.id: name.id for name in (A, B, C, D)} | (rules or {})
    heads |= {name: one.head for name, one in overrule([A, B, C, D], heads, verdicts).items()}
    return {name[0].split()[0]: head[0].split()[0] for name, head in heads.items() if head != name}


def same(entry: int, a: Name, b: Name) -> Verdict:
    return Verdict(entry, same=True, a=a.id, b=b.id)


def apart(entry: int, a: Name, b: Name) -> Verdict:
    return Verdict(entry, same=False, a=a.id, b=b.id)


def test_who_is_one_joins_the_highest() -> None:
    assert joined([same(1, B, C)]) == {"carl": "bob"}
    assert joined([same(1, B, C), same(2, C, A)]) == {"bob": "ann", "carl": "ann"}


def test_a_name_that_is_gone_still_ties_two() -> None:
    verdicts = [Verdict(1, same=True, a=A.id, b="gone"), Verdict(2, same=True, a="gone", b=D.id)]
    assert joined(verdicts) == {"dora": "ann"}
    assert joined([*verdicts, apart(3, A, D)]) == {}


def test_the_rules_join_what_nobody_forbids() -> None:
    rules = {B.id: A.id, C.id: B.id}
    assert joined([apart(1, A, C)], rules) == {"bob": "ann"}
    assert joined([apart(1, A, B)], rules) == {"carl": "bob"}
    assert (
        overrule([A, B, C, D], {n.id: rules.get(n.id, n.id) for n in (A, B, C, D)}, [apart(7, A, B)])[B.id].reason
        == "kept apart from Ann Smith by correction 7"
    )


def test_the_later_entry_counts() -> None:
    assert joined([same(1, A, B), apart(2, A, B)]) == {}
    assert joined([apart(1, A, B), same(2, A, B)]) == {"bob": "ann"}
    assert contradicted([same(1, A, B), apart(2, A, B)]) == [1]
    assert contradicted([same(1, A, B), same(2, B, C), apart(3, A, C)]) == [1]
    assert contradicted([same(1, A, B), apart(2, C, D)]) == []


def test_in_a_block_the_later_entry_on_a_pair_counts() -> None:
    assert said([same(1, A, B), apart(2, A, B), same(3, C, D)]) == Said(
        frozenset({pair(C.id, D.id)}), frozenset({pair(A.id, B.id)})
    )


def test_a_surname_with_two_bearers_has_one_when_they_are_one() -> None:
    quillon = Name("quillon", "PERSON", 3)
    names = [Name("ann marie quillon", "PERSON", 2), Name("joan quillon", "PERSON", 2), quillon]
    block = home(quillon)
    alone = {decision.name: decision.head for decision in decide_block(block, names)}
    assert alone[quillon.id] == quillon.id
    one = Said(same=frozenset({pair(names[0].id, names[1].id)}))
    found = {decision.name: decision.head for decision in decide_block(block, names, one)}
    assert found[quillon.id] == found[names[1].id] == names[0].id
    never = Said(one.same, frozenset({pair(quillon.id, names[0].id)}))
    assert {d.name: d.head for d in decide_block(block, names, never)}[quillon.id] == quillon.id


def test_what_was_split_off_is_compared_with_nothing() -> None:
    part = Name("ann smith +a1b2", "PERSON", 2, {"ann smith": 2, "smith": 2})
    other = Name("a smith +a1b2", "PERSON", 1, {"smith": 1})
    assert home(part) == home(other) == "s:a1b2"
    found = {decision.name: decision.head for decision in decide_block("s:a1b2", [part, other])}
    assert found == {part.id: part.id, other.id: part.id}


_NODES: list[Node] = [A.id, B.id, C.id, D.id, "gone", "past"]
names = st.sampled_from(_NODES)
verdicts = st.lists(st.tuples(st.booleans(), names, names).filter(lambda one: one[1] != one[2]), max_size=6).map(
    lambda made: [Verdict(n, same=is_same, a=a, b=b) for n, (is_same, a, b) in enumerate(made, 1)]
)


@given(verdicts, st.lists(st.integers(0, 3), min_size=4, max_size=4), st.randoms())
def test_there_are_only_trees_and_nobody_is_with_whom_the_last_word_parts(
    made: list[Verdict], above: list[int], random: object
) -> None:
    ranked = sorted((A, B, C, D), key=rank)
    rules = {name.id: ranked[min(above[place], place)].id for place, name in enumerate(ranked)}
    decided = overrule(ranked, rules, made)
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert overrule(ranked[::-1], rules, shuffled) == decided
    heads = rules | {name: one.head for name, one in decided.items()}
    place = {name.id: at for at, name in enumerate(ranked)}
    assert all(place[head] <= place[name] for name, head in heads.items())

    def top(name: NameId) -> NameId:
        return name if heads[name] == name else top(heads[name])

    passed = set(contradicted(made))
    for verdict in made:
        if verdict.entry not in passed and isinstance(verdict.a, tuple) and isinstance(verdict.b, tuple):
            assert (top(verdict.a) == top(verdict.b)) is verdict.same
