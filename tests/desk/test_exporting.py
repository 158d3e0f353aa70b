"""Exporting into files: each can be read alone, and what has no room is left out and said."""

import gzip
import json
import random
from pathlib import Path

import pytest

from bot.desk import exporting
from bot.desk.exporting import Packed, packed
from bot.store.database import Database
from bot.store.rows import day_of
from bot.store.scope import LOCAL, Scope
from tests.store.filing import NOON, file, memory
from tests.store.images import image_of, lay

COUNT = 23


@pytest.fixture
async def store(tmp_path: Path) -> Database:
    """Articles of words that cannot be packed much, in two channels."""
    chosen = random.Random(3)
    async with memory() as db:
        for n in range(COUNT):
            words = " ".join(f"{chosen.getrandbits(64):x}" for _ in range(60))
            await file(db, f"Report {n} came: {words}.", 1 + n % 2, n + 1)
        lay(tmp_path / "dossier.db", await image_of(db))
    return await Database.open(tmp_path / "dossier.db")


def read(found: Packed) -> list[list[int]]:
    """Which reports each file has."""
    lines = [gzip.decompress(one).decode().splitlines() for one in found.files]
    return [[int(json.loads(line)["text"].split()[1]) for line in some] for some in lines]


@pytest.mark.parametrize("together", [1, 3_000, 1_000_000])
async def test_files_hold_everything_in_order(store: Database, monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    monkeypatch.setattr(exporting, "_TOGETHER", together)
    monkeypatch.setattr(exporting, "_AT_ONCE", 5)
    found = await packed(store, Scope(LOCAL), since=None, largest=100_000, most=1)
    assert (found.articles, found.whole, read(found)) == (COUNT, True, [list(range(COUNT))])
    await store.close()


async def test_no_file_is_larger_than_it_may_be(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "_TOGETHER", 1)
    found = await packed(store, Scope(LOCAL), since=None, largest=4_000, most=50)
    assert found.whole
    assert len(found.files) > 3
    assert all(len(one) <= 4_000 for one in found.files)
    assert [n for some in read(found) for n in some] == list(range(COUNT))
    await store.close()


async def test_what_has_no_room_is_left_out(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "_TOGETHER", 1)
    found = await packed(store, Scope(LOCAL), since=None, largest=4_000, most=2)
    assert not found.whole
    assert 0 < found.articles < COUNT
    assert [n for some in read(found) for n in some] == list(range(found.articles))
    none = await packed(store, Scope(LOCAL), since=None, largest=10, most=2)
    assert (none.articles, none.files, none.whole) == (0, [], False)
    await store.close()


async def test_only_what_the_scope_reads_and_what_came_since_a_day(store: Database) -> None:
    one = await packed(store, Scope(LOCAL, frozenset({1})), since=None, largest=100_000, most=1)
    assert read(one) == [list(range(0, COUNT, 2))]
    for since, count in ((day_of(NOON), COUNT), (day_of(NOON) + 1, 0)):
        late = await packed(store, Scope(LOCAL), since=since, largest=100_000, most=1)
        assert (late.articles, late.whole) == (count, True)
    nothing = await packed(store, Scope(LOCAL, frozenset()), since=None, largest=100_000, most=1)
    assert (nothing.files, nothing.whole) == ([], True)
    await store.close()
