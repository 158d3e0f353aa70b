from bot.extraction.name import Name
from bot.extraction.scorecards import scorecards
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from tests.extraction.builders import parsed, shown
from tests.extraction.tabled import named, table


def found(tokens: Tokens, **kinds: Kind) -> list[tuple[str, Kind]]:
    return shown(tokens, scorecards(tokens, named(tokens, **kinds)))


def test_sides_and_scorers_of_results() -> None:
    tokens = table(
        "Arnsund 2 ( Holm 21 , Krag 65 penalty ) Torvik 0 . Halftime 1 - 0 .",
        "Sandvik 1 Molde Rovers 1 ( Mai 88 ) .",
        "Tarn 0 Hollen 0 . 26,100",
    )
    assert found(tokens, Krag="GPE") == [
        ("Arnsund", "ORG"),
        ("Holm", "PERSON"),
        ("Krag", "PERSON"),
        ("Torvik", "ORG"),
        ("Sandvik", "ORG"),
        ("Molde Rovers", "ORG"),
        ("Mai", "PERSON"),
        ("Tarn", "ORG"),
        ("Hollen", "ORG"),
    ]


def test_sides_that_are_countries_stay_so() -> None:
    tokens = table("Norway 2 Denmark 1", "Sweden 0 Finland 0", "Iceland 1 Estonia 3")
    assert {kind for _, kind in found(tokens)} == {"GPE"}


def test_two_results_are_no_table() -> None:
    assert found(table("Arnsund 2 Torvik 1", "Sandvik 1 Molde 1")) == []


def test_a_schedule_has_sides() -> None:
    tokens = table("Arnsund at Torvik", "Sandvik AT Molde")
    assert found(tokens) == [("Arnsund", "ORG"), ("Torvik", "ORG"), ("Sandvik", "ORG"), ("Molde", "ORG")]
    assert found(table("Holm arrived at Torvik", "Sandvik at Molde")) == []


def test_all_of_a_line_up_are_persons_where_most_are() -> None:
    tokens = table("1 - Anna Holm , 2 - Ola van der Berg ,", "3 - Marit Krag , 4 - Per-Ulrik Mai")
    given = [Name(2, 4, "PERSON"), Name(14, 16, "PERSON")]
    assert shown(tokens, scorecards(tokens, given)) == [
        ("Anna Holm", "PERSON"),
        ("Ola van der Berg", "PERSON"),
        ("Marit Krag", "PERSON"),
        ("Per-Ulrik Mai", "PERSON"),
    ]
    assert scorecards(tokens, given[:1]) == given[:1]


def test_who_starts_for_a_country_is_a_person_where_most_are() -> None:
    tokens = parsed("Anna Holm ( Norway ) beat Ola Berg ( Sweden ) and Marit Krag ( Denmark ) beat Radio Tarn ( Tarn )")
    given = [Name(0, 2, "PERSON"), Name(6, 8, "PERSON"), Name(12, 14, "ORG"), Name(18, 20, "ORG")]
    assert [name.kind for name in scorecards(tokens, given)] == ["PERSON", "PERSON", "PERSON", "ORG"]


def test_a_scorecard_has_batsmen_and_bowlers() -> None:
    tokens = table("Holm c A. Krag b Mai 21", "Berg lbw b Mai 0", "O. Lund not out 101", "Bowling was fair")
    assert found(tokens) == [
        ("Holm", "PERSON"),
        ("A. Krag", "PERSON"),
        ("Mai", "PERSON"),
        ("Berg", "PERSON"),
        ("Mai", "PERSON"),
        ("O. Lund", "PERSON"),
    ]


def test_the_heading_of_a_table_has_no_names() -> None:
    tokens = table("W L PCT GB", "Arnsund is far", "UN US EU talks")
    assert found(tokens, L="ORG", GB="GPE", UN="ORG") == [("UN", "ORG")]


def test_results_with_minutes_and_with_the_countries_of_clubs() -> None:
    tokens = table(
        "Arnsund 2 ( Holm 21st minute , Krag 65th ) Torvik 0",
        "BK Sandvik ( Sweden ) 90 Molde ( Norway ) 75",
        "Tarn 0 Hollen 0",
    )
    sides = ["Arnsund", "Torvik", "BK Sandvik", "Molde", "Tarn", "Hollen"]
    assert [name for name, kind in found(tokens) if kind == "ORG"] == sides
    assert [name for name, kind in found(tokens) if kind == "PERSON"] == ["Holm", "Krag"]
