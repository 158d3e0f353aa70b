"""Commands that put right who is who: `correct`, `merge`, `notsame`, `split`, `rename`, `retype`, `ban`."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

from bot.cards.card import Action, Card, Choice, Refusal
from bot.cards.correction_cards import (
    Named,
    ban_card,
    confirm_card,
    done_card,
    how_many,
    kinds_card,
    parts_card,
    wrong_card,
)
from bot.cards.entity_cards import unknown
from bot.cards.receipts import KIND_WORDS, entity_note
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.looking_up import KINDS, KindWord
from bot.commands.meaning import told_apart
from bot.commands.registry import command
from bot.commands.tokens import unquoted
from bot.desk import correcting, lookup, splitting
from bot.desk.correcting import AlreadyError, Hand
from bot.desk.results import HANDLE_MARK, Affected
from bot.desk.splitting import NoPartError
from bot.store import completion, marking, overdue
from bot.store.corrections import Entry
from bot.store.database import Connection
from bot.store.handles import handles
from bot.store.rows import Entity

A_NAME = "A person, organisation or place"
WHY = "Why, for the history"
SURE = "Do it without asking"
_ALIKE = 4
_WITH_A_PART = re.compile(
    r"(?P<name>\S.*?)[\s,]+(?:off[\s:]+)?(?P<off>(?:name|role|channel|before|since|in)\s+\S.*)", re.IGNORECASE
)
_WITH_A_KIND = re.compile(
    r"(?P<name>\S.*?)[\s,]+(?:(?:to|as|is)\s+)?(?:(?:a|an|the)\s+)?(?P<kind>\w+(?:\s\w+){0,2})", re.IGNORECASE
)
_KIND_SAID: dict[str, KindWord] = {
    said: word for word, kind in KINDS.items() for said in (word, *(each.casefold() for each in KIND_WORDS[kind]))
}
"""Kinds as people say them: in the plural and the singular."""

_LONGEST = 80
"""Characters of a name that somebody gives."""


async def meant(db: Connection, ask: Ask, typed: str, action: Action, parameter: str = "name") -> Named:
    """The entity that is meant by an argument of an action.

    Raises:
        Refusal: there is none, or several; with a choice of those that may be meant, which does the action.
    """
    found = await lookup.entity(db, ask.scope, typed)
    if found.one is not None:
        handle = await handles(db, ask.scope, [found.one.id])
        return Named(found.one, handle[found.one.id])
    if found.exact:
        choices = tuple(
            Choice(
                one.entity.name,
                " · ".join(filter(None, [one.told, entity_note(one.entity)])),
                action.with_argument(parameter, f"{HANDLE_MARK}{one.handle}"),
            )
            for one in await told_apart(db, ask.scope, found.exact)
        )
        raise Refusal(f"Which “{short(typed)}”?", f"{len(choices)} go by that name here.", choices)
    refusal = unknown(typed, found.near, action.command, parameter)
    given = tuple(
        Choice(one.label, one.description, action.with_argument(parameter, one.label)) for one in refusal.choices
    )
    raise Refusal(refusal.message, refusal.hint, given)


def hand(ask: Ask, why: str | None = None) -> Hand:
    """Who corrects."""
    return Hand(ask.scope, ask.asker, ask.channel, ask.now, why)


async def made(ask: Ask, make: Callable[[Connection], Awaitable[tuple[Entry, str]]]) -> Card:
    """Make a correction in one transaction: what it is about is looked up there, since others may have been quicker."""
    try:
        async with ask.desk.store.writing() as db:
            entry, title = await make(db)
            outweighed = await correcting.contradicts(db, entry)
    except AlreadyError as already:
        raise Refusal(str(already), "Nothing was changed.") from None
    except NoPartError as no_part:
        raise Refusal(str(no_part), "`help split` says what can be split off.") from None
    return await done(ask, title, entry, outweighed)


async def done(ask: Ask, title: str, entry: Entry, outweighed: Sequence[int] = ()) -> Card:
    """Say that a correction was made, and how many articles follow later; have that begin."""
    ask.desk.filing.follow_soon()
    async with ask.desk.store.reading() as db:
        left = await overdue.left_in(db, ask.scope)
    return done_card(title, entry.number, outweighed, left)


@command("correct", describe={"name": A_NAME}, complete={"name": complete.entity}, permission="correct")
async def correct(ask: Ask, name: str) -> Card:
    """Put right what is known of a name: choose what is wrong with it."""
    async with ask.desk.store.reading() as db:
        one = await meant(db, ask, name, Action("Correct", "correct", (("name", name),)))
        alike = await _alike(db, ask, one.entity)
    return wrong_card(one, alike)


async def _alike(db: Connection, ask: Ask, entity: Entity) -> list[Named]:
    """Entities with a word of this one's name in theirs."""
    words = sorted({word for word in entity.name.split() if len(word) > 2}, key=len, reverse=True)
    found: dict[int, Entity] = {}
    for word in words[:3]:
        for match in await completion.matching(db, ask.scope, word, limit=_ALIKE + 1):
            if match.entity.id != entity.id and match.grade < completion.WITH_ERROR:
                found.setdefault(match.entity.id, match.entity)
    chosen = list(found.values())[:_ALIKE]
    handle = await handles(db, ask.scope, [one.id for one in chosen])
    return [Named(one, handle[one.id]) for one in chosen if one.id in handle]


@command(
    "merge",
    describe={"name": A_NAME, "other": "Another name of the same", "why": WHY, "sure": SURE},
    complete={"name": complete.entity, "other": complete.entity},
    permission="correct",
    changes=True,
    asks="other",
)
async def merge(ask: Ask, name: str, other: str, why: str | None = None, sure: bool = False) -> Card:
    """Make two names one: `merge Jon Adams with John Adams`.

    Everything that was filed under either is one entity from now on, and what is filed later too.
    """
    action = asking("Merge", "merge", name=name, other=other, why=why)

    async def both(db: Connection) -> tuple[Named, Named]:
        return await meant(db, ask, name, action), await meant(db, ask, other, action, "other")

    if not sure:
        async with ask.desk.store.reading() as db:
            one, two = await both(db)
        if one.entity.id == two.entity.id:
            raise Refusal(f"“{one.name}” is one already: both names are of it.", "Nothing was changed.")
        fewer, more = sorted((one, two), key=lambda named: named.entity.mentions)
        effect = (
            f"“{fewer.name}” and “{more.name}” become one. Counted with “{more.name}” from now on: {_all_of(fewer)}."
        )
        action = asking("Merge", "merge", name=one.argument, other=two.argument, why=why)
        return confirm_card(f"Is “{one.name}” the same as “{two.name}”?", effect, action)

    async def make(db: Connection) -> tuple[Entry, str]:
        one, two = await both(db)
        entry = await correcting.merge(db, hand(ask, why), one.entity, two.entity)
        return entry, f"“{one.name}” and “{two.name}” are one from now on."

    return await made(ask, make)


def _all_of(one: Named) -> str:
    return how_many(Affected(one.entity.mentions, one.entity.articles))


def asking(label: str, path: str, **arguments: str | None) -> Action:
    """What asks for a command with those of its arguments that were given."""
    return Action(label, path, tuple((key, value) for key, value in arguments.items() if value))


@command(
    "notsame",
    describe={"name": A_NAME, "other": "A name that is somebody else's", "why": WHY, "sure": SURE},
    complete={"name": complete.entity, "other": complete.entity},
    permission="correct",
    changes=True,
    asks="other",
)
async def notsame(ask: Ask, name: str, other: str, why: str | None = None, sure: bool = False) -> Card:
    """Say that two names are not the same: they stay apart, and are not suggested again.

    Where the two are taken for one, each becomes an entity of its own.
    """
    action = asking("Keep apart", "notsame", name=name, other=other, why=why)

    async def both(db: Connection) -> tuple[Named, Named]:
        return await meant(db, ask, name, action), await meant(db, ask, other, action, "other")

    if not sure:
        async with ask.desk.store.reading() as db:
            one, two = await both(db)
        together = one.entity.id == two.entity.id
        effect = "They are taken for one now, and come apart." if together else "They are never taken for one."
        said = (short(name), short(other)) if together else (one.name, two.name)
        if not together:
            action = asking("Keep apart", "notsame", name=one.argument, other=two.argument, why=why)
        return confirm_card(f"Is “{said[0]}” somebody or something else than “{said[1]}”?", effect, action)

    async def make(db: Connection) -> tuple[Entry, str]:
        one, two = await both(db)
        entry = await correcting.part(db, hand(ask, why), one.entity, two.entity, (name, other))
        together = one.entity.id == two.entity.id
        said = (short(name), short(other)) if together else (one.name, two.name)
        return entry, f"“{said[0]}” is not “{said[1]}” from now on."

    return await made(ask, make)


@command(
    "split",
    describe={
        "name": A_NAME,
        "off": "`name X`, `role X`, `channel X`, `before` or `since` a day, `in #12 #15`",
        "why": WHY,
        "sure": SURE,
    },
    complete={"name": complete.entity},
    permission="correct",
    changes=True,
)
async def split(ask: Ask, name: str, off: str | None = None, why: str | None = None, sure: bool = False) -> Card:
    """Take a name apart that stands for several: a part of its mentions becomes an entity of its own.

    The part is told by another name, a role that articles give, a channel, a time, or single articles. What is filed
    later follows, but for single articles. Without `off` the parts that can be told apart are listed.
    """
    name, off = (name, off) if off else await _apart(ask, name)
    action = asking("Split", "split", name=name, off=off, why=why)
    if not off or not sure:
        try:
            return await _split_question(ask, name, off, action)
        except NoPartError as no_part:
            raise Refusal(str(no_part), "`split` with the name alone lists what can be split off.") from None

    async def make(db: Connection) -> tuple[Entry, str]:
        one = await meant(db, ask, name, action)
        return await splitting.split(db, hand(ask, why), one.entity, off), f"“{one.name}” was taken apart."

    return await made(ask, make)


async def _apart(ask: Ask, typed: str) -> tuple[str, str | None]:
    """A name and what is to be split off, where both were typed in one: `split Kim role leader`."""
    found = _WITH_A_PART.fullmatch(typed.strip())
    if found is None:
        return typed, None
    async with ask.desk.store.reading() as db:
        whole, part = [await lookup.entity(db, ask.scope, one) for one in (typed, found["name"])]
    return (typed, None) if whole.exact or not part.exact else (found["name"], found["off"])


async def _split_question(ask: Ask, name: str, off: str | None, action: Action) -> Card:
    async with ask.desk.store.reading() as db:
        one = await meant(db, ask, name, action)
        if not off:
            return parts_card(one, await splitting.parts(db, ask.scope, one.entity))
        key = await marking.secret(db, ask.scope.guild) or marking.UNUSED
        try:
            planned = await splitting.plan(db, ask.scope, key, one.entity, off)
        except AlreadyError as already:
            raise Refusal(str(already), "Nothing was changed.") from None
    effect = f"An entity of its own gets: {how_many(planned.affected)} of “{one.name}”."
    return confirm_card(f"Split “{short(off)}” off “{one.name}”?", effect, action.with_argument("name", one.argument))


@command(
    "rename",
    describe={"name": A_NAME, "to": "How it is to be called", "why": WHY, "sure": SURE},
    complete={"name": complete.entity},
    permission="correct",
    changes=True,
    asks="to",
)
async def rename(ask: Ask, name: str, to: str, why: str | None = None, sure: bool = False) -> Card:
    """Choose how an entity is called: `rename Jon Adams to John Adams`.

    Whoever can read the channel where that is said sees the new name, and so does whoever can read an article that has
    it; others see the name that their articles give.
    """
    action = asking("Rename", "rename", name=name, to=to, why=why)
    called = checked(to)
    if not sure:
        async with ask.desk.store.reading() as db:
            one = await meant(db, ask, name, action)
        effect = f"It is shown for {_all_of(one)}, to those who can read this channel."
        return confirm_card(f"Call “{one.name}” “{called}”?", effect, action.with_argument("name", one.argument))

    async def make(db: Connection) -> tuple[Entry, str]:
        one = await meant(db, ask, name, action)
        return await correcting.rename(db, hand(ask, why), one.entity, called), f"“{one.name}” is called “{called}”."

    return await made(ask, make)


def checked(text: str) -> str:
    """A name that somebody gives. Refusal where it is none."""
    said = " ".join(text.split())
    if not any(map(str.isalnum, said)) or len(said) > _LONGEST:
        raise Refusal(f"A name has a letter or digit, and at most {_LONGEST} characters.")
    return said


@command(
    "retype",
    describe={"name": A_NAME, "kind": "What it is", "why": WHY, "sure": SURE},
    complete={"name": complete.entity},
    permission="correct",
    changes=True,
)
async def retype(ask: Ask, name: str, kind: KindWord | None = None, why: str | None = None, sure: bool = False) -> Card:
    """Say what kind of thing an entity is; without a kind it is asked for."""
    name, kind = (name, kind) if kind else await _with_kind(ask, name)
    action = asking("Change", "retype", name=name, kind=kind, why=why)
    if not kind or not sure:
        async with ask.desk.store.reading() as db:
            one = await meant(db, ask, name, action)
            twin = await correcting.twin(db, ask.scope, one.entity, KINDS[kind]) if kind else None
        if not kind:
            return kinds_card(one, KINDS.items())
        effect = f"Listed under {KIND_WORDS[KINDS[kind]][1]} from now on: {_all_of(one)}."
        if twin:
            more = how_many(Affected(twin.mentions, twin.articles))
            effect += f" It becomes one with the {KIND_WORDS[twin.kind][0]} “{twin.name}”, which has {more}."
        question = f"Is “{one.name}” to be taken for: {KIND_WORDS[KINDS[kind]][0]}?"
        return confirm_card(question, effect, action.with_argument("name", one.argument))

    async def make(db: Connection) -> tuple[Entry, str]:
        one = await meant(db, ask, name, action)
        entry = await correcting.retype(db, hand(ask, why), one.entity, KINDS[kind])
        return entry, f"“{one.name}” is taken for: {KIND_WORDS[KINDS[kind]][0]}."

    return await made(ask, make)


async def _with_kind(ask: Ask, typed: str) -> tuple[str, KindWord | None]:
    """A name and its kind, where both were typed in one: `retype Titanic to product`."""
    found = _WITH_A_KIND.fullmatch(typed.strip())
    kind = _KIND_SAID.get(found["kind"].casefold()) if found else None
    if found is None or kind is None:
        return typed, None
    async with ask.desk.store.reading() as db:
        whole, named = [await lookup.entity(db, ask.scope, one) for one in (typed, unquoted(found["name"]))]
    return (typed, None) if whole.exact or not named.exact else (unquoted(found["name"]), kind)


@command(
    "ban",
    describe={
        "name": "A name, or any string",
        "what": "All that it is a name of, or only what is written so",
        "why": WHY,
        "sure": SURE,
    },
    complete={"name": complete.entity},
    permission="correct",
    changes=True,
)
async def ban(
    ask: Ask,
    name: str,
    what: Literal["entity", "string"] | None = None,
    why: str | None = None,
    sure: bool = False,
) -> Card:
    """Leave something out of lists, counts and completion: an entity, or a string wherever it stands."""
    action = asking("Leave out", "ban", name=name, what=what, why=why)
    if not what or not sure:
        async with ask.desk.store.reading() as db:
            found = await lookup.entity(db, ask.scope, name)
            one = None
            if what != "string" and (found.exact or what == "entity"):
                one = await meant(db, ask, name, action)
            string = await correcting.string_affects(db, ask.scope, name)
        return ban_card(name, one, string)

    async def make(db: Connection) -> tuple[Entry, str]:
        if what == "string":
            return await correcting.ban_string(db, hand(ask, why), checked(name)), f"“{checked(name)}” is left out."
        one = await meant(db, ask, name, action)
        return await correcting.ban(db, hand(ask, why), one.entity), f"“{one.name}” is left out."

    return await made(ask, make)
