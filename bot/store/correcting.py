"""Making corrections and taking them back: the entry, and everything that follows from it, in one transaction."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.extraction.types import Kind
from bot.identity import forms
from bot.identity.blocks import split_of, unsplit
from bot.identity.evidence import role_key
from bot.identity.reassigning import TakenOut
from bot.identity.types import NameId
from bot.store import corrections, derived, labels, names, overdue, partition, speaking, spoken, taught
from bot.store.aside import aside
from bot.store.corrections import WITHIN, Entry, New
from bot.store.folding import fold
from bot.store.marking import Secret, ensured

AT_ONCE = 16
"""Articles that are done anew in the transaction that makes an entry, some milliseconds each, while all other writing
waits; the others follow (`bot.store.overdue`)."""

ENTRIES_AT_ONCE = 4
"""Entries of which it is found out in that transaction which articles they concern, up to some tenths of a second each
for a name that every fifth article has."""


async def make(
    db: aiosqlite.Connection,
    guild: int,
    new: New,
    about: Collection[NameId],
    by: str | None,
    channel: int | None,
    now: datetime,
) -> Entry:
    """Append an entry and bring what it changes up to date; `about` are the names that its marks are of.

    Where it changes what mentions stand for in many articles, most of them are left for later.
    """
    key = await ensured(db, guild)
    entry = await corrections.append(db, guild, key, new, by, channel, now)
    rows = await names.known(db, guild, about)
    await spoken.mark_names(db, key, rows, entry.subjects)
    turned = await corrections.refresh_standing(db, new.voids)
    await _follow(db, guild, key, await corrections.by_ids(db, [entry.id, *turned]), new.said)
    return entry


async def _follow(
    db: aiosqlite.Connection, guild: int, key: Secret, entries: Sequence[Entry], said: str | None
) -> None:
    """Bring up to date what entries change that began or ceased to stand."""
    marks = {mark for entry in entries for mark in entry.subjects}
    rows = await _of_marks(db, guild, await corrections.tied(db, guild, marks))
    if any(entry.act in ("rename", "alias on") for entry in entries):
        await labels.refresh(db, guild, key, rows, sorted(rows))
    if any(entry.act == "ban string" for entry in entries):
        given = await _labelled(db, guild)
        await labels.refresh(db, guild, key, given, sorted(given))
    await _follow_within(db, guild, key, [entry for entry in entries if entry.act in WITHIN], said)
    for entry in entries:
        if entry.act == "wrong speaker":
            for article in await speaking.articles(db, key, entry, await _of_marks(db, guild, entry.subjects)):
                await derived.respeak(db, article)
    rows = await _of_marks(db, guild, await corrections.tied(db, guild, marks))
    await partition.settle(db, guild, sorted(rows))


async def _follow_within(
    db: aiosqlite.Connection, guild: int, key: Secret, entries: Sequence[Entry], said: str | None
) -> None:
    """Have the articles done anew in which these entries change mentions: the latest at once."""
    found: set[int] = set()
    later, done = [], []
    for number, entry in enumerate(entries):
        looked = await looked_up(db, entry, said, quick=True) if number < ENTRIES_AT_ONCE else None
        if looked is None:
            later.append((entry.id,))
        else:
            found.update(await concerned(db, guild, key, entry, looked))
            done.append((entry.id,))
    await db.executemany("DELETE FROM unfollowed WHERE entry = ?", done)
    await db.executemany("INSERT OR IGNORE INTO unfollowed (entry) VALUES (?)", later)
    latest = sorted(found, reverse=True)
    for article in latest[:AT_ONCE]:
        await derived.reassign(db, article)
    await overdue.enter(db, latest[AT_ONCE:])


@dataclass(frozen=True, slots=True)
class Looked:
    """What all forms of a guild, or its texts, have to be looked through for to tell which articles an entry concerns.

    `said` is a banned string, folded; `form` what is looked for by the entry, and `having` the articles that have it.
    """

    said: str | None = None
    form: str | None = None
    having: tuple[int, ...] = ()


async def looked_up(
    db: aiosqlite.Connection, entry: Entry, said: str | None = None, *, quick: bool = False
) -> Looked | None:
    """Look through what has to be; None where that takes long and it has to be `quick`. `said` is what was typed."""
    if entry.act == "alias on" and (form := await taught.form_of(db, entry.id)):
        having = await taught.having(db, entry.guild, form, most=taught.FEW if quick else None)
        return None if having is None else Looked(form=form, having=tuple(having))
    if entry.act != "ban string" or not entry.standing:
        return Looked()
    if said is not None or quick:
        return None if said is None else Looked(fold(said))
    key = await ensured(db, entry.guild)
    rows = await db.execute_fetchall("SELECT DISTINCT folded FROM aliases WHERE guild_id = ?", (entry.guild,))
    return Looked(await aside(1 << 20, _written_so, key, [row[0] for row in rows], entry.subjects))


async def resume(db: aiosqlite.Connection, entry: Entry, looked: Looked) -> None:
    """Have the articles done anew that an unfollowed entry concerns, unless it has changed what is looked for by it."""
    if await taught.form_of(db, entry.id) == looked.form:
        key = await ensured(db, entry.guild)
        await overdue.enter(db, await concerned(db, entry.guild, key, entry, looked))
        await db.execute("DELETE FROM unfollowed WHERE entry = ?", (entry.id,))


async def _labelled(db: aiosqlite.Connection, guild: int) -> dict[int, NameId]:
    """The names that entries speak of, which are those that were given forms and some others."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT names.id, names.key, names.kind FROM marks CROSS JOIN names ON names.id = marks.name_id"
        " WHERE +names.guild_id = ?",
        (guild,),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


async def _of_marks(db: aiosqlite.Connection, guild: int, marks: Collection[str]) -> dict[int, NameId]:
    """The names that have any of these marks, by row id."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT names.id, names.key, names.kind FROM json_each(:marks) AS wanted"
        " CROSS JOIN marks ON marks.mark = wanted.value CROSS JOIN names ON names.id = marks.name_id"
        " WHERE +names.guild_id = :guild",
        {"marks": json.dumps(sorted(marks)), "guild": guild},
    )
    return {row[0]: (row[1], row[2]) for row in rows}


async def concerned(
    db: aiosqlite.Connection, guild: int, key: Secret, entry: Entry, looked: Looked = Looked()
) -> Collection[int]:
    """The articles in which an entry changes, or changed, mentions, and at most a few more."""
    if entry.act not in WITHIN or entry.detail.get("by") == "name":
        return []
    if entry.act == "alias on":
        return {*looked.having, *await taught.found(db, await _of_marks(db, guild, entry.subjects))}
    if entry.act == "split":
        return await split_articles(db, guild, key, entry, await _of_marks(db, guild, entry.subjects))
    if entry.act == "ban string":
        return await _surface_articles(db, guild, key, entry, looked.said)
    return await _form_articles(db, guild, key, entry)


async def split_articles(
    db: aiosqlite.Connection, guild: int, key: Secret, entry: Entry, own: Collection[int]
) -> list[int]:
    """Those with these names and what the criterion asks; and those where they are split off now."""
    parts = await _parts(db, guild, key, entry)
    criterion = corrections.criterion(entry.detail)
    rows = await db.execute_fetchall(
        """
        SELECT DISTINCT articles.id, articles.fingerprint FROM json_each(:names) AS wanted
        CROSS JOIN appearances ON appearances.name_id = wanted.value
        CROSS JOIN articles ON articles.id = appearances.article_id
        WHERE (:since IS NULL OR articles.day >= :since) AND (:until IS NULL OR articles.day <= :until)
          AND (:channel IS NULL OR EXISTS (SELECT 1 FROM audience_channels
               WHERE channel_id = :channel AND audience_id = appearances.audience_id))
        """,
        {
            "names": json.dumps(sorted(own)),
            "since": criterion.since,
            "until": criterion.until,
            "channel": criterion.channel,
        },
    )
    found = {row[0]: row[1] for row in rows}
    if criterion.at is not None:
        at = {fingerprint for fingerprint, _ in criterion.at}
        found = {article: fingerprint for article, fingerprint in found.items() if key.fingerprint(fingerprint) in at}
    if criterion.role is not None:
        found = dict.fromkeys(await _with_role(db, key, sorted(own), criterion.role), "")
    return sorted({*found, *await _articles_of(db, parts)})


async def _parts(db: aiosqlite.Connection, guild: int, key: Secret, entry: Entry) -> list[int]:
    """What was split off from the names that an entry speaks of, by whatever entry."""
    rows = await db.execute_fetchall(
        "SELECT names.id, names.key, names.kind FROM name_blocks JOIN names ON names.id = name_blocks.name_id"
        " WHERE name_blocks.guild_id = ? AND block >= 's:' AND block < 's;'",
        (guild,),
    )
    tag = corrections.tag(key, entry.detail)
    return [
        row for row, name, kind in rows if split_of(name) == tag or key.name((unsplit(name), kind)) in entry.subjects
    ]


async def _with_role(db: aiosqlite.Connection, key: Secret, rows: Sequence[int], role: str) -> set[int]:
    found = await db.execute_fetchall(
        """
        SELECT roles.article_id, substr(articles.text, roles.start + 1, roles."end" - roles.start)
        FROM roles JOIN articles ON articles.id = roles.article_id
        WHERE roles.name_id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(rows)),),
    )
    return {row[0] for row in found if key.role(role_key(row[1])) == role}


async def _articles_of(db: aiosqlite.Connection, rows: Iterable[int]) -> list[int]:
    found = await db.execute_fetchall(
        "SELECT DISTINCT article_id FROM appearances WHERE name_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(rows)),),
    )
    return [row[0] for row in found]


async def _form_articles(db: aiosqlite.Connection, guild: int, key: Secret, entry: Entry) -> list[int]:
    """Those where a form stands for a name, and those where it was taken out of it."""
    marks = {order.form for order in entry.within(key) if isinstance(order, TakenOut)}
    own = {*await _of_marks(db, guild, entry.subjects[1:]), *await _parts(db, guild, key, entry)}
    found = await _written(db, own, lambda surface, kind: key.form(forms.key(surface, kind)) in marks)
    moved = await db.execute_fetchall("SELECT DISTINCT key, kind FROM reassigned")
    lost = [(row[0], row[1]) for row in moved if key.name((row[0], row[1])) in entry.subjects]
    taken = await db.execute_fetchall(
        """
        SELECT DISTINCT article_id FROM json_each(?) AS lost
        CROSS JOIN reassigned ON reassigned.key = lost.value ->> 0 AND reassigned.kind = lost.value ->> 1
        JOIN articles ON articles.id = article_id WHERE +articles.guild_id = ?
        """,
        (json.dumps(lost), guild),
    )
    return sorted(found | {row[0] for row in taken})


async def _surface_articles(
    db: aiosqlite.Connection, guild: int, key: Secret, entry: Entry, said: str | None
) -> list[int]:
    """Those where something is written like a banned string, if it is known, and those where it is banned now."""
    found = await db.execute_fetchall(
        "SELECT DISTINCT name_id FROM aliases WHERE guild_id = ? AND folded = ?", (guild, fold(said or ""))
    )
    bearing = {row[0] for row in found} | set(await _of_marks(db, guild, entry.subjects))
    return sorted(await _written(db, bearing, lambda surface, _: key.surface(surface) in entry.subjects))


async def _written(db: aiosqlite.Connection, own: Collection[int], wanted: Callable[[str, Kind], bool]) -> set[int]:
    """The articles in which these names have a form that is wanted, and at most a few more.

    Forms are looked up, and then mentions as long as they are: reading the texts would take some times as long.
    """
    rows = await db.execute_fetchall(
        """
        SELECT DISTINCT names.id, names.kind, aliases.surface FROM json_each(?) AS own
        CROSS JOIN names ON names.id = own.value CROSS JOIN aliases ON aliases.name_id = names.id
        """,
        (json.dumps(sorted(own)),),
    )
    # A mention may have more than a space between two words, and its form has one.
    sizes = sorted({(name, len(surface), " " in surface) for name, kind, surface in rows if wanted(surface, kind)})
    found = await db.execute_fetchall(
        """
        SELECT DISTINCT mentions.article_id FROM json_each(?) AS size
        CROSS JOIN mentions ON mentions.name_id = size.value ->> 0
        WHERE mentions."end" - mentions.start = size.value ->> 1
           OR (size.value ->> 2 AND mentions."end" - mentions.start > size.value ->> 1)
        """,
        (json.dumps(sizes),),
    )
    return {row[0] for row in found}


def _written_so(key: Secret, folded: Iterable[str], marks: Collection[str]) -> str | None:
    return next((form for form in folded if key.surface(form) in marks), None)
