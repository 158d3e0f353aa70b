"""A program for each test, which must leave no process behind, and a store that was filled once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.once import once
from tests.process.news import LIBRARY, Row, articles, jsonl
from tests.process.program import Program


def _program(folder: Path) -> Iterator[Program]:
    program = Program(folder, folder / "dossier.db")
    yield program
    assert program.left() == {}


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    yield from _program(tmp_path)


FILED: list[Row] = [*articles(10), {"id": "library", "text": LIBRARY}]
"""What the filled store holds, as it was given."""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with FILED in it, all read. It is for copying."""

    def file(folder: Path) -> None:
        programs = _program(folder)
        ended = next(programs).run("ingest", "-", "--jsonl", given=jsonl(FILED))
        assert (ended.status, ended.out) == (0, ""), ended.err
        assert list(programs) == []

    return once(tmp_path_factory, "filled", file) / "dossier.db"


@pytest.fixture
def filed(program: Program, filled: Path) -> Program:
    """A program over a copy of the filled database."""
    shutil.copyfile(filled, program.database)
    return program
