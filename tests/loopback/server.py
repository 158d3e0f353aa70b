"""The network side of the loopback Discord: REST, gateway and CDN on one port of 127.0.0.1."""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from aiohttp import web

from tests.loopback import (
    bodies,
    checks,
    routes_commands,
    routes_guilds,
    routes_interactions,
    routes_messages,
    routes_reactions,
    routes_webhooks,
    schema,
)
from tests.loopback.double import Call, Double, Reply
from tests.loopback.faults import Fault, Taken
from tests.loopback.limits import Problem
from tests.loopback.refusals import RefusedError, unauthorised, unknown_route

Handler: TypeAlias = Callable[[Double, Call], Awaitable[Reply]]

API = "/api/v10"
SERVER_ERROR = {"message": "Internal Server Error", "code": 0}
MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = MESSAGES + "/{message_id}"
REACTION = MESSAGE + "/reactions/{emoji_name}"
GLOBALLY = "/applications/{application_id}/commands"
IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"

ROUTES: list[tuple[str, str, Handler]] = [
    ("GET", "/users/@me", routes_guilds.me),
    ("GET", "/users/@me/guilds", routes_guilds.my_guilds),
    ("DELETE", "/users/@me/guilds/{guild_id}", routes_guilds.leave),
    ("POST", "/users/@me/channels", routes_guilds.open_dm),
    ("GET", "/users/{user_id}", routes_guilds.user),
    ("GET", "/oauth2/applications/@me", routes_guilds.application),
    ("GET", "/applications/@me", routes_guilds.application),
    ("GET", "/gateway", routes_guilds.gateway),
    ("GET", "/gateway/bot", routes_guilds.gateway_bot),
    ("GET", "/guilds/{guild_id}", routes_guilds.guild),
    ("GET", "/guilds/{guild_id}/roles", routes_guilds.roles),
    ("GET", "/guilds/{guild_id}/channels", routes_guilds.channels),
    ("GET", "/guilds/{guild_id}/threads/active", routes_guilds.active_threads),
    ("GET", "/channels/{channel_id}/threads/archived/public", routes_guilds.archived_threads),
    ("GET", "/guilds/{guild_id}/members/{user_id}", routes_guilds.member),
    ("GET", "/channels/{channel_id}", routes_guilds.channel),
    ("DELETE", "/channels/{channel_id}", routes_guilds.delete_channel),
    ("POST", "/channels/{channel_id}/typing", routes_messages.typing),
    ("GET", MESSAGES, routes_messages.history),
    ("POST", MESSAGES, routes_messages.create),
    ("POST", MESSAGES + "/bulk-delete", routes_messages.bulk_delete),
    ("GET", MESSAGE, routes_messages.read),
    ("PATCH", MESSAGE, routes_messages.edit),
    ("DELETE", MESSAGE, routes_messages.delete),
    ("POST", MESSAGE + "/threads", routes_messages.open_thread),
    ("PUT", REACTION + "/@me", routes_reactions.add),
    ("DELETE", REACTION + "/@me", routes_reactions.take_own),
    ("DELETE", REACTION + "/{user_id}", routes_reactions.take),
    ("GET", REACTION, routes_reactions.who),
    *[
        (method, template, handler)
        for template in (GLOBALLY, IN_GUILD)
        for method, handler in (("GET", routes_commands.synced), ("PUT", routes_commands.sync))
    ],
    *[
        (method, template + "/{command_id}", handler)
        for template in (GLOBALLY, IN_GUILD)
        for method, handler in (("GET", routes_commands.one), ("DELETE", routes_commands.delete))
    ],
]
"""Routes that need the bot's token; the templates are those of Discord's own description."""

BY_TOKEN: list[tuple[str, str, Handler]] = [
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", routes_interactions.callback),
    ("POST", WEBHOOK, routes_webhooks.follow_up),
    *[
        (method, WEBHOOK + "/messages/" + which, handler)
        for which in ("@original", "{message_id}")
        for method, handler in (
            ("GET", routes_webhooks.read),
            ("PATCH", routes_webhooks.edit),
            ("DELETE", routes_webhooks.delete),
        )
    ],
]
"""Routes whose address is the secret: no Authorization, and no part in the global rate."""


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the API."""

    method: str
    template: str
    handler: Handler
    by_token: bool


class Server:
    """Serves a double; `start` and `stop` may alternate, on the same port."""

    def __init__(self, double: Double, port: int = 0) -> None:
        self.double = double
        self.port = port
        self._runner: web.AppRunner | None = None
        self.links_expired = False

    @property
    def api(self) -> str:
        """The address of the REST interface."""
        return f"http://127.0.0.1:{self.port}{API}"

    async def start(self) -> None:
        """Listen on 127.0.0.1, at first on a free port, later on the same."""
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self._runner = runner
        self.port = self.port or int(runner.addresses[0][1])
        self.double.gateway.address = f"ws://127.0.0.1:{self.port}/gw"
        self.double.messages.cdn = f"http://127.0.0.1:{self.port}/cdn"

    async def stop(self) -> None:
        """Cut every connection and listen no more."""
        for connection in list(self.double.gateway.connections):
            connection.abort()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=64 * 1024**2)
        for by_token, routes in ((False, ROUTES), (True, BY_TOKEN)):
            for method, template, handler in routes:
                route = Route(method, template, handler, by_token)
                app.router.add_route(method, API + template, self._handler(route))
        for path in ("/gw", "/gw/"):
            app.router.add_route("GET", path, self.double.gateway.handle)
        app.router.add_route("GET", "/cdn/attachments/{attachment_id}/{filename}", self._file)
        app.router.add_route("*", "/{rest:.*}", self._unknown)
        return app

    def _handler(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                return await self._answer(route, request)
            except RefusedError as refusal:
                return self._refused(request, refusal)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                what = traceback.format_exc(limit=-2)
                self.double.record.violation("body", f"{request.method} {request.path}: {error!r} over this:\n{what}")
                return self._refused(request, RefusedError(400, 50035, "Invalid Form Body"))

        return handle

    async def _answer(self, route: Route, request: web.Request) -> web.StreamResponse:
        double = self.double
        body = await bodies.read(request)
        path = request.path.removeprefix(API)
        call = Call(route.method, route.template, path, dict(request.match_info), dict(request.query), body)
        self._check_headers(route, request)
        taken = double.limits.take(f"{route.method} {route.template}", _major(call), counts_globally=not route.by_token)
        if taken.retry_after is not None:
            double.record.note(f"429 {_short(call)}")
            return _too_many(taken.retry_after, taken)
        fault = double.faults.next(route.method, path)
        if fault is not None and (trouble := await self._trouble(fault, request, taken)) is not None:
            double.record.note(f"{fault.status or 'cut'} on demand: {_short(call)}")
            return trouble
        self._check_schema(call)
        reply = await route.handler(double, call)
        double.record.note(f"200 {_short(call)}")
        if fault is not None and fault.after:
            return _cut(request) if fault.cut else _json(SERVER_ERROR, fault.status, taken.headers)
        return _json(reply, 200 if reply is not None else 204, taken.headers)

    def _check_schema(self, call: Call) -> None:
        """Hold the body against Discord's own description; what the hand-written limits say of it goes first."""
        if call.body.json is None:
            return
        said = schema.problem(call.method, call.template, call.body.json)
        if said is None:
            return
        problems = checks.by_hand(call.template, call.body.json, call.body.files)
        checks.refuse(self.double.record, problems or [Problem((), said, "schema")], _short(call))

    def _check_headers(self, route: Route, request: web.Request) -> None:
        agent = request.headers.get("User-Agent", "")
        if not route.by_token and not agent.startswith("DiscordBot ("):
            self.double.record.violation("route", f"{request.path}: the user agent is not DiscordBot (url, version)")
        if not route.by_token and request.headers.get("Authorization") != f"Bot {self.double.state.portal.token}":
            raise unauthorised()

    async def _trouble(self, fault: Fault, request: web.Request, taken: Taken) -> web.Response | None:
        """The answer that a fault gives; None to go on as usual."""
        await asyncio.sleep(fault.delay)
        if fault.after:
            return None
        if fault.cut:
            return _cut(request)
        if fault.status == 429:
            return _too_many(fault.retry_after, taken, is_global=fault.is_global)
        if fault.status:
            return _json(SERVER_ERROR, fault.status, taken.headers)
        return None

    def _refused(self, request: web.Request, refusal: RefusedError) -> web.Response:
        self.double.record.note(f"{refusal} {request.method} {request.path.removeprefix(API)[:80]}")
        return _json(refusal.body, refusal.status, {})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of an attachment; its links can expire."""
        number = request.match_info["attachment_id"]
        fault = self.double.faults.next("GET", request.path)
        if fault is not None and (trouble := await self._trouble(fault, request, Taken({}))) is not None:
            return trouble
        found = self.double.state.attachments.get(int(number)) if number.isdecimal() else None
        if found is None or found.filename != request.match_info["filename"] or self.links_expired:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=found.data, headers={"Content-Type": found.content_type})

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        self.double.record.violation("route", f"unknown route {request.method} {request.path}")
        return self._refused(request, unknown_route())


def _cut(request: web.Request) -> web.Response:
    """Drop the connection; the response goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return _json(SERVER_ERROR, 500, {})


def _major(call: Call) -> str:
    """What rate limits are counted by beside the route: channel, guild or webhook."""
    keys = ("channel_id", "guild_id", "webhook_token", "interaction_token")
    return next((call.params[key] for key in keys if key in call.params), "")


def _short(call: Call) -> str:
    """A request for the journal, without tokens."""
    path = call.path
    for key in ("webhook_token", "interaction_token"):
        if key in call.params:
            path = path.replace(call.params[key], "…")
    return f"{call.method} {path}"


def _json(body: Any, status: int, headers: dict[str, str]) -> web.Response:
    """JSON with exactly the content type that Discord sends: without a charset."""
    if status == 204:
        return web.Response(status=204, headers=headers)
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json", headers=headers)


def _too_many(retry_after: float, taken: Taken, *, is_global: bool = False) -> web.Response:
    is_global = is_global or taken.is_global
    body = {"message": "You are being rate limited.", "retry_after": round(retry_after, 3), "global": is_global}
    headers = {**taken.headers, "Via": "1.1 google", "Retry-After": str(max(1, round(retry_after)))}
    headers["X-RateLimit-Scope"] = "global" if is_global else "user"
    return _json(body, 429, headers)
