import pytest

from tests.extraction.conftest import Read

pytestmark = pytest.mark.model


def mentions(read: Read, text: str) -> list[tuple[str, str]]:
    _, found = read(text)
    return [(m.span.of(text), m.kind) for m in found.mentions]


def test_people_places_and_organisations(read: Read) -> None:
    found = mentions(read, "Angela Merkel, the former chancellor of Germany, spoke at the World Bank in Washington.")
    assert found == [
        ("Angela Merkel", "PERSON"),
        ("Germany", "GPE"),
        ("World Bank", "ORG"),
        ("Washington", "GPE"),
    ]


def test_an_acronym_and_its_return(read: Read) -> None:
    text = "The International Atomic Energy Agency (IAEA) is based in Vienna. Inspectors of the IAEA travel widely."
    assert [m for m in mentions(read, text) if m[0] == "IAEA"] == [("IAEA", "ORG")] * 2


def test_names_of_a_text_without_capitals(read: Read) -> None:
    found = mentions(read, "angela merkel met vladimir putin in moscow on tuesday to discuss the talks of nato.")
    assert found == [("angela merkel", "PERSON"), ("vladimir putin", "PERSON"), ("moscow", "GPE"), ("nato", "ORG")]


def test_may_the_month_and_may_the_verb_are_nobody(read: Read) -> None:
    text = "Prime Minister Theresa May spoke in London. May said that Britain may leave in May 2019."
    found = mentions(read, text)
    assert [m for m in found if "May" in m[0]] == [("Theresa May", "PERSON"), ("May", "PERSON")]


def test_addresses_handles_and_numbers_are_no_names(read: Read) -> None:
    text = "Write to @nasa or see https://www.nasa.gov and #apollo 11, all 50 of them."
    assert not {name for name, _ in mentions(read, text)} & {"@nasa", "#apollo", "50", "https://www.nasa.gov"}


def test_shouted_text_has_names(read: Read) -> None:
    found = mentions(read, "CHARLES DE GAULLE FLEW TO WEST BERLIN TO MEET WILLY BRANDT .")
    assert {name for name, _ in found} >= {"CHARLES DE GAULLE", "WEST BERLIN"}


def test_tokenised_text_has_names(read: Read) -> None:
    found = mentions(read, "`` We won , '' said Neil Armstrong 's wife in Houston , Texas .")
    assert [name for name, _ in found] == ["Neil Armstrong", "Houston", "Texas"]


def test_mentions_point_to_their_sentence(read: Read) -> None:
    text, found = read("Paris is old. Oslo is cold.")
    assert [(m.span.of(text), m.sentence) for m in found.mentions] == [("Paris", 0), ("Oslo", 1)]
