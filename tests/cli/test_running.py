"""`run` and `console`: the commands on standard input, the seeds once, what is said about Discord."""

import socket
from pathlib import Path

import pytest

from bot.desk import beside, seeds
from bot.store import derivation
from tests.cli.line import Line
from tests.store.corrections import at_once

SNOW = "Snow fell in Boston on Monday. John Adams had said so."


@pytest.fixture(autouse=True)
def one_seed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "our-seeds"
    folder.mkdir()
    (folder / "README.md").write_text("About the seeds.")
    (folder / "a.md").write_text("---\ntitle: Rain in Paris\ndate: 2024-02-29\n---\nRain fell in Paris. It was warm.")
    monkeypatch.setattr(seeds, "folder", lambda: folder)
    return folder


def test_commands_and_texts_one_a_line(line: Line) -> None:
    ran = line("console", given=f"{SNOW}\nsearch snow\nentity Adams\nnonsense\n")
    assert (ran.status, ran.err) == (0, "")
    assert "Filed" in ran.out
    assert "John Adams" in ran.out
    assert line("console", given="stats\n").out.startswith("What is filed here")


def test_the_seeds_are_filed_once(line: Line) -> None:
    first = line("run", given="recent\ndelete #1 sure:yes\n")
    assert first.status == 0
    assert first.err.startswith("DISCORD_TOKEN is not set, so this is the console")
    assert "1 filed" in first.err
    assert "Rain in Paris" in first.out
    second = line("run", given="recent\n")
    assert "filed" not in second.err
    assert "Rain in Paris" not in second.out


def test_the_console_alone_files_no_seeds(line: Line) -> None:
    assert "Rain in Paris" not in line("console", given="recent\n").out
    assert "Rain in Paris" in line("run", given="recent\n").out


def test_what_corrections_have_not_reached_is_told_at_the_end(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_TOGETHER", 0)  # whoever would go on with it takes nothing in hand
    told = "John Adams came to Boston. Adams stayed there."
    with at_once(0):
        ran = line("console", given=f"{told}\nalias off John Adams, Adams sure:yes\n")
    assert "1 more article to follow within a minute." in ran.out
    assert ran.err == "Corrections have not reached all articles yet (1 left): the next start goes on.\n"


def test_without_seeds_the_console_opens(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "folder", lambda: None)
    assert line("run", given="stats\n").status == 0


def test_with_a_token_it_connects_and_says_when_it_cannot(line: Line) -> None:
    line.patch.setenv("DISCORD_TOKEN", "a secret")
    with socket.socket() as nobody:  # bound and not listening: whoever connects is refused
        nobody.bind(("127.0.0.1", 0))
        line.patch.setenv("DOSSIER_API", f"http://127.0.0.1:{nobody.getsockname()[1]}/api/v10")
        ran = line("run")
    assert ran.status == 1
    [said, why] = ran.err.splitlines()
    assert said.startswith("DISCORD_TOKEN is set: connecting to Discord.")
    assert why.startswith("dossier: ")
    assert "secret" not in ran.err + ran.out


def test_another_guild_has_articles_of_its_own(line: Line) -> None:
    assert line("console", given=f"{SNOW}\n").status == 0
    assert "Snow" in line("console", given="recent\n").out
    assert "Snow" not in line("console", "--guild", "77", given="recent\n").out


@pytest.mark.parametrize("command", ["run", "console"])
def test_names_that_other_rules_found_are_told_of_at_the_start(line: Line, command: str) -> None:
    assert line("ingest", "-", given=SNOW).status == 0
    assert "rebuild" not in line(command, given="recent\n").err
    line.patch.setattr(derivation, "RULES", derivation.RULES + 1)
    ran = line(command, given="recent\n")
    [told] = [said for said in ran.err.splitlines() if "rebuild" in said]
    assert told.startswith(f"The articles here were read by version {derivation.RULES - 1} of the rules for names")
    assert "Snow" in ran.out
    assert line("rebuild").status == 0
    assert "rebuild" not in line(command, given="recent\n").err
