from bot.extraction.document import agreed_kinds, found_again, labels
from bot.extraction.name import Name
from bot.extraction.shortened import short_forms, sure_forms, surname
from tests.extraction.builders import parsed, shown


def test_the_majority_decides_the_kind_of_a_form() -> None:
    tokens = parsed("Bakken and/CC Bakken or/CC Bakken")
    found = agreed_kinds(tokens, [Name(0, 1, "ORG"), Name(2, 3, "LOC"), Name(4, 5, "LOC")])
    assert {name.kind for name in found} == {"LOC"}


def test_a_full_name_decides_the_kind_of_its_surname() -> None:
    tokens = parsed("Ernest Walton ;/: Walton ;/: Walton")
    found = agreed_kinds(tokens, [Name(0, 2, "PERSON"), Name(3, 4, "ORG"), Name(5, 6, "ORG")])
    assert {name.kind for name in found} == {"PERSON"}


def test_a_transcript_calls_its_speakers_in_capitals() -> None:
    tokens = parsed("Otto Holm came/VBD ./. HOLM :/: Yes/UH ,/, HOLM and/CC KRAG :/: No/UH")
    found = labels(tokens, [Name(0, 2, "PERSON")])
    assert shown(tokens, found) == [("Otto Holm", "PERSON"), ("HOLM", "PERSON")]
    assert found[1].start == 4


def test_a_firm_is_found_again_without_what_says_that_it_is_one() -> None:
    tokens = parsed("Haldane Corp sold/VBD ./. Haldane said/VBD ./. Lone Star Cable and/CC Lone Star")
    found = found_again(tokens, [Name(0, 2, "ORG"), Name(7, 10, "ORG")])
    assert [text for text, _ in shown(tokens, found)] == ["Haldane Corp", "Haldane", "Lone Star Cable", "Lone Star"]
    tokens = parsed("General Motors sold/VBD ./. General said/VBD")
    assert found_again(tokens, [Name(0, 2, "ORG")]) == [Name(0, 2, "ORG")]


def test_what_a_firm_is_called_for_short() -> None:
    assert short_forms(("Haldane", "Steel", "Co")) == [("Haldane", "Steel"), ("Haldane",)]
    assert short_forms(("Cavendry", "&", "Lowe")) == [("Cavendry",)]
    assert short_forms(("World", "Health", "Organization")) == []
    assert sure_forms(("Haldane", "Steel", "Co")) == [("Haldane", "Steel")]


def test_a_surname_that_is_a_word_is_found_before_its_verb() -> None:
    tokens = parsed("Otto Page came/VBD ./. Page/NN is/VBZ late/JJ ./. Page/NN turners/NNS stay/VBP")
    found = found_again(tokens, [Name(0, 2, "PERSON")])
    assert [name.start for name in found] == [0, 4]


def test_surname_is_the_last_word_before_a_suffix() -> None:
    assert surname(("Sammy", "Davis", "Jr.")) == "Davis"
    assert surname(("Jr.",)) == "Jr."


def test_names_and_surnames_are_found_again() -> None:
    tokens = parsed("Theresa May met/VBD ESA ./. May thanked/VBD the/DT ESA")
    found = found_again(tokens, [Name(0, 2, "PERSON"), Name(3, 4, "ORG")])
    assert shown(tokens, found)[2:] == [("May", "PERSON"), ("ESA", "ORG")]


def test_a_common_word_is_not_found_as_a_name() -> None:
    tokens = parsed("Theresa May may/MD go/VB in/IN May Day/NNP week/NN ./. May/MD it/PRP rain/VB")
    found = found_again(tokens, [Name(0, 2, "PERSON")])
    assert shown(tokens, found) == [("Theresa May", "PERSON")]


def test_the_longest_form_wins_and_nothing_overlaps() -> None:
    tokens = parsed("Lake Geneva ;/: Geneva ;/: Lake Geneva")
    found = found_again(tokens, [Name(0, 2, "LOC"), Name(3, 4, "GPE")])
    assert shown(tokens, found)[-1] == ("Lake Geneva", "LOC")


def test_a_surname_that_is_a_word_is_found_amid_a_sentence_only() -> None:
    tokens = parsed("Anna Wheels left/VBD ./. the/DT club/NN let/VBD Wheels/NNS go/VB ./. Wheels/NNS turn/VBP")
    found = found_again(tokens, [Name(0, 2, "PERSON")])
    assert shown(tokens, found) == [("Anna Wheels", "PERSON"), ("Wheels", "PERSON")]


def test_a_word_that_names_an_organisation_is_not_found_by_its_capital_alone() -> None:
    tokens = parsed("Wheels bought/VBD it/PRP ./. he/PRP told/VBD Wheels/NNS")
    assert len(found_again(tokens, [Name(0, 1, "ORG")])) == 1


def test_the_beginning_of_another_name_is_completed() -> None:
    tokens = parsed("NYSE Euronext fell/VBD ./. NYSE Euronext 's/POS rival/NN ,/, NYSE said/VBD")
    found = found_again(tokens, [Name(0, 2, "ORG"), Name(4, 5, "ORG"), Name(9, 10, "ORG")])
    assert [(name.start, name.end) for name in found] == [(0, 2), (4, 6), (9, 10)]
    tokens = parsed("Montreal Canal froze/VBD ./. Montreal Canal")
    names = [Name(0, 2, "LOC"), Name(4, 5, "GPE")]
    assert found_again(tokens, names)[1] == Name(4, 5, "GPE")


def test_a_surname_that_is_a_word_is_found_before_said() -> None:
    tokens = parsed("Shane Shook came/VBD ./. ”/'' Shook/VBD said/VBD ./. Shook/VBD the/DT tree/NN")
    assert found_again(tokens, [Name(0, 2, "PERSON")]) == [Name(0, 2, "PERSON")]
    tokens.lemmas[6] = "say"
    assert found_again(tokens, [Name(0, 2, "PERSON")]) == [Name(0, 2, "PERSON"), Name(5, 6, "PERSON")]
