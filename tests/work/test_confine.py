"""Only what may be done to the process of the tests; the rest is seen from outside in test_worker and test_process."""

import os
import resource
import sys

import pytest

from bot.work.confine import give_way, limit_memory


@pytest.mark.parametrize(("limit", "said"), [(1 << 30, "this platform cannot limit memory\n"), (None, "")])
def test_a_platform_without_limits_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], limit: int | None, said: str
) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    limit_memory(limit)
    assert capsys.readouterr().err == said


def test_a_refused_limit_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(kind: int, _limits: tuple[int, int]) -> None:
        if kind == resource.RLIMIT_AS:
            raise ValueError("not here")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    limit_memory(1 << 30)
    assert capsys.readouterr().err == "this platform cannot limit memory: not here\n"


def test_a_lower_limit_in_force_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (1 << 28, 1 << 28))
    monkeypatch.setattr(resource, "setrlimit", asked.__setitem__)
    limit_memory(1 << 30)
    assert asked[resource.RLIMIT_AS] == (1 << 28, 1 << 28)


def test_a_platform_without_niceness(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delattr(os, "nice")
    give_way()
    assert capsys.readouterr().err == ""


def test_refused_niceness_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(_: int) -> None:
        raise PermissionError("not here")

    monkeypatch.setattr(os, "nice", refuse)
    give_way()
    assert capsys.readouterr().err == "this process cannot give way to others: not here\n"
