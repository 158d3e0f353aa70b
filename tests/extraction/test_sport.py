import pytest

from bot.extraction.name import Name
from bot.extraction.sport import clubs
from bot.extraction.types import Kind
from tests.extraction.builders import parsed

SPORT = " ./. league/NN season/NN coach/NN striker/NN match/NN goal/NN"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Arnsund/NNP striker/NN Ola/NNP Holm", (0, 1), "GPE"),
        ("Arnsund Palace won/VBD", (0, 2), "FAC"),
        ("Arnsund Wanderers won/VBD", (0, 2), "PERSON"),
        ("AC Arnsund won/VBD", (0, 2), "PERSON"),
        ("the/DT Anglers/NNPS won/VBD", (1, 2), "FAC"),
        ("Arnsund/NNP beat/VBD them/PRP", (0, 1), "GPE"),
        ("they/PRP beat/VBD Arnsund", (2, 3), "GPE"),
    ],
)
def test_what_plays_is_a_club_in_news_of_sport(text: str, name: tuple[int, int], kind: Kind) -> None:
    given = [Name(*name, kind)]
    assert clubs(parsed(text + SPORT), given)[0].kind == "ORG"
    assert clubs(parsed(text), given) == given


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Norway/NNP striker/NN Ola/NNP Holm", (0, 1), "GPE"),
        ("Mexico City won/VBD", (0, 2), "GPE"),
        ("in/IN Arnsund/NNP fans/NNS sang/VBD", (1, 2), "GPE"),
        ("Ola Villa won/VBD", (0, 2), "PERSON"),
        ("Holm/NNP beat/VBD Krag", (0, 1), "PERSON"),
    ],
)
def test_countries_cities_and_players_are_none(text: str, name: tuple[int, int], kind: Kind) -> None:
    given = [Name(*name, kind)]
    assert clubs(parsed(text + SPORT), given) == given


def test_a_club_is_one_by_its_first_word_too() -> None:
    tokens = parsed("Arnsund Rovers won/VBD and/CC Arnsund fans/NNS ,/, Krag Rovers ,/, Ola Krag and/CC Krag" + SPORT)
    given = [
        Name(0, 2, "PERSON"),
        Name(4, 5, "PERSON"),
        Name(7, 9, "ORG"),
        Name(10, 12, "PERSON"),
        Name(13, 14, "PERSON"),
    ]
    assert [name.kind for name in clubs(tokens, given)] == ["ORG", "ORG", "ORG", "PERSON", "PERSON"]


def test_the_mark_of_an_agency_tells_that_a_text_is_about_sport() -> None:
    tokens = parsed("Soccer -/: Arnsund beat/VBD them/PRP")
    assert clubs(tokens, [Name(2, 3, "GPE")])[0].kind == "ORG"


def test_a_town_and_its_team_are_one() -> None:
    tokens = parsed("Arnsund Anglers/NNPS won/VBD ,/, Torvik ,/, Miners/NNPS lost/VBD" + SPORT)
    given = [Name(0, 1, "GPE"), Name(1, 2, "ORG"), Name(4, 5, "GPE"), Name(6, 7, "ORG")]
    assert clubs(tokens, given) == [Name(0, 2, "ORG"), *given[2:]]


def test_a_team_taken_for_a_people_is_one_by_its_coach() -> None:
    tokens = parsed("Anglers/NNPS coach/NN Ola/NNP Holm ,/, Danes/NNPS" + SPORT)
    assert [name.kind for name in clubs(tokens, [Name(0, 1, "NORP"), Name(5, 6, "NORP")])] == ["ORG", "NORP"]
