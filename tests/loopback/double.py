"""The loopback Discord put together: its state and everything that acts on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tests.loopback.bodies import Body
from tests.loopback.events import Events
from tests.loopback.faults import Faults, RateLimits, Rates
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import Interactions
from tests.loopback.messages import Messages
from tests.loopback.record import Record
from tests.loopback.state import new_state

Reply: TypeAlias = dict[str, Any] | list[dict[str, Any]] | None
"""What a route answers; None is status 204."""


@dataclass(frozen=True, slots=True)
class Call:
    """One REST request: its parts of the path by name, its query and its body."""

    method: str
    template: str
    path: str
    params: dict[str, str]
    query: dict[str, str]
    body: Body = field(default_factory=Body)

    @property
    def where(self) -> str:
        """The request in one line, for violations."""
        return f"{self.method} {self.path}"

    def number(self, name: str) -> int:
        """A part of the path that is a snowflake; 0, which is nobody, when it is none."""
        value = self.params[name]
        return int(value) if value.isdecimal() else 0

    @property
    def json(self) -> dict[str, Any]:
        """The body as an object; empty when it is none."""
        return self.body.json if isinstance(self.body.json, dict) else {}


class Double:
    """A strict double of Discord, without its network side (that is `server`)."""

    def __init__(self, token: str, *, interval: float, grace: float, rates: Rates) -> None:
        self.state = new_state(token)
        self.record = Record()
        self.faults = Faults()
        self.limits = RateLimits(rates)
        self.gateway = Gateway(self.state, self.record, interval=interval, grace=grace)
        self.events = Events(self.state, self.gateway)
        self.messages = Messages(self.state, self.events)
        self.interactions = Interactions(self.state, self.events, self.record)
        self.lost_reference = 50035
        """The code that a reply to a deleted message gets; 10008 has been seen in the wild, too."""
