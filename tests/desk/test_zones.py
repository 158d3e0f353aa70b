"""Time zones by what people call them."""

import pytest

from bot.desk import zones


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europe/London", ["Europe/London"]), ("europe/london", ["Europe/London"]), ("London", ["Europe/London"]),
        ("new york", ["America/New_York"]), ("UTC", ["UTC"]), ("utc", ["UTC"]), ("nowhere", []), ("", []), (" ", []),
    ],
)  # fmt: skip
def test_zones_by_name(typed: str, meant: list[str]) -> None:
    assert zones.named(typed) == meant


def test_several_with_these_words() -> None:
    found = zones.named("argentina")
    assert len(found) > 5
    assert all("Argentina" in name for name in found)


def test_names_are_places() -> None:
    assert "Etc/GMT+3" not in zones.names()
    assert len(zones.names()) > 300
