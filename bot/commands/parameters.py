"""What a command may be asked with: its parameters, read from the function's own signature."""

import inspect
import re
import types
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from bot.cards.card import Card
from bot.commands.ask import Ask

NAME_LIMIT = 32
DESCRIPTION_LIMIT = 100
OPTIONS_LIMIT = 25
VALUES_LIMIT = 25
"""Discord's limits: a name, a description, options of a command, choices of an option (API documentation)."""

PRIVATE = "private"
"""The option with which a front lets an asker have an answer alone; no command has a parameter of this name."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")

Kind = Literal["text", "number", "flag", "value", "file", "channel"]


@dataclass(frozen=True, slots=True)
class File:
    """A parameter's type: a file that came with the command. `read` gives its bytes or raises Refusal."""

    name: str
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Channel:
    """A parameter's type: a channel as it was named, by id (a mention) or by name without `#`."""

    name: str
    id: int | None = None

    def __str__(self) -> str:
        """As it can be typed."""
        return self.name if self.id is None else f"<#{self.id}>"


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be meant: the value to pass on, the label to show.

    `exact` says that what was typed names it in full (an alias too), not only its beginning.
    """

    value: str
    label: str
    exact: bool = False


Completer = Callable[[Ask, str], Awaitable[list[Completion]]]
"""From what was typed so far to what may be meant, best first."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a command.

    `values` are those of a Literal. A `verbatim` text is passed on with its quote marks (a search query).
    """

    name: str
    description: str
    kind: Kind
    required: bool
    default: object = None
    values: tuple[str, ...] = ()
    verbatim: bool = False
    completer: Completer | None = None


_KINDS: dict[object, Kind] = {str: "text", int: "number", bool: "flag", File: "file", Channel: "channel"}


def read_parameters(
    function: Callable[..., Awaitable[Card]],
    describe: Mapping[str, str],
    complete: Mapping[str, Completer],
    verbatim: Collection[str],
) -> tuple[Parameter, ...]:
    """The parameters of a command's function after its `Ask`, with what the declaration says of them.

    TypeError or ValueError, in words, when the function cannot be served as a command.
    """
    hints = get_type_hints(function)
    signature = list(inspect.signature(function).parameters.values())
    if not inspect.iscoroutinefunction(function) or hints.get("return") is not Card:
        raise TypeError("a command is an async function that returns a Card")
    if not signature or hints.get(signature[0].name) is not Ask:
        raise TypeError("a command's first parameter is its Ask")
    rest = signature[1:]
    if len(rest) >= OPTIONS_LIMIT:
        raise ValueError(f"a command has at most {OPTIONS_LIMIT - 1} parameters: `{PRIVATE}` comes on top")
    if any(parameter.name == PRIVATE for parameter in rest):
        raise ValueError(f"{PRIVATE}: every command has that already")
    unknown = {*describe, *complete, *verbatim} - {parameter.name for parameter in rest}
    if unknown:
        raise ValueError(f"the declaration speaks of {', '.join(sorted(unknown))}, the function does not")
    return tuple(
        _read(one, hints.get(one.name), describe.get(one.name, ""), complete.get(one.name), one.name in verbatim)
        for one in rest
    )


def _read(
    parameter: inspect.Parameter, hint: object, description: str, completer: Completer | None, verbatim: bool
) -> Parameter:
    """One parameter, checked."""
    if parameter.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD:
        raise TypeError(f"{parameter.name}: a command takes plain parameters")
    kind, values, optional = _kind(parameter.name, hint)
    required = parameter.default is inspect.Parameter.empty
    if required and (optional or kind == "flag"):
        raise ValueError(f"{parameter.name}: an Optional or bool parameter has a default")
    check_name(parameter.name)
    check_description(parameter.name, description)
    if (completer or verbatim) and kind != "text":
        raise ValueError(f"{parameter.name}: completion and verbatim are for texts")
    default = None if required else parameter.default
    return Parameter(parameter.name, description, kind, required, default, values, verbatim, completer)


def _kind(name: str, hint: object) -> tuple[Kind, tuple[str, ...], bool]:
    """The kind of an annotation, the values of a Literal, and whether None is allowed."""
    optional = False
    if get_origin(hint) in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        optional = len(members) < len(get_args(hint))
        hint = members[0] if len(members) == 1 else None
    if get_origin(hint) is Literal:
        return "value", _values(name, get_args(hint)), optional
    if hint not in _KINDS:
        raise TypeError(f"{name}: annotate str, int, bool, Literal, Optional, File or Channel")
    return _KINDS[hint], (), optional


def _values(name: str, values: tuple[Any, ...]) -> tuple[str, ...]:
    """The values of a Literal, checked."""
    if len(values) > VALUES_LIMIT or not all(isinstance(value, str) and value for value in values):
        raise ValueError(f"{name}: a Literal has at most {VALUES_LIMIT} values, all of them words")
    return values


def check_form(form: str | None, parameters: Sequence[Parameter]) -> None:
    """ValueError unless a form can ask for the parameter of this name: a text that may be left out."""
    asked = next((one for one in parameters if one.name == form), None)
    if form is not None and (asked is None or asked.kind != "text" or asked.required):
        raise ValueError(f"{form}: a form asks for a text that may be left out")


def check_asks(asks: str | None, parameters: Sequence[Parameter]) -> None:
    """ValueError unless a button can leave the parameter of this name open: it is a text."""
    if asks is not None and not any(one.name == asks and one.kind == "text" for one in parameters):
        raise ValueError(f"{asks}: a button leaves a text open")


def check_name(name: str) -> None:
    """ValueError unless Discord takes the name of a command or parameter."""
    if len(name) > NAME_LIMIT or not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name: at most {NAME_LIMIT} of a-z, 0-9 and _, a letter first")


def check_description(name: str, description: str) -> None:
    """ValueError unless Discord takes the description of the command or parameter `name`."""
    if not 1 <= len(description) <= DESCRIPTION_LIMIT or "\n" in description:
        raise ValueError(f"{name}: describe it in one line of at most {DESCRIPTION_LIMIT} characters")
