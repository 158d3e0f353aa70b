"""`doctor`, `rebuild`, `forget`: what they say, and what is left."""

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
    assert asked.err.startswith("Forget #1? [y/N]: ")
    assert asked.err.endswith("dossier: Stopped.\n")
    assert (
        filed("forget", "#1", given="y\n").out
        == "Forgotten: #1 Snow fell in Boston on Monday. John Adams had said so.\n"
    )
    assert filed("search", "Adams").out == "#2\tRain fell in Paris on Tuesday. Abigail Adams wrote so.\n"
    gone = filed("forget", "#1", "--yes")
    assert (gone.status, gone.out, gone.err) == (1, "", "dossier: There is no article “#1”.\n")


def test_forgetting_a_channel(filed: Line) -> None:
    assert filed("ingest", "-", "--channel", "papers", given="Wind blew over Wellington.").status == 0
    ran = filed("forget", "--channel", "papers", "--yes")
    assert (ran.status, ran.out) == (0, "Forgotten: 1 posting in papers.\n")
    assert filed("search", "Wellington").out == ""
    assert filed("forget", "--channel", "nowhere", "--yes").err == "dossier: There is no channel “nowhere”.\n"
    assert filed("search", "Adams").out.count("\n") == 2
