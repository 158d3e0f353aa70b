"""The partition of names by the rules: blocks kept up to date, and decided anew where evidence changed."""

import itertools
from collections.abc import Iterable, Mapping, Sequence

import aiosqlite

from bot.identity.across import CROWDED, decide_block
from bot.identity.said import Said
from bot.store import blocks, grouping, spoken
from bot.store.aside import aside
from bot.store.blocks import Listed, Loaded

_AT_ONCE = 400
"""Blocks whose names are held at once: an article has some 80, a list of results with 5,000 names 12,000."""


async def settle(
    db: aiosqlite.Connection,
    guild: int,
    touched: Sequence[int],
    also: Iterable[str] = (),
    left: Iterable[int] = (),
    *,
    grown: Mapping[int, int] | None = None,
) -> None:
    """Decide anew every block that the touched names are listed in, or were (`also`), and move what joins otherwise.

    `left` are entities that names have gone from. Where nothing has changed but that the evidence of the touched names
    has `grown`, by so many articles each, only that part of each block is loaded and decided that depends on them.

    A decision depends on nothing but the names listed in one block (`bot.identity.across`), so the outcome is the
    same whatever the order in which articles came.
    """
    refreshed = await blocks.refresh(db, guild, touched)
    part = None if grown is None else refreshed.grown(grown)
    wanted = sorted({*refreshed.blocks, *also})
    moved = [*touched]
    for start in range(0, len(wanted), _AT_ONCE):
        loaded = await blocks.load(db, guild, wanted[start : start + _AT_ONCE], part)
        listed = loaded.listed.values()
        said = await spoken.between(db, guild, {held.row: held.name.id for held in itertools.chain(*listed)})
        joined, joining = await aside(sum(map(len, listed)), _decided, loaded, said)
        if joined:
            await db.executemany("UPDATE names SET joins_id = ?, reason = ? WHERE id = ?", joined)
        moved += joining
    await grouping.regroup(db, guild, moved, left)


def _decided(loaded: Loaded, said: Said) -> tuple[list[tuple[int, str, int]], list[int]]:
    """What changes when these blocks are decided: names with what they join and why, and those that join another."""
    out: Iterable[Listed] = (held for held in loaded.crowded_out if (held.joins, held.reason) != (held.row, CROWDED))
    joined: list[tuple[int, str, int]] = [(held.row, CROWDED, held.row) for held in out]
    moved = [row for row, _, _ in joined]
    for block, listed in sorted(loaded.listed.items()):
        by_id = {held.name.id: held for held in listed}
        for decision in decide_block(block, [held.name for held in listed], said):
            before, head = by_id[decision.name], by_id[decision.head]
            if (before.joins, before.reason) == (head.row, decision.reason):
                continue
            joined.append((head.row, decision.reason, before.row))
            if before.joins != head.row:
                moved += [before.row, head.row]
    return joined, moved
