"""Progress: plain lines where there is no terminal, a bar where there is one; never markup."""

import io

import pytest
from rich.console import Console

from bot.cli import progress as module
from bot.cli.progress import progress


def drawn(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> str:
    out = io.StringIO()

    def console(**_: object) -> Console:
        return Console(file=out, force_terminal=terminal, width=100, color_system=None, legacy_windows=False)

    monkeypatch.setattr(module, "Console", console)
    with progress("Filing [b]", 3) as bar:
        bar.advance()
        bar.say("news/a[1].txt: [bold]odd[/bold] names :smile: stay " + "x" * 200)
        bar.restart("Reading", 0)
        bar.left(5)
        bar.left(2)
        bar.left(0)
    return out.getvalue()


def test_without_a_terminal_only_what_is_said_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    said = drawn(monkeypatch, terminal=False)
    assert said == "news/a[1].txt: [bold]odd[/bold] names :smile: stay " + "x" * 200 + "\n"


def test_in_a_terminal_a_bar_is_drawn_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    said = drawn(monkeypatch, terminal=True)
    assert "Reading" in said
    assert "5/5" in said
    assert "[bold]odd[/bold] names :smile: stay" in said
    assert said.endswith("\x1b[2K")


def test_a_bar_ends_when_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError), progress("Filing", 1):
        raise ZeroDivisionError
    with progress("Filing", 0) as bar:
        bar.say("and another one can begin")
