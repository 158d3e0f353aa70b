"""`search`: for people a list, for programs JSON lines."""

import json

import pytest

from tests.cli.line import Line

ARTICLES = (
    {"id": "snow", "title": "Snow in Boston", "text": "Snow fell in Boston on Monday. John Adams had said so."},
    {"id": "rain", "title": "Rain in Paris", "text": "Rain fell in Paris on Tuesday. It was colder than in Boston."},
    {"id": "ice", "text": "Ice covered the river on Wednesday, and nobody crossed it."},
)


@pytest.fixture
def filed(line: Line) -> Line:
    given = "".join(json.dumps(one) + "\n" for one in ARTICLES)
    assert line("ingest", "-", "--jsonl", given=given).status == 0
    return line


def test_hits_by_number_and_title(filed: Line) -> None:
    ran = filed("search", "Boston")
    assert (ran.status, sorted(ran.out.splitlines())) == (0, ["#1\tSnow in Boston", "#2\tRain in Paris"])
    assert ran.err == "2 found.\n"


def test_words_and_operators(filed: Line) -> None:
    assert filed("search", "Boston -snow").out == "#2\tRain in Paris\n"
    assert filed("search", "--", "-snow", "boston").out == "#2\tRain in Paris\n"
    assert filed("search", '"fell in Paris"').out == "#2\tRain in Paris\n"
    assert filed("search", "ice").out == "#3\tIce covered the river on Wednesday, and nobody crossed it.\n"
    assert filed("search", "entity:Adams").out == "#1\tSnow in Boston\n"
    assert filed("search", "Boston", "--limit", "1").out.count("\n") == 1


@pytest.mark.parametrize("query", ["OR", '"', '"" -', "before:", "entity:", "*", "🙂", "NOT (", "-", "x" * 10_000])
def test_a_query_with_nothing_in_it_finds_nothing(filed: Line, query: str) -> None:
    ran = filed("search", "--", query)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.endswith("0 found.\n")
    assert "Traceback" not in ran.err


def test_an_unknown_name_is_told(filed: Line) -> None:
    ran = filed("search", "snow entity:Adems")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "No “Adems” is known here. Did you mean “John Adams”?\n0 found.\n"


def test_in_an_empty_store(line: Line) -> None:
    ran = line("search", "snow")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("dossier: There is no database ")
    assert line("console", given="stats\n").status == 0
    ran = line("search", "snow")
    assert (ran.status, ran.out, ran.err) == (0, "", "0 found.\n")


def test_json_lines(filed: Line) -> None:
    queries = (
        {"qid": 1, "query": "snow in Boston"},
        {"qid": "2", "query": "\ud800 ?"},
        {"qid": 3},
        {"qid": "4", "query": "ICE"},
    )
    given = "".join(json.dumps(one) + "\n" for one in queries)
    ran = filed("search", "--jsonl", "--limit", "1", given=given)
    assert ran.status == 1
    assert [json.loads(line) for line in ran.out.splitlines()] == [
        {"qid": "1", "docs": ["snow"]},
        {"qid": "2", "docs": []},
        {"qid": "3", "error": "line 3: “query” is missing"},
        {"qid": "4", "docs": ["ice"]},
    ]
    assert ran.err == "dossier: Some lines could not be used; each has its error in its place.\n"


def test_operators_in_json_lines_are_plain_words(filed: Line) -> None:
    given = json.dumps({"qid": "1", "query": 'Boston -snow before:2000 "unclosed'}) + "\n"
    ran = filed("search", "--jsonl", given=given)
    assert ran.status == 0
    assert set(json.loads(ran.out)["docs"]) >= {"snow"}
