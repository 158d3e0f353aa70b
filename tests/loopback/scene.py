"""The scripting interface: a whole Discord for one test, with its troubles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tests.loopback import schema
from tests.loopback.double import Double
from tests.loopback.faults import GENEROUS, Fault, Rates
from tests.loopback.gateway import INVALID, RECONNECT
from tests.loopback.people import Person
from tests.loopback.places import SceneGuild
from tests.loopback.posts import WITHIN
from tests.loopback.record import Found, Violation
from tests.loopback.server import Server
from tests.loopback.state import Portal

TOKEN = "loopback.token.not-a-real-one"


class World:
    """Discord as a test sees it."""

    def __init__(self, double: Double, server: Server) -> None:
        self.double = double
        self.server = server

    @property
    def api(self) -> str:
        """The address that the bot is given; the gateway is `ws://…/gw` on the same port."""
        return self.server.api

    @property
    def gateway(self) -> str:
        """The address of the gateway."""
        return self.double.gateway.address

    @property
    def portal(self) -> Portal:
        """The developer portal: token and privileged intents."""
        return self.double.state.portal

    @property
    def bot(self) -> Person:
        """The bot, for its mention and for overwrites."""
        return Person(self.double, self.double.state.bot)

    @property
    def violations(self) -> list[Violation]:
        """The rules that the bot broke so far."""
        return self.double.record.violations

    def environment(self) -> dict[str, str]:
        """What a child process needs to find this Discord."""
        return {"DOSSIER_API": self.api, "DISCORD_TOKEN": self.portal.token}

    def journal(self, last: int = 60) -> str:
        """What happened last, one line an event or request."""
        return self.double.record.journal(last)

    def forgives(self, kind: str) -> list[Violation]:
        """Take the violations of a kind from the list: the test meant them to happen."""
        found = [one for one in self.violations if one.kind == kind]
        self.double.record.violations = [one for one in self.violations if one.kind != kind]
        return found

    def guild(self, name: str, *, with_bot: bool = True) -> SceneGuild:
        """A new guild."""
        return SceneGuild(self.double, name, with_bot=with_bot)

    def synced(self, guild: SceneGuild | None = None) -> list[str]:
        """The names of the commands that are synced, globally or in a guild."""
        return [one["name"] for one in self.double.state.commands.get(guild.id if guild else None, [])]

    async def until(self, look: Callable[[], Found | None], what: str, within: float = WITHIN) -> Found:
        """Wait until `look` finds something that is true; it is asked again whenever something happens on Discord."""
        return await self.double.record.until(look, what, within)

    async def bot_ready(self, within: float = WITHIN, *, synced: bool = True) -> None:
        """Wait until the bot is logged in, has its guilds, and (at any time before) synced commands.

        After a restart wait for `bot_gone` first.
        """
        await self.until(lambda: self.double.gateway.live, "the bot logs in", within)
        if synced:
            await self.until(lambda: any(self.double.state.commands.values()), "commands synced", within)

    async def bot_gone(self, within: float = WITHIN) -> None:
        """Wait until the bot has no connection to the gateway."""
        await self.until(lambda: not self.double.gateway.connections, "the bot leaves", within)

    async def resumed(self, times: int = 1, within: float = WITHIN) -> None:
        """Wait until sessions were resumed this often in all."""
        gateway = self.double.gateway
        await self.until(
            lambda: sum(one.resumes for one in gateway.sessions) >= times, f"RESUME number {times}", within
        )

    async def identified(self, times: int, within: float = WITHIN) -> None:
        """Wait until the bot has sent IDENTIFY this often in all."""
        await self.until(lambda: self.double.gateway.identifies >= times, f"IDENTIFY number {times}", within)

    async def disconnects(self, code: int = 1006) -> None:
        """Close the gateway connection; 1006 cuts the line without a word."""
        for connection in list(self.double.gateway.connections):
            if code == 1006:
                connection.abort()
            else:
                await connection.socket.close(code=code, message=b"on demand")
        gone = self.double.gateway
        await self.until(lambda: not any(one.connection for one in gone.sessions), "disconnected", WITHIN)

    async def asks_reconnect(self) -> None:
        """Op 7: the bot is to reconnect and resume."""
        for connection in list(self.double.gateway.connections):
            await connection.send(RECONNECT)

    async def invalidates(self, *, resumable: bool = False) -> None:
        """Op 9: the session is invalid; the bot may resume it, or must identify again."""
        for connection in list(self.double.gateway.connections):
            if connection.session is not None and not resumable:
                self.double.gateway.sessions.remove(connection.session)
                connection.session.connection = None
                connection.session = None
            await connection.send(INVALID, resumable)

    def refuses_resume(self, times: int = 1) -> None:
        """Answer the next RESUME with op 9."""
        self.double.gateway.refused_resumes += times

    def sends_malformed(self, event: str = "MESSAGE_CREATE") -> None:
        """Dispatch an event that lacks almost everything it should have."""
        self.double.events.tell(event, {"id": "1"})

    def fails(self, route: str, status: int = 500, times: int = 1, *, cut: bool = False, after: bool = False) -> Fault:
        """Let the next requests to a route ("POST /channels/*/messages") fail.

        `cut` drops the connection instead; with `after` the request is served first, and only its answer is lost.
        """
        return self.double.faults.plan(Fault(route, 0 if cut else status, times, cut=cut, after=after))

    def limits(self, route: str, retry_after: float = 0.3, times: int = 1, *, everywhere: bool = False) -> Fault:
        """Answer the next requests to a route with 429 (`everywhere`: the global limit)."""
        fault = Fault(route, 429, times, retry_after=retry_after, is_global=everywhere)
        return self.double.faults.plan(fault)

    def slows(self, route: str, seconds: float, times: int = 1) -> Fault:
        """Let the next requests to a route take so long."""
        return self.double.faults.plan(Fault(route, 0, times, delay=seconds))

    def refuses_lost_references(self, code: int) -> None:
        """Answer replies to deleted messages with 50035 (as usual) or 10008 (seen, too)."""
        self.double.lost_reference = code

    def expires_links(self) -> None:
        """No address of an attachment that was given out works any more."""
        self.server.links_expired = True

    @asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """Discord cannot be reached at all for a while."""
        await self.server.stop()
        try:
            yield
        finally:
            await self.server.start()


@asynccontextmanager
async def discord(
    *,
    heartbeat: float = 41.25,
    grace: float | None = None,
    rates: Rates = GENEROUS,
    message_content: bool = True,
    members: bool = False,
    port: int = 0,
) -> AsyncIterator[World]:
    """A loopback Discord on a port of 127.0.0.1 (0: a free one), for as long as the block lasts.

    `heartbeat` is the interval in seconds, `grace` what a heartbeat may be later (a quarter of the interval, but
    0.5 to 5 s). At the end of the block violations that were not forgiven raise AssertionError.
    """
    late = min(5.0, max(0.5, heartbeat / 4)) if grace is None else grace
    double = Double(TOKEN, interval=heartbeat, grace=late, rates=rates)
    double.state.portal.message_content, double.state.portal.members = message_content, members
    server = Server(double, port)
    if not schema.is_present():
        double.record.note("Discord's OpenAPI description is not beside the checkout: that check is passed over")
    await server.start()
    world = World(double, server)
    try:
        yield world
        await asyncio.sleep(0)
    except BaseException as error:
        if world.violations:
            error.add_note("Violations:\n" + "\n".join(map(str, world.violations)))
        raise
    finally:
        double.interactions.stop()
        await server.stop()
    broken = "\n".join(map(str, world.violations))
    assert not broken, f"The bot broke rules of Discord:\n{broken}\nWhat happened last:\n{world.journal()}"
