"""`doctor`, `backup`, `restore`, `export`, `rebuild`, `forget`: what they say, and what is left."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.work.errors import SetupFailed
from tests.cli.line import Line

SNOW = "Snow fell in Boston on Monday. John Adams had said so."
RAIN = "Rain fell in Paris on Tuesday. Abigail Adams wrote so."


@pytest.fixture
def filed(line: Line) -> Line:
    for text in (SNOW, RAIN):
        assert line("ingest", "-", given=text).status == 0
    return line


def test_the_doctor_finds_all_well(filed: Line) -> None:
    ran = filed("doctor")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [one.split(":")[0] for one in lines] == [
        "✅ Python", "✅ Configuration", "✅ Disk", "✅ Database", "✅ Names", "✅ Model", "✅ Discord",
    ]  # fmt: skip


def test_the_doctor_says_what_to_do(filed: Line, tmp_path: Path) -> None:
    def setup(name: str, items: list[Any]) -> None:
        raise SetupFailed("extractor", "there is no such model", 1)

    filed.extractor.before = setup
    ran = filed("doctor")
    assert ran.status == 1
    assert (
        "❌ Model: the worker 'extractor' could not start: there is no such model\n   Install it with `pip" in ran.out
    )
    assert ran.err == "dossier: Something is not as it should be; what to do stands above.\n"


def test_rebuilding_reads_everything_again(filed: Line) -> None:
    before = filed("search", "Adams").out
    filed.extractor.calls.clear()
    ran = filed("rebuild")
    assert (ran.status, ran.out, ran.err) == (0, "", "2 articles read.\n")
    assert sum(len(items) for name, items in filed.extractor.calls if name == "analyse") == 2
    assert filed("search", "Adams").out == before


def test_forgetting_an_article(filed: Line) -> None:
    asked = filed("forget", "#1", given="n\n")
    assert (asked.status, asked.out) == (1, "")
    assert asked.err.startswith("Forget #1 “Snow fell in Boston on Monday. John Adams had said so.”? [y/N]: ")
    assert asked.err.endswith("dossier: Stopped.\n")
    assert (
        filed("forget", "#1", given="y\n").out
        == "Forgotten: #1 Snow fell in Boston on Monday. John Adams had said so.\n"
    )
    assert filed("search", "Adams").out == "#2\tRain fell in Paris on Tuesday. Abigail Adams wrote so.\n"
    gone = filed("forget", "#1", "--yes")
    assert (gone.status, gone.out, gone.err) == (1, "", "dossier: There is no article “#1”.\n")


def test_nothing_is_forgotten_where_one_of_several_is_not_there(filed: Line) -> None:
    assert filed("forget", "#1", "#99", "--yes").err == "dossier: There is no article “#99”.\n"
    assert filed("search", "Adams").out.count("\n") == 2


@pytest.mark.parametrize("arguments", [("rebuild",), ("forget", "#1", "--yes"), ("search", "snow"), ("export",)])
def test_no_database_is_made_under_a_mistyped_name(line: Line, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = line(*arguments, "--db", str(tmp_path / "typo.db"))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"dossier: There is no database {tmp_path / 'typo.db'}.")
    assert not (tmp_path / "typo.db").exists()


def test_forgetting_a_channel(filed: Line) -> None:
    assert filed("ingest", "-", "--channel", "papers", given="Wind blew over Wellington.").status == 0
    ran = filed("forget", "--channel", "papers", "--yes")
    assert (ran.status, ran.out) == (0, "Forgotten: 1 posting in papers.\n")
    assert filed("search", "Wellington").out == ""
    assert filed("forget", "--channel", "nowhere", "--yes").err == "dossier: There is no channel “nowhere”.\n"
    assert filed("search", "Adams").out.count("\n") == 2


def test_a_backup_and_back_again(filed: Line, tmp_path: Path) -> None:
    ran = filed("backup", "copy.db")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Copied to copy.db: ")
    assert ran.out.endswith(" MiB.\n")
    again = filed("backup", "copy.db")
    assert (again.status, again.err) == (1, "dossier: There is a file copy.db already. Name another.\n")

    assert filed("forget", "#1", "--yes").status == 0
    refused = filed("restore", "copy.db", given="n\n")
    assert (refused.status, refused.out) == (1, "")
    assert filed("search", "Boston").out == ""
    ran = filed("restore", "copy.db", "--yes")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        f"Restored: {filed.database} is what copy.db is.\n"
        "Forgotten again, as since the backup: 1 posting.\n"
        f"What was there is kept as {filed.database}.before-1: delete it when all is well.\n"
    )
    assert filed("search", "Adams").out == "#2\tRain fell in Paris on Tuesday. Abigail Adams wrote so.\n"
    missing = filed("restore", "nothing.db", "--yes")
    assert (missing.status, missing.err) == (1, "dossier: There is no database nothing.db.\n")
    assert sorted(path.name for path in tmp_path.glob("*.db*")) == ["copy.db", "dossier.db", "dossier.db.before-1"]


def test_what_is_exported_can_be_ingested(filed: Line) -> None:
    lines = [
        {"id": "storm", "title": "A storm", "text": "Wind blew over Wellington. It blew hard.",
         "url": "https://example.org/storm", "published_at": "2024-06-19"},
        {"text": "Fog lay over Oslo 😀 for days.", "published_at": "2024-06-20T08:00:00+02:00"},
    ]  # fmt: skip
    given = "\n".join(map(json.dumps, lines))
    assert filed("ingest", "-", "--jsonl", "--channel", "papers", given=given).status == 0
    ran = filed("export")
    assert (ran.status, ran.err) == (0, "")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in rows] == ["1", "2", "storm", "4"]
    assert {key: rows[2][key] for key in lines[0]} == lines[0]
    assert [row["channel"] for row in rows] == ["console", "console", "papers", "papers"]
    assert filed("export", "--channel", "papers").out.splitlines() == ran.out.splitlines()[2:]

    filed.database = filed.database.with_name("other.db")
    assert filed("ingest", "-", "--jsonl", given=ran.out).status == 0
    again = [json.loads(line) for line in filed("export").out.splitlines()]
    same = ("id", "title", "text", "url", "published_at")
    assert [{key: row.get(key) for key in same} for row in again] == [
        {key: row.get(key) for key in same} for row in rows
    ]


def test_an_export_of_what_is_not_there(filed: Line) -> None:
    ran = filed("export", "--channel", "nowhere")
    assert (ran.status, ran.out, ran.err) == (1, "", "dossier: There is no channel “nowhere”.\n")
    ran = filed("export", "--server", "5")
    assert (ran.status, ran.out, ran.err) == (1, "", "dossier: There is no server 5. Known are: none.\n")
