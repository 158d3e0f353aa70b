"""The real program as a child process: run to its end, or started, killed and looked after."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
PATIENCE = 100.0
"""Seconds until a program that does not end fails the test: far more than any needs on a busy machine."""

WORKER = "bot.work.child"
"""What the command line of a worker has in it."""

_OURS = ("DOSSIER_", "DISCORD_", "XDG_")


@dataclass(frozen=True)
class Ended:
    """How a program ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Program:
    """`python -m bot` with one database, in a folder of its own; every process that it starts can be found again."""

    folder: Path
    database: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(
        self,
        *arguments: str,
        stdin: int | IO[bytes] | None = subprocess.PIPE,
        stdout: int | IO[bytes] | None = subprocess.PIPE,
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        prepare: Callable[[], None] | None = None,
        command: tuple[str, ...] = ("-m", "bot"),
    ) -> subprocess.Popen[bytes]:
        """Start it in a session of its own, so that whatever it leaves behind can be told from the rest."""
        child = subprocess.Popen(
            [sys.executable, *command, *arguments],
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=cwd or self.folder,
            env=self._environment() | dict(environment or {}),
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 - it sets a limit or ignores a signal, nothing more
        )
        self.children.append(child)
        return child

    def run(
        self,
        *arguments: str,
        given: str | bytes = b"",
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        prepare: Callable[[], None] | None = None,
        command: tuple[str, ...] = ("-m", "bot"),
    ) -> Ended:
        """Run it to its end."""
        child = self.start(*arguments, environment=environment, cwd=cwd, prepare=prepare, command=command)
        return self.end(child, given)

    def end(self, child: subprocess.Popen[bytes], given: str | bytes = b"") -> Ended:
        """Give a started program the rest of its input, and wait for its end."""
        out, err = child.communicate(given.encode() if isinstance(given, str) else given, timeout=PATIENCE)
        return Ended(child.returncode, (out or b"").decode(), err.decode())

    def with_settings(self, **settings: str) -> "Program":
        """The same with other settings, by their names in the environment without the prefix."""
        return Program(self.folder, self.database, settings, self.children)

    def left(self) -> dict[int, str]:
        """The processes that were left behind, ended now, and every pipe closed."""
        found = leftovers([child.pid for child in self.children])
        for child in self.children:
            child.wait()
            for pipe in filter(None, (child.stdin, child.stdout, child.stderr)):
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        return found

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        ours = {"HOME": str(self.folder), "PYTHONPATH": path, "DOSSIER_DATABASE": str(self.database)}
        return kept | ours | {f"DOSSIER_{name.upper()}": value for name, value in self.settings.items()}


def processes(session: int) -> dict[int, str]:
    """The living processes of a session, each with its command line."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            state, _, _, its_session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state not in "ZX":
                found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ").strip()
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def workers(session: int, name: str) -> list[int]:
    """The process ids of a session's workers of this name: "reader" or "extractor"."""
    return [pid for pid, line in processes(session).items() if WORKER in line and line.endswith(f" {name}")]


def until(condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Wait for what another process brings about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.02)


def leftovers(sessions: list[int], seconds: float = 5.0) -> dict[int, str]:
    """What still lives of these sessions after a while in which it may end; it is killed."""
    deadline = time.monotonic() + seconds
    while True:
        found = {pid: line for session in sessions for pid, line in processes(session).items()}
        if not found or time.monotonic() > deadline:
            break
        time.sleep(0.05)
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return found
