"""Free words to a command: a mention of the bot with a question is taken as well as it can be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.cards.card import Card, Refusal
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.dispatch import Heard, answer, known_names, permit, unheard, with_files
from bot.commands.find import find, first_word
from bot.commands.line import Call, parse
from bot.commands.options import take_private
from bot.commands.parameters import File
from bot.commands.questions import Reading, readings, tells
from bot.commands.registry import Registry
from bot.desk import lookup
from bot.store import completion
from bot.store.database import Connection
from bot.store.scope import Scope

_MOST_WORDS = 24
_LONGEST_NAME = 6
"""Words of a question, and of a name in it, that are looked at: each run of words is a look-up."""

_LONGEST_QUESTION = 300
_MOST_READINGS = 8
"""Characters of a question, and readings of it, that are tried."""

_ALSO = {"summarise": "summary", "summarize": "summary", "tldr": "summary", "find": "search"}
"""What people say for a command."""

_AROUND = re.compile(r"^[^\w#]+|['’]s\W*$|\W+$", re.IGNORECASE)
"""What stands around a word and is no part of it, the end of an owner's name included."""


async def run_words(
    registry: Registry, ask: Ask, text: str, heard: Heard = unheard, attached: Sequence[File] = ()
) -> Card:
    """The answer to words that need not be a command; says how it took them. Never raises but for cancellation.

    A line that begins with a command's name is that command; else an article's number or link in it shows the article,
    a question of a kind that is known is answered by its command; else the longest name in it that is known shows the
    entity, and its words are searched for when there is none. `heard` is told what that was, and `attached` came with
    the words, as in `run_line`.
    """
    taken: list[str] = []

    async def prepare() -> Call:
        line = _as_line(registry, text.strip().lstrip("/!"))
        if line is not None:
            await permit(find(registry, line)[0], ask)
            try:
                return with_files(await parse(registry, line, known_names(ask)), attached)
            except Refusal:
                if not _may_be_words(registry, line):
                    raise
        words, private = take_private(text)
        call, said = await _taken(registry, ask, words)
        taken.append(said)
        return replace(call, private=private)

    card = await answer(prepare, ask, heard)
    if card.tone == "error":
        return card
    return replace(card, subtitle=" · ".join(filter(None, [*taken, card.subtitle])))


def _as_line(registry: Registry, text: str) -> str | None:
    """The text as a command's line, None when it does not begin with a command's name."""
    first, rest = first_word(text)
    name = first.casefold().rstrip(":,")
    if name in _ALSO and _ALSO[name] in registry.commands:
        return f"{_ALSO[name]} {_after_stop_words(rest)}"
    return f"{name} {rest}" if name in set(registry.names()) else None


def _after_stop_words(text: str) -> str:
    """A text from its first telling word on: "this article about Lima" → "Lima"."""
    first, rest = first_word(text)
    while first and not tells(first):
        first, rest = first_word(rest)
    return f"{first} {rest}".strip()


def _may_be_words(registry: Registry, line: str) -> bool:
    """Whether a line that is refused may be prose: its command takes no text, and is given some ("about Lima")."""
    command, rest = find(registry, line)
    return bool(rest.strip()) and all(one.kind != "text" for one in command.positional)


async def _taken(registry: Registry, ask: Ask, text: str) -> tuple[Call, str]:
    """The call that free words are taken for, and how that is said."""
    words = [word for word in (_AROUND.sub("", one) for one in text.split()[:_MOST_WORDS]) if word]
    address = next((word for word in words if lookup.is_address(word)), None)
    if address is not None:
        return Call(registry.commands["article show"], {"article": address}), "Taken as an article"
    async with ask.desk.store.reading() as db:
        if question := await _question(db, ask.scope, text):
            call = Call(registry.commands[question.command], dict(question.arguments))
            return call, f"Taken as a question {question.asks}"
        name = next(iter(await _known_names(db, ask.scope, words, 1)), None)
    if name is not None:
        return Call(registry.commands["entity"], {"name": name}), f"Taken as the name “{short(name)}”"
    telling = [word for word in words if tells(word)]
    if not telling:
        return Call(registry.commands["help"], {}), "Taken as a call for help" if words else ""
    return Call(registry.commands["search"], {"query": " ".join(telling)}), "Taken as words to search for"


async def _question(db: Connection, scope: Scope, text: str) -> Reading | None:
    """What a question asks for, where the names in it are known."""
    for one in islice(readings(text[:_LONGEST_QUESTION]), _MOST_READINGS):
        given = {key: _AROUND.sub("", value) if key in one.names else value for key, value in one.arguments.items()}
        if not all([await lookup.bearers(db, scope, given[part]) for part in one.names]):
            continue
        if one.pair and len(two := await _known_names(db, scope, given[one.pair].split()[:_MOST_WORDS], 2)) > 1:
            given[one.pair] = " and ".join(two)
        return replace(one, arguments=given)
    return None


async def _known_names(db: Connection, scope: Scope, words: Sequence[str], most: int) -> list[str]:
    """Runs of words that are, in full, forms that entities bear in scope: the longest, and none within another."""
    found: list[str] = []
    for run in sorted(set(_runs(words)), key=len, reverse=True):
        if not any(f" {run} " in f" {longer} " for longer in found) and await completion.named(db, scope, run):
            found.append(run)
            if len(found) == most:
                break
    return found


def _runs(words: Sequence[str]) -> Iterator[str]:
    """The runs of words that may be a name: not of stop words alone."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            if any(map(tells, words[start:end])):
                yield " ".join(words[start:end])
