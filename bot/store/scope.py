"""Who asks, in SQL: a guild and the channels that an answer may draw on, resolved to the audiences it touches."""

import json
from dataclasses import dataclass

import aiosqlite

LOCAL = 0
"""The built-in guild of the command line and the console; nothing of it shows in Discord."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an answer may be drawn from. `channels` None is every channel of the guild: the operator's scope."""

    guild: int
    channels: frozenset[int] | None = None

    def bind(self) -> dict[str, object]:
        """The parameters that `IN_SCOPE` names."""
        channels = None if self.channels is None else json.dumps(sorted(self.channels))
        return {"guild": self.guild, "channels": channels}

    def holds(self, channel: int | None) -> bool:
        """Whether an answer may draw on a channel of the guild; on None, which is no channel, only the operator's."""
        return self.channels is None or channel in self.channels


IN_SCOPE = """(
    SELECT audiences.id FROM audiences
    WHERE audiences.guild_id = :guild AND (
        :channels IS NULL OR EXISTS (
            SELECT 1 FROM audience_channels JOIN json_each(:channels) AS allowed
            ON audience_channels.channel_id = allowed.value
            WHERE audience_channels.audience_id = audiences.id))
    AND NOT EXISTS (
        SELECT 1 FROM audience_elsewhere WHERE audience_elsewhere.audience_id = audiences.id
        AND (:channels IS NULL OR audience_elsewhere.channel_id IN (SELECT value FROM json_each(:channels))))
)"""
"""The audiences of a scope, as a subquery for `audience_id IN …`: an article counts once, however it was posted.

Of several wordings of an article a scope sees the fullest: the audiences of the others leave out its channels."""

NOT_BANNED = "NOT EXISTS (SELECT 1 FROM banned WHERE banned.name_id = names.id)"
"""That somebody's correction does not keep a row of `names` from being shown and counted."""


async def audiences(db: aiosqlite.Connection, scope: Scope) -> list[int]:
    """The ids of the audiences that `scope` touches, ascending."""
    rows = await db.execute_fetchall(f"SELECT id FROM {IN_SCOPE} ORDER BY id", scope.bind())
    return [row[0] for row in rows]
