import pytest

from bot.extraction import agreeing
from bot.extraction.name import Name
from tests.extraction.builders import parsed, shown


@pytest.mark.parametrize("firm", ["Haldane Corp", "Haldane Records", "Haldane & Lowe Inc."])
def test_a_firm_is_one_by_its_short_form_too(firm: str) -> None:
    tokens = parsed(f"{firm} grew/VBD ./. Haldane said/VBD")
    length = len(firm.split())
    found = agreeing.firms(tokens, [Name(0, length, "ORG"), Name(length + 2, length + 3, "PERSON")])
    assert found[1].kind == "ORG"


def test_a_firm_is_one_by_its_first_word_where_it_says_that_it_is_a_firm() -> None:
    tokens = parsed("Haldane Gold Corp fell/VBD ./. Haldane and/CC Gold")
    names = [Name(0, 3, "ORG"), Name(5, 6, "LAW"), Name(7, 8, "PERSON")]
    assert [name.kind for name in agreeing.firms(tokens, names)] == ["ORG", "ORG", "PERSON"]
    tokens = parsed("Haldane Gold Club fell/VBD ./. Haldane")
    names = [Name(0, 3, "ORG"), Name(5, 6, "PERSON")]
    assert agreeing.firms(tokens, names) == names


def test_a_firm_that_is_called_after_somebody_leaves_him_a_person() -> None:
    tokens = parsed("Haldane Corp and/CC Otto Haldane ./. Haldane said/VBD")
    found = agreeing.firms(tokens, [Name(0, 2, "ORG"), Name(3, 5, "PERSON"), Name(6, 7, "PERSON")])
    assert [name.kind for name in found] == ["ORG", "PERSON", "PERSON"]
    tokens = parsed("Haldane University in/IN Haldane")
    found = agreeing.firms(tokens, [Name(0, 2, "ORG"), Name(3, 4, "GPE")])
    assert [name.kind for name in found] == ["ORG", "GPE"]


def test_a_first_name_is_a_persons() -> None:
    tokens = parsed("Somchai Prasert came/VBD ./. Somchai ,/, 41/CD ,/, left/VBD and/CC Somchai")
    names = [Name(0, 2, "PERSON"), Name(4, 5, "GPE"), Name(10, 11, "GPE")]
    assert {name.kind for name in agreeing.given(tokens, names)} == {"PERSON"}
    tokens = parsed("Paris Prasert came/VBD to/IN Paris")
    names = [Name(0, 2, "PERSON"), Name(4, 5, "GPE")]
    assert agreeing.given(tokens, names) == names
    assert agreeing.given(tokens, [names[0], Name(4, 5, "ORG")])[1].kind == "PERSON"


def test_a_storm_is_an_event() -> None:
    tokens = parsed("Typhoon Harvin grew/VBD ./. Harvin and/CC Hurricane Ilma and/CC Marit")
    names = [Name(0, 2, "PERSON"), Name(4, 5, "PERSON"), Name(7, 8, "PERSON"), Name(9, 10, "PERSON")]
    assert shown(tokens, agreeing.storms(tokens, names)) == [
        ("Typhoon Harvin", "EVENT"),
        ("Harvin", "EVENT"),
        ("Hurricane Ilma", "EVENT"),
        ("Marit", "PERSON"),
    ]


def test_a_country_is_one_beside_its_people() -> None:
    tokens = parsed("Jordan waits/VBZ ./. Jordanians left/VBD")
    names = [Name(0, 1, "PERSON"), Name(3, 4, "NORP")]
    assert [name.kind for name in agreeing.lands(tokens, names)] == ["GPE", "NORP"]
    assert agreeing.lands(tokens, names[:1]) == names[:1]
    tokens = parsed("Jordan waits/VBZ ./. Jordanians left/VBD Otto Jordan")
    assert agreeing.lands(tokens, [*names, Name(5, 7, "PERSON")])[0].kind == "PERSON"


def test_a_country_in_brackets_is_found() -> None:
    tokens = parsed("Holm (/( Netherlands )/) beat/VBD Krag (/( Czech Republic )/) and/CC Berg (/( 3 )/)")
    names = [Name(0, 1, "PERSON"), Name(5, 6, "PERSON"), Name(11, 12, "PERSON")]
    added = [name for name in agreeing.bracketed(tokens, names) if name not in names]
    assert shown(tokens, added) == [("Netherlands", "GPE"), ("Czech Republic", "GPE")]
    assert agreeing.bracketed(tokens, [Name(0, 1, "PERSON"), Name(2, 3, "ORG")]) == [
        Name(0, 1, "PERSON"),
        Name(2, 3, "ORG"),
    ]
