"""What Discord refuses in application commands and in autocomplete choices. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from tests.loopback.limits import Problem, count, text
from tests.loopback.state import Payload

Path: TypeAlias = tuple[str | int, ...]

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
COMMANDS, MENUS = 100, 15
WHOLE, PARTS, CHOICES = 8_000, 25, 25
SUBCOMMAND, GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
NAME = re.compile(r"[-_'\w]{1,32}")


def of_list(commands: list[Payload]) -> list[Problem]:
    """Problems of a whole list of commands, as it is synced."""
    problems: list[Problem] = []
    seen: set[tuple[int, Any]] = set()
    for kind, most in ((SLASH, COMMANDS), (USER_MENU, MENUS), (MESSAGE_MENU, MENUS)):
        found = sum(command.get("type", SLASH) == kind for command in commands)
        if found > most:
            problems.append(Problem((), f"{found} commands of type {kind}, at most {most}"))
    for number, command in enumerate(commands):
        key = (command.get("type", SLASH), command.get("name"))
        if key in seen:
            problems.append(Problem((number, "name"), f"{command.get('name')!r} stands twice"))
        seen.add(key)
        problems += one_command(command, (number,))
    return problems


def one_command(command: Payload, path: Path) -> list[Problem]:
    """Problems of one command."""
    if command.get("type", SLASH) != SLASH:
        problems = text(command.get("name"), (*path, "name"), 32)
        if command.get("description") or command.get("options"):
            problems.append(Problem(path, "a context menu has no description and no options"))
        return problems
    problems = _named(command, path) + _options(command.get("options") or [], path, depth=0)
    total = size(command)
    if total > WHOLE:
        problems.append(Problem(path, f"{command.get('name')!r} has {total} characters in all, at most {WHOLE}"))
    return problems


def size(command: Payload) -> int:
    """Characters that count towards the 8,000: names, descriptions and choices of the command and all below it.

    Of a text with localizations the longest counts.
    """
    total = 0
    for part in _tree(command):
        total += max(map(len, [part.get("name") or "", *(part.get("name_localizations") or {}).values()]))
        total += max(map(len, [part.get("description") or "", *(part.get("description_localizations") or {}).values()]))
        total += sum(
            len(str(choice.get("name"))) + len(str(choice.get("value"))) for choice in part.get("choices") or []
        )
    return total


def _tree(command: Payload) -> Iterator[Payload]:
    yield command
    for option in command.get("options") or []:
        yield from _tree(option)


def _named(part: Payload, path: Path) -> list[Problem]:
    """Name in lower case without spaces, description."""
    problems = text(part.get("name"), (*path, "name"), 32)
    name = part.get("name")
    if isinstance(name, str) and name and (not NAME.fullmatch(name) or name != name.lower()):
        problems.append(Problem((*path, "name"), f"{name!r} is no command or option name"))
    return problems + text(part.get("description"), (*path, "description"), 100)


def _options(options: list[Payload], path: Path, depth: int) -> list[Problem]:
    """Options of a command, group or sub-command; groups nest once, sub-commands stand beside nothing else."""
    problems = count(options, (*path, "options"), 0, PARTS)
    kinds = {option.get("type") for option in options}
    nested = kinds & {SUBCOMMAND, GROUP}
    if nested and (depth == 2 or kinds - {SUBCOMMAND, GROUP} or (depth == 1 and GROUP in kinds)):
        problems.append(Problem((*path, "options"), "sub-commands stand at the wrong level or beside options"))
    names = [str(option.get("name")) for option in options]
    if len(set(names)) != len(names):
        problems.append(Problem((*path, "options"), "a name stands twice"))
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        problems.append(Problem((*path, "options"), "required options come before optional ones"))
    for number, option in enumerate(options):
        here: Path = (*path, "options", number)
        problems += _named(option, here)
        if option.get("type") in {SUBCOMMAND, GROUP}:
            below = 1 if option.get("type") == GROUP else 2
            problems += _options(option.get("options") or [], here, below)
            if option.get("type") == GROUP and not option.get("options"):
                problems.append(Problem(here, "a group without sub-commands", "empty"))
        else:
            problems += _value_option(option, here)
    return problems


def _value_option(option: Payload, path: Path) -> list[Problem]:
    """Choices and autocomplete of an option that takes a value."""
    if option.get("type") not in range(STRING, 12):
        return [Problem((*path, "type"), f"{option.get('type')} is no type of option")]
    chosen = option.get("choices") or []
    problems = choices(chosen, (*path, "choices"))
    if option.get("autocomplete") and (chosen or option.get("type") not in {STRING, INTEGER, NUMBER}):
        problems.append(Problem((*path, "autocomplete"), "not beside choices, and only for text and numbers"))
    return problems


def choices(given: Any, path: Path) -> list[Problem]:
    """Problems of autocomplete answers or fixed choices: 25 at most, names and text values 1 to 100 characters."""
    problems = count(given, path, 0, CHOICES)
    if not isinstance(given, list):
        return problems
    names = [str(choice.get("name")) for choice in given]
    for number, choice in enumerate(given):
        problems += text(choice.get("name"), (*path, number, "name"), 100)
        if isinstance(choice.get("value"), str):
            problems += text(choice.get("value"), (*path, number, "value"), 100)
        elif not isinstance(choice.get("value"), int | float):
            problems.append(Problem((*path, number, "value"), "is neither text nor number"))
    if len(set(names)) != len(names):
        problems.append(Problem(path, "two choices have one name"))
    return problems
