"""From a synced command and the values a person gives to the data of the interaction, as Discord's client makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.loopback import payloads
from tests.loopback.double import Double
from tests.loopback.limits_commands import SLASH
from tests.loopback.permissions import Permission, in_channel
from tests.loopback.state import Channel, Member, Message, Payload, Role, State, User

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = range(1, 12)


class NotOfferedError(AssertionError):
    """A person could not do this: the command, the button or the channel is not there for them."""


@dataclass(slots=True)
class Resolved:
    """The things that ids in an interaction's data stand for."""

    double: Double
    guild: Any
    user: User
    channel: Channel
    maps: dict[str, Payload] = field(default_factory=dict)

    def put(self, value: Any) -> str:
        """Note a user, channel, role, message or file; its id as text."""
        state: State = self.double.state
        if isinstance(value, tuple):
            name, data = value
            kept = self.double.messages.attach(name, data, "text/plain")
            self._into("attachments", kept.id, payloads.attachment(kept))
            return str(kept.id)
        if isinstance(value, User):
            self._into("users", value.id, payloads.user(value))
            member: Member | None = self.guild.members.get(value.id) if self.guild else None
            if member is not None:
                permissions = {"permissions": str(int(in_channel(self.channel, value)))}
                self._into("members", value.id, {**payloads.member(member, with_user=False), **permissions})
        elif isinstance(value, Channel):
            permissions = {"permissions": str(int(in_channel(value, self.user)))}
            self._into("channels", value.id, {**payloads.channel(value), **permissions})
        elif isinstance(value, Role):
            self._into("roles", value.id, payloads.role(value))
        elif isinstance(value, Message):
            self._into("messages", value.id, payloads.message(state, value, has_intent=True))
        else:
            raise NotOfferedError(f"{value!r} cannot be chosen")
        return str(value.id)

    def _into(self, kind: str, number: int, said: Payload) -> None:
        self.maps.setdefault(kind, {})[str(number)] = said


def find(double: Double, user: User, channel: Channel, name: str, kind: int = SLASH) -> Payload:
    """The synced command of this name that the user may use here.

    An unsynced one is a violation. Raises NotOfferedError when Discord would not offer it.
    """
    command = _synced(double, channel, name, kind)
    if command is None:
        double.record.violation("unsynced", f"the command {name!r} is not synced")
        raise NotOfferedError(f"there is no command {name!r}")
    _may_use(user, channel, command)
    return command


def is_offered(double: Double, user: User, channel: Channel, name: str, kind: int = SLASH) -> bool:
    """Whether the client shows a user this command in this channel."""
    command = _synced(double, channel, name, kind)
    try:
        if command is not None:
            _may_use(user, channel, command)
    except NotOfferedError:
        return False
    return command is not None


def _synced(double: Double, channel: Channel, name: str, kind: int) -> Payload | None:
    """The command of this name: the guild's own before the global one."""
    places = [channel.guild.id, None] if channel.guild else [None]
    every = [command for place in places for command in double.state.commands.get(place, [])]
    return next((one for one in every if one["name"] == name and one["type"] == kind), None)


def _may_use(user: User, channel: Channel, command: Payload) -> None:
    name = command["name"]
    if channel.guild is None:
        contexts = command.get("contexts")
        if command.get("dm_permission") is False or (contexts is not None and 1 not in contexts):
            raise NotOfferedError(f"{name!r} is not there in direct messages")
        return
    has = in_channel(channel, user)
    if not has & Permission.USE_APPLICATION_COMMANDS:
        raise NotOfferedError(f"{user.name} may use no commands here")
    needed = command.get("default_member_permissions")
    if needed is None or has & Permission.ADMINISTRATOR:
        return
    if needed == "0" or has & int(needed) != int(needed):
        raise NotOfferedError(f"{user.name} is not offered {name!r}")


def slash_data(
    double: Double, user: User, channel: Channel, path: str, values: dict[str, Any], focused: str | None = None
) -> Payload:
    """The data of a slash command ("article show"), or of its autocomplete when an option is `focused`."""
    first, *rest = path.split()
    command = find(double, user, channel, first)
    leaf = _descend(command, rest)
    resolved = Resolved(double, channel.guild, user, channel)
    options = _values(leaf, _by_option(leaf, values), resolved, focused)
    for name, kind in reversed(_kinds(command, rest)):
        options = [{"name": name, "type": kind, "options": options}]
    data: Payload = {"id": command["id"], "name": command["name"], "type": SLASH, "options": options}
    if channel.guild:
        data["guild_id"] = str(channel.guild.id)
    return {**data, "resolved": resolved.maps} if resolved.maps else data


def option_kinds(double: Double, user: User, channel: Channel, path: str) -> dict[str, int]:
    """The types of a command's options by their names."""
    first, *rest = path.split()
    leaf = _descend(find(double, user, channel, first), rest)
    return {option["name"]: int(option["type"]) for option in leaf.get("options") or []}


def _descend(command: Payload, rest: list[str]) -> Payload:
    """The command, or the sub-command that the rest of the path names."""
    leaf = command
    for name in rest:
        nested = [
            one for one in leaf.get("options") or [] if one["name"] == name and one["type"] in {SUBCOMMAND, GROUP}
        ]
        if not nested:
            raise NotOfferedError(f"{command['name']!r} has no sub-command {name!r}")
        leaf = nested[0]
    if any(one["type"] in {SUBCOMMAND, GROUP} for one in leaf.get("options") or []):
        raise NotOfferedError(f"{leaf['name']!r} is a group: name one of its sub-commands")
    return leaf


def _kinds(command: Payload, rest: list[str]) -> list[tuple[str, int]]:
    found, level = [], command
    for name in rest:
        level = next(one for one in level["options"] if one["name"] == name)
        found.append((name, int(level["type"])))
    return found


def _by_option(leaf: Payload, values: dict[str, Any]) -> dict[str, Any]:
    """Values by the option's real name: `from_` means "from", `full_text` may mean "full-text"."""
    names = {option["name"] for option in leaf.get("options") or []}
    found = {}
    for key, value in values.items():
        options = [one for one in (key, key.rstrip("_"), key.replace("_", "-")) if one in names]
        if not options:
            raise NotOfferedError(f"{leaf['name']!r} has no option {key!r}, but {', '.join(sorted(names)) or 'none'}")
        found[options[0]] = value
    return found


def _values(leaf: Payload, values: dict[str, Any], resolved: Resolved, focused: str | None) -> list[Payload]:
    sent = []
    for option in leaf.get("options") or []:
        name = option["name"]
        if name not in values:
            if option.get("required") and focused is None:
                raise NotOfferedError(f"{leaf['name']!r} needs {name!r}")
            continue
        if focused == name:
            if not option.get("autocomplete"):
                raise NotOfferedError(f"{name!r} of {leaf['name']!r} has no autocomplete")
            sent.append({"name": name, "type": option["type"], "value": str(values[name]), "focused": True})
        else:
            sent.append({"name": name, "type": option["type"], "value": _checked(option, values[name], resolved)})
    return sent


def _checked(option: Payload, value: Any, resolved: Resolved) -> Any:
    """A value as it is sent, if the client would let a person give it."""
    kind, name = option["type"], option["name"]
    if kind in {USER, CHANNEL, ROLE, MENTIONABLE, FILE}:
        types = option.get("channel_types")
        if isinstance(value, Channel) and types and value.kind not in types:
            raise NotOfferedError(f"{name!r} takes no channel of type {value.kind}")
        return resolved.put(value)
    fits: dict[int, type | tuple[type, ...]] = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}
    if not isinstance(value, fits[kind]) or (kind != BOOLEAN and isinstance(value, bool)):
        raise NotOfferedError(f"{name!r} takes no {type(value).__name__}")
    choices = option.get("choices") or []
    if choices and value not in [choice["value"] for choice in choices]:
        raise NotOfferedError(f"{name!r} offers no {value!r}")
    if kind != BOOLEAN and not _in_range(option, value):
        raise NotOfferedError(f"{name!r} does not take {value!r}")
    return value


def _in_range(option: Payload, value: Any) -> bool:
    """Whether a number, or the length of a text, is between what the option allows."""
    is_text = option["type"] == STRING
    size = len(value) if is_text else value
    least = option.get("min_length" if is_text else "min_value")
    most = option.get("max_length" if is_text else "max_value")
    if is_text and most is None:
        most = 6_000
    return (least is None or size >= least) and (most is None or size <= most)


def menu_data(double: Double, user: User, channel: Channel, name: str, target: User | Message) -> Payload:
    """The data of a context-menu command on a user or a message."""
    command = find(double, user, channel, name, 3 if isinstance(target, Message) else 2)
    resolved = Resolved(double, channel.guild, user, channel)
    number = resolved.put(target)
    data = {"id": command["id"], "name": name, "type": command["type"], "target_id": number}
    return {**data, "resolved": resolved.maps}
