"""The log of corrections: entries appended, never changed; what stands of it; and what a name is spoken of by."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast

import aiosqlite

from bot.identity.corrections import Node, Verdict
from bot.identity.reassigning import Banned, Criterion, Order, SplitOff, TakenOut
from bot.store.marking import Secret
from bot.store.scope import Scope
from bot.store.single import scalar, single
from bot.store.stamps import stamp

Act = Literal[
    "merge", "notsame", "split", "rename", "retype", "ban", "ban string", "alias on", "alias off",
    "wrong speaker", "story merge", "story split", "story rename", "undo",
]  # fmt: skip

SAME: tuple[Act, ...] = ("merge", "alias on", "retype")
"""Acts that say of two names that they are one; a retype, of a name and the same name of the right kind."""

APART: tuple[Act, ...] = ("notsame", "split", "alias off")
WITHIN: tuple[Act, ...] = ("split", "alias off", "ban string", "alias on")
"""Acts that change which name a mention is of, or add mentions."""


@dataclass(frozen=True, slots=True)
class New:
    """An entry to be appended: `subjects` are marks, `opener` what opens the texts again (a name that it speaks of)."""

    act: Act
    subjects: tuple[str, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)
    said: str | None = None
    why: str | None = None
    opener: str = ""
    voids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the log. `number` is counted per guild; `sealed` and `reason` are sealed texts."""

    id: int
    guild: int
    number: int
    made_at: datetime
    made_by: str | None
    channel: int | None
    act: Act
    subjects: tuple[str, ...]
    detail: dict[str, Any]
    sealed: str | None
    reason: str | None
    standing: bool

    def heard_in(self, scope: Scope) -> bool:
        """Whether whoever reads this scope could read what was typed, where it was said."""
        return scope.holds(self.channel)

    def verdicts(self, nodes: dict[str, Node] | None = None) -> list[Verdict]:
        """What it says of who is who; `nodes` are the names that marks are known to be of."""
        at: list[Node] = [nodes.get(mark, mark) if nodes else mark for mark in self.subjects]
        if self.act in SAME or self.act == "notsame" or (self.act == "split" and self.detail.get("by") == "name"):
            return [Verdict(self.number, self.act in SAME, at[0], other) for other in at[1:]]
        if self.act == "alias off":
            return [Verdict(self.number, same=False, a=at[0], b=other) for other in at[1:]]
        return []

    def within(self, secret: Secret) -> list[Order]:
        """What it makes of the mentions in one article."""
        if self.act == "split" and self.detail.get("by") != "name":
            made = SplitOff(self.number, frozenset(self.subjects), criterion(self.detail), tag(secret, self.detail))
            return [made]
        if self.act == "alias off":
            return [TakenOut(self.number, frozenset(self.subjects[1:]), self.detail["form"])]
        if self.act == "ban string":
            return [Banned(self.number, surface) for surface in self.subjects]
        return []


def criterion(detail: dict[str, Any]) -> Criterion:
    """The criterion of a split, as the log has it."""
    at = detail.get("at")
    return Criterion(
        detail.get("role"),
        detail.get("channel"),
        detail.get("since"),
        detail.get("until"),
        None if at is None else frozenset((fingerprint, start) for fingerprint, start in at),
    )


def tag(secret: Secret, detail: dict[str, Any]) -> str:
    """What the names that a split makes are called by."""
    return secret.tag(json.dumps(detail, sort_keys=True))


async def append(
    db: aiosqlite.Connection, guild: int, secret: Secret, new: New, by: str | None, channel: int | None, now: datetime
) -> Entry:
    """Append an entry. What it voids stands no more, and what that had voided stands again."""
    row = await single(
        db,
        """
        INSERT INTO corrections (guild_id, number, made_at, made_by, channel_id, act, subjects, detail, sealed, reason)
        VALUES (:guild, (SELECT coalesce(max(number), 0) + 1 FROM corrections WHERE guild_id = :guild),
                :at, :by, :channel, :act, :subjects, :detail, :sealed, :reason)
        RETURNING *
        """,
        {
            "guild": guild,
            "at": stamp(now),
            "by": by,
            "channel": channel,
            "act": new.act,
            "subjects": json.dumps(new.subjects),
            "detail": json.dumps(new.detail, sort_keys=True),
            "sealed": None if new.said is None else secret.seal(new.said, new.opener),
            "reason": None if not new.why else secret.seal(new.why, new.opener),
        },
    )
    if row is None:
        raise LookupError(f"guild {guild} is not in the store")
    made = _entry(row)
    await db.executemany(
        "INSERT INTO correction_subjects (guild_id, mark, standing, entry) VALUES (?, ?, 1, ?)",
        [(guild, mark, made.id) for mark in sorted(set(new.subjects))],
    )
    await db.executemany("INSERT INTO voids (entry, voided) VALUES (?, ?)", [(made.id, one) for one in new.voids])
    return made


async def refresh_standing(db: aiosqlite.Connection, changed: Iterable[int]) -> list[int]:
    """Find anew which entries stand, after others began or ceased to void these; those of which that is different."""
    turned: dict[int, bool] = {}
    waiting = list(changed)
    while waiting:
        one = waiting.pop()
        row = await single(
            db,
            """
            SELECT standing, NOT EXISTS (
                SELECT 1 FROM voids JOIN corrections AS other ON other.id = voids.entry
                WHERE voids.voided = corrections.id AND other.standing)
            FROM corrections WHERE id = ?
            """,
            (one,),
        )
        if row is None or row[0] == row[1]:
            continue
        await db.execute("UPDATE corrections SET standing = ? WHERE id = ?", (row[1], one))
        await db.execute("UPDATE correction_subjects SET standing = ? WHERE entry = ?", (row[1], one))
        turned[one] = not turned.get(one, False)
        below = await db.execute_fetchall("SELECT voided FROM voids WHERE entry = ?", (one,))
        waiting += [row[0] for row in below]
    return sorted(one for one, is_turned in turned.items() if is_turned)


async def by_ids(db: aiosqlite.Connection, ids: Sequence[int]) -> list[Entry]:
    """Entries, in their order."""
    rows = await db.execute_fetchall(
        "SELECT * FROM corrections WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", (json.dumps(list(ids)),)
    )
    return [_entry(row) for row in rows]


async def by_number(db: aiosqlite.Connection, guild: int, number: int) -> Entry | None:
    """The entry with this number."""
    row = await single(db, "SELECT * FROM corrections WHERE guild_id = ? AND number = ?", (guild, number))
    return _entry(row) if row else None


async def latest(db: aiosqlite.Connection, guild: int, *, limit: int, offset: int = 0) -> list[Entry]:
    """The latest entries of a guild, the latest first."""
    rows = await db.execute_fetchall(
        "SELECT * FROM corrections WHERE guild_id = ? ORDER BY number DESC LIMIT ? OFFSET ?", (guild, limit, offset)
    )
    return [_entry(row) for row in rows]


async def total(db: aiosqlite.Connection, guild: int) -> int:
    """How many entries a guild has."""
    return await scalar(db, "SELECT coalesce(max(number), 0) FROM corrections WHERE guild_id = ?", (guild,))


async def wave(
    db: aiosqlite.Connection, guild: int, by: str | None, *, since: datetime | None = None, number: int | None = None
) -> list[Entry]:
    """The standing entries of one person (None: the operator) since a moment or a number, but for their undoing."""
    rows = await db.execute_fetchall(
        """
        SELECT * FROM corrections WHERE guild_id = :guild AND made_by IS :by AND standing AND act <> 'undo'
          AND (:since IS NULL OR made_at >= :since) AND (:number IS NULL OR number >= :number) ORDER BY number
        """,
        {
            "guild": guild,
            "by": by,
            "since": stamp(since) if since else None,
            "number": number,
        },
    )
    return [_entry(row) for row in rows]


async def last_standing(db: aiosqlite.Connection, guild: int, by: str | None) -> Entry | None:
    """The latest entry of one person that stands and is no undoing: the one before it, when that was undone."""
    row = await single(
        db,
        "SELECT * FROM corrections WHERE guild_id = ? AND made_by IS ? AND standing AND act <> 'undo'"
        " ORDER BY number DESC LIMIT 1",
        (guild, by),
    )
    return _entry(row) if row else None


async def voiding(db: aiosqlite.Connection, entry: int) -> Entry | None:
    """The standing entry that voids another."""
    row = await single(
        db,
        "SELECT corrections.* FROM voids JOIN corrections ON corrections.id = voids.entry"
        " WHERE voided = ? AND standing ORDER BY corrections.id LIMIT 1",
        (entry,),
    )
    return _entry(row) if row else None


async def voided(db: aiosqlite.Connection, entry: int) -> list[Entry]:
    """What an entry voids."""
    rows = await db.execute_fetchall("SELECT voided FROM voids WHERE entry = ? ORDER BY voided", (entry,))
    return await by_ids(db, [row[0] for row in rows])


async def standing(db: aiosqlite.Connection, guild: int, marks: Collection[str]) -> list[Entry]:
    """The standing entries that speak of any of these marks, in their order."""
    rows = await db.execute_fetchall(
        """
        SELECT * FROM corrections WHERE id IN (
            SELECT spoken.entry FROM json_each(:marks) AS wanted CROSS JOIN correction_subjects AS spoken
            ON spoken.guild_id = :guild AND spoken.mark = wanted.value AND spoken.standing = 1)
        ORDER BY id
        """,
        {"guild": guild, "marks": json.dumps(sorted(marks))},
    )
    return [_entry(row) for row in rows]


async def tied(db: aiosqlite.Connection, guild: int, marks: Collection[str]) -> set[str]:
    """All marks that standing entries say are one with any of these, by however many entries."""
    rows = await db.execute_fetchall(
        f"""
        WITH RECURSIVE reached (mark) AS (
            SELECT value FROM json_each(:marks)
            UNION
            SELECT other.mark FROM reached CROSS JOIN correction_subjects AS own
            ON own.guild_id = :guild AND own.mark = reached.mark AND own.standing = 1
            CROSS JOIN corrections ON corrections.id = own.entry AND corrections.act IN {SAME!r}
            CROSS JOIN correction_subjects AS other ON other.entry = own.entry)
        SELECT mark FROM reached
        """,
        {"guild": guild, "marks": json.dumps(sorted(marks))},
    )
    return {row[0] for row in rows}


async def spoken_of(db: aiosqlite.Connection, guild: int, marks: Collection[str]) -> set[str]:
    """Those of the marks that any entry speaks of, standing or not."""
    rows = await db.execute_fetchall(
        """
        SELECT value FROM json_each(:marks) AS wanted WHERE EXISTS (
            SELECT 1 FROM correction_subjects WHERE guild_id = :guild AND mark = wanted.value)
        """,
        {"guild": guild, "marks": json.dumps(sorted(marks))},
    )
    return {row[0] for row in rows}


def _entry(row: sqlite3.Row) -> Entry:
    (id_, guild, number, made_at, made_by, channel, act, subjects, detail, sealed, reason, stands) = row
    return Entry(
        id_, guild, number, datetime.fromisoformat(made_at), made_by, channel, cast("Act", act),
        tuple(json.loads(subjects)), json.loads(detail), sealed, reason, bool(stands),
    )  # fmt: skip
