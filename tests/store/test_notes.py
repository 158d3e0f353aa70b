"""Notes in the store: they stay with a name over a rebuild, and go with its last article."""

from datetime import UTC, datetime

from bot.store import completion, notes, reasons, rebuilding
from bot.store.scope import LOCAL, Scope
from tests.store.filing import file, memory, unpost
from tests.store.test_rebuilding import finish, read_what_waits

NOW = datetime(2024, 6, 19, tzinfo=UTC)
ALL = Scope(LOCAL)


async def test_a_note_goes_with_the_last_mention_and_not_before() -> None:
    async with memory() as db:
        await file(db, "John Adams met Abigail Adams. The World Bank was silent in Vienna.", 1, 1)
        await file(db, "No word came from John Adams.", 1, 2)
        [adams] = await completion.named(db, ALL, "john adams")
        name = await notes.name_for(db, (await reasons.names_of(db, ALL, adams.id))[0].id)
        assert name == ("john adams", "PERSON")
        await notes.add(db, ALL, name, "a note", author="1", channel=1, now=NOW)
        await unpost(db, 1, 1)
        await notes.sweep(db)
        [adams] = await completion.named(db, ALL, "john adams")
        assert [one.text for one in await notes.of_entity(db, ALL, adams.id)] == ["a note"]
        assert await notes.of_entity(db, Scope(LOCAL, frozenset({2})), adams.id) == []
        await rebuilding.begin(db)
        await notes.sweep(db)
        await finish(db)
        await notes.sweep(db)
        await read_what_waits(db)
        assert await notes.by_number(db, ALL, 1)
        await unpost(db, 1, 2)
        await notes.sweep(db)
        assert await notes.by_number(db, ALL, 1) is None


async def test_a_note_goes_with_its_channel() -> None:
    async with memory() as db:
        await notes.add(db, ALL, ("vienna", "GPE"), "a note", author=None, channel=7, now=NOW)
        await notes.add(db, ALL, ("vienna", "GPE"), "another", author=None, channel=None, now=NOW)
        await notes.leave(db, 7)
        assert await notes.by_number(db, ALL, 1) is None
        assert await notes.by_number(db, ALL, 2)
        assert await notes.by_number(db, Scope(LOCAL, frozenset({7})), 2) is None
