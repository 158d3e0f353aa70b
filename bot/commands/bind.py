"""Typed values to the values a command takes: each kind of parameter reads its own."""

import re
from collections.abc import Callable, Mapping

from bot.cards.card import Refusal
from bot.cards.fit import trim
from bot.commands.parameters import Channel, File, Parameter
from bot.commands.registry import Command

Opener = Callable[[str], File]
"""Opens a file by its path: the terminal has one, chat must not."""

_NUMBER = re.compile(r"#?([+-]?\d{1,9})")
_CHANNEL = re.compile(r"<#(\d{1,20})>|#?([^\s<>#][^\s<>]*)")
_REPEATED = 40
"""Characters of what was typed that a message repeats."""

_FLAGS = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}


def read_value(parameter: Parameter, typed: str, opener: Opener | None = None) -> object | None:
    """The value that `typed` is for this parameter, or None when it is none.

    Refusal from opening a file, and for any file where files cannot be opened.
    """
    if parameter.kind == "file":
        if opener is None:
            raise Refusal("A file cannot be named here.", "Attach it to your message instead.")
        return opener(typed) if typed else None
    if parameter.kind == "value":
        return next((one for one in parameter.values if one.casefold() == typed.casefold()), None)
    return _READERS[parameter.kind](typed)


def _read_number(typed: str) -> int | None:
    number = _NUMBER.fullmatch(typed)
    return int(number[1]) if number else None


def read_flag(typed: str) -> bool | None:
    """What a word for yes or no says, None for any other."""
    return _FLAGS.get(typed.casefold())


def _read_channel(typed: str) -> Channel | None:
    channel = _CHANNEL.fullmatch(typed)
    if channel is None:
        return None
    return Channel("", int(channel[1])) if channel[1] else Channel(channel[2])


_READERS: dict[str, Callable[[str], object | None]] = {
    "text": lambda typed: typed or None,
    "number": _read_number,
    "flag": read_flag,
    "channel": _read_channel,
}


def short(typed: str) -> str:
    """What was typed, as a message can repeat it."""
    return trim(typed, _REPEATED)


def wrong_value(command: Command, parameter: Parameter, typed: str) -> Refusal:
    """What to say when `typed` is no value of the parameter."""
    takes = {
        "text": "some text",
        "number": "a whole number",
        "flag": "yes or no",
        "value": f"one of {', '.join(parameter.values)}",
        "channel": "the name of a channel",
        "file": "a file",
    }[parameter.kind]
    said = f", not “{short(typed)}”" if typed else ""
    return Refusal(f"`{parameter.name}` takes {takes}{said}.", f"Usage: `{command.usage}`")


def missing(command: Command, parameter: Parameter) -> Refusal:
    """What to say when a required parameter was not given."""
    description = parameter.description.rstrip(".")
    return Refusal(
        f"`{command.path}` needs `{parameter.name}`: {description[:1].lower()}{description[1:]}.",
        f"Usage: `{command.usage}`",
    )


def convert(command: Command, typed: Mapping[str, str], opener: Opener | None = None) -> dict[str, object]:
    """Named arguments as the command's function takes them. Refusal for an unknown name or a wrong value."""
    parameters = {parameter.name: parameter for parameter in command.parameters}
    converted: dict[str, object] = {}
    for name, text in typed.items():
        parameter = parameters.get(name)
        if parameter is None:
            raise Refusal(f"`{command.path}` has no `{name}`.", f"Usage: `{command.usage}`")
        value = read_value(parameter, text.strip(), opener)
        if value is None:
            raise wrong_value(command, parameter, text.strip())
        converted[name] = value
    return converted


def require(command: Command, arguments: Mapping[str, object]) -> None:
    """Refusal when a required parameter is not among the arguments."""
    for parameter in command.parameters:
        if parameter.required and parameter.name not in arguments:
            raise missing(command, parameter)
