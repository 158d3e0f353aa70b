"""Corrections: the tables follow from articles and standing entries, whatever came first, and all can be undone."""

from collections.abc import Sequence

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.identity.teaching import given_name
from bot.identity.types import NameId
from bot.store import completion, entities, queue, rankings, rebuilding
from bot.store.folding import fold
from bot.store.scope import LOCAL, Scope
from tests.examples import examples
from tests.store import filing
from tests.store.corrections import Said, at_once, correct, follow, same_secret, undo
from tests.store.dump import Dump, dump
from tests.store.filing import Story, derive, file, memory
from tests.store.test_derived import play, settled, steps, stories

_PEOPLE = (
    "john adams", "john quincy adams", "abigail adams", "adams", "theodore roosevelt", "franklin roosevelt",
    "roosevelt", "kim jong un", "kim jong il", "kim", "nobody ever",
)  # fmt: skip
NAMES: tuple[NameId, ...] = (
    *((key, "PERSON") for key in _PEOPLE),
    ("international atomic energy agency", "ORG"), ("iaea", "ORG"), ("european union", "ORG"), ("eu", "ORG"),
    ("world bank", "ORG"), ("world bank group", "ORG"), ("vienna", "GPE"),
)  # fmt: skip
STRINGS = ("Adams", "IAEA", "Roosevelt", "World Bank", "Kim Jong Un", "vienna", "Nobody Ever")


def taught(one: NameId, form: str) -> Said:
    """A form that texts have where no name is seen: the words that sentences begin with here."""
    return Said("alias on", (one, (form.casefold(), one[1]), given_name(form, one[1])), form, {"found": True})


name = st.sampled_from(NAMES)
two = st.lists(name, min_size=2, max_size=2, unique=True).map(tuple)
some = st.lists(name, min_size=1, max_size=3, unique=True).map(tuple)
criterion = st.one_of(
    st.sampled_from(["president", "new minister", "director"]).map(lambda role: {"by": "role", "role": role}),
    st.integers(1, 3).map(lambda channel: {"by": "channel", "channel": channel}),
    st.integers(19890, 19894).map(lambda day: {"by": "time", "since": day}),
)
made_up = st.one_of(
    st.builds(lambda names: Said("merge", names), two),
    st.builds(lambda names: Said("merge", names), two),
    st.builds(lambda names: Said("notsame", names), two),
    st.builds(lambda names: Said("split", names, detail={"by": "name"}), two),
    st.builds(lambda names, detail: Said("split", names, detail=detail), some, criterion),
    st.builds(lambda one, text, where: Said("rename", (one,), text, channel=where), name,
              st.sampled_from(["Somebody", "Adams", "The Agency"]), st.sampled_from([None, 1, 2])),
    st.builds(lambda names, kind: Said("retype", names, detail={"kind": kind}), two, st.sampled_from(["ORG", "GPE"])),
    st.builds(lambda one: Said("ban", (one,)), name),
    st.builds(lambda text: Said("ban string", text=text), st.sampled_from(STRINGS)),
    st.builds(lambda names: Said("alias on", names, "Whoever"), two),
    st.builds(taught, name, st.sampled_from(["No", "On", "He"])),
    st.builds(taught, name, st.sampled_from(["No", "On", "Vienna"])),
    st.builds(
        lambda names, form: Said("alias off", ((form, names[0][1]), *names), detail={"form": form}), some,
        st.sampled_from(["adams", "roosevelt", "iaea", "john", "kim"]),
    ),
)  # fmt: skip
few = st.sampled_from([0, 1, 24])
"""Articles that an entry does anew at once."""

some_more = st.sampled_from([0, 1, 3])
"""Articles that are done anew at a moment in between."""


@settings(max_examples=examples(84))
@given(st.lists(stories, min_size=1, max_size=5), steps, st.lists(made_up, min_size=1, max_size=6), st.data())
async def test_it_does_not_matter_when_an_entry_is_made(
    told: list[Story], taken: list[tuple[str, int, int]], said: list[Said], data: st.DataObject
) -> None:
    unique = list({story.fingerprint: story for story in told}.values())
    cuts = sorted(data.draw(st.lists(st.integers(0, len(taken)), min_size=len(said), max_size=len(said))))
    async with memory() as db:
        await same_secret(db)
        standing: dict[int, set[int]] = {}
        limits = data.draw(st.lists(some_more, min_size=len(taken), max_size=len(taken)))
        at_most = data.draw(few)
        for entry, (start, end) in zip([None, *said], zip([0, *cuts], [*cuts, len(taken)], strict=True), strict=True):
            if entry is not None:
                with at_once(at_most):
                    await correct(db, entry)
            for step, limit in zip(taken[start:end], limits[start:end], strict=True):
                await follow(db, limit)
                await play(db, unique, [step])
        content = await finished(db)
        rows = await db.execute_fetchall("SELECT channel_id, message_id FROM postings ORDER BY channel_id, message_id")
        for channel, message in rows:
            standing.setdefault(message - 100, set()).add(channel)
    async with memory() as db:
        await same_secret(db)
        for story in data.draw(st.permutations(sorted(standing))):
            for channel in sorted(standing[story]):
                await file(db, unique[story], channel, 100 + story)
        for entry in said:
            await correct(db, entry)
        assert await finished(db) == content


async def finished(db: aiosqlite.Connection) -> Dump:
    """The content of a store once all that waits is derived, and all that corrections concern done anew."""
    await settled(db)
    await follow(db)
    return await settled(db)


@settings(max_examples=examples(84))
@given(
    st.lists(stories, min_size=1, max_size=5),
    st.lists(made_up, min_size=1, max_size=6),
    st.data(),
)
async def test_what_is_undone_never_was(told: list[Story], said: list[Said], data: st.DataObject) -> None:
    unique = list({story.fingerprint: story for story in told}.values())
    late = data.draw(st.integers(0, len(unique)))
    async with memory() as db:
        await fill(db, unique)
        before = await dump(db)
    async with memory() as db:
        await fill(db, unique[:late])
        made = [await correct(db, entry) for entry in said]
        await fill(db, unique[late:], late)
        corrected = await finished(db)
        with at_once(data.draw(few)):
            undone = []
            for number in data.draw(st.permutations(range(len(made)))):
                undone.append(await undo(db, made[number]))
                await follow(db, data.draw(some_more))
            await follow(db)
            assert await dump(db) == before
            if data.draw(st.booleans()):
                await undo(db, *undone)
            else:
                for number in data.draw(st.permutations(range(len(made)))):
                    await undo(db, undone[number])
                    await follow(db, data.draw(some_more))
        assert await finished(db) == corrected


async def fill(db: object, told: Sequence[Story], start: int = 0) -> None:
    for number, story in enumerate(told, start):
        await file(db, story, 1 + number % 3, 100 + number)  # type: ignore[arg-type]


@settings(max_examples=examples(84))
@given(st.lists(stories, min_size=1, max_size=5), st.lists(made_up, min_size=1, max_size=6), few)
async def test_a_rebuild_gives_the_same(told: list[Story], said: list[Said], at_most: int) -> None:
    unique = list({story.fingerprint: story for story in told}.values())
    async with memory() as db:
        await same_secret(db)
        await fill(db, unique)
        for entry in said:
            await correct(db, entry)
        content = await finished(db)
    async with memory() as db:
        await same_secret(db)
        await fill(db, unique)
        with at_once(at_most):
            for entry in said:
                await correct(db, entry)
        await rebuilding.begin(db)
        while await rebuilding.step(db):
            pass
        for unread in await queue.unread(db, limit=99, most_characters=100_000):
            await derive(db, unread.id)
        assert await finished(db) == content


async def test_a_retyped_name_is_one_with_what_bears_it_and_is_of_that_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = Scope(LOCAL)

    async def braintrees() -> list[tuple[str, int]]:
        found = await completion.named(db, scope, "Braintree")
        return sorted((one.kind, one.mentions) for one in found)

    async with memory() as db:
        with monkeypatch.context() as slip:
            slip.setattr(filing, "kind_of", lambda _: "PERSON")
            await file(db, "No word came from Braintree on Monday.")
        names: tuple[NameId, ...] = (("braintree", "PERSON"), ("braintree", "GPE"))
        entry = await correct(db, Said("retype", names, detail={"kind": "GPE"}))
        assert await braintrees() == [("GPE", 1)]
        await file(db, "No word came from Braintree in Vienna.")
        assert await braintrees() == [("GPE", 2)]
        await undo(db, entry)
        assert await braintrees() == [("GPE", 1), ("PERSON", 1)]


@settings(max_examples=examples(84))
@given(st.lists(stories, min_size=1, max_size=5), st.sampled_from(STRINGS), st.lists(made_up, max_size=3), st.data())
async def test_a_banned_string_never_shows(told: list[Story], text: str, said: list[Said], data: st.DataObject) -> None:
    unique = list({story.fingerprint: story for story in told}.values())
    late = data.draw(st.integers(0, len(unique)))
    async with memory() as db:
        await fill(db, unique[:late])
        await correct(db, Said("ban string", text=text))
        for entry in said:
            if entry.text is None or fold(entry.text) != fold(text):
                await correct(db, entry)
        await fill(db, unique[late:], late)
        scope = Scope(LOCAL)
        rows = await db.execute_fetchall("SELECT id FROM entities")
        shown = await entities.by_ids(db, scope, [row[0] for row in rows])
        forms = [one.name for one in shown.values()]
        for entity in shown:
            forms += [surface for surface, _ in await entities.surfaces(db, scope, entity)]
            forms += [one.name for one, _ in await entities.related(db, scope, entity, limit=9)]
        for article in range(1, len(unique) + 1):
            forms += [one.name for one in await entities.in_article(db, scope, article, limit=99)]
        forms += [one.name for one in await rankings.ranked(db, scope, limit=99)]
        found = await completion.matching(db, scope, text, limit=99)
        forms += [one.form for one in found] + [one.entity.name for one in found]
        assert fold(text) not in [fold(form) for form in forms]
        assert await completion.named(db, scope, text) == []
