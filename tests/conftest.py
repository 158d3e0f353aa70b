"""A desk over a copy of the store of seed articles, for whatever asks at one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk.newsroom import Newsroom, filed, newsroom


@pytest.fixture(scope="session")
def shelf() -> tuple[Path, Path]:
    """The stores, filed outside of any test's event loop."""
    return filed()


@pytest.fixture
async def room(shelf: tuple[Path, Path], tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom(shelf[0], tmp_path) as opened:
        yield opened
