"""The gateway: websocket connections, sessions, heartbeats, IDENTIFY and RESUME."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from typing import Any

from aiohttp import WSMsgType, web

from tests.loopback import payloads
from tests.loopback.record import Record
from tests.loopback.state import Dispatch, Payload, State

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = 1, 2, 3, 4, 6, 7, 8, 9, 10, 11
MEMBERS_INTENT, PRESENCES_INTENT, CONTENT_INTENT = 1 << 1, 1 << 8, 1 << 15
KNOWN_INTENTS = (1 << 26) - 1
SENDS_PER_MINUTE = 120
LARGEST_FRAME = 4096
FINAL = {4004: "Authentication failed.", 4013: "Invalid intent(s).", 4014: "Disallowed intent(s)."}


class Session:
    """What the bot gets by one IDENTIFY: events numbered through, kept for a RESUME."""

    def __init__(self, intents: int) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.sent: list[Dispatch] = []
        self.connection: Connection | None = None
        self.resumes = 0
        self.ready = False

    @property
    def has_content(self) -> bool:
        """Whether the bot asked for, and has, the message-content intent."""
        return bool(self.intents & CONTENT_INTENT)

    def dispatch(self, event: str, data: Payload) -> Dispatch:
        """Number an event, keep it for a RESUME, and send it when the bot is connected."""
        seq = len(self.sent) + 1
        dispatch = Dispatch(seq, json.dumps({"op": 0, "t": event, "s": seq, "d": data}))
        self.sent.append(dispatch)
        if self.connection is not None:
            self.connection.queue.put_nowait(dispatch)
        return dispatch


class Connection:
    """One websocket."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.request = request
        self.queue: asyncio.Queue[Dispatch] = asyncio.Queue()
        self.session: Session | None = None
        self.frames: deque[float] = deque()
        self.last_beat = asyncio.get_running_loop().time()
        self.beats = 0

    async def send(self, op: int, data: Any = None) -> None:
        """Send one frame that is no event."""
        if not self.socket.closed:
            await self.socket.send_str(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    async def write(self) -> None:
        """Send queued events, in order, for as long as the connection lives."""
        clock = asyncio.get_running_loop().time
        while not self.socket.closed:
            dispatch = await self.queue.get()
            try:
                await self.socket.send_str(dispatch.text)
            except (ConnectionError, RuntimeError):
                return  # gone; a RESUME will replay it
            if dispatch.sent_at is None:
                dispatch.sent_at, dispatch.carrier = clock(), self

    def abort(self) -> None:
        """Cut the line without a closing frame (the other side sees code 1006)."""
        if self.request.transport is not None:
            self.request.transport.abort()


class Gateway:
    """Takes connections, checks what the bot says, and knows its sessions.

    `interval` is the heartbeat interval in seconds; a heartbeat later than `interval + grace` is a violation.
    """

    def __init__(self, state: State, record: Record, *, interval: float, grace: float) -> None:
        self.state = state
        self.record = record
        self.interval = interval
        self.grace = grace
        self.address = ""
        self.sessions: list[Session] = []
        self.connections: set[Connection] = set()
        self.identifies = 0
        self.refused_resumes = 0
        self.late_heartbeats = 0

    @property
    def live(self) -> list[Session]:
        """The sessions that are connected and were greeted."""
        return [one for one in self.sessions if one.ready and one.connection is not None]

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One websocket from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=LARGEST_FRAME)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.add(connection)
        self.record.note("gateway: connected")
        tasks = [asyncio.create_task(connection.write()), asyncio.create_task(self._watch(connection))]
        try:
            await connection.send(HELLO, {"heartbeat_interval": int(self.interval * 1000)})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._frame(connection, message.data)
        except ConnectionError:
            pass  # the bot went away in the middle of a frame
        finally:
            for task in tasks:
                task.cancel()
            self._gone(connection)
        return socket

    def _gone(self, connection: Connection) -> None:
        self.connections.discard(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            if connection.socket.close_code in {1000, 1001}:
                self.sessions.remove(session)  # a closing of the bot's own ends the session
        self.record.note(f"gateway: closed with {connection.socket.close_code}")

    async def _watch(self, connection: Connection) -> None:
        """Notes every heartbeat that does not come in time."""
        clock = asyncio.get_running_loop().time
        while True:
            seen = connection.beats
            due = connection.last_beat + self.interval + self.grace
            await asyncio.sleep(max(0.0, due - clock()))
            await asyncio.sleep(0.05)  # what already lies in the socket came in time
            if connection.beats == seen and not connection.socket.closed:
                self.late_heartbeats += 1
                self.record.violation("heartbeat", f"none for {clock() - connection.last_beat:.2f} s")
                connection.last_beat = clock()

    async def _frame(self, connection: Connection, text: str) -> None:
        clock = asyncio.get_running_loop().time()
        connection.frames.append(clock)
        while connection.frames and connection.frames[0] < clock - 60:
            connection.frames.popleft()
        if len(connection.frames) > SENDS_PER_MINUTE:
            self.record.violation("gateway", f"more than {SENDS_PER_MINUTE} frames in a minute")
            await connection.socket.close(code=4008, message=b"You are being rate limited.")
            return
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            await self._refuse(connection, 4002, "Error while decoding payload.")
            return
        if op == HEARTBEAT:
            connection.beats += 1
            connection.last_beat = clock
            self.record.ring()
            await connection.send(ACK)
        elif op == IDENTIFY:
            await self._identify(connection, data)
        elif op == RESUME:
            await self._resume(connection, data)
        elif connection.session is None:
            await self._refuse(connection, 4003, "Not authenticated.")
        elif op == MEMBERS:
            self._members(connection.session, data)
        elif op not in {PRESENCE, VOICE}:
            await self._refuse(connection, 4001, "Unknown opcode.")

    async def _refuse(self, connection: Connection, code: int, reason: str) -> None:
        """Close for a mistake of the bot; that is a violation, except for what a portal or token decides."""
        if code not in FINAL:
            self.record.violation("gateway", f"{code} {reason}")
        await connection.socket.close(code=code, message=reason.encode())

    async def _identify(self, connection: Connection, data: Any) -> None:
        self.identifies += 1
        if connection.session is not None:
            await self._refuse(connection, 4005, "Already authenticated.")
            return
        intents = data.get("intents") if isinstance(data, dict) else None
        if not isinstance(intents, int) or "properties" not in data:
            await self._refuse(connection, 4002, "Error while decoding payload.")
            return
        if code := self._final_code(data.get("token"), intents):
            await connection.socket.close(code=code, message=FINAL[code].encode())
            return
        session = Session(intents)
        self.sessions.append(session)
        connection.session, session.connection = session, connection
        self._greet(session)

    def _final_code(self, token: Any, intents: int) -> int | None:
        portal = self.state.portal
        if token != portal.token:
            return 4004
        if intents & ~KNOWN_INTENTS:
            return 4013
        wanted = {
            CONTENT_INTENT: portal.message_content,
            MEMBERS_INTENT: portal.members,
            PRESENCES_INTENT: portal.presences,
        }
        return 4014 if any(intents & bit and not allowed for bit, allowed in wanted.items()) else None

    def _greet(self, session: Session) -> None:
        """READY, then every guild the bot is in."""
        guilds = self.state.bot_guilds
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": payloads.user(self.state.bot),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.address,
                "session_type": "normal",
                "private_channels": [],
                "application": {"id": str(self.state.application), "flags": 0},
            },
        )
        for guild in guilds:
            session.dispatch("GUILD_CREATE", payloads.guild(guild, self.state.bot))
        session.ready = True
        self.record.note(f"gateway: session {session.id[:8]} is ready, intents {session.intents:b}")

    async def _resume(self, connection: Connection, data: Any) -> None:
        if not isinstance(data, dict) or data.get("token") != self.state.portal.token:
            await connection.socket.close(code=4004, message=FINAL[4004].encode())
            return
        session = next((one for one in self.sessions if one.id == data.get("session_id")), None)
        seq = data.get("seq")
        if self.refused_resumes or session is None or not isinstance(seq, int) or not 0 <= seq <= len(session.sent):
            self.refused_resumes = max(0, self.refused_resumes - 1)
            self.record.note("gateway: RESUME refused")
            if session is not None:
                self.sessions.remove(session)
            await connection.send(INVALID, False)
            return
        connection.session, session.connection = session, connection
        for missed in session.sent[seq:]:
            connection.queue.put_nowait(missed)
        session.resumes += 1
        session.dispatch("RESUMED", {"_trace": []})
        self.record.note(f"gateway: session {session.id[:8]} resumed after {seq}")

    def _members(self, session: Session, data: Any) -> None:
        """Answer op 8 with the members asked for: without the members intent only by id, or none."""
        guild = self.state.guilds.get(int(data.get("guild_id", 0)))
        if guild is None:
            return
        ids = data.get("user_ids") or []
        wanted = {int(one) for one in (ids if isinstance(ids, list) else [ids])}
        all_of_them = bool(session.intents & MEMBERS_INTENT) and data.get("query") == ""
        found = [one for one in guild.members.values() if all_of_them or one.user.id in wanted]
        chunk = {"guild_id": str(guild.id), "members": [payloads.member(one) for one in found], "not_found": []}
        session.dispatch(
            "GUILD_MEMBERS_CHUNK", {**chunk, "chunk_index": 0, "chunk_count": 1, "nonce": data.get("nonce")}
        )
