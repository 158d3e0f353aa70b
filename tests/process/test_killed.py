"""`ingest` is killed at random moments and run again: nothing is lost, nothing is there twice."""

import random
import signal
import sqlite3
import subprocess
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.process.news import Row, articles, jsonl
from tests.process.program import PATIENCE, Program, leftovers, until, workers
from tests.process.shelf import content, report, states, waiting

pytestmark = [pytest.mark.process, pytest.mark.model]

_COUNT = 70
_LINES: list[Row] = [*articles(_COUNT), *({**row, "id": f"again-{row['id']}"} for row in articles(4, first=3))]
_DUPLICATES = {f"again-a{number}": f"a{number}" for number in range(3, 7)}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The same input, filed without interruption."""
    folder = tmp_path_factory.mktemp("undisturbed")
    program = Program(folder, folder / "dossier.db")
    _ingest_to_the_end(program)
    assert program.left() == {}
    return program


def _input(program: Program) -> tuple[str, ...]:
    path = program.folder / "news.jsonl"
    path.write_text(jsonl(_LINES))
    return "ingest", str(path), "--jsonl", "--report", str(program.folder / "report.jsonl")


def _ingest_to_the_end(program: Program) -> None:
    ended = program.run(*_input(program))
    assert (ended.status, ended.out) == (0, ""), ended.err
    assert states(program.database) == {"ready": _COUNT}
    assert waiting(program.database) == 0
    _check(report(program.folder / "report.jsonl"))


def _check(lines: list[dict[str, Any]]) -> None:
    assert [line["id"] for line in lines] == [row["id"] for row in _LINES]
    for line in lines:
        original = _DUPLICATES.get(line["id"])
        assert (line["state"], line["duplicate_of"]) == ("duplicate" if original else "filed", original)
    numbers = {line["id"]: line["article"] for line in lines}
    assert sorted(set(numbers.values())) == list(range(1, _COUNT + 1))
    assert all(numbers[copy] == numbers[original] for copy, original in _DUPLICATES.items())


def test_killed_again_and_again(program: Program, undisturbed: Program) -> None:
    chance = random.Random(11)
    arguments = _input(program)
    killed = 0
    for ready in (None, 0, 1, 6, 12):
        child = program.start(*arguments)
        if ready is not None:
            until(partial(_works, child, program.database, ready), "the articles are being read")
        time.sleep(chance.uniform(0, 2.0 if ready is None else 0.05))
        child.kill()
        child.communicate(timeout=PATIENCE)
        killed += child.returncode == -signal.SIGKILL
        assert leftovers([child.pid]) == {}
    assert killed > 3
    _ingest_to_the_end(program)
    assert content(program.database) == content(undisturbed.database)


def _works(child: subprocess.Popen[bytes], database: Path, ready: int) -> bool:
    """Whether so many articles have been read, and the extractor is at work on the others (or all is done)."""
    if child.poll() is not None:
        return True
    try:
        found = states(database)
    except sqlite3.OperationalError:  # there is no such table yet
        return False
    return bool(found.get("ready", 0) >= ready and found.get("pending") and workers(child.pid, "extractor"))
