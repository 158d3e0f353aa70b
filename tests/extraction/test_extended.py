import pytest

from bot.extraction import extended
from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from tests.extraction.builders import parsed, shown


@pytest.mark.parametrize(
    ("tagged", "given", "whole"),
    [
        ("Marijke van/NNP den/NNP Berg said/VBD", (0, 3), "Marijke van den Berg"),
        ("Marijke van/NNP den/NNP Berg said/VBD", (0, 1), "Marijke van den Berg"),
        ("Marijke van/NNP den/NNP Berg said/VBD", (3, 4), "van den Berg"),
        ("then/RB de/FW Graaf said/VBD", (2, 3), "de Graaf"),
        ("the/DT van/NN Smith drove/VBD", (2, 3), "Smith"),
        ("Marijke drove/VBD a/DT van/NN", (0, 1), "Marijke"),
        ("Marijke la/FW ./.", (0, 1), "Marijke"),
        ("de/FW Graaf", (1, 2), "Graaf"),
    ],
)
def test_a_family_keeps_its_small_words(tagged: str, given: tuple[int, int], whole: str) -> None:
    tokens = parsed(tagged)
    assert shown(tokens, extended.particles(tokens, [Name(*given, "PERSON")])) == [(whole, "PERSON")]
    assert extended.particles(tokens, [Name(*given, "ORG")]) == [Name(*given, "ORG")]


def test_the_parts_of_a_family_name_are_one() -> None:
    tokens = parsed("Marijke van/NNP den/NNP Berg")
    found = extended.particles(tokens, [Name(0, 3, "PERSON"), Name(3, 4, "GPE")])
    assert shown(tokens, found) == [("Marijke van den Berg", "PERSON")]


@pytest.mark.parametrize(
    ("tagged", "whole"),
    [
        ("Newton upon/IN Tarn", True),
        ("Bergau an/FW der/FW Lode", True),
        ("Newton on/IN Tarn", False),
        ("Newton near/IN Tarn", False),
        ("Washington ,/, D.C.", True),
        ("Washington ,/, Idaho", False),
    ],
)
def test_a_town_is_joined_to_its_river_or_district(tagged: str, *, whole: bool) -> None:
    tokens = parsed(tagged)
    names = [Name(0, 1, "GPE"), Name(len(tokens) - 1, len(tokens), "GPE")]
    assert (extended.rivers(tokens, names) == [Name(0, len(tokens), "GPE")]) == whole


@pytest.mark.parametrize(
    ("tagged", "found"),
    [
        ("the/DT Kingdom of/IN Sorvia", ("Kingdom of Sorvia", "GPE")),
        ("the/DT Battle of/IN Sorvia", ("Battle of Sorvia", "EVENT")),
        ("the/DT Treaty of/IN Sorvia", ("Treaty of Sorvia", "LAW")),
        ("the/DT kingdom/NN of/IN Sorvia", ("Sorvia", "GPE")),
        ("the/DT Bay of/IN Sorvia", ("Sorvia", "GPE")),
        ("the/DT Battle for/IN Sorvia", ("Sorvia", "GPE")),
    ],
)
def test_what_is_of_a_place_is_named_with_it(tagged: str, found: tuple[str, str]) -> None:
    tokens = parsed(tagged)
    assert shown(tokens, extended.named_after(tokens, [Name(3, 4, "GPE")])) == [found]
    assert extended.named_after(tokens, [Name(3, 4, "PERSON")]) == [Name(3, 4, "PERSON")]


@pytest.mark.parametrize(
    ("text", "end", "kind", "expected"),
    [
        ("Haldane SE grew/VBD", 1, "ORG", ("Haldane SE", "ORG")),
        ("Philadelphia 76ers/NNS won/VBD", 1, "GPE", ("Philadelphia 76ers", "ORG")),
        ("Haldane Street", 1, "ORG", ("Haldane", "ORG")),
        ("Oslo SE", 1, "GPE", ("Oslo", "GPE")),
    ],
)
def test_firms_and_teams_keep_what_stands_behind(text: str, end: int, kind: Kind, expected: tuple[str, Kind]) -> None:
    tokens = parsed(text)
    assert shown(tokens, extended.grown_on(tokens, [Name(0, end, kind)])) == [expected]


@pytest.mark.parametrize(("written", "expected"), [("Moon Jae-in", "Moon Jae-in"), ("Moon Jae-led", "Moon Jae")])
def test_a_korean_name_keeps_its_second_syllable(written: str, expected: str) -> None:
    tokens = Tokens(written, ["Moon", "Jae", "-", written[9:]], [0, 5, 8, 9], [4, 8, 9, len(written)], ["NNP"] * 4)
    assert shown(tokens, extended.grown_on(tokens, [Name(0, 2, "PERSON")])) == [(expected, "PERSON")]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Narayan Singh Tomar came/VBD", [(0, 2), (2, 3)], ["Narayan Singh Tomar"]),
        ("Narayan Singh ,/, Tomar came/VBD", [(0, 2), (3, 4)], ["Narayan Singh", "Tomar"]),
        (
            "Narayan Excommunicates Tomar ./. Ola Tomar",
            [(0, 2), (2, 3), (4, 6)],
            ["Narayan Excommunicates", "Tomar", "Ola Tomar"],
        ),
    ],
)
def test_parts_of_a_person_side_by_side_are_joined(
    text: str, names: list[tuple[int, int]], expected: list[str]
) -> None:
    tokens = parsed(text)
    found = extended.adjoined(tokens, [Name(start, end, "PERSON") for start, end in names])
    assert [shown_ for shown_, _ in shown(tokens, found)] == expected
