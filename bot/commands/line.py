"""The one parser of typed lines: names the command, takes its options out, binds what is left by position."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.cards.card import Refusal
from bot.commands.bind import Opener, convert, missing, read_value, require, short, wrong_value
from bot.commands.divide import divide
from bot.commands.find import find
from bot.commands.options import take_options, take_private
from bot.commands.parameters import File, Parameter
from bot.commands.registry import Command, Registry
from bot.commands.tokens import tokens, unquoted

Known = Callable[[Parameter, str], Awaitable[bool]]
"""Whether a text is, in full, something that this parameter may name."""

_PAIR = 2
_MARKED_CHANNEL = re.compile(r"<#\d+>|#[^\s\d]\S*")


@dataclass(frozen=True, slots=True)
class Call:
    """A command and the arguments it is to be called with, by name; the others are left to its defaults.

    `private` says that its asker alone is to see the answer.
    """

    command: Command
    arguments: dict[str, object]
    private: bool = False

    @property
    def says_all(self) -> bool:
        """Whether it is the same call when its command and arguments are typed anew: no file came with it."""
        return not any(isinstance(value, File) for value in self.arguments.values())

    @property
    def takes_reply(self) -> bool:
        """Whether a text that says what is meant was left out, so that a message replied to may be what is meant."""
        texts = [one for one in self.command.positional if one.kind == "text"]
        return any(not one.required and one.name not in self.arguments for one in texts)


async def parse(registry: Registry, line: str, known: Known, opener: Opener | None = None) -> Call:
    """What a typed line invokes. Raises Refusal, and nothing else, whatever the line holds.

    First the options (see `take_private` and `take_options`), then flags and Literal values as bare last words, then
    the rest by position: what is required first, and the last text takes all that is left.
    """
    command, rest = find(registry, line)
    if rest.strip() in ("--help", "-h"):
        return _help(registry, command)
    rest, private = take_private(rest) if command.form is None else (rest, False)
    options = take_options(command, rest)
    arguments = convert(command, options.typed, opener)
    free = options.free
    if not options.sealed:
        free = _take_bare_words(command, free, arguments)
    free = _take_leading(command, free, arguments)
    await _take_texts(command, free, arguments, known)
    require(command, arguments)
    return Call(command, arguments, private)


def _help(registry: Registry, command: Command) -> Call:
    """The call for help with a command, where help is a command; else a Refusal that says its usage."""
    helper = registry.commands.get("help")
    if helper is None or not helper.positional:
        raise Refusal(command.description, f"Usage: `{command.usage}`")
    return Call(helper, {helper.positional[0].name: command.path})


def _take_bare_words(command: Command, free: str, arguments: dict[str, object]) -> str:
    """Bind flags and Literal values that are the last words; give back the text before them.

    Not when that leaves too little for what is required, not in texts of several lines, nor in a search query.
    """
    if "\n" in free.strip() or any(place.verbatim for place in command.positional):
        return free
    words = list(tokens(free))
    needed = sum(place.required and place.name not in arguments for place in command.positional)
    while len(words) > needed and not words[-1].quoted:
        found = _bare_word(command, words[-1].text, arguments)
        if found is None:
            break
        arguments[found[0].name] = found[1]
        words.pop()
    return free[: words[-1].end] if words else ""


def _bare_word(command: Command, word: str, given: dict[str, object]) -> tuple[Parameter, object] | None:
    for parameter in command.parameters:
        if parameter.name in given or parameter in command.positional:
            continue
        if parameter.kind == "flag" and word == parameter.name:
            return parameter, True
        if parameter.kind == "value" and word in parameter.values:
            return parameter, word
    return None


def _take_leading(command: Command, free: str, arguments: dict[str, object]) -> str:
    """Bind the numbers, values and channels that go by position; give back the text after them."""
    for place in command.positional:
        if place.kind == "text" or place.name in arguments:
            continue
        word = next(tokens(free), None)
        value = read_value(place, word.text) if word and not word.quoted else None
        if place.kind == "channel" and not place.required and word and not _MARKED_CHANNEL.fullmatch(word.text):
            value = None
        if word and value is not None:
            arguments[place.name] = value
            free = free[word.end :]
        elif place.required:
            raise wrong_value(command, place, word.text) if word else missing(command, place)
    return free


def _nothing_like(command: Command, free: str, arguments: dict[str, object]) -> Refusal:
    """What to say to a text that has no place in the command."""
    open_values = [one for one in command.positional if one.kind == "value" and one.name not in arguments]
    hints = [f"Usage: `{command.usage}`", *(f"`{one.name}` is one of {', '.join(one.values)}" for one in open_values)]
    return Refusal(f"`{command.path}` takes nothing like “{short(free)}”.", "; ".join(hints))


async def _take_texts(command: Command, free: str, arguments: dict[str, object], known: Known) -> None:
    """Bind what is left to the texts that go by position. Refusal when it has no place or cannot be divided."""
    places = [one for one in command.positional if one.kind == "text" and one.name not in arguments]
    if not free.strip():
        return
    if not places:
        raise _nothing_like(command, free.strip(), arguments)
    if len(places) == 1:
        text = free.strip() if places[0].verbatim else unquoted(free)
        arguments.update({places[0].name: text} if text else {})
        return

    async def known_at(index: int, text: str) -> bool:
        return await known(places[index], text)

    names = await divide(free, len(places), known_at, prose=len(places) == _PAIR and places[-1].completer is None)
    if not names:
        example = f"{command.path} {', '.join(place.name for place in places)}"
        raise Refusal(
            "I cannot tell where one name ends and the next begins.", f"Put a comma between them: `{example}`"
        )
    arguments.update(zip((place.name for place in places), names, strict=False))
