"""What a correction keeps of a name: nothing that can be read once no article has the name."""

from pathlib import Path

from bot.identity.types import NameId
from bot.store import completion, corrections, entities, marking
from bot.store.database import Database
from bot.store.scope import LOCAL, Scope
from tests.process.shelf import raw
from tests.store.corrections import Said, correct
from tests.store.dump import dump
from tests.store.filing import file, memory, unpost

ALL, FIRST, SECOND = Scope(LOCAL), Scope(LOCAL, frozenset({1})), Scope(LOCAL, frozenset({2}))
QUINCY: NameId = ("john quincy adams", "PERSON")
TEXT = "John Quincy Adams met the World Bank. Abigail Adams stayed in Vienna."


async def test_no_name_is_left_in_the_file_and_the_entries_hold_when_it_comes_again(tmp_path: Path) -> None:
    path = tmp_path / "dossier.db"
    database = await Database.open(path)
    async with database.writing() as db:
        await file(db, TEXT, 1, 1)
        await file(db, "Theodore Roosevelt left.", 1, 2)
        await correct(db, Said("rename", (QUINCY,), "Old Eloquence"))
        await correct(db, Said("merge", (QUINCY, ("abigail adams", "PERSON"))))
        await correct(db, Said("ban string", text="World Bank"))
        await correct(db, Said("alias off", (("adams", "PERSON"), QUINCY), detail={"form": "adams"}))
        before = await dump(db)
        await unpost(db, 1, 1)
    await database.purge()
    await database.close()
    kept = raw(path).lower()
    for word in (b"quincy", b"eloquence", b"abigail", b"world bank", b"adams"):
        assert word not in kept, word
    database = await Database.open(path)
    async with database.writing() as db:
        await file(db, TEXT, 1, 1)
        assert await dump(db) == before
        [found] = await completion.named(db, ALL, "Old Eloquence")
        assert (found.name, found.mentions) == ("Old Eloquence", 2)
    await database.close()


async def test_a_given_name_is_known_where_it_was_given_or_stands() -> None:
    async with memory() as db:
        await file(db, TEXT, 1)
        await file(db, "John Quincy Adams left Paris.", 2)
        await correct(db, Said("rename", (QUINCY,), "Old Eloquence", channel=2))
        assert [e.name for e in await completion.named(db, SECOND, "john quincy adams")] == ["Old Eloquence"]
        assert [e.name for e in await completion.named(db, FIRST, "john quincy adams")] == ["John Quincy Adams"]
        assert await completion.named(db, FIRST, "old eloquence") == []
        assert [m.entity.name for m in await completion.matching(db, SECOND, "elo", limit=3)] == ["Old Eloquence"]
        assert await completion.matching(db, FIRST, "elo", limit=3) == []
        [entity] = await completion.named(db, SECOND, "old eloquence")
        assert await entities.surfaces(db, SECOND, entity.id) == [("John Quincy Adams", 1)]


async def test_entries_of_one_guild_are_nothing_to_another() -> None:
    async with memory() as db:
        await file(db, TEXT, 1)
        await file(db, TEXT, 50, guild=9)
        before = await dump(db)
        await correct(db, Said("ban string", text="World Bank"), guild=9)
        await correct(db, Said("merge", (QUINCY, ("abigail adams", "PERSON"))), guild=9)
        after = await dump(db)
        for table in ("names", "name_blocks", "aliases"):
            ours = [row for row in before[table] if row[0] == LOCAL]
            assert ours == [row for row in after[table] if row[0] == LOCAL]
        assert await corrections.latest(db, LOCAL, limit=9) == []
        assert len(await completion.named(db, ALL, "world bank")) == 1
        assert await completion.named(db, Scope(9), "world bank") == []


def test_a_sealed_text_is_opened_by_its_name_alone() -> None:
    key = marking.Secret(bytes(range(32)))
    sealed = key.seal("Old Eloquence", "PERSON:john quincy adams")
    assert key.unseal(sealed, "PERSON:john quincy adams") == "Old Eloquence"
    assert key.unseal(sealed, "PERSON:john adams") != "Old Eloquence"
    assert "loquence" not in bytes.fromhex(sealed).decode("latin-1")
    assert key.seal("Old Eloquence", "PERSON:john quincy adams") != sealed
    assert key.name(("a", "ORG")) != key.form("a") != marking.Secret(bytes(32)).form("a")
