"""`ingest`: what a path, a folder, standard input and JSON lines give, and what is reported."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.cli import rows as rows_module
from bot.work.errors import StageFailed
from tests.cli.line import Line

SNOW = "Snow fell in Oslo on Monday. The Norwegian Meteorological Institute had said so."
RAIN = "Rain fell in Rome on Tuesday. The Tiber rose."


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as db:
        return db.execute(sql).fetchall()


def jsonl(*lines: object) -> str:
    return "".join(json.dumps(line) + "\n" for line in lines)


def reported(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_file_with_front_matter(line: Line, tmp_path: Path) -> None:
    (tmp_path / "snow.md").write_text(f"---\ntitle: Snow in Oslo\ndate: 2024-02-29\nsection: Weather\n---\n{SNOW}\n")
    ran = line("ingest", "snow.md")
    assert (ran.status, ran.out, ran.err) == (0, "", "1 filed\n")
    assert rows(line.database, "SELECT title, section, published, text, state, live FROM articles") == [
        ("Snow in Oslo", "Weather", "2024-02-29", SNOW, "ready", 0)
    ]
    assert rows(line.database, "SELECT name FROM channels") == [("console",)]


def test_a_web_page(line: Line, tmp_path: Path) -> None:
    page = f"<html><head><title>Snow in Oslo</title></head><body><article><h1>Snow in Oslo</h1><p>{SNOW * 5}</p>"
    (tmp_path / "snow.HTM").write_text(page)
    assert line("ingest", "snow.HTM").err == "1 filed\n"
    [(title, text)] = rows(line.database, "SELECT title, text FROM articles")
    assert title == "Snow in Oslo"
    assert "<" not in text


def test_a_folder_gives_its_readable_files_in_order(line: Line, tmp_path: Path) -> None:
    folder = tmp_path / "news" / "deep"
    folder.mkdir(parents=True)
    (tmp_path / "news" / "b.txt").write_text(RAIN)
    (folder / "a.MD").write_text(SNOW)
    (tmp_path / "news" / "README.md").write_text("This is about the folder.")
    (tmp_path / "news" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "news" / "empty.txt").write_bytes(b"")
    (tmp_path / "news" / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    told = tmp_path / "report.jsonl"
    ran = line("ingest", "news", "--report", str(told), "--channel", "papers")
    assert ran.status == 0
    assert ran.err.splitlines() == ["news/empty.txt: This file is empty.", "2 filed, 1 rejected"]
    assert [(one["id"], one["state"], one["article"]) for one in reported(told)] == [
        ("1", "filed", 1), ("2", "filed", 2), ("news/empty.txt", "rejected", None),
    ]  # fmt: skip
    assert rows(line.database, "SELECT text FROM articles ORDER BY number") == [(RAIN,), (SNOW,)]
    assert rows(line.database, "SELECT name FROM channels") == [("papers",)]
    again = line("ingest", "news", "--channel", "papers", "--report", str(told))
    assert again.err.splitlines()[-1] == "2 filed, 1 rejected", "the same files are the same postings"
    assert rows(line.database, "SELECT count(*) FROM postings") == [(2,)]
    elsewhere = line("ingest", "news/b.txt")
    assert elsewhere.err == "1 duplicate\n"


def test_several_sources(line: Line, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "b.txt").write_text(RAIN)
    (tmp_path / "a.txt").write_text(SNOW)
    assert line("ingest", "news", "a.txt", "-", given=SNOW).err == "2 filed, 1 duplicate\n"
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(jsonl({"id": "a", "text": f"Thunder, number {name}. {RAIN}"}))
    told = tmp_path / "report.jsonl"
    ran = line("ingest", "one.jsonl", "two.jsonl", "--jsonl", "--report", str(told))
    assert (ran.status, ran.err) == (0, "2 filed\n")
    assert [one["article"] for one in reported(told)] == [3, 4], "one run, one input"


def test_lines_are_read_as_they_are_filed(line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news.jsonl").write_text(jsonl(*({"text": f"Report {n}. {SNOW}"} for n in range(500))))
    ahead: list[int] = []
    parse = rows_module.parse

    def parsed(raw: bytes, number: int, shape: rows_module.Shape) -> object:
        ahead.append(number - sum(len(items) for name, items in line.reader.calls if name == "read_drafts"))
        return parse(raw, number, shape)

    monkeypatch.setattr(rows_module, "parse", parsed)
    assert line("ingest", "news.jsonl", "--jsonl", "--defer").err == "500 filed\n"
    assert max(ahead) < 200, "however long the input is"


def test_a_file_that_changed_stands_for_what_it_says_now(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    for text in (SNOW, RAIN):
        path.write_text(text)
        assert line("ingest", "news.txt").err == "1 filed\n"
    assert rows(line.database, "SELECT text FROM articles") == [(RAIN,)]


def test_an_empty_folder(line: Line, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    ran = line("ingest", "news")
    assert (ran.status, ran.err) == (0, "Nothing to file.\n")


@pytest.mark.parametrize("arguments", [("nowhere.txt",), ("nowhere.jsonl", "--jsonl")])
def test_a_path_that_is_not_there(line: Line, arguments: tuple[str, ...]) -> None:
    ran = line("ingest", *arguments)
    assert (ran.status, ran.err) == (1, f"dossier: {arguments[0]} cannot be read: No such file or directory.\n")
    assert not line.database.exists()


def test_a_report_that_cannot_be_written(line: Line, tmp_path: Path) -> None:
    told = tmp_path / "no-folder" / "report.jsonl"
    ran = line("ingest", "-", "--report", str(told), given=SNOW)
    assert (ran.status, ran.err) == (1, f"dossier: The report {told} cannot be written: No such file or directory.\n")


def test_standard_input_is_one_text_the_same_text_the_same_posting(line: Line) -> None:
    for _ in range(2):
        assert line("ingest", "-", given=SNOW).err == "1 filed\n"
    assert rows(line.database, "SELECT count(*) FROM postings") == [(1,)]


def test_lines_with_everything_that_a_line_may_have(line: Line, tmp_path: Path) -> None:
    given = jsonl(
        {"id": "a", "title": "Snow", "text": SNOW, "url": "https://example.org/a", "published_at": "2024-02-29"},
        {"id": "b", "html": f"<html><body><p>{RAIN * 5}</p>", "published_at": "2024-02-29T12:30:00+01:00"},
        {"text": "Wind blew over Wellington.", "published_at": " "},
        {"id": "c", "text": SNOW.upper()},
        {"id": "d", "text": "…"},
    )
    told = tmp_path / "report.jsonl"
    ran = line("ingest", "-", "--jsonl", "--report", str(told), given=given)
    assert ran.status == 0
    assert ran.err.splitlines() == ["line 5: There are no words in this text.", "3 filed, 1 duplicate, 1 rejected"]
    assert reported(told) == [
        {"id": "a", "state": "filed", "article": 1, "duplicate_of": None},
        {"id": "b", "state": "filed", "article": 2, "duplicate_of": None},
        {"id": "3", "state": "filed", "article": 3, "duplicate_of": None},
        {"id": "c", "state": "duplicate", "article": 1, "duplicate_of": "a"},
        {
            "id": "d", "state": "rejected", "article": None, "duplicate_of": None,
            "reason": "There are no words in this text.",
        },
    ]  # fmt: skip
    assert rows(line.database, "SELECT external_id, url, published FROM articles ORDER BY number") == [
        ("a", "https://example.org/a", "2024-02-29"),
        ("b", None, "2024-02-29T12:30:00+01:00"),
        ("3", None, None),
    ]


def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(line: Line, tmp_path: Path) -> None:
    told = tmp_path / "report.jsonl"
    bad = '\n{"id": "x"}\n{"id": "y", "text": "Ice.", "published_at": "in spring"}\n'
    ran = line("ingest", "-", "--jsonl", "--report", str(told), given=jsonl({"id": "a", "text": SNOW}) + bad)
    assert ran.status == 1
    assert ran.err.splitlines() == [
        "line 3: one of “text”, “html” is needed",
        "line 4: “published_at” is no ISO 8601 date or time",
        "1 filed",
        "dossier: Some input could not be used; what was wrong with it stands above.",
    ]
    assert [(one["id"], one["state"]) for one in reported(told)] == [
        ("a", "filed"),
        ("x", "rejected"),
        ("y", "rejected"),
    ]


def test_of_several_inputs_each_line_is_told_with_its_own(line: Line, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    one.write_text(jsonl({"text": SNOW}) + "{\n")
    two.write_text(jsonl({"id": "x"}, {"text": "…"}, {"text": RAIN, "published_at": "in spring"}))
    ran = line("ingest", str(one), str(two), "-", "--jsonl", given="[]\n")
    assert ran.status == 1
    assert ran.err.splitlines() == [
        f"{one}, line 2: this is no JSON (expecting property name enclosed in double quotes at character 3)",
        f"{two}, line 1: one of “text”, “html” is needed",
        f"{two}, line 2: There are no words in this text.",
        f"{two}, line 3: “published_at” is no ISO 8601 date or time",
        "standard input, line 1: this is no JSON object",
        "1 filed, 1 rejected",
        "dossier: Some input could not be used; what was wrong with it stands above.",
    ]


def test_a_text_that_fails_is_a_result_and_no_failure(line: Line, tmp_path: Path) -> None:
    def poisoned(name: str, items: list[Any]) -> None:
        if any(b"Rome" in draft.raw for draft in items):
            raise StageFailed(name, "ValueError", "poison")

    line.reader.before = poisoned
    told = tmp_path / "report.jsonl"
    ran = line("ingest", "-", "--jsonl", "--report", str(told), given=jsonl({"id": "a", "text": RAIN}, {"text": SNOW}))
    assert (ran.status, ran.err.splitlines()[-1]) == (0, "1 filed, 1 failed")
    assert reported(told)[0] == {
        "id": "a", "state": "rejected", "article": None, "duplicate_of": None,
        "reason": "Reading it failed (ValueError: poison).",
    }  # fmt: skip


def test_many_lines_in_several_chunks_keep_their_order(line: Line, tmp_path: Path) -> None:
    given = jsonl(*({"id": f"n{n}", "text": f"Report {n} came. {SNOW}"} for n in range(100)))
    (tmp_path / "news.jsonl").write_text(given)
    told = tmp_path / "report.jsonl"
    ran = line("ingest", "news.jsonl", "--jsonl", "--report", str(told))
    assert (ran.status, ran.err) == (0, "100 filed\n")
    assert [(one["id"], one["article"]) for one in reported(told)] == [(f"n{n}", n + 1) for n in range(100)]


def test_deferred_articles_are_searchable_and_wait_for_a_rebuild(line: Line) -> None:
    assert line("ingest", "-", "--defer", given=SNOW).err == "1 filed\n"
    assert line.extractor.calls == []
    assert line("search", "snow").out == "#1\tSnow fell in Oslo on Monday. The Norwegian Meteorological Institute…\n"
    assert rows(line.database, "SELECT state FROM articles") == [("deferred",)]
    rebuilt = line("rebuild")
    assert (rebuilt.status, rebuilt.err) == (0, "1 article read.\n")
    assert rows(line.database, "SELECT state FROM articles") == [("ready",)]
