"""A command line for each test, which leaves the log as it found it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.line import Line
from tests.desk.workers import Here


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    # The command line gives the log handlers of its own, and closes those that it finds.
    root.handlers.clear()
    yield Line(monkeypatch, tmp_path / "dossier.db", Here(), Here())
    root.handlers[:] = handlers
    root.setLevel(level)
