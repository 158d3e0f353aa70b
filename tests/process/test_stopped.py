"""SIGTERM and Ctrl-C: a clean stop within a bounded time, nothing lost, the next start goes on."""

import fcntl
import os
import signal
import sqlite3
import subprocess
import termios
from array import array
from pathlib import Path
from typing import IO

import pytest

from tests.process.news import LIBRARY, articles, jsonl
from tests.process.program import Program, leftovers, until, workers
from tests.process.shelf import states, waiting

pytestmark = pytest.mark.process

_STOP_SECONDS = 20.0
"""Generous on a busy machine; an idle one stops within a fraction of a second."""

_STOPPED = "dossier: Stopped. What was filed is kept, and what waits goes on at the next start.\n"

_READS = "the next `dossier ingest`, `dossier console` or `dossier run` reads what waits"


def _begun(database: Path) -> bool:
    try:
        return bool(states(database).get("pending"))
    except sqlite3.OperationalError:  # there is no such table yet
        return False


def _read_whole(pipe: IO[bytes]) -> bool:
    """Whether nothing that was written to a pipe waits in it."""
    waiting = array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, waiting)
    return waiting[0] == 0


def _stop(program: Program, child: subprocess.Popen[bytes], number: signal.Signals) -> tuple[int, str]:
    child.send_signal(number)
    child.wait(timeout=_STOP_SECONDS)
    assert leftovers([child.pid], seconds=1) == {}
    assert [path.name for path in program.folder.glob("dossier.db-*")] == [], "the log is folded into the file"
    assert child.stderr is not None
    return child.returncode, child.stderr.read().decode()


@pytest.mark.parametrize("arguments", [("search", "--jsonl"), ("read",), ("extract",), ("summarize",), ("console",)])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_waiting_for_input_does_not_hold_up_a_stop(
    program: Program, arguments: tuple[str, ...], number: signal.Signals
) -> None:
    child = program.start(*arguments)
    assert child.stdin is not None
    given: IO[bytes] = child.stdin
    given.write(b"{}\n" * 16)
    given.flush()
    assert child.stdout is not None
    if arguments == ("extract",):  # it answers after the last line
        until(lambda: _read_whole(given), "the lines are read")
    else:
        assert child.stdout.readline()
    status, said = _stop(program, child, number)
    assert (status, said) == ((0, "") if arguments == ("console",) else (1, _STOPPED))


@pytest.mark.model
def test_ingest_is_stopped_and_goes_on(program: Program) -> None:
    path = program.folder / "news.jsonl"
    path.write_text(jsonl(articles(40)))
    child = program.start("ingest", str(path), "--jsonl", stdin=None)
    until(lambda: _begun(program.database) and workers(child.pid, "extractor"), "the extractor is at work")
    status, said = _stop(program, child, signal.SIGTERM)
    left = states(program.database).get("pending", 0) + waiting(program.database)
    assert left > 1
    assert (status, said) == (1, f"dossier: Stopped. {left} texts wait to be read: {_READS}.\n")

    group = program.start("ingest", str(path), "--jsonl", stdin=None)
    until(lambda: workers(group.pid, "extractor"), "the extractor is at work again")
    os.killpg(group.pid, signal.SIGINT)  # as a terminal does: every process of the group gets it
    status, said = _stop(program, group, signal.SIGINT)
    assert (status, said.count("\n")) == (1, 1)
    assert said.endswith(f" wait to be read: {_READS}.\n")

    ended = program.run("ingest", str(path), "--jsonl")
    assert ended.status == 0, ended.err
    assert states(program.database) == {"ready": 40}


@pytest.mark.model
def test_the_console_is_stopped_while_it_files(program: Program) -> None:
    child = program.start("console")
    assert child.stdin is not None
    child.stdin.write(f"{LIBRARY}\n".encode())
    child.stdin.flush()
    until(lambda: _begun(program.database), "the text is filed")
    status, said = _stop(program, child, signal.SIGTERM)
    assert (status, said) == (0, "")
    assert states(program.database) == {"pending": 1}

    ended = program.run("ingest", "-", given="Snow fell in Oslo.")
    assert ended.status == 0, ended.err
    assert states(program.database) == {"ready": 2}, "what had waited was read by the next that came"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_console_is_stopped(filed: Program, number: signal.Signals) -> None:
    child = filed.start("console")
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(b"stats\n")
    child.stdin.flush()
    assert child.stdout.readline() == b"What is filed here\n"
    assert _stop(filed, child, number) == (0, "")
