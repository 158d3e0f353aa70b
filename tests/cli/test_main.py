"""The entry: help and wrong use of each subcommand, exit statuses, one line for every expected error."""

import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot import __version__
from bot.cli import streams
from bot.cli.main import dossier
from tests.cli.line import Line

SUBCOMMANDS = sorted(dossier.list_commands(click.Context(dossier)))


def test_the_subcommands() -> None:
    assert SUBCOMMANDS == [
        "backup", "console", "doctor", "export", "extract", "forget", "ingest", "read", "rebuild", "restore", "run",
        "search", "stories", "summarize",
    ]  # fmt: skip


@pytest.mark.parametrize("name", SUBCOMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_subcommand_has_help(line: Line, name: str, option: str) -> None:
    ran = line(name, option)
    assert (ran.status, ran.err) == (0, "")
    assert f"Usage: dossier {name}" in ran.out


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_an_unknown_option_is_wrong_use(line: Line, name: str) -> None:
    ran = line(name, "--colour")
    assert (ran.status, ran.out) == (2, "")
    assert "No such option" in ran.err
    assert not line.database.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("dance",),
        ("ingest",),
        ("read", "page.html"),
        ("extract", "text"),
        ("summarize", "--sentences", "0"),
        ("summarize", "--words", "few"),
        ("search",),
        ("search", "snow", "--jsonl"),
        ("search", "snow", "--limit", "0"),
        ("search", "snow", "--limit", "1001"),
        ("search", "snow", "--db", "."),
        ("console", "--guild", "home"),
        ("console", "stats"),
        ("forget", "--yes"),
        ("forget", "#1", "--channel", "room", "--yes"),
        ("doctor", "now"),
        ("rebuild", "all"),
        ("backup",),
        ("restore",),
        ("export", "all"),
        ("export", "--server", "home"),
    ],
)
def test_wrong_use(line: Line, arguments: tuple[str, ...]) -> None:
    ran = line(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip()
    assert "Traceback" not in ran.err
    assert not line.database.exists()


def test_the_version(line: Line) -> None:
    assert line("--version").out == f"dossier, version {__version__}\n"


def test_without_a_subcommand_the_help_is_shown(line: Line) -> None:
    ran = line()
    assert "Usage: dossier" in ran.out + ran.err
    assert all(name in ran.out + ran.err for name in SUBCOMMANDS)


@pytest.mark.parametrize("name", ["run", "console", "doctor", "rebuild", "read", "extract", "stories", "summarize"])
def test_a_wrong_setting_is_wrong_use_of_any(line: Line, name: str) -> None:
    line.patch.setenv("DOSSIER_LOG_LEVEL", "loud")
    ran = line(name)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].startswith("dossier: The setting “log_level” cannot be 'loud'")


def test_a_store_that_cannot_be_opened_is_one_line(line: Line, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are notes.\n" * 100)
    for arguments in (("search", "snow"), ("console",), ("ingest", "-"), ("forget", "#1", "--yes"), ("rebuild",)):
        ran = line(*arguments, "--db", str(tmp_path / "notes.txt"), given="snow")
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.startswith("dossier: The file ")
        assert ran.err.count("\n") == 1


@pytest.mark.parametrize("closed", ["stdin", "stdout", "stderr"])
def test_a_stream_that_is_closed_is_the_null_device(closed: str) -> None:
    number = ("stdin", "stdout", "stderr").index(closed)
    script = (
        f"import os; os.close({number}); import sys; sys.{closed} = None\n"
        "from bot.cli import streams; streams.prepare()\n"
        f"assert os.fstat({number}).st_rdev == os.stat(os.devnull).st_rdev\n"
        f"assert not sys.{closed}.isatty()\n"
        "print('out'); print('err', file=sys.stderr); assert sys.stdin.read() == sys.stdin.buffer.read().decode()"
    )
    ended = subprocess.run([sys.executable, "-c", script], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == (b"" if closed == "stdout" else b"out\n")
    assert ended.stderr == (b"" if closed == "stderr" else b"err\n")


def test_streams_that_are_open_stay(line: Line) -> None:
    before = sys.stdin
    streams.prepare()
    assert sys.stdin is before


def test_a_signal_ends_work_cleanly(line: Line) -> None:
    def told(name: str, items: list[object]) -> None:
        signal.raise_signal(signal.SIGTERM)

    line.reader.before = told
    ran = line("ingest", "-", given="Snow fell in Oslo.")
    assert ran.status == 1
    reads = "the next `dossier ingest`, `dossier console` or `dossier run` reads what waits"
    assert ran.err == f"dossier: Stopped. 1 text waits to be read: {reads}.\n"
    line.reader.before = None
    assert line("ingest", "-", given="Rain fell in Rome.").err == "1 filed\n"
    assert line("search", "snow").out.startswith("#1\t")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_at_the_very_end_changes_nothing(number: signal.Signals) -> None:
    program = (
        f"import atexit, signal, sys; atexit.register(signal.raise_signal, {int(number)})\n"
        "from bot.cli import main; sys.argv = ['dossier', '--version']; main()"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
