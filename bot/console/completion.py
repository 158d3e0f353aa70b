"""What may come next in a typed line: commands, names from the commands' own completers, options and values."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from bot.cards.card import quoted
from bot.commands.ask import Ask
from bot.commands.find import first_word
from bot.commands.parameters import Parameter
from bot.commands.registry import Command, Registry

SHOWN = 25
"""The most names offered at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A completion: `text` replaces the last `replaces` characters; `label` and `about` are what is shown."""

    text: str
    replaces: int
    label: str
    about: str = ""


async def offers(registry: Registry, ask: Ask, line: str) -> AsyncIterator[Offer]:
    """The completions of a line up to the cursor, best first. None for an empty line or one of several lines."""
    line = line.lstrip()
    if not line or "\n" in line:
        return
    typed = line.removeprefix("/")
    first, rest = first_word(typed)
    if first == typed:
        for offer in _commands(registry, first):
            yield offer
        return
    command = registry.commands.get(first)
    if first in registry.groups:
        child, after = first_word(rest)
        if child == rest:
            for offer in _children(registry, first, child):
                yield offer
        found = registry.children(first).get(child)
        command, rest = (found, after) if found and child != rest else (registry.fallback(first), rest)
    if command:
        async for offer in _arguments(command, ask, rest):
            yield offer


def _commands(registry: Registry, typed: str) -> Iterator[Offer]:
    for name in registry.names():
        if name.startswith(typed):
            command = registry.commands.get(name)
            yield Offer(name, len(typed), name, command.description if command else registry.groups[name])


def _children(registry: Registry, group: str, typed: str) -> Iterator[Offer]:
    for name, child in registry.children(group).items():
        if name.startswith(typed):
            yield Offer(name, len(typed), name, child.description)


async def _arguments(command: Command, ask: Ask, rest: str) -> AsyncIterator[Offer]:
    """Names first, then the options and values that the last word begins."""
    parameter, typed = _asked_for(command, rest)
    if parameter and parameter.completer and typed.strip():
        alone = sum(one.kind == "text" for one in command.positional) == 1
        for found in (await parameter.completer(ask, typed.strip().lstrip("\"“„«'‘")))[:SHOWN]:
            text = found.value if alone and _plain(found.value) else quoted(found.value)
            yield Offer(text, len(typed.lstrip()), found.label)
    for offer in _options(command, rest):
        yield offer


def _plain(value: str) -> bool:
    """Whether a value can stand in a line as it is."""
    return not any(mark in value for mark in "\"“”„«»:'‘|,") and not value.startswith("-")


def _asked_for(command: Command, rest: str) -> tuple[Parameter | None, str]:
    """The text that is being typed, and for which parameter: a named one, else by position."""
    named = {one.name: one for one in command.parameters if one.kind == "text"}
    for name, parameter in named.items():
        head, sign, tail = rest.rpartition(f"{name}:")
        if sign and (not head or head[-1].isspace()):
            return parameter, tail
    texts = [one for one in command.positional if one.kind == "text"]
    if not texts:
        return None, ""
    if len(texts) == 1:
        return texts[0], rest
    pieces = rest.replace("|", ",").split(",")
    return texts[min(len(pieces), len(texts)) - 1], pieces[-1]


def _options(command: Command, rest: str) -> Iterator[Offer]:
    words = rest.split()
    if not words or rest[-1].isspace():
        return
    word = words[-1]
    bare = word.removeprefix("--")
    for parameter in command.parameters:
        name, _, value = bare.partition(":")
        if parameter.kind == "value":
            typed = value if name == parameter.name else bare
            for one in parameter.values:
                if one.startswith(typed) and (typed or name == parameter.name):
                    yield Offer(one, len(typed), one, parameter.description)
        if parameter not in command.positional and parameter.name.startswith(bare):
            text = parameter.name if parameter.kind == "flag" else f"{parameter.name}:"
            yield Offer(text, len(word), text, parameter.description)
