"""What an installation holds: all of the package and the seeds, nothing else."""

import os
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel() -> set[str]:
    """The paths in the wheel, as the build would choose them now."""
    return {Path(file.distribution_path).as_posix() for file in WheelBuilder(os.fspath(ROOT)).recurse_included_files()}


def files(folder: str) -> set[str]:
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_every_file_of_the_package_is_in_the_wheel(wheel: set[str]) -> None:
    expected = files("bot")
    assert {"bot/py.typed", "bot/store/migrations/0001_foundation.sql", "bot/cli/main.py"} <= expected
    assert expected <= wheel


def test_the_seeds_are_in_the_wheel(wheel: set[str]) -> None:
    expected = {f"bot/_{path}" for path in files("seeds")}
    assert "bot/_seeds/README.md" in expected
    assert expected <= wheel


def test_nothing_else_is(wheel: set[str]) -> None:
    assert wheel == files("bot") | {f"bot/_{path}" for path in files("seeds")}
