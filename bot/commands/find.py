"""The command that a line names, or what the reader may have meant."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.cards.card import Action, Choice, Refusal
from bot.commands.bind import short
from bot.commands.registry import Command, Registry

_PREFIX = re.compile(r"^[/!]")
_NEAR = 0.55
"""How alike a misspelt name must be, as normalised optimal string alignment: one slip in three letters counts."""


def find(registry: Registry, line: str) -> tuple[Command, str]:
    """The command a line names and the raw rest of the line; a leading `/` or `!` is passed over.

    `article raw X` is a group's child, `article X` its fallback (as is `article Raw X`: a title may begin so).
    Refusal with "Did you mean …" when there is none.
    """
    first, rest = first_word(_PREFIX.sub("", line.strip()))
    name = first.casefold()
    if not name:
        raise Refusal("There is no command there.", "Type `help` for what you can do here.")
    if name in registry.groups:
        return _child(registry, name, rest)
    command = registry.commands.get(name)
    if command is None:
        raise _unknown(registry, first, rest)
    return command, rest


def first_word(text: str) -> tuple[str, str]:
    """The first word of a text, and the rest as it stands, its own white space before it dropped."""
    words = text.split(maxsplit=1)
    if not words:
        return "", ""
    return words[0], text[text.index(words[0]) + len(words[0]) :].lstrip(" \t")


def _child(registry: Registry, group: str, rest: str) -> tuple[Command, str]:
    children = registry.children(group)
    word, after = first_word(rest)
    fallback = registry.fallback(group)
    child = children.get(word if fallback else word.casefold())
    if child is not None:
        return child, after
    if fallback is not None:
        return fallback, rest
    offers = near(word, list(children)) or list(children)
    choices = tuple(_choice(children[name], after) for name in offers)
    listed = ", ".join(f"`{group} {name}`" for name in children)
    raise Refusal(f"`{group}` goes with one of its own commands.", f"There are {listed}.", choices)


def _unknown(registry: Registry, first: str, rest: str) -> Refusal:
    said = short(first)
    likely = near(first, list(registry.names()))
    if not likely:
        return Refusal(f"There is no command “{said}”.", "Type `help` for what you can do here.")
    choices = []
    for name in likely:
        command = registry.commands.get(name) or registry.fallback(name)
        choices += [_choice(command, rest)] if command else []
    hint = f"Did you mean {' or '.join(f'`{name}`' for name in likely)}?"
    return Refusal(f"There is no command “{said}”.", hint, tuple(choices))


def near(word: str, names: list[str]) -> list[str]:
    """Up to three names like a misspelt word, the nearest first."""
    found = process.extract(word.casefold()[:40], names, scorer=OSA.normalized_similarity, limit=3, score_cutoff=_NEAR)
    return [name for name, _, _ in found]


def _choice(command: Command, rest: str) -> Choice:
    """The command meant, with the rest of the line where it has one plain place for it."""
    place = command.positional
    arguments = ((place[0].name, rest.strip()),) if rest.strip() and len(place) == 1 else ()
    return Choice(command.path, command.description, Action(command.path, command.path, arguments))
