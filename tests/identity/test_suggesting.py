"""Which names may be one, or two, and how answers weigh."""

import pytest

from bot.extraction.types import Kind
from bot.identity.suggesting import WORTH_ASKING, Likely, likely_one, likely_two, weighed
from bot.identity.types import Name, NameId


def pairs(*names: tuple[str, Kind]) -> dict[tuple[str, str], tuple[str, float]]:
    """What is suggested of names that are an entity each, in two articles each."""
    made = [Name(key, kind, 2, {key: 2}) for key, kind in names]
    entity_of: dict[NameId, int] = {name.id: number for number, name in enumerate(made)}
    return {(one.a[0], one.b[0]): (one.evidence, one.score) for one in likely_one(made, entity_of)}


def test_persons_by_form() -> None:
    assert pairs(("bob hansen", "PERSON"), ("robert hansen", "PERSON")) == {
        ("bob hansen", "robert hansen"): ("short form", 0.55)
    }
    assert pairs(("erik hansen", "PERSON"), ("erik hanson", "PERSON"))[("erik hansen", "erik hanson")][0] == "spelling"
    assert pairs(("olav berg lund", "PERSON"), ("olav berg", "PERSON"))[("olav berg lund", "olav berg")][0] == (
        "more names"
    )
    assert pairs(("olav berg", "PERSON"), ("kari lund", "PERSON")) == {}


def test_a_surname_is_shared_among_its_bearers() -> None:
    alone = pairs(("berg", "PERSON"), ("olav berg", "PERSON"))
    assert alone == {("olav berg", "berg"): ("surname", 0.5)}
    shared = pairs(("berg", "PERSON"), ("olav berg", "PERSON"), ("kari berg", "PERSON"))
    assert shared[("olav berg", "berg")] == shared[("kari berg", "berg")] == ("surname", 0.25)


def test_a_surname_more_likely_means_the_bearer_that_more_articles_name() -> None:
    made = [Name(key, "PERSON", articles) for key, articles in (("berg", 2), ("olav berg", 9), ("kari berg", 1))]
    scores = {one.a[0]: one.score for one in likely_one(made, {name.id: n for n, name in enumerate(made)})}
    assert scores == pytest.approx({"olav berg": 0.45, "kari berg": 0.05})


def test_names_that_no_article_has_share_a_surname_alike() -> None:
    made = [Name(key, "PERSON", 0) for key in ("berg", "olav berg", "kari berg")]
    assert [one.score for one in likely_one(made, {name.id: n for n, name in enumerate(made)})] == [0.25, 0.25]


def test_things_by_form() -> None:
    assert pairs(("velden port", "ORG"), ("velden port", "FAC")) == {("velden port", "velden port"): ("kind", 0.45)}
    assert pairs(("velden port authority", "ORG"), ("vpa", "ORG")) == {
        ("velden port authority", "vpa"): ("acronym", 0.5)
    }
    assert pairs(("velden", "GPE"), ("velden", "NORP")) == {}


def test_names_of_one_entity_are_not_suggested_to_be_one() -> None:
    made = [Name("bob hansen", "PERSON", 2), Name("robert hansen", "PERSON", 2)]
    assert likely_one(made, dict.fromkeys([name.id for name in made], 1)) == []


def test_names_that_articles_told_apart_may_be_two() -> None:
    once = likely_two(("j berg", "PERSON"), ("jon berg", "PERSON"), 1)
    often = likely_two(("j berg", "PERSON"), ("jon berg", "PERSON"), 3)
    assert once is not None
    assert often is not None
    assert WORTH_ASKING < once.score < often.score
    assert likely_two(("j berg", "PERSON"), ("jon berg", "PERSON"), 0) is None
    assert likely_two(("velden", "GPE"), ("port", "GPE"), 2) is None


def test_answers_move_what_is_worth_asking() -> None:
    one = Likely(("a b", "PERSON"), ("a c", "PERSON"), same=True, evidence="spelling", why="", score=0.5)

    def after(accepted: int, refused: int) -> float:
        return weighed(one, accepted=accepted, refused=refused, neighbours=0, together=0)

    assert after(0, 0) == 0.5
    assert after(3, 0) > after(1, 0) > after(0, 0) > after(0, 1) > after(0, 3)
    assert after(0, 9) < WORTH_ASKING
    assert weighed(one, accepted=0, refused=0, neighbours=4, together=0) > after(0, 0)
    assert weighed(one, accepted=0, refused=0, neighbours=0, together=2) < WORTH_ASKING
