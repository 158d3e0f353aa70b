"""Who asks, where and when: the first argument of every command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope

if TYPE_CHECKING:
    from bot.desk.desk import Desk


def nothing_lacks(_: int) -> Sequence[str]:
    """Where no rights are needed, none is missing."""
    return ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What a command knows of its asker.

    `scope` is what the answer may be drawn from; `asker` a stable id of the person, None for the operator;
    `channel` where the question was asked; `private` whether the asker alone sees the answer; `now` is UTC.
    `manager` says that the asker may use the commands for managers, `moderator` that they may manage messages; `roles`
    are the ids of their roles. `place` is where a text that a command files counts
    as posted (None: the console's own channel); `replied` links to the message that the question replies to; `lacking`
    says what the bot is not allowed in a channel and needs there, in the words of whoever grants it.
    """

    scope: Scope
    desk: "Desk"
    asker: str | None
    channel: int | None
    private: bool
    now: datetime
    manager: bool
    moderator: bool = False
    roles: frozenset[int] = frozenset()
    place: Place | None = None
    replied: str | None = None
    lacking: Callable[[int], Sequence[str]] = nothing_lacks

    @property
    def direct(self) -> bool:
        """Whether it is asked in a direct message: by somebody, of no guild."""
        return self.asker is not None and self.scope == Scope(LOCAL, frozenset())
