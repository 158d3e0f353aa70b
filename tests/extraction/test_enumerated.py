from bot.extraction.enumerated import enumerated
from bot.extraction.name import Name
from bot.extraction.types import Kind
from tests.extraction.builders import parsed


def kinds(tagged: str, *names: tuple[int, int, Kind]) -> list[Kind]:
    return [name.kind for name in enumerated(parsed(tagged), [Name(*name) for name in names])]


def test_a_person_stands_between_two_persons() -> None:
    tagged = "Anna Holm ,/, Ola Berg and/CC Marit Krag"
    assert kinds(tagged, (0, 2, "PERSON"), (3, 5, "ORG"), (6, 8, "PERSON")) == ["PERSON"] * 3


def test_a_place_stands_between_two_places() -> None:
    tagged = "Moss ,/, Nes ,/, and/CC Lier"
    assert kinds(tagged, (0, 1, "GPE"), (2, 3, "PERSON"), (5, 6, "GPE")) == ["GPE"] * 3


def test_what_says_itself_what_it_is_stays() -> None:
    tagged = "Anna Holm ,/, Nordic Council and/CC Marit Krag"
    assert kinds(tagged, (0, 2, "PERSON"), (3, 5, "ORG"), (6, 8, "PERSON"))[1] == "ORG"
    assert kinds("Moss ,/, ILO ,/, Lier", (0, 1, "GPE"), (2, 3, "ORG"), (4, 5, "GPE"))[1] == "ORG"


def test_no_list_and_unlike_neighbours_say_nothing() -> None:
    tagged = "Anna Holm and/CC Ola Berg and/CC Marit Krag"
    assert kinds(tagged, (0, 2, "PERSON"), (3, 5, "ORG"), (6, 8, "PERSON"))[1] == "ORG"
    tagged = "Moss in/IN Nes ,/, Lier"
    assert kinds(tagged, (0, 1, "GPE"), (2, 3, "ORG"), (4, 5, "GPE"))[1] == "ORG"
    assert kinds("Moss ,/, Nes ,/, Holm", (0, 1, "GPE"), (2, 3, "ORG"), (4, 5, "PERSON"))[1] == "ORG"
