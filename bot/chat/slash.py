"""Slash commands: the registry as discord.py's command tree, with the signatures that Discord needs."""

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any, Literal

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread

from bot.articles.types import LARGEST
from bot.cards.card import Refusal
from bot.commands.parameters import PRIVATE, Channel, Completion, File, Parameter
from bot.commands.registry import Command, Registry

Interaction = discord.Interaction[Any]
Serve = Callable[[Interaction, Command, dict[str, object], bool], Awaitable[None]]
"""Answers a slash command: the interaction, the command, its arguments, whether in private."""

Complete = Callable[[Interaction, Parameter, str], Awaitable[list[Completion]]]

_Completing = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]

_PRIVATE_DESCRIPTION = "Show the answer to me alone"


class _ChannelOption(app_commands.Transformer):
    """An option for a channel in which something can be posted, known to discord.py or not."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord offers: a list of channels."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Which of them."""
        kinds = discord.ChannelType
        threads = [kinds.public_thread, kinds.private_thread, kinds.news_thread]
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice, *threads]

    async def transform(self, _: Interaction, value: AppCommandChannel | AppCommandThread) -> Channel:
        """The channel that was chosen, as commands take it."""
        return Channel(value.name, value.id)


_TYPES: dict[str, Any] = {
    "text": str,
    "number": int,
    "flag": bool,
    "file": discord.Attachment,
    "channel": app_commands.Transform[Channel, _ChannelOption],
}


def add_commands(tree: app_commands.CommandTree[Any], registry: Registry, serve: Serve, complete: Complete) -> None:
    """Put every command of the registry into the tree, groups with their children."""
    for command in registry.commands.values():
        if command.group is None:
            built = _built(command, command.path, serve, complete)
            _restrict(built, [command])
            tree.add_command(built)
    for name, description in registry.groups.items():
        children = registry.children(name)
        group = app_commands.Group(name=name, description=description)
        _restrict(group, children.values())
        for child, command in children.items():
            group.add_command(_built(command, child, serve, complete))
        tree.add_command(group)


def _restrict(built: app_commands.Command[Any, ..., Any] | app_commands.Group, commands: Iterable[Command]) -> None:
    """Who sees it where: a group only for managers when all of it is; in direct messages what says so."""
    commands = list(commands)
    if all(one.permission == "manage" for one in commands):
        built.default_permissions = discord.Permissions(manage_guild=True)
    only_guilds = any(one.guild for one in commands)
    built.guild_only = only_guilds
    built.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=not only_guilds)


def _built(command: Command, name: str, serve: Serve, complete: Complete) -> app_commands.Command[Any, ..., Any]:
    async def callback(interaction: Interaction, **given: object) -> None:
        private = bool(given.pop(PRIVATE, False)) or command.personal
        arguments = {key: _value(one) for key, one in given.items() if one is not None}
        await serve(interaction, command, arguments, private)

    callback.__signature__ = _signature(command)  # type: ignore[attr-defined]  # what discord.py reads
    described = {one.name: one.description for one in command.parameters}
    if command.offers_private:
        described[PRIVATE] = _PRIVATE_DESCRIPTION
    app_commands.describe(**described)(callback)
    built: app_commands.Command[Any, ..., Any] = app_commands.Command(
        name=name, description=command.description, callback=callback
    )
    for parameter in command.parameters:
        if parameter.completer:
            built.autocomplete(parameter.name)(_completing(parameter, complete))
    return built


def _signature(command: Command) -> inspect.Signature:
    """The interaction, then every parameter as Discord knows it; whether the answer is private comes last."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    places = [inspect.Parameter("interaction", kind, annotation=discord.Interaction)]
    places += [
        inspect.Parameter(
            one.name, kind, annotation=_annotation(one), default=inspect.Parameter.empty if one.required else None
        )
        for one in command.parameters
    ]
    if command.offers_private:
        places.append(inspect.Parameter(PRIVATE, kind, annotation=bool, default=False))
    places[1:] = sorted(places[1:], key=lambda place: place.default is not inspect.Parameter.empty)
    return inspect.Signature(places)


def _annotation(parameter: Parameter) -> object:
    annotation: Any = Literal[parameter.values] if parameter.kind == "value" else _TYPES[parameter.kind]
    return annotation if parameter.required else annotation | None


def _completing(parameter: Parameter, complete: Complete) -> _Completing:
    async def completing(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = await complete(interaction, parameter, typed)
        return [app_commands.Choice(name=one.label, value=one.value) for one in found]

    return completing


def _value(given: object) -> object:
    """What a command takes for what Discord gives."""
    if isinstance(given, discord.Attachment):
        return as_file(given)
    return given


def as_file(attachment: discord.Attachment) -> File:
    """An attachment as a command's file, read when the command asks for it."""

    async def read() -> bytes:
        if attachment.size > LARGEST:
            raise Refusal(f"{attachment.filename} is too large.", f"I read files of up to {LARGEST // 1_000_000} MB.")
        try:
            return await attachment.read()
        except discord.HTTPException as error:
            raise Refusal(f"Discord does not give me {attachment.filename}.", "Attach it again.") from error

    return File(attachment.filename, read)
