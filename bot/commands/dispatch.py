"""From a line or an action to a card: parse, check the permission, call; every error becomes a card here."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.cards.card import Action, Card, Refusal
from bot.commands.ask import Ask
from bot.commands.bind import Opener, convert, require
from bot.commands.find import find
from bot.commands.line import Call, Known, parse
from bot.commands.parameters import PRIVATE, Completion, File, Parameter
from bot.commands.permission import not_a_curator
from bot.commands.registry import Command, Registry
from bot.store.errors import StoreError

_log = logging.getLogger(__name__)

LONGEST_NAME = 100
"""Characters: a longer text is not looked up as a name. (Discord's limit for a completion.)"""


Heard = Callable[[Call], object]


def unheard(_: Call) -> None:
    """Nobody wants to know."""


async def run_line(
    registry: Registry,
    ask: Ask,
    line: str,
    opener: Opener | None = None,
    attached: Sequence[File] = (),
    heard: Heard = unheard,
) -> Card:
    """The answer to a typed line. Never raises but for cancellation: what goes wrong is a card of tone "error".

    `opener` opens files by path, in a terminal; `attached` came with the line, and are what the command's parameters
    for files take. `heard` is told what the line was taken for, before that is answered.
    """

    async def call() -> Call:
        await permit(find(registry, line)[0], ask)  # before what is wrong with the line
        return with_files(await parse(registry, line, known_names(ask), opener), attached)

    return await answer(call, ask, heard)


def with_files(call: Call, attached: Sequence[File]) -> Call:
    """A call with the files that came with its line, for those of its parameters that take files."""
    places = (one.name for one in call.command.parameters if one.kind == "file")
    return replace(call, arguments={**dict(zip(places, attached, strict=False)), **call.arguments})


async def run_call(ask: Ask, call: Call) -> Card:
    """The answer to a command whose arguments are values already; as `run_line`."""

    async def given() -> Call:
        return call

    return await answer(given, ask)


async def run_action(registry: Registry, ask: Ask, action: Action) -> Card:
    """The answer to a button, a choice or a picked number; as `run_line`."""

    async def call() -> Call:
        command = registry.commands.get(action.command)
        if command is None:
            raise Refusal(f"There is no command `{action.command}` any more.", "Type `help` for what there is.")
        arguments = convert(command, dict(action.arguments))
        require(command, arguments)
        return Call(command, arguments)

    return await answer(call, ask)


async def answer(prepare: Callable[[], Awaitable[Call]], ask: Ask, heard: Heard = unheard) -> Card:
    """The answer to the call that is prepared; as `run_line`."""
    path = "a line"
    try:
        call = await prepare()
        heard(call)
        path = call.command.path
        await permit(call.command, ask)
        if (call.private or call.command.personal) and ask.asker is not None and not ask.private:
            return for_you(ask, call)
        return await call.command.function(ask, **call.arguments)
    except Refusal as refusal:
        return refusal.card()
    except Exception as error:  # noqa: BLE001 - the one place where a fault in a command becomes an answer
        return fault(error, path, manager=ask.manager)


def for_you(ask: Ask, call: Call) -> Card:
    """A button that answers whoever presses it, in place of an answer that others would see.

    Refusal where it cannot be asked for by a button.
    """
    action = again(ask, call)
    if call.private and action is None:
        raise Refusal(
            "I cannot answer that to you alone here.", f"Choose `/{call.command.path}`, with its option `{PRIVATE}`."
        )
    return Card("That is for your eyes only.", actions=(replace(action or action_of(call), label="Show me"),))


def again(ask: Ask, call: Call) -> Action | None:
    """A call as an action that a front may make again by itself.

    None where that is something else: it changes something, a file came with it, or it means what was replied to.
    """
    if call.command.changes or not call.says_all or (ask.replied and call.takes_reply):
        return None
    return action_of(call)


def action_of(call: Call) -> Action:
    """A call without files as an action that makes it again."""
    path = call.command.path
    return Action(path, path, tuple((key, _typed(value)) for key, value in call.arguments.items()))


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


async def permit(command: Command, ask: Ask) -> None:
    """Refusal when the asker may not use the command, or it needs a guild and is asked in none."""
    if command.guild and ask.direct:
        raise Refusal(f"`{command.path}` works only in a server.", "Ask in a channel there; `help` works here too.")
    if command.permission == "manage" and not ask.manager:
        raise Refusal(f"`{command.path}` is for those who manage this place.", "Ask somebody who may.")
    if command.permission == "correct" and (whose := await not_a_curator(ask)):
        raise Refusal(f"`{command.path}` is for {whose}.", "Ask somebody who may.")


def fault(error: Exception, what: str, *, manager: bool) -> Card:
    """What is said when the program is at fault while it did `what`: a reference to the log, and not the fault.

    The trace is logged. Those who manage the place are told what is wrong with the store, in its own sentence.
    """
    reference = secrets.token_hex(3)
    _log.error("%s failed, reference %s", what, reference, exc_info=error)
    if isinstance(error, StoreError) and manager:
        return Card(title=str(error), subtitle=f"Reference {reference}.", tone="error")
    return Card(
        title="Something went wrong on my side.",
        subtitle=f"Try again; if it stays, tell whoever runs me the reference {reference}.",
        tone="error",
    )


def known_names(ask: Ask) -> Known:
    """What a parameter's completer knows in full, each text looked up once."""
    seen: dict[tuple[str, str], bool] = {}

    async def known(parameter: Parameter, text: str) -> bool:
        if parameter.completer is None or len(text) > LONGEST_NAME:
            return False
        key = (parameter.name, text.casefold())
        if key not in seen:
            seen[key] = any(_names(one, text) for one in await parameter.completer(ask, text))
        return seen[key]

    return known


def _names(completion: Completion, text: str) -> bool:
    return completion.exact or completion.value.casefold() == " ".join(text.split()).casefold()
