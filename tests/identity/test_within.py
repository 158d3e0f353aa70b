"""Chains within one article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.extraction.types import KINDS, Extraction, Mention, Sentence
from bot.identity.thing_joins import bracketed_acronyms
from bot.identity.within import resolve
from tests.examples import examples
from tests.identity.markup import chains, read, reasons


def test_surname_and_east_asian_family_name_join_the_full_name() -> None:
    marked = "[Kim Jong Un|PERSON] wrote to [Vladimir Putin|PERSON]. [Kim|PERSON] praised [Putin|PERSON]."
    assert chains(marked) == {
        "kim jong un": ["Kim Jong Un", "Kim"],
        "vladimir putin": ["Vladimir Putin", "Putin"],
    }
    assert reasons(marked)["Kim"] == "surname of Kim Jong Un"
    assert reasons(marked)["Kim Jong Un"] == "same name"


def test_an_acronym_is_nobodys_given_name() -> None:
    assert chains("[Kim Jong Un|PERSON] wrote. The [UN|ORG] and the [UN|PERSON] read.")["kim jong un"] == [
        "Kim Jong Un"
    ]
    assert reasons("[Xi Jinping|PERSON] came. [Jinping|PERSON] left.")["Jinping"] == "first name of Xi Jinping"
    assert reasons("[Kim Basinger|PERSON] came. [Basinger|PERSON] left.")["Basinger"] == "surname of Kim Basinger"
    assert reasons("[Choe Son Hui|PERSON] came. [Choe|PERSON] left.")["Choe"] == "surname of Choe Son Hui"


def test_a_surname_that_two_people_share_joins_neither() -> None:
    found = chains("[Michelle Obama|PERSON] and [Barack Obama|PERSON] came. [Obama|PERSON] spoke.")
    assert found["obama"] == ["Obama"]


def test_a_surname_that_stands_alone_before_a_namesake_is_named_means_the_first_bearer() -> None:
    opening = "[Anna Brandt|PERSON] came. [Brandt|PERSON] spoke."
    later = " Her brother [Peter Brandt|PERSON] left."
    assert chains(opening + later)["anna brandt"] == ["Anna Brandt", "Brandt"]
    assert chains(opening + later + " [Brandt|PERSON] stayed.")["anna brandt"] == ["Anna Brandt", "Brandt", "Brandt"]
    assert chains(later + opening)["brandt"] == ["Brandt"]
    assert chains(opening + later + " [Peter Brandt|PERSON] and [Brandt|PERSON] met.")["brandt"] == ["Brandt", "Brandt"]
    assert chains(opening.replace(". [B", ". Mr. [B") + later)["peter brandt"] == ["Brandt", "Peter Brandt"]


def test_a_title_of_the_other_gender_keeps_a_surname_from_its_only_bearer() -> None:
    marked = "Mr. [Obama|PERSON] came with the first lady, [Michelle Obama|PERSON]."
    assert chains(marked) == {"obama": ["Obama"], "michelle obama": ["Michelle Obama"]}
    assert "obama" not in chains(marked.replace("Mr.", "Mrs."))
    assert "obama" not in chains(marked.replace("Mr.", "The"))
    assert "kim" not in chains("[Kim Jong Un|PERSON] came. Mr. [Kim|PERSON] spoke.")


def test_a_title_tells_which_of_two_bearers_is_meant() -> None:
    found = chains("[Michelle Obama|PERSON] and [Barack Obama|PERSON] came. Mrs. [Obama|PERSON] spoke.")
    assert found["michelle obama"] == ["Michelle Obama", "Obama"]


def test_a_headline_means_whom_the_text_names_first() -> None:
    found = chains("[ODONGO|PERSON] FREED. [Samuel Odongo|PERSON] left. [Odongo|PERSON] and [Grace Odongo|PERSON] met.")
    assert found == {"samuel odongo": ["ODONGO", "Samuel Odongo", "Odongo"], "grace odongo": ["Grace Odongo"]}


def test_a_title_leaves_out_a_namesake_of_the_other_gender() -> None:
    found = chains("[Peter Quillan|PERSON] and [Tamsyn Quillan|PERSON] came. Mrs. [Quillan|PERSON] spoke.")
    assert found["tamsyn quillan"] == ["Tamsyn Quillan", "Quillan"]


def test_an_adjective_says_that_it_stands_for_its_country() -> None:
    assert reasons("[Norway|GPE] waits. [Norwegian|NORP] shops open.")["Norwegian"] == "stands for Norway"


def test_a_first_name_joins_when_nobody_has_it_as_a_surname() -> None:
    assert reasons("[Serena Williams|PERSON] won. [Serena|PERSON] smiled.")["Serena"] == "first name of Serena Williams"


def test_a_surname_goes_before_a_first_name() -> None:
    found = chains("[James Taylor|PERSON] met [LeBron James|PERSON]. [James|PERSON] scored.")
    assert found["lebron james"] == ["LeBron James", "James"]


def test_the_second_of_three_names_is_a_surname() -> None:
    found = chains("[Gabriel García Márquez|PERSON] wrote it. [García|PERSON] and [García Márquez|PERSON] are he.")
    assert found == {"gabriel garcia marquez": ["Gabriel García Márquez", "García", "García Márquez"]}


def test_words_added_once_do_not_make_the_head() -> None:
    found = chains("[Angela Merkel|PERSON] left. [Angela Merkel Visits|PERSON]. [Angela Merkel|PERSON] returned.")
    assert found == {"angela merkel": ["Angela Merkel", "Angela Merkel Visits", "Angela Merkel"]}


def test_two_given_names_are_not_the_whole_name() -> None:
    found = chains("[Juan Carlos Ferrero|PERSON] won. [Juan Carlos|PERSON] smiled.")
    assert found == {"juan carlos ferrero": ["Juan Carlos Ferrero", "Juan Carlos"]}


def test_nicknames_and_initials() -> None:
    found = chains('[James "Jimmy" Carter|PERSON] won. [Jimmy|PERSON] ran. [J. Carter|PERSON] signed.')
    assert list(found) == ["james carter"]
    assert list(chains("[John F. Kennedy|PERSON] spoke. [JFK|PERSON] left.")) == ["john f kennedy"]


def test_father_and_son_stay_apart() -> None:
    found = chains("[Ken Griffey Jr.|PERSON] and [Ken Griffey Sr.|PERSON] played. [Griffey|PERSON] hit.")
    assert set(found) == {"ken griffey jr", "ken griffey sr", "griffey"}


@pytest.mark.parametrize(
    ("marked", "key"),
    [
        ("The [World Trade Organization|ORG] ([WTO|ORG]) met. The [WTO|ORG] said.", "world trade organization"),
        ("The [World Health Organization|ORG] met. The [WHO|ORG] said so.", "world health organization"),
        ("[British Broadcasting Corporation|ORG] news: the [BBC|ORG] and the [B.B.C.|ORG]", "british broadcasting"),
        ("[Advanced Micro Devices Inc.|ORG], [AMD|ORG], [Advanced Micro Devices|ORG]", "advanced micro devices"),
        ("[Hewlett - Packard|ORG] and [Hewlett-Packard Co.|ORG] and [H-P|ORG] and [HP|ORG]", "hewlett packard"),
        ("[United States|GPE], [U.S.|GPE], [USA|GPE], [US|ORG], [America|GPE] and [U. S.|NORP]", "united states"),
        ("[Mayo Clinic|ORG] opened. [Mayo|ORG] grew.", "mayo clinic"),
        ("The [U.S. Senate|ORG] voted. The [Senate|ORG] rose.", "united states senate"),
        ("[Boston|GPE] won. The [Boston Red Sox|ORG] or [Red Sox|ORG]", "boston red sox"),
        ("[Aceh province|GPE] shook. [Aceh|GPE] slept.", "aceh province"),
        ("[Norway|GPE] waits. [Norwegian|NORP] shops, the [Norwegians|NORP]", "norway"),
        ("The [Turks|NORP] won, said a [Turkish|NORP] coach.", "turkey"),
        ("The [European Commission|ORG] met. The [Commission|ORG] said so.", "european commission"),
        ("The [Directorate of Fisheries|ORG] met. The [Directorate|ORG] said so.", "directorate of fisheries"),
        ("The [Harborton Mariners|ORG] lost. The [Mariners|ORG] are last.", "harborton mariners"),
        ("Brokers [Cavendry & Lowe|ORG] sold. [Cavendry|ORG] waits.", "cavendry and lowe"),
        ("[Elbud Bank|ORG] grew. [Elbud|ORG] hires.", "elbud bank"),
    ],
)  # fmt: skip
def test_one_thing_under_several_names(marked: str, key: str) -> None:
    found = chains(marked)
    assert key in found
    assert set(found) <= {key, "boston"}


@pytest.mark.parametrize(
    "marked",
    [
        "[China|GPE] is not [China Daily|ORG].",
        "[America|GPE] in the [U.S./Canada|GPE] league",
        "[York University|ORG] is not [New York University|ORG].",
        "[Russia|GPE] and two [Russians|NORP].",
        "[Sweden|GPE] and a [Swede|NORP].",
        "[Palestine|GPE] and a [Palestinian|NORP] doctor.",
        "The [Dalton Commission|ORG], the [Fisk Commission|ORG] and the [Commission|ORG].",
        "[Paris|GPE] and [Paris Hilton|PERSON].",
        "[Virginia|GPE] and [Virginia Woolf|PERSON].",
        "[Apple|ORG] and [Apple Records|ORG] and [Apple Bank|ORG]",
        "[Amnesty International|ORG] and [AI|PRODUCT]",
    ],
)
def test_different_things_stay_apart(marked: str) -> None:
    assert len(chains(marked)) == len(read(marked)[1].mentions)


def test_an_acronym_of_another_language_has_its_letters_in_another_order() -> None:
    found = chains("The [National Federation of Dockers|ORG] (FND) struck. [FND|ORG] won.")
    assert found == {"national federation of dockers": ["National Federation of Dockers", "FND"]}


def test_the_bracket_may_hold_an_acronym_with_other_letters() -> None:
    found = chains("The [Associated Newspapers Group|ORG] (ANGL) grew. [ANGL|ORG] bought papers.")
    assert len(found) == 2
    found = chains("The [Interstate Gas Company of Ohio|ORG] (INGAS) grew. [INGAS|ORG] bought pipes.")
    assert list(found) == ["interstate gas company of ohio"]


def test_a_bracketed_acronym_counts_even_where_no_model_saw_it() -> None:
    text, extraction = read("The [World Trade Organization|ORG] (WTO) met.")
    assert bracketed_acronyms(text, extraction) == {0: "WTO"}


@pytest.mark.parametrize("told", [", or ECB,", ", known as the ECB,", " (the ECB)"])
def test_an_acronym_may_be_told_in_words(told: str) -> None:
    text, extraction = read(f"The [European Central Bank|ORG]{told} met.")
    assert bracketed_acronyms(text, extraction) == {0: "ECB"}


def test_a_company_is_called_by_its_first_words() -> None:
    found = chains("[Haldane Gold Corp.|ORG] fell. [Haldane|ORG] rose. [Gold|ORG] rose.")
    assert found == {"haldane gold": ["Haldane Gold Corp.", "Haldane"], "gold": ["Gold"]}
    assert len(chains("[Haldane Gold|ORG] fell. [Haldane|ORG] rose.")) == 2
    assert len(chains("[China Gold Corp.|ORG] fell. [China|ORG] rose.")) == 2


def test_a_ticker_is_no_acronym() -> None:
    text, extraction = read("The [Haldane Liner Company|ORG] (HLC.N) met, or so.")
    assert bracketed_acronyms(text, extraction) == {}


def test_the_kind_is_voted_for() -> None:
    text, extraction = read("[Reuters|ORG] said. [Reuters|GPE] wrote. [Reuters|ORG] asked.")
    resolution = resolve(text, extraction)
    assert [(chain.key, chain.kind) for chain in resolution.chains] == [("reuters", "ORG")]


def test_a_surname_taken_for_a_place_is_the_person() -> None:
    found = chains("[Harrison Ford|PERSON] flew. [Ford|ORG] landed. He lives in [Lincoln|GPE].")
    assert found["harrison ford"] == ["Harrison Ford", "Ford"]
    found = chains("[Abraham Lincoln|PERSON] grew up far from [Lincoln|GPE].")
    assert found["lincoln"] == ["Lincoln"]


_WORDS = st.sampled_from(
    (
        "Kim",
        "Jong",
        "Un",
        "Smith",
        "John",
        "Mary",
        "Jr.",
        "A.",
        "IAEA",
        "International",
        "Atomic",
        "Agency",
        "US",
        "the",
    )
)
_NAMES = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.tuples(_NAMES, st.sampled_from(KINDS)), max_size=12))
@settings(max_examples=examples(200))
def test_every_mention_is_in_exactly_one_chain_and_ids_are_unique(named: list[tuple[str, str]]) -> None:
    text, mentions = "", []
    for surface, kind in named:
        mentions.append(Mention(Span(len(text), len(text) + len(surface)), kind, 0))  # type: ignore[arg-type]
        text += surface + " ("
    extraction = Extraction(sentences=(Sentence(Span(0, len(text)), 0, 1),), mentions=tuple(mentions))
    resolution = resolve(text, extraction)
    placed = [link.mention for chain in resolution.chains for link in chain.links]
    assert sorted(placed) == list(range(len(mentions)))
    assert len({(chain.key, chain.kind) for chain in resolution.chains}) == len(resolution.chains)
    assert all(chain.head in [link.mention for link in chain.links] for chain in resolution.chains)
    assert all(link.reason and "{" not in link.reason for chain in resolution.chains for link in chain.links)


def test_no_mentions_give_no_chains() -> None:
    assert resolve("Nothing here.", Extraction()).chains == ()


def test_coordinated_first_names_share_the_surname() -> None:
    marked = "[Anna|PERSON] and [Peter Vogel|PERSON] came. [Vogel|PERSON] left. [Anna Vogel|PERSON] spoke."
    assert chains(marked) == {"anna vogel": ["Anna", "Anna Vogel"], "peter vogel": ["Peter Vogel"], "vogel": ["Vogel"]}
    assert reasons(marked)["Anna"] == "shares the surname that follows"
    assert set(chains("[Velden|PERSON] and [Peter Vogel|PERSON] came.")) == {"velden", "peter vogel"}
    assert set(chains("[Anna|PERSON], who met [Peter Vogel|PERSON], came.")) == {"anna", "peter vogel"}


def test_ways_to_write_one_name_say_so() -> None:
    found = reasons("[Hewlett - Packard|ORG] grew. [H-P|ORG] and [Al-Nadir|ORG] fell, [Al Nadeer|ORG] rose.")
    assert found["H-P"] == "another way to write Hewlett - Packard"
    assert reasons("[Al-Nadira|ORG] grew. [Al Nadera|ORG] fell.")["Al Nadera"] == "another spelling of Al-Nadira"
    assert reasons("[Wind-Mart|ORG] grew. [Windmart|ORG] fell.")["Windmart"] == "another spacing of Wind-Mart"
