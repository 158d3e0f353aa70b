"""Free words to a command: a mention of the bot with a question is taken as well as it can be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.cards.card import Card, Refusal
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.dispatch import Heard, answer, known_names, permit, unheard, with_files
from bot.commands.find import find, first_word
from bot.commands.line import Call, parse
from bot.commands.parameters import File
from bot.commands.registry import Registry
from bot.desk import lookup
from bot.search.stopwords import STOP_WORDS
from bot.store import completion
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.scope import Scope

_MOST_WORDS = 24
_LONGEST_NAME = 6
"""Words of a question, and of a name in it, that are looked at: each run of words is a look-up."""

_WORDS = """
anybody anyone anything article articles channel dont everything happen happened happening happens hello hey hi hows
isnt know known latest learn lately mean new news now people person said saying says someone something stories story
talk thank thanks there thing things think today us want whats wheres whos
"""

_ASKING = frozenset(_WORDS.split())
"""Words of questions and greetings, folded: beside the stop words these are no names and nothing to search for."""

_ALSO = {"summarise": "summary", "summarize": "summary", "tldr": "summary", "find": "search"}
"""What people say for a command."""

_AROUND = re.compile(r"^[^\w#]+|['’]s\W*$|\W+$", re.IGNORECASE)
"""What stands around a word and is no part of it, the end of an owner's name included."""


_SAID = re.compile(
    r"(?:what|anything)\s+(?:did|does|do|has|have)\s+(?P<by>.+?)\s+(?:say|said|told)(?:\s+(?:about|on|of)\s+(?P<about>.+))?",
    re.IGNORECASE,
)
"""A question for quotes: "what did Kim say about Putin?"."""


async def run_words(
    registry: Registry, ask: Ask, text: str, heard: Heard = unheard, attached: Sequence[File] = ()
) -> Card:
    """The answer to words that need not be a command; says how it took them. Never raises but for cancellation.

    A line that begins with a command's name is that command; else an article's number or link in it shows the article,
    the longest name in it that is known shows the entity, and its words are searched for when there is none. `heard` is
    told what that was, and `attached` came with the words, as in `run_line`.
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
        call, said = await _taken(registry, ask, text)
        taken.append(said)
        return call

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
    while first and not _tells(first):
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
        speaking = await _who_said(db, ask.scope, " ".join(words))
        name = None if speaking else await _known_name(db, ask.scope, words)
    if speaking:
        return Call(registry.commands["quotes find"], dict(speaking)), "Taken as a question who said what"
    if name is not None:
        return Call(registry.commands["entity"], {"name": name}), f"Taken as the name “{short(name)}”"
    telling = [word for word in words if _tells(word)]
    if not telling:
        return Call(registry.commands["help"], {}), "Taken as a call for help" if words else ""
    return Call(registry.commands["search"], {"query": " ".join(telling)}), "Taken as words to search for"


async def _who_said(db: Connection, scope: Scope, text: str) -> dict[str, str] | None:
    """The names in a question what somebody said, or said about somebody, where they are known."""
    asked = _SAID.fullmatch(text)
    names = {part: name for part, name in asked.groupdict().items() if name} if asked else {}
    known = [await completion.named(db, scope, name) for name in names.values()]
    return names if known and all(known) else None


async def _known_name(db: Connection, scope: Scope, words: Sequence[str]) -> str | None:
    """The longest run of words that is, in full, a form that some entity bears in scope."""
    for run in sorted(set(_runs(words)), key=len, reverse=True):
        if await completion.named(db, scope, run):
            return run
    return None


def _runs(words: Sequence[str]) -> Iterator[str]:
    """The runs of words that may be a name: not of stop words alone."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            if any(map(_tells, words[start:end])):
                yield " ".join(words[start:end])


def _tells(word: str) -> bool:
    """Whether a word says what is asked about."""
    folded = fold(word)
    return bool(folded) and folded not in STOP_WORDS and folded not in _ASKING
