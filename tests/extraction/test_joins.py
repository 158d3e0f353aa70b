import pytest

from bot.extraction import joins
from bot.extraction.name import Name
from tests.extraction.builders import parsed, shown


def test_a_bracket_cuts_a_name() -> None:
    tokens = parsed("Red Cross (/( Geneva Office )/) /")
    cut = joins.dotted_off(tokens, [Name(0, 6, "ORG")])
    assert shown(tokens, cut) == [("Red Cross", "ORG"), ("Geneva Office", "ORG")]


def test_an_acronym_is_cut_off_at_and() -> None:
    tokens = parsed("World Bank and/CC IMF")
    assert shown(tokens, joins.lists(tokens, [Name(0, 4, "ORG")])) == [("World Bank", "ORG"), ("IMF", "ORG")]
    tokens = parsed("Marks and/CC Spencer")
    assert shown(tokens, joins.lists(tokens, [Name(0, 3, "ORG")])) == [("Marks and Spencer", "ORG")]


def test_an_organisation_is_joined_to_its_place() -> None:
    tokens = parsed("Socialist Party of/IN the/DT Netherlands")
    found = joins.of_joined(tokens, [Name(0, 2, "ORG"), Name(4, 5, "GPE")])
    assert shown(tokens, found) == [("Socialist Party of the Netherlands", "ORG")]
    tokens = parsed("Philips of/IN Eindhoven")
    assert len(joins.of_joined(tokens, [Name(0, 1, "ORG"), Name(2, 3, "GPE")])) == 2


def test_a_year_and_a_head_make_an_event() -> None:
    tokens = parsed("the/DT 2010/CD Haiti earthquake/NN")
    assert shown(tokens, joins.events(tokens, [Name(2, 3, "GPE")])) == [("2010 Haiti earthquake", "EVENT")]
    tokens = parsed("1945/CD United Kingdom general/JJ election/NN")
    assert shown(tokens, joins.events(tokens, [Name(1, 3, "GPE")]))[0][1] == "EVENT"
    tokens = parsed("the/DT Haiti earthquake/NN")
    assert shown(tokens, joins.events(tokens, [Name(1, 2, "GPE")])) == [("Haiti", "GPE")]


def test_a_nickname_joins_the_names_around_it() -> None:
    tokens = parsed("Dwight \"/`` Ike \"/'' Eisenhower won/VBD")
    found = joins.nicknames(tokens, [Name(0, 1, "PERSON"), Name(4, 5, "PERSON")])
    assert shown(tokens, found) == [('Dwight " Ike " Eisenhower', "PERSON")]
    tokens = parsed('Eisenhower "/`` won/VBD')
    assert shown(tokens, joins.nicknames(tokens, [Name(0, 1, "PERSON")])) == [("Eisenhower", "PERSON")]


def test_a_unit_keeps_its_number() -> None:
    tokens = parsed("101st/JJ Airborne Division")
    assert shown(tokens, joins.numbered(tokens, [Name(1, 3, "ORG")])) == [("101st Airborne Division", "ORG")]


def test_a_first_name_gets_its_surname() -> None:
    tokens = parsed("Theresa May spoke/VBD", heads={0: 1})
    assert shown(tokens, joins.grown(tokens, [Name(0, 1, "PERSON")])) == [("Theresa May", "PERSON")]
    tokens = parsed("Theresa spoke/VBD", heads={0: 1})
    assert shown(tokens, joins.grown(tokens, [Name(0, 1, "PERSON")])) == [("Theresa", "PERSON")]


def test_the_acronym_in_brackets_is_a_name() -> None:
    tokens = parsed("European Space Agency (/( ESA )/)")
    assert shown(tokens, joins.brackets(tokens, [Name(0, 3, "ORG")]))[1] == ("ESA", "ORG")
    tokens = parsed("European Space Agency (/( right/NN )/)")
    assert len(joins.brackets(tokens, [Name(0, 3, "ORG")])) == 1


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    tokens = parsed("Dearer/JJR credit/NN ./. Nokia grew/VBD")
    assert shown(tokens, joins.common_words(tokens, [Name(0, 1, "PERSON"), Name(3, 4, "ORG")])) == [("Nokia", "ORG")]


def test_a_first_name_that_shares_a_surname_is_a_name() -> None:
    tokens = parsed("Sisters/NNS Venla and/CC Serena Koskinen won/VBD")
    assert shown(tokens, joins.coordinated(tokens, [Name(3, 5, "PERSON")]))[0] == ("Venla", "PERSON")
    tokens = parsed("Venla and/CC Serena Koskinen won/VBD ./. Venla Koskinen served/VBD")
    found = joins.coordinated(tokens, [Name(2, 4, "PERSON"), Name(6, 8, "PERSON")])
    assert shown(tokens, found)[0] == ("Venla", "PERSON")
    tokens = parsed("Siemens and/CC Serena Koskinen won/VBD")
    assert len(joins.coordinated(tokens, [Name(2, 4, "PERSON")])) == 1


@pytest.mark.parametrize(
    ("tagged", "parts"),
    [
        ("Norwegian Bank ,/, Nordic Forum", ["Norwegian Bank", "Nordic Forum"]),
        ("Elam ,/, Media ,/, Persia", ["Elam", "Media", "Persia"]),
        ("Department of/IN Water ,/, Mines and/CC Energy", ["Department of Water , Mines and Energy"]),
        ("Holm Brothers ,/, Inc.", ["Holm Brothers , Inc."]),
        ("Holm ,/, makers/NNS", ["Holm , makers"]),
    ],
)
def test_a_name_is_cut_at_the_commas_of_a_list(tagged: str, parts: list[str]) -> None:
    tokens = parsed(tagged)
    assert [part for part, _ in shown(tokens, joins.lists(tokens, [Name(0, len(tokens), "ORG")]))] == parts


def test_a_state_is_joined_to_what_it_is_of() -> None:
    tokens = parsed("the/DT County of/IN Nes and/CC kingdom/NN of/IN Moss")
    found = joins.of_joined(tokens, [Name(1, 2, "ORG"), Name(3, 4, "PERSON"), Name(5, 6, "LOC"), Name(7, 8, "GPE")])
    assert shown(tokens, found) == [("County of Nes", "GPE"), ("kingdom", "LOC"), ("Moss", "GPE")]


def test_a_nickname_joins_the_first_name_to_a_known_surname() -> None:
    tokens = parsed("then/RB Wilfred \"/`` Bud \"/'' Osgood came/VBD")
    assert shown(tokens, joins.nicknames(tokens, [Name(5, 6, "PERSON")])) == [('Wilfred " Bud " Osgood', "PERSON")]
    tokens = parsed("he/PRP said/VBD \"/`` no/UH \"/'' Osgood left/VBD")
    assert joins.nicknames(tokens, [Name(5, 6, "PERSON")]) == [Name(5, 6, "PERSON")]
