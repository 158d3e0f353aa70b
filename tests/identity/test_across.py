"""The decision over the names of a guild."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.types import Kind
from bot.identity.across import BLOCK_SIZE, CROWDED, blocks, decide, decide_block, rank
from bot.identity.blocks import home
from bot.identity.evidence import add
from bot.identity.types import Name, NameId
from tests.examples import examples


def person(key: str, articles: int = 1, *forms: str) -> Name:
    return Name(key, "PERSON", articles, dict.fromkeys((key, *forms), articles))


def organisation(key: str, articles: int = 1, *forms: str) -> Name:
    return Name(key, "ORG", articles, dict.fromkeys((key, *forms), articles))


def heads(*names: Name) -> dict[str, str]:
    return {decision.name[0]: decision.head[0] for decision in decide(names)}


def reason(key: str, *names: Name) -> str:
    return next(decision.reason for decision in decide(names) if decision.name[0] == key)


class TestPersons:
    def test_a_lone_surname_joins_the_only_bearer(self) -> None:
        names = (person("angela merkel", 3), person("merkel", 2), person("olaf scholz", 2))
        assert heads(*names) == {
            "angela merkel": "angela merkel",
            "merkel": "angela merkel",
            "olaf scholz": "olaf scholz",
        }
        assert reason("merkel", *names) == "the only surname Merkel is that of Angela Merkel"

    def test_a_surname_that_many_bear_needs_several_articles(self) -> None:
        assert heads(person("kim jong un", 2, "kim"), person("kim"))["kim"] == "kim"
        assert heads(person("kim jong un", 3, "kim"), person("kim"))["kim"] == "kim jong un"

    def test_a_lone_surname_of_two_stands_alone(self) -> None:
        assert heads(person("barack obama", 9), person("michelle obama"), person("obama", 4))["obama"] == "obama"

    def test_a_lone_surname_joins_whom_it_means_as_a_rule(self) -> None:
        family = (person("barack obama", 10, "obama"), person("malia obama", 5))
        assert heads(*family, person("obama", 4))["obama"] == "barack obama"
        assert reason("obama", *family, person("obama", 4)) == "as a rule the surname Obama is that of Barack Obama"
        also = person("michelle obama", 1, "obama")
        assert heads(*family, also, person("obama", 4))["obama"] == "barack obama"
        assert heads(*family, also, person("marian obama", 1, "obama"), person("obama", 4))["obama"] == "obama"
        assert heads(person("barack obama", 2, "obama"), family[1], person("obama"))["obama"] == "obama"

    def test_a_common_surname_of_two_needs_far_more_articles(self) -> None:
        seldom = (person("kim jong il"), person("kim"))
        assert heads(person("kim jong un", 9, "kim"), *seldom)["kim"] == "kim"
        assert heads(person("kim jong un", 10, "kim"), *seldom)["kim"] == "kim jong un"

    def test_a_later_namesake_splits_what_was_joined(self) -> None:
        before = (person("barack obama", 9), person("obama", 4))
        assert heads(*before)["obama"] == "barack obama"
        assert heads(*before, person("michelle obama"))["obama"] == "obama"

    def test_two_forms_of_one_bearer_are_one(self) -> None:
        found = heads(person("george w bush", 9), person("george walker bush"), person("bush", 4))
        assert set(found.values()) == {"george w bush"}

    def test_a_first_name_joins_only_where_an_article_used_it(self) -> None:
        assert heads(person("oprah winfrey", 2), person("oprah"))["oprah"] == "oprah"
        named = (person("neymar santos", 1, "neymar"), person("neymar"))
        assert reason("neymar", *named) == "the only first name Neymar is that of Neymar Santos"

    def test_a_common_first_name_needs_several_articles(self) -> None:
        assert heads(person("oprah winfrey", 2, "oprah"), person("oprah"))["oprah"] == "oprah"
        assert heads(person("oprah winfrey", 3, "oprah"), person("oprah"))["oprah"] == "oprah winfrey"

    def test_a_first_name_of_two_who_are_called_by_it_stands_alone(self) -> None:
        names = (person("paris hilton", 2, "paris"), person("paris jackson", 2, "paris"), person("paris"))
        assert heads(*names)["paris"] == "paris"

    def test_a_name_between_two_that_conflict_joins_neither(self) -> None:
        found = heads(person("john adams", 3), person("john quincy adams", 3), person("john bodkin adams", 3))
        assert found["john adams"] == "john adams"

    def test_a_rare_conflicting_name_does_not_split_a_common_one(self) -> None:
        found = heads(person("john adams", 30), person("john quincy adams", 30), person("john bodkin adams"))
        assert found["john adams"] == found["john quincy adams"] != found["john bodkin adams"]

    def test_names_that_one_article_named_together_are_one(self) -> None:
        apart = (person("olav berg", 5), person("olav berg lund"))
        assert len(set(heads(*apart).values())) == 2
        together = (person("olav berg", 5, "olav berg lund"), person("olav berg lund"))
        assert set(heads(*together).values()) == {"olav berg"}
        assert reason("olav berg lund", *together) == "named together with Olav Berg in one article"

    def test_a_better_attested_shorter_name_heads_the_longer_one(self) -> None:
        for short, long in (("javier berg", "javier berg lund"), ("oriol berg", "oriol berg i lund")):
            assert set(heads(person(short, 5), person(long)).values()) == {short}
        two = (person("abdullah of lund", 5), person("abdullah of berg", 5))
        assert len(set(heads(*two).values())) == 2

    def test_the_head_is_the_best_attested_full_name(self) -> None:
        found = heads(person("barack obama", 9), person("barack hussein obama", 2), person("obama", 40))
        assert set(found.values()) == {"barack obama"}

    def test_initials_join_one_and_not_two(self) -> None:
        assert heads(person("j tolkien", 3), person("john tolkien"))["john tolkien"] == "j tolkien"
        found = heads(person("j smith", 2), person("john smith", 2), person("jane smith", 2))
        assert len(set(found.values())) == 3


class TestThings:
    def test_initials_that_fit_one_organisation(self) -> None:
        names = (organisation("international atomic energy agency", 2), organisation("iaea", 5))
        assert heads(*names)["iaea"] == "international atomic energy agency"
        assert reason("iaea", *names) == "the initials of International Atomic Energy Agency only"

    def test_initials_that_fit_two_join_neither(self) -> None:
        names = (
            organisation("american medical association"),
            organisation("american music awards"),
            organisation("ama"),
        )
        assert heads(*names)["ama"] == "ama"

    def test_an_article_that_pairs_them_decides(self) -> None:
        names = (
            organisation("american medical association", 3, "ama"),
            organisation("american music awards"),
            organisation("ama"),
        )
        assert heads(*names)["ama"] == "american medical association"
        assert reason("ama", *names) == "short for American Medical Association, as an article says"

    def test_articles_that_disagree_decide_nothing_unless_one_outweighs(self) -> None:
        def named(medical: int) -> dict[str, str]:
            return heads(
                organisation("american medical association", medical, "ama"),
                organisation("american music awards", 1, "ama"),
                organisation("ama"),
            )

        assert named(2)["ama"] == "ama"
        assert named(20)["ama"] == "american medical association"

    def test_two_letters_need_an_article(self) -> None:
        assert heads(organisation("bundesliga cup"), organisation("bc"))["bc"] == "bc"
        assert heads(organisation("bundesliga cup", 1, "bc"), organisation("bc"))["bc"] == "bundesliga cup"

    def test_a_short_form_joins_where_an_article_used_it(self) -> None:
        assert heads(organisation("mayo clinic"), organisation("mayo"))["mayo"] == "mayo"
        assert heads(organisation("mayo clinic", 1, "mayo"), organisation("mayo"))["mayo"] == "mayo clinic"

    def test_the_first_word_of_one_name_in_one_article_does_not_swallow_a_common_name(self) -> None:
        assert heads(organisation("orion pictures", 1, "orion"), organisation("orion", 9))["orion"] == "orion"
        found = heads(organisation("boston red sox", 1, "red sox"), organisation("red sox", 9))
        assert found["red sox"] == "boston red sox"

    def test_a_body_that_many_have_is_not_swallowed_by_the_one_that_an_article_calls_so(self) -> None:
        found = heads(organisation("alabama liberal party", 1, "liberal party"), organisation("liberal party", 9))
        assert found["liberal party"] == "liberal party"
        found = heads(organisation("alabama liberal party", 2, "liberal party"), organisation("liberal party", 4))
        assert found["liberal party"] == "alabama liberal party"
        found = heads(organisation("united states senate", 1, "senate"), organisation("senate", 9))
        assert found["senate"] == "united states senate"

    def test_a_club_is_not_its_town_when_both_are_common(self) -> None:
        club, town = Name("barcelona", "ORG", 9), Name("barcelona", "GPE", 8)
        assert len({decision.head for decision in decide([club, town])}) == 2
        assert len({decision.head for decision in decide([club, Name("barcelona", "GPE", 1)])}) == 1

    def test_a_country_is_nobodys_initials(self) -> None:
        names = (organisation("international royal association nairobi"), Name("iran", "GPE", 3))
        assert heads(*names)["iran"] == "iran"

    def test_an_acronym_of_two_kinds_goes_where_the_longer_name_is(self) -> None:
        names = (
            organisation("north atlantic treaty organization", 2),
            organisation("nato", 5),
            Name("nato", "GPE", 1),
            Name("north atlantic treaty organization", "GPE", 1),
        )
        assert {decision.head for decision in decide(names)} == {("north atlantic treaty organization", "ORG")}


def test_a_crowded_block_is_bounded() -> None:
    names = [
        person(f"{'abcdefghijklmnopqrstuvwxyz'[i % 26]}{'aeiou'[i // 26 % 5] * (i // 130 + 1)}b smith")
        for i in range(260)
    ]
    names = sorted({name.key: name for name in names}.values(), key=lambda name: name.key)
    assert len(names) > BLOCK_SIZE
    reasons = [decision.reason for decision in decide_block("p:smith"[:2] + home(names[0])[2:], names)]
    assert reasons.count(CROWDED) == len(names) - BLOCK_SIZE


def test_a_block_decides_only_about_names_at_home_there() -> None:
    britney = person("britney spears", 3, "britney")
    lone = person("britney")
    block = home(lone)
    assert block in blocks(britney)
    assert [decision.name for decision in decide_block(block, [britney, lone])] == [lone.id]


_FIRST = ("john", "jon", "mary", "j", "kim", "robert", "bob", "")
_MIDDLE = ("", "", "a", "adam", "b", "jong")
_LAST = ("smith", "smyth", "un", "kim", "adams", "adamss", "king")
_KEYS = st.builds(
    lambda *words: " ".join(word for word in words if word),
    st.sampled_from(_FIRST),
    st.sampled_from(_MIDDLE),
    st.sampled_from(_LAST),
    st.sampled_from(("", "", "", "jr")),
)
_THINGS = st.sampled_from(
    (
        "united nations",
        "un",
        "uno",
        "united nations organization",
        "american medical association",
        "ama",
        "mayo clinic",
        "mayo",
    )
)


@st.composite
def _name(draw: st.DrawFn) -> Name:
    kind: Kind = draw(st.sampled_from(("PERSON", "PERSON", "PERSON", "ORG", "GPE", "NORP")))
    key = draw(_KEYS if kind == "PERSON" else _THINGS)
    others = draw(st.lists(_KEYS if kind == "PERSON" else _THINGS, max_size=2))
    return Name(key, kind, 1, dict.fromkeys((key, *others), 1))


_ARTICLES = st.lists(st.lists(_name(), max_size=4, unique_by=lambda name: name.id), max_size=14)


def _total(articles: Iterable[Sequence[Name]]) -> dict[NameId, Name]:
    names: dict[NameId, Name] = {}
    for article in articles:
        for name in article:
            names[name.id] = add(names[name.id], name) if name.id in names else name
    return names


@given(_ARTICLES, st.randoms())
@settings(max_examples=examples(150))
def test_the_order_of_names_does_not_matter(articles: list[list[Name]], random: object) -> None:
    names = list(_total(articles).values())
    expected = decide(names)
    random.shuffle(names)  # type: ignore[attr-defined]
    assert decide(names) == expected


@given(_ARTICLES, st.data())
@settings(max_examples=examples(150))
def test_filing_block_by_block_ends_where_deciding_at_once_does(
    articles: list[list[Name]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(articles))))
    known: dict[NameId, Name] = {}
    joins: dict[NameId, NameId] = {}
    for index in order:
        touched = set[str]()
        for name in articles[index]:
            known[name.id] = add(known[name.id], name) if name.id in known else name
            touched.update(blocks(known[name.id]))
        listed: dict[str, list[Name]] = defaultdict(list)
        for name in known.values():
            for block in blocks(name):
                listed[block].append(name)
        for block in touched:
            joins.update({d.name: d.head for d in decide_block(block, listed[block])})
    assert joins.keys() == known.keys()

    def top(name: NameId) -> NameId:
        return name if joins[name] == name else top(joins[name])

    assert {name: top(name) for name in joins} == {d.name: d.head for d in decide(list(known.values()))}


@given(_ARTICLES)
@settings(max_examples=examples(100))
def test_a_name_joins_only_what_stands_higher(articles: list[list[Name]]) -> None:
    names = _total(articles)
    listed: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        for block in blocks(name):
            listed[block].append(name)
    for block, held in listed.items():
        for decision in decide_block(block, held):
            if decision.head != decision.name:
                assert rank(names[decision.head]) < rank(names[decision.name])


@pytest.mark.parametrize("kind", ["NORP", "LANGUAGE"])
def test_peoples_and_languages_stand_alone(kind: Kind) -> None:
    assert [d.head for d in decide([Name("english", kind, 1)])] == [("english", kind)]
    assert blocks(Name("english", kind, 1)) == ("n:english",)
