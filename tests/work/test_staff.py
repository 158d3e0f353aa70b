"""The workers of a running Dossier: which models count as installed."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from bot.work import staff


@pytest.mark.parametrize(
    ("name", "there"),
    [("spacy", True), ("no_such_model", False), ("no.such.model", False), ("no such", False)],
)
def test_what_is_installed(name: str, there: bool) -> None:
    assert staff.installed(name) is there


def test_a_module_without_a_place_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "placeless", ModuleType("placeless"))
    assert not staff.installed("placeless")


def test_a_folder_counts_as_installed(tmp_path: Path) -> None:
    assert staff.installed(str(tmp_path))
    assert not staff.installed(str(tmp_path / "none"))
