"""`read`, `extract`, `summarize`: a line out for each line in, nothing stored."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.work.errors import SetupFailed, StageFailed
from tests.cli.line import Line, Ran
from tests.examples import examples

SNOW = "Snow fell in Boston on Monday. John Adams had said so. Adams was right about the snow."
SOME_BAD = "dossier: Some lines could not be used; each has its error in its place.\n"


def jsonl(*lines: object) -> str:
    return "".join(json.dumps(line) + "\n" for line in lines)


def answers(ran: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.split("\n")[:-1]]


def test_reading_pages(line: Line) -> None:
    page = (
        "<html><head><title>Snow in Boston</title><meta name='author' content='Abigail Adams'>"
        f"<meta property='article:published_time' content='2024-02-29'></head><body><p>{SNOW * 4}</p>"
    )
    ran = line("read", given=jsonl({"id": 1, "html": page, "url": "https://example.org/a"}, {"id": "b", "html": ""}))
    assert (ran.status, ran.err) == (1, SOME_BAD)
    [found, empty] = answers(ran)
    assert list(found) == ["id", "title", "text", "byline", "published_at"]
    assert (found["id"], found["title"], found["byline"]) == ("1", "Snow in Boston", "Abigail Adams")
    assert found["published_at"].startswith("2024-02-29")
    assert "<" not in found["text"]
    assert list(empty) == ["id", "error"]
    assert not line.database.exists()


def test_extracting_names_whose_offsets_point_into_the_text_as_it_is(line: Line) -> None:
    texts = {"a": SNOW, "b": "  \r\nJohn Adams\x00 met Abigail Adams.  ", "c": "😀 John Adams."}
    ran = line("extract", given=jsonl(*({"id": key, "text": text} for key, text in texts.items())))
    assert (ran.status, ran.err) == (0, "")
    found = answers(ran)
    assert [one["id"] for one in found] == list(texts)
    for one in found:
        fields = ["quotes", "dates", "numbers", "relations", "keyphrases"]
        assert list(one) == ["id", "sentences", "mentions", "references", *fields]
        text = texts[one["id"]]
        assert one["mentions"]
        for mention in one["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
            assert isinstance(mention["entity"], str)
        for start, end in one["sentences"]:
            assert text[start:end].strip() == text[start:end] != ""
    adams = {m["entity"] for one in found for m in one["mentions"] if m["text"].endswith("John Adams")}
    assert len(adams) == 1, "one string for one entity over all lines"


def test_dates_are_reckoned_from_the_day_of_publication(line: Line) -> None:
    text = "Snow fell on Monday. It had snowed for three days in March 1801."
    rows = [{"id": str(n), "text": text, "published_at": day} for n, day in enumerate(("2024-03-14", None, ""))]
    rows += [{"id": "late", "text": text, "published_at": "2024-03-14T23:30:00+00:00"}]
    ran = line("extract", given=jsonl(*rows))
    assert (ran.status, ran.err) == (0, "")
    known = [("Monday", "2024-03-11"), ("three days", "P3D"), ("March 1801", "1801-03")]
    unknown = [("Monday", None), *known[1:]]
    for found, expected in zip(answers(ran), (known, unknown, unknown, known), strict=True):
        assert [(text[one["start"] : one["end"]], one["value"]) for one in found["dates"]] == expected


def test_a_day_of_publication_that_is_none(line: Line) -> None:
    ran = line("extract", given=jsonl({"id": "a", "text": SNOW, "published_at": "last week"}))
    assert (ran.status, ran.err) == (1, SOME_BAD)
    assert answers(ran) == [{"id": "a", "error": "line 1: “published_at” is no ISO 8601 date or time"}]


def test_extracting_who_said_what(line: Line) -> None:
    text = "John Adams came home. “I am tired now” said Adams. “We know that” said Nobody’s. “It is late.”"
    [found] = answers(line("extract", given=jsonl({"id": "a", "text": text})))
    assert [list(one) for one in found["quotes"]] == [
        ["start", "end", "speaker", "speaker_start", "speaker_end", "indirect"]
    ] * 3
    assert [text[one["start"] : one["end"]] for one in found["quotes"]] == [
        "I am tired now",
        "We know that",
        "It is late.",
    ]
    assert [one["speaker"] for one in found["quotes"]] == ["John Adams", "Nobody’s", None]
    assert text[found["quotes"][0]["speaker_start"] : found["quotes"][0]["speaker_end"]] == "Adams"
    assert (found["quotes"][2]["speaker_start"], found["quotes"][2]["speaker_end"]) == (None, None)


def test_an_article_that_fails_is_an_error_in_its_place(line: Line) -> None:
    def poisoned(name: str, items: list[Any]) -> None:
        if any("poison" in text for text, *_ in items):
            raise StageFailed(name, "ValueError", "poison")

    line.extractor.before = poisoned
    rows = ({"id": "a", "text": SNOW}, {"id": "b", "text": "poison"}, {"id": "c", "docs": [SNOW, "poison"]})
    for command, asked in (("extract", rows[:2]), ("summarize", rows)):
        ran = line(command, given=jsonl(*asked, []))
        assert (ran.status, ran.err.endswith(SOME_BAD)) == (1, True)
        found = answers(ran)
        assert "error" not in found[0]
        assert {one.get("error") for one in found[1:-1]} == {"Reading it failed (ValueError: poison)."}
        assert found[-1] == {"error": f"line {len(asked) + 1}: this is no JSON object"}


@pytest.mark.parametrize(("options", "count"), [((), 3), (("--sentences", "1"), 1), (("--sentences", "50"), 3)])
def test_summaries_of_so_many_sentences(line: Line, options: tuple[str, ...], count: int) -> None:
    [found] = answers(line("summarize", *options, given=jsonl({"id": "a", "text": SNOW, "title": "Snow"})))
    assert list(found) == ["id", "sentences", "spans", "shown"]
    assert len(found["sentences"]) == len(found["spans"]) == len(found["shown"]) == count
    assert [SNOW[start:end] for start, end in found["spans"]] == found["sentences"]


def test_summaries_of_so_many_words(line: Line) -> None:
    [found] = answers(line("summarize", "--words", "8", given=jsonl({"id": "a", "text": SNOW})))
    assert 0 < sum(len(sentence.split()) for sentence in found["sentences"]) <= 8


def test_summaries_of_several_documents(line: Line) -> None:
    docs = [SNOW, "Rain fell in Paris on Tuesday. Abigail Adams wrote so. Nobody minded the rain."]
    [found, none] = answers(line("summarize", given=jsonl({"id": "a", "docs": docs}, {"id": "b", "docs": []})))
    assert [docs[doc][start:end] for doc, start, end in found["spans"]] == found["sentences"]
    assert {doc for doc, _, _ in found["spans"]} == {0, 1}
    assert none == {"id": "b", "sentences": [], "spans": [], "shown": []}


@pytest.mark.parametrize("command", ["read", "extract", "summarize", "stories"])
def test_nothing_in_gives_nothing_out(line: Line, command: str) -> None:
    assert line(command, given="\n \n") == Ran(0, "", "")


@pytest.mark.parametrize(
    ("command", "worker"), [("read", "reader"), ("extract", "extractor"), ("summarize", "extractor")]
)
def test_a_worker_that_cannot_start_is_one_line(line: Line, command: str, worker: str) -> None:
    def setup(name: str, items: list[Any]) -> None:
        raise SetupFailed(worker, "there is no model\nof that name", 1)

    getattr(line, worker).before = setup
    ran = line(command, given=jsonl({"id": "a", "text": SNOW, "html": SNOW}))
    told = "cannot start: there is no model of that name (`dossier doctor` says what to do.)"
    assert (ran.status, ran.out, ran.err) == (1, "", f"dossier: The {worker} {told}\n")


def test_more_lines_than_one_call_takes(line: Line) -> None:
    given = [{"id": str(n), "text": f"Report {n}. {SNOW}"} for n in range(50)]
    given.insert(20, {"id": "bad"})
    for command in ("extract", "summarize", "stories"):
        ran = line(command, given=jsonl(*given))
        assert [one["id"] for one in answers(ran)] == [row["id"] for row in given]
        assert ["error" in one for one in answers(ran)] == [row["id"] == "bad" for row in given]


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=80), max_size=4))
def test_every_line_has_an_answer_whatever_its_text(line: Line, texts: list[str]) -> None:
    given = jsonl(*({"id": str(n), "text": text} for n, text in enumerate(texts)))
    for command in ("extract", "summarize", "stories"):
        ran = line(command, given=given)
        assert (ran.status, ran.err) == (0, "")
        assert [one["id"] for one in answers(ran)] == [str(n) for n in range(len(texts))]


QUAKE = "An earthquake of magnitude 6.1 shook Velmora, killing 14 people. Mayor Ilse Brandt spoke in Karst Bay."
VOTE = "Governor Tomas Ryde opened the harbour of Ostrand. Tomas Ryde said that it cost 80 million crowns."


def test_events_are_told_apart_over_all_lines(line: Line) -> None:
    lines: tuple[object, ...] = (
        {"id": "a", "text": QUAKE, "published_at": "2031-03-03"},
        {"id": "b", "text": VOTE, "title": "Earthquake in Velmora"},
        {"id": "c", "text": f"{QUAKE} Houses fell.", "published_at": "2031-03-04T10:00:00+01:00"},
        {"id": "d", "text": QUAKE, "published_at": "some day"},
        [],
        {"id": "e", "text": QUAKE, "published_at": "2032-03-03"},
    )
    ran = line("stories", given=jsonl(*lines))
    assert (ran.status, ran.err) == (1, SOME_BAD)
    assert answers(ran) == [
        {"id": "a", "story": "a"},
        {"id": "b", "story": "b"},
        {"id": "c", "story": "a"},
        {"id": "d", "error": "line 4: “published_at” is no ISO 8601 date or time"},
        {"error": "line 5: this is no JSON object"},
        {"id": "e", "story": "e"},
    ]
