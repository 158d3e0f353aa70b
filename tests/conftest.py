"""What all tests share: a desk over a copy of the store of seed articles, and hypothesis without a clock.

The newsroom is imported only when it is asked for: the tests of single rooms need little of the program.
"""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from bot.work.environment import ONE_THREAD
from tests.once import once

if TYPE_CHECKING:
    from tests.desk.newsroom import Newsroom

_HERE = Path(__file__).parent

# Before numpy is imported: the model runs on one thread, as in the workers. More of them only wait for each other here.
os.environ.update(ONE_THREAD)

# The same examples each time: a change is tried by what it changes. `make properties` looks for new ones.
settings.register_profile("dossier", deadline=None, max_examples=30, derandomize=True)
settings.register_profile("properties", deadline=None, max_examples=500)
settings.load_profile("dossier")


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The stores, filed outside of any test's event loop: without the outside articles, and with them."""
    from tests.desk.newsroom import file_seeds

    folder = once(tmp_path_factory, "newsroom", file_seeds)
    return folder / "plain.db", folder / "more.db"


@pytest.fixture
async def room(shelf: tuple[Path, Path], tmp_path: Path) -> "AsyncIterator[Newsroom]":
    from tests.desk.newsroom import newsroom

    async with newsroom(shelf[0], tmp_path) as opened:
        yield opened


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays: to look through it for garbage, again and again, took a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs the whole program takes longest and comes first: nobody is left alone with it at the end."""
    items.sort(key=lambda item: item.path.relative_to(_HERE).parts[0] not in ("process", item.path.name))
