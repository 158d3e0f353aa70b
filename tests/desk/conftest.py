"""The filing clerk without its rests."""

import pytest

from bot.desk import filing, loop


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rests and looks are short."""
    monkeypatch.setattr(loop, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(filing, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(filing, "_LOOK_SECONDS", 0.02)
