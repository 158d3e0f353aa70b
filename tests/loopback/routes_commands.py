"""REST: syncing application commands."""

from __future__ import annotations

from typing import Any

from tests.loopback import access, checks, limits_commands
from tests.loopback.double import Call, Double, Reply
from tests.loopback.limits import Problem
from tests.loopback.refusals import missing_access, not_found
from tests.loopback.state import Payload


def _place(double: Double, call: Call) -> int | None:
    """The guild of the path (None: global), for the bot's own application. Raises RefusedError."""
    if call.number("application_id") != double.state.application:
        raise missing_access()
    return access.guild(double, call).id if "guild_id" in call.params else None


async def synced(double: Double, call: Call) -> Reply:
    """The commands that are synced."""
    return double.state.commands.get(_place(double, call), [])


async def sync(double: Double, call: Call) -> Reply:
    """Replace all commands of a place; a command keeps its id by kind and name."""
    place = _place(double, call)
    commands = call.body.json
    if not isinstance(commands, list):
        raise checks.invalid([Problem((), "a list of commands is needed")])
    checks.refuse(double.record, limits_commands.of_list(commands), call.where)
    before = {_key(one): one["id"] for one in double.state.commands.get(place, [])}
    kept = [_stored(double, one, place, before.get(_key(one))) for one in commands]
    double.state.commands[place] = kept
    double.record.note(f"{len(kept)} commands synced {'globally' if place is None else f'in guild {place}'}")
    return kept


async def one(double: Double, call: Call) -> Reply:
    """One command that is synced."""
    return _by_id(double, call)


async def delete(double: Double, call: Call) -> Reply:
    """Remove one command."""
    place = _place(double, call)
    double.state.commands[place].remove(_by_id(double, call))
    return None


def _by_id(double: Double, call: Call) -> Payload:
    for command in double.state.commands.get(_place(double, call), []):
        if command["id"] == call.params["command_id"]:
            return command
    raise not_found("Application Command")


def _key(command: Payload) -> tuple[int, Any]:
    return command.get("type", limits_commands.SLASH), command.get("name")


def _stored(double: Double, command: Payload, place: int | None, number: str | None) -> Payload:
    kept: Payload = {"type": limits_commands.SLASH, "description": "", **command}
    kept |= {
        "id": number or str(double.state.ids.next()),
        "application_id": str(double.state.application),
        "version": str(double.state.ids.next()),
        "options": command.get("options") or [],
    }
    permissions = command.get("default_member_permissions")
    kept["default_member_permissions"] = None if permissions is None else str(permissions)
    if place is not None:
        kept["guild_id"] = str(place)
    return kept
