"""The seed articles: where they lie, and that they are wanted once."""

from pathlib import Path

import pytest

import bot
from bot.desk import seeds
from tests.desk.workers import desk_of


def test_in_a_checkout_they_lie_beside_the_package() -> None:
    found = seeds.folder()
    assert found == Path(bot.__file__).parent.parent / "seeds"
    assert len(list(found.glob("*.md"))) > 16


def test_in_an_installation_they_lie_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "bot"
    (package / "_seeds").mkdir(parents=True)
    (tmp_path / "site-packages" / "seeds").mkdir()
    monkeypatch.setattr(bot, "__file__", str(package / "__init__.py"))
    assert seeds.folder() == package / "_seeds"


def test_there_may_be_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot, "__file__", str(tmp_path / "bot" / "__init__.py"))
    assert seeds.folder() is None


async def test_they_are_wanted_once(tmp_path: Path) -> None:
    async with desk_of(tmp_path, filing=False) as desk:
        assert await seeds.wanted(desk)
        await seeds.done(desk)
        assert not await seeds.wanted(desk)
    async with desk_of(tmp_path, filing=False) as desk:
        assert not await seeds.wanted(desk)
