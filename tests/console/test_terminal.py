"""The console as a child process: in a real pseudo-terminal, and between pipes."""

import codecs
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.screen import Screen

pytestmark = pytest.mark.process

PROGRAM = [sys.executable, "-m", "tests.console.program"]
ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds until a terminal that does not show what is expected fails the test."""

CTRL_C, CTRL_D, TAB = "\x03", "\x04", "\t"


class Terminal:
    """A pseudo-terminal of 80 columns with the console in it."""

    def __init__(self, history: Path) -> None:
        self._terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
        command = [*PROGRAM, str(history)]
        self._child = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, cwd=ROOT, env=environment, start_new_session=True
        )
        os.close(inner)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.raw = ""
        self._screen = Screen(80, 40)
        self._row = -1

    def type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def expect(self, text: str, *, below: bool = False) -> None:
        """Wait until a row shows `text`: the row of what was expected last, or one below it, or one `below` it only."""
        deadline = time.monotonic() + PATIENCE
        while True:
            rows = self._screen.rows
            for row in range(max(0, self._row + below), len(rows)):
                if text in rows[row]:
                    self._row = row
                    return
            if not self._read(deadline):
                raise AssertionError("\n".join([f"{text!r} was not shown after row {self._row} of", *rows]))

    def prompt(self, typed: str) -> None:
        """Wait for the next prompt, and type."""
        self.expect("dossier ›", below=True)
        self.type(typed)

    def end(self) -> int:
        """The exit status, all that is still to be shown read."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self._child.wait(PATIENCE)

    def close(self) -> None:
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        os.close(self._terminal)

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))
        try:
            data = os.read(self._terminal, 65536) if ready else b""
        except OSError:  # the child has gone
            return False
        text = self._decoder.decode(data)
        self.raw += text
        self._screen.feed(text)
        return bool(data)


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "history"


@pytest.fixture
def terminal(history: Path) -> Iterator[Terminal]:
    made = Terminal(history)
    try:
        made.expect("Welcome")
        yield made
    finally:
        made.close()


def test_a_session_in_a_terminal(terminal: Terminal, history: Path) -> None:
    # a command, begun and completed
    terminal.prompt("rec")
    terminal.expect("List articles.", below=True)
    terminal.type(TAB)
    terminal.expect("recent")
    terminal.type(" 3\r")
    terminal.expect("count=3")
    # a name, completed from the registry
    terminal.prompt("entity vlad")
    terminal.expect("Vladimir Putin (a name)", below=True)
    terminal.type(TAB)
    terminal.type("\r")
    terminal.expect("A line on Vladimir Putin.")
    terminal.expect("page 1 of 3 · next")
    # a page
    terminal.prompt("next\r")
    terminal.expect("page 2 of 3")
    # a paste of several lines, one of which looks like a command
    terminal.prompt("\x1b[200~First line of it.\nentity Kim\n\nLast line.\x1b[201~")
    terminal.expect("Last line.")
    terminal.type("\r")
    terminal.expect("Filed 8 words")
    # a numbered choice
    terminal.prompt("entity Kim\r")
    terminal.expect("Which Kim?")
    terminal.expect("2 Vladimir Putin")
    terminal.prompt("1\r")
    terminal.expect("A line on Kim Jong Un.")
    # Ctrl-C gives up a line, Ctrl-D ends the session
    terminal.prompt("recent 77" + CTRL_C)
    terminal.prompt(CTRL_D)
    assert terminal.end() == 0
    assert "count=77" not in terminal.raw
    assert "Traceback" not in terminal.raw
    kept = [line for line in history.read_text().splitlines() if line.startswith("+")]
    assert kept == ["+recent 3", "+entity Vladimir Putin", "+entity Kim"]


def test_what_is_typed_during_an_answer_waits_for_the_next_prompt(terminal: Terminal) -> None:
    terminal.prompt("\x1b[200~slowly\nfiled\ntext\x1b[201~\r")
    terminal.expect("still reading")
    long = "word " * 2000
    terminal.type(f"\x1b[200~{long}\nentity Kim\x1b[201~\r")
    terminal.expect("Filed 3 words")
    assert "word word" not in terminal.raw
    terminal.expect("Filed 2002 words")
    terminal.prompt("\x1b[200~slowly\nor never\nfiled\x1b[201~\r")
    terminal.expect("still reading")
    terminal.type(CTRL_C)
    terminal.expect("Stopped.")
    terminal.prompt(CTRL_D)
    assert terminal.end() == 0


def test_texts_cannot_steer_the_terminal(terminal: Terminal) -> None:
    terminal.prompt("\x1b[200~One two three \x1b]0;owned\x07\nfour.\x1b[201~\r")
    terminal.expect("Filed ")
    terminal.prompt(CTRL_D)
    assert terminal.end() == 0
    assert "\x1b]0;owned" not in terminal.raw


def piped(text: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    given = {**os.environ, **environment}
    return subprocess.run(PROGRAM, input=text, capture_output=True, cwd=ROOT, env=given, timeout=60, check=False)


def test_between_pipes_it_answers_line_by_line_and_ends_with_0() -> None:
    done = piped("recent 2\nЭто опубликованный текст.\n\nentity Łódź".encode(), LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (
        "recent\n\n- count=2, order='new'\n"
        "\nFiled 3 words\nЭто опубликованный текст.\n"
        "\nŁódź\n\nSentences\n- A line on Łódź. [#1 · seeds]\n\nPage 1 of 3 (next: entity name:Łódź page:2)\n"
    )


def test_no_input_is_a_quiet_end() -> None:
    done = piped(b"")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_reader_that_goes_away_is_a_quiet_end() -> None:
    with subprocess.Popen(
        PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdin
        assert child.stdout
        assert child.stderr
        child.stdin.write(b"recent 1\n")
        child.stdin.flush()
        assert child.stdout.readline() == b"recent\n"
        child.stdout.close()
        try:
            child.stdin.write(b"recent 2\n" * 2000)
            child.stdin.close()
        except BrokenPipeError:
            pass
        assert child.wait(60) == 0
        assert child.stderr.read() == b""
