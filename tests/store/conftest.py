"""An open store in a temporary folder, and a quick way to file texts in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from tests.store.images import empty, lay


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    lay(tmp_path / "dossier.db", await empty())
    database = await Database.open(tmp_path / "dossier.db")
    yield database
    await database.close()
