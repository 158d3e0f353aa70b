import json
import sys
from pathlib import Path

import pytest

from bot.work.environment import child_command, child_environment


def test_the_import_path_is_handed_over_whole_and_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    command = child_command("reader", 42, ["", "lib", "/opt/site-packages", "/caf\udce9"])
    assert command[0] == sys.executable
    assert json.loads(command[-3]) == [
        str(tmp_path),
        str(tmp_path / "lib"),
        "/opt/site-packages",
        "/caf\udce9",
    ]
    assert command[-2:] == ["42", "reader"]


def test_secrets_are_left_out_whatever_the_case() -> None:
    found = child_environment({"Discord_Token": "x", "PATH": "/bin", "Feed": "y"}, ["FEED"])
    assert "x" not in found.values()
    assert "y" not in found.values()
    assert found["PATH"] == "/bin"
