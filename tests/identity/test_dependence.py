"""Which part of a block a decision depends on: deciding that part alone changes what deciding the whole would."""

from collections.abc import Iterable, Sequence
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.types import Kind
from bot.identity import dependence
from bot.identity.across import blocks, decide_block
from bot.identity.blocks import home
from bot.identity.dependence import Outline, bounded, concerned
from bot.identity.evidence import add
from bot.identity.types import Name, NameId
from tests.examples import examples

BLOCK = "p:smth"


def outline(name: Name) -> Outline:
    return name.key, bounded(name.forms.keys() - {name.key})


def tied(block: str, grown: str, *names: Name, spoken_of: Iterable[int] = ()) -> set[str]:
    """The keys of the names that are concerned when one has grown."""
    outlines = {number: outline(name) for number, name in enumerate(names)}
    number = next(number for number, name in enumerate(names) if name.key == grown)
    return {names[one].key for one in concerned(block, outlines, {number}, set(spoken_of))}


def people(*keys: str) -> list[Name]:
    return [Name(key, "PERSON", 1, {key: 1}) for key in keys]


FIRST = ("ada", "ben", "carl", "dora", "emil", "fritz", "gus", "hans", "ida", "kurt", "leo", "nora", "otto", "paul")
CROWD = people(*(f"{first} smithe" for first in FIRST))


def test_a_surname_that_sounds_alike_is_not_concerned() -> None:
    names = people("john smith", "smith", "mary smith")
    assert tied(BLOCK, "john smith", *names, *CROWD) == {"john smith", "smith", "mary smith"}


def test_two_spellings_of_a_name_are_concerned() -> None:
    assert tied(BLOCK, "john smith", *people("john smith", "john smyth", "smyth"), *CROWD) == {
        "john smith", "john smyth", "smyth",
    }  # fmt: skip


def test_a_form_that_an_article_used_ties_names() -> None:
    named = Name("william tell", "PERSON", 1, {"william tell": 1, "john smith": 1})
    assert tied(BLOCK, "john smith", *people("john smith"), named, *CROWD) == {"john smith", "william tell"}
    assert tied(BLOCK, "william tell", *people("john smith"), named, *CROWD) == {"john smith", "william tell"}


def test_a_short_form_of_a_given_name_ties_names() -> None:
    assert tied(BLOCK, "robert smith", *people("robert smith", "bob smyth"), *CROWD) == {"robert smith", "bob smyth"}
    assert tied(BLOCK, "bob smyth", *people("robert smith", "bob smyth"), *CROWD) == {"robert smith", "bob smyth"}


def test_a_lone_name_is_tied_to_whom_it_stood_for() -> None:
    named = Name("margaret smith", "PERSON", 1, {"margaret smith": 1, "daisy": 1})
    others = people("daisy", *(f"daisi {last}" for last in FIRST))
    assert tied("p:daisy", "daisy", named, *others) == {"daisy", "margaret smith"}
    assert tied("p:daisy", "margaret smith", named, *others) == {"daisy", "margaret smith"}


def test_names_that_people_spoke_of_are_concerned_together() -> None:
    names = [*people("john smith", "zoe smithe"), *CROWD]
    assert tied(BLOCK, "john smith", *names) == {"john smith"}
    assert tied(BLOCK, "john smith", *names, spoken_of=(0, 1)) == {"john smith", "zoe smithe"}


def test_where_many_hang_together_the_whole_block_is_taken() -> None:
    names = [*people("smith", "john smith", "mary smith", "ann smith", "zoe smithe")]
    assert tied(BLOCK, "john smith", *names) == {name.key for name in names}


def test_a_name_of_initials_hangs_together_with_what_they_may_stand_for() -> None:
    long = "american medical association"
    things = [Name(key, "ORG", 1, {key: 1}) for key in ("ama", long, *(f"area map {n}" for n in range(9)))]
    assert tied("t:ama", long, *things) == {"ama", long}
    assert tied("t:ama", "ama", *things) == {"ama", long}


_FIRST = (
    "john",
    "jon",
    "mary",
    "j",
    "kim",
    "robert",
    "bob",
    "rober",
    "al",
    "albert",
    "abu",
    "jose",
    "mohamed",
    "muhammad",
    "",
)
_MIDDLE = ("", "", "a", "adam", "b", "jong", "de", "garcia", "robert")
_LAST = ("smith", "smyth", "smithe", "un", "kim", "adams", "adamss", "king", "al", "mary", "garcia")
_PERSONS = st.builds(
    lambda *words: " ".join(word for word in words if word),
    st.sampled_from(_FIRST),
    st.sampled_from(_MIDDLE),
    st.sampled_from(_LAST),
    st.sampled_from(("", "", "", "jr", "of mary")),
)
_THINGS = st.sampled_from(
    (
        "united nations",
        "united nation",
        "unitednations",
        "un",
        "uno",
        "united nations organization",
        "american medical association",
        "american medicol association",
        "ama",
        "ama group",
        "american music awards",
        "mayo clinic",
        "mayo",
        "fc mayo",
        "uc berkeley",
        "university of california berkeley",
        "berkeley",
    )
)


@st.composite
def _name(draw: st.DrawFn) -> Name:
    kind: Kind = draw(st.sampled_from(("PERSON", "PERSON", "PERSON", "ORG", "ORG", "GPE", "NORP")))
    keys = _PERSONS if kind == "PERSON" else _THINGS
    key = draw(keys)
    return Name(key, kind, 1, dict.fromkeys((key, *draw(st.lists(keys, max_size=2))), 1))


_ARTICLES = st.lists(st.lists(_name(), max_size=4, unique_by=lambda name: name.id), min_size=1, max_size=16)


def _listed(block: str, names: Iterable[Name]) -> list[Name]:
    return [name for name in names if block in blocks(name)]


def _decisions(block: str, names: Sequence[Name]) -> dict[NameId, tuple[NameId, str]]:
    return {one.name: (one.head, one.reason) for one in decide_block(block, names)} if names else {}


@given(_ARTICLES)
@settings(max_examples=examples(300))
def test_deciding_what_is_concerned_ends_where_deciding_the_whole_does(articles: list[list[Name]]) -> None:
    known: dict[NameId, Name] = {}
    decided: dict[str, dict[NameId, tuple[NameId, str]]] = {}
    numbers: dict[NameId, int] = {}
    for article in articles:
        for name in article:
            known[name.id] = add(known[name.id], name) if name.id in known else name
            numbers.setdefault(name.id, len(numbers))
        grown = {numbers[name.id] for name in article}
        for block in sorted({block for name in article for block in blocks(known[name.id])}):
            listed = {numbers[name.id]: name for name in _listed(block, known.values())}
            outlines = {number: outline(name) for number, name in listed.items()}
            with mock.patch.object(dependence, "_WHOLE", 0):  # look further in small blocks, too
                part = [listed[number] for number in concerned(block, outlines, grown & listed.keys())]
            decided.setdefault(block, {}).update(_decisions(block, part))
            assert decided[block] == _decisions(block, list(listed.values()))
            assert all(home(known[name]) == block for name in decided[block])
