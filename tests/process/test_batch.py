"""`read`, `extract`, `summarize` and `search --jsonl`: JSON lines in, JSON lines out, and nothing else."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.process.news import LIBRARY, articles, jsonl, long_article
from tests.process.program import PATIENCE, Ended, Program

pytestmark = pytest.mark.process

_WRONG = "dossier: Some lines could not be used; each has its error in its place.\n"


def _rows(ended: Ended) -> list[dict[str, Any]]:
    """The answers, each a line of JSON."""
    return [json.loads(line) for line in ended.out.split("\n")[:-1]]


def _slices(text: str, spans: list[list[int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_read(program: Program) -> None:
    page = (
        "<html><head><title>Ice on the Neva</title><meta name='author' content='Harbour Desk'></head><body><article>"
        "<h1>Ice on the Neva</h1><p>" + "</p><p>".join(["The Neva froze in December. Ships wait at Kronstadt."] * 3)
    )
    lines = [{"id": 1, "html": page, "url": "https://news.example/ice"}, {"id": "empty", "html": ""}, {"html": page}]
    ended = program.run("read", given=jsonl(lines) + "\n" + jsonl([{"id": "last", "html": page}]))
    assert (ended.status, ended.err) == (1, _WRONG)
    first, empty, nameless, last = _rows(ended)
    assert set(first) == {"id", "title", "text", "byline", "published_at"}
    assert (first["id"], first["title"]) == ("1", "Ice on the Neva")
    assert "The Neva froze in December." in first["text"]
    assert set(empty) == {"id", "error"}
    assert nameless == {"error": "line 3: “id” is missing"}
    assert last == first | {"id": "last"}
    assert not program.database.exists()


@pytest.mark.model
def test_extract(program: Program) -> None:
    odd = "  \tIce\ud800 on the Neva 🎈.\r\n\r\nThe World Bank – in Washington – met\u00a0Ban Ki-moon.  Ban smiled. "
    rows: list[dict[str, Any]] = [*articles(20), {"id": 5.5, "text": LIBRARY}, {"id": "odd", "text": odd}]
    given = [jsonl([row]).encode() for row in rows]
    given[3:3] = [b"{}\n", b'{"id": "bad", "text": null}\n', b'{"id": "latin", "text": "\xe9"}\n', b"\n"]
    ended = program.run("extract", given=b"".join(given))
    assert (ended.status, ended.err) == (1, _WRONG)
    answers = _rows(ended)
    assert [answer.get("id") for answer in answers] == [
        "a0", "a1", "a2", None, "bad", None, *(f"a{n}" for n in range(3, 20)), "5.5", "odd",
    ]  # fmt: skip
    assert ["error" in answer for answer in answers] == [number in (3, 4, 5) for number in range(len(answers))]
    texts = {str(row["id"]): str(row["text"]) for row in rows}
    whole = [answer for answer in answers if "error" not in answer]
    for answer in whole:
        text = texts[answer["id"]]
        assert all(text[m["start"] : m["end"]] == m["text"] for m in answer["mentions"])
        assert all(m["entity"] and m["label"].isupper() for m in answer["mentions"])
        assert all(part and part == part.strip() for part in _slices(text, answer["sentences"]))
        assert all(text[r["start"] : r["end"]] and r["entity"] for r in answer["references"])
        assert all(k["text"] in text for k in answer["keyphrases"])
    entities = {m["text"]: m["entity"] for answer in whole for m in answer["mentions"]}
    assert entities["Ban"] == entities["Ban Ki-moon"]
    assert entities["Jefferson"] == entities["Thomas Jefferson"] != entities["Ban"]
    assert len({m["entity"] for answer in whole for m in answer["mentions"] if m["text"] == "Geneva"}) <= 1
    assert {"Washington", "World Bank"} & {m["text"].removeprefix("The ") for m in whole[-1]["mentions"]}


@pytest.mark.model
def test_summarize(program: Program) -> None:
    texts = [row["text"] for row in articles(3)]
    lines = [
        {"id": "one", "text": LIBRARY, "title": "A library"}, {"id": 2, "docs": texts}, {"id": "none", "docs": []},
        {"id": "list", "text": ["no"]}, {"id": "void", "text": ""},
    ]  # fmt: skip
    ended = program.run("summarize", "--sentences", "2", given=jsonl(lines))
    assert (ended.status, ended.err) == (1, _WRONG)
    one, two, none, wrong, void = _rows(ended)
    assert (one["id"], one["sentences"]) == ("one", _slices(LIBRARY, one["spans"]))
    assert len(one["sentences"]) == len(one["shown"]) == 2
    assert two["id"] == "2"
    assert two["sentences"] == [texts[doc][start:end] for doc, start, end in two["spans"]]
    assert len(two["shown"]) == 2
    assert none == {"id": "none", "sentences": [], "spans": [], "shown": []}
    assert wrong == {"id": "list", "error": "line 4: “text” is no text"}
    assert void == {"id": "void", "sentences": [], "spans": [], "shown": []}


@pytest.mark.model
def test_a_very_long_text(program: Program) -> None:
    text = long_article(36_000)
    assert len(text) > 200_000
    ended = program.run("extract", given=jsonl([{"id": "long", "text": text}]))
    assert (ended.status, ended.err) == (0, "")
    [answer] = _rows(ended)
    assert all(text[m["start"] : m["end"]] == m["text"] for m in answer["mentions"])
    assert max(end for _, end in answer["sentences"]) == len(text)


def test_search(filed: Program) -> None:
    lines = [{"qid": 1, "query": "books of Jefferson"}, {"qid": "q2", "query": "zyx"}, {"qid": "q3"},
             {"qid": "q4", "query": '" OR -'}]  # fmt: skip
    ended = filed.run("search", "--jsonl", "--limit", "3", given=jsonl(lines))
    assert (ended.status, ended.err) == (1, _WRONG)
    first, second, third, fourth = _rows(ended)
    assert (first["qid"], first["docs"][0]) == ("1", "library")
    assert len(first["docs"]) <= 3
    assert second == {"qid": "q2", "docs": []}
    assert third["error"] == "line 3: “query” is missing"
    assert fourth == {"qid": "q4", "docs": []}


def test_a_reader_that_goes_away_is_a_quiet_end(filed: Program) -> None:
    child = filed.start("search", "--jsonl")
    head = subprocess.Popen(["head", "-1"], stdin=child.stdout, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.close()
    child.stdout = None
    ended = filed.end(child, jsonl([{"qid": number, "query": "Geneva"} for number in range(5000)]))
    assert json.loads(head.communicate(timeout=PATIENCE)[0])["qid"] == "0"
    assert (ended.status, ended.err) == (1, "")


@pytest.mark.parametrize("lines", [1, 5000])
def test_an_output_that_takes_nothing_is_told(filed: Program, lines: int) -> None:
    given = jsonl([{"qid": number, "query": "Geneva"} for number in range(lines)])
    with Path("/dev/full").open("wb") as full:
        ended = filed.end(filed.start("search", "--jsonl", stdout=full), given)
    assert (ended.status, ended.err) == (1, "dossier: The input or the output: No space left on device.\n")


def test_an_input_that_cannot_be_read_is_told(program: Program) -> None:
    with Path(os.devnull).open("wb") as nothing:
        ended = program.end(program.start("read", stdin=nothing))
    assert (ended.status, ended.err) == (1, "dossier: The input or the output: Bad file descriptor.\n")


@pytest.mark.parametrize("form", [("read",), ("extract",), ("summarize",), ("search", "--jsonl")])
def test_no_input_no_output(program: Program, form: tuple[str, ...]) -> None:
    assert program.run(*form) == Ended(0, "", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",), ("search", "--jsonl", "word"), ("summarize", "--sentences", "0"), ("forget", "--yes"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_clear_line(program: Program, arguments: tuple[str, ...]) -> None:
    ended = program.run(*arguments)
    assert (ended.status, ended.out) == (2, "")
    said = [line for line in ended.err.splitlines() if line and not line.startswith(("Usage: ", "Try "))]
    assert len(said) == 1


def test_every_subcommand_explains_itself(program: Program) -> None:
    wrapper = (
        "import sys; from click.testing import CliRunner; from bot.cli.main import dossier\n"
        "for name in sys.argv[1:] or dossier.list_commands(None):\n"
        "    result = CliRunner().invoke(dossier, [name, '--help'])\n"
        "    print(name, result.exit_code, result.output.startswith('Usage: dossier'))\n"
    )
    ended = program.run(command=("-c", wrapper))
    assert (ended.status, ended.err) == (0, "")
    subcommands = ("console", "doctor", "extract", "forget", "ingest", "read", "rebuild", "run", "search", "summarize")
    assert set(subcommands) <= {line.split()[0] for line in ended.out.splitlines()}
    assert {line.split(maxsplit=1)[1] for line in ended.out.splitlines()} <= {"0 True"}
