"""The registry of commands: each is declared once, checked at import, and served by every front."""

import re
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from bot.cards.card import Card
from bot.commands.parameters import (
    OPTIONS_LIMIT,
    Completer,
    Parameter,
    check_asks,
    check_description,
    check_form,
    check_name,
    read_parameters,
)

COMMANDS_LIMIT = 100
"""Discord's limit on slash commands, a group counting as one (API documentation)."""

Permission = Literal["everyone", "correct", "manage"]
"""Who may use a command: everyone; those who may correct, which is a setting of the guild; those who manage it."""

Function = Callable[..., Awaitable[Card]]
F = TypeVar("F", bound=Function)


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `path` is its name, or "group child"; `help` its docstring after the first line, a paragraph a line.

    The `fallback` child of a group is what the typed form `group X` invokes when X names no child. `guild` says that it
    draws on what is filed in a guild, so that it cannot be used in a direct message. `form` names the text parameter
    that a front may ask for with a form when it is left out. `changes` says that it changes something, so that a front
    never asks it anew by itself. `asks` names the text parameter that a button leaves open, and a form asks for.
    `personal` says that its answer is for its asker alone, wherever it is asked.
    """

    path: str
    description: str
    help: str
    function: Function
    parameters: tuple[Parameter, ...]
    permission: Permission = "everyone"
    fallback: bool = False
    guild: bool = True
    form: str | None = None
    changes: bool = False
    asks: str | None = None
    personal: bool = False

    @property
    def group(self) -> str | None:
        """The group it belongs to, if any."""
        first, _, child = self.path.partition(" ")
        return first if child else None

    @property
    def offers_private(self) -> bool:
        """Whether its asker may choose to see the answer alone.

        What files something leaves a message that all can see, and a personal answer nobody else sees anyhow.
        """
        return self.form is None and not self.personal

    @property
    def positional(self) -> tuple[Parameter, ...]:
        """The parameters that are bound without being named, in order.

        They are the required texts (the first text, when none is required), and whatever numbers, values and
        channels stand before them; without a text, all numbers, values and channels. The rest goes by name.
        """
        texts = [one for one in self.parameters if one.kind == "text"]
        texts = [one for one in texts if one.required] or texts[:1]
        end = self.parameters.index(texts[0]) if texts else len(self.parameters)
        before = [one for one in self.parameters[:end] if one.kind in ("number", "value", "channel")]
        return (*before, *texts)

    @property
    def usage(self) -> str:
        """How it is typed: `compare <a> <b> [page:…] [new]`, optional parts in brackets."""
        words = [self.path]
        for one in self.parameters:
            if one in self.positional:
                words.append(f"<{one.name}>" if one.required else f"[{one.name}]")
            elif one.kind == "flag":
                words.append(f"[{one.name}]")
            else:
                words.append(f"[{one.name}:{'|'.join(one.values) or '…'}]")
        return " ".join(words)


@dataclass(slots=True)
class Registry:
    """All commands by path and groups by name, in order of declaration: filled at import, then only read."""

    commands: dict[str, Command] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)

    def group(self, name: str, description: str) -> None:
        """Declare a group, before its children. ValueError when Discord would refuse it or it is taken."""
        check_name(name)
        check_description(name, description)
        self._check_free(name)
        self.groups[name] = description

    def command(  # noqa: PLR0913 - a declaration says by name all that there is to say
        self,
        path: str,
        *,
        describe: Mapping[str, str] | None = None,
        complete: Mapping[str, Completer] | None = None,
        verbatim: Collection[str] = (),
        permission: Permission = "everyone",
        fallback: bool = False,
        guild: bool = True,
        form: str | None = None,
        changes: bool = False,
        asks: str | None = None,
        personal: bool = False,
    ) -> Callable[[F], F]:
        """Declare a function as the command `path` ("entity", "article show"); the function stays as it is.

        Its docstring's first line is the description, the rest its help. `describe` has a line for each
        parameter after the Ask; `complete` completers for texts; texts in `verbatim` keep their quote marks. The
        rest is as in `Command`.
        TypeError or ValueError when it could not be served, on Discord too.
        """

        def declare(function: F) -> F:
            first, _, rest = (function.__doc__ or "").strip().partition("\n")
            self._check_path(path, first, fallback)
            try:
                parameters = read_parameters(function, describe or {}, complete or {}, verbatim)
                check_form(form, parameters)
                check_asks(asks, parameters)
            except (TypeError, ValueError) as error:
                raise type(error)(f"{path}: {error}") from error
            rest = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", rest.strip()))
            self.commands[path] = Command(
                path, first, rest, function, parameters, permission, fallback, guild, form, changes, asks, personal
            )
            return function

        return declare

    def children(self, group: str) -> dict[str, Command]:
        """The commands of a group, by the child's own name."""
        return {one.path.partition(" ")[2]: one for one in self.commands.values() if one.group == group}

    def fallback(self, group: str) -> Command | None:
        """What `group X` invokes when X names no child."""
        return next((one for one in self.children(group).values() if one.fallback), None)

    def names(self) -> Iterator[str]:
        """The first words of all commands: groups and commands without one."""
        yield from self.groups
        yield from (path for path, one in self.commands.items() if one.group is None)

    def _check_free(self, name: str) -> None:
        if name in set(self.names()) or name in self.commands:
            raise ValueError(f"{name}: declared twice")
        if " " not in name and len(set(self.names())) >= COMMANDS_LIMIT:
            raise ValueError(f"{name}: Discord takes at most {COMMANDS_LIMIT} commands")

    def _check_path(self, path: str, description: str, fallback: bool) -> None:
        self._check_free(path)
        check_description(path, description)
        group, _, child = path.partition(" ")
        check_name(group)
        if not child:
            if fallback:
                raise ValueError(f"{path}: only a child of a group is its fallback")
            return
        check_name(child)
        if group not in self.groups:
            raise ValueError(f"{path}: declare the group {group} first")
        if len(self.children(group)) >= OPTIONS_LIMIT:
            raise ValueError(f"{path}: a group has at most {OPTIONS_LIMIT} children")
        if fallback and self.fallback(group):
            raise ValueError(f"{path}: the group has a fallback already")


REGISTRY = Registry()
"""The product's commands; a command module declares its own with `@command(…)`."""

command = REGISTRY.command
group = REGISTRY.group
