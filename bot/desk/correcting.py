"""Corrections as people make them: of entities that they see, to entries of the log, and what these will change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desk.results import Affected
from bot.extraction.types import Kind
from bot.identity import forms
from bot.identity.blocks import split_of
from bot.identity.teaching import given_name
from bot.identity.types import NameId
from bot.store import affecting, correcting, corrections, entities, grouping, labels, marking, names
from bot.store.corrections import Act, Entry, New
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.marking import Secret
from bot.store.rows import Entity
from bot.store.scope import Scope


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose correction it is (None: the operator's), of what they see, where they say it, why, and when."""

    scope: Scope
    by: str | None
    channel: int | None
    now: datetime
    why: str | None = None


class AlreadyError(Exception):
    """It is so already; the message says how."""


async def merge(db: Connection, hand: Hand, one: Entity, other: Entity) -> Entry:
    """Make two entities one from now on.

    Raises:
        AlreadyError: they are one.
    """
    if one.id == other.id:
        raise AlreadyError(f"“{one.name}” is one already: both names are of it.")
    return await _pair(db, hand, "merge", await names.head_of(db, one.id), await names.head_of(db, other.id))


async def part(db: Connection, hand: Hand, one: Entity, other: Entity, typed: tuple[str, str]) -> Entry:
    """Say that two are not one: two entities from now on, or two names (as typed) of one entity.

    Raises:
        AlreadyError: somebody said so before; or what was typed is one name in the articles.
    """
    if one.id != other.id:
        pair = (await names.head_of(db, one.id), await names.head_of(db, other.id))
    else:
        found = [await entities.names_called(db, hand.scope, one.id, text) for text in typed]
        if len(found[0]) != 1 or len(found[1]) != 1 or found[0] == found[1]:
            raise AlreadyError(f"The articles have one name for both: `split` takes “{one.name}” apart.")
        pair = (found[0][0], found[1][0])
    key = await marking.ensured(db, hand.scope.guild)
    wanted = {key.name(name) for name in pair}
    for entry in await corrections.standing(db, hand.scope.guild, wanted):
        if entry.act == "notsame" and set(entry.subjects) == wanted:
            raise AlreadyError(f"Correction {entry.number} says so already.")
    return await _pair(db, hand, "notsame", *pair)


async def _pair(db: Connection, hand: Hand, act: Act, one: NameId, other: NameId) -> Entry:
    key = await marking.ensured(db, hand.scope.guild)
    return await _make(db, hand, New(act, (key.name(one), key.name(other)), opener=labels.opener(one)), one, other)


async def rename(db: Connection, hand: Hand, entity: Entity, name: str) -> Entry:
    """Call an entity by another name."""
    return await _label(db, hand, "rename", entity, name)


async def retype(db: Connection, hand: Hand, entity: Entity, kind: Kind) -> Entry:
    """Say what kind of thing an entity is: it is one with what bears its name and was taken for that kind.

    Raises:
        AlreadyError: it is of this kind.
    """
    if entity.kind == kind:
        raise AlreadyError(f"“{entity.name}” is taken for that already.")
    head = await names.head_of(db, entity.id)
    key = await marking.ensured(db, hand.scope.guild)
    spoken = dict.fromkeys((head, as_kind(head, kind)))
    marks = tuple(map(key.name, spoken))
    return await _make(db, hand, New("retype", marks, {"kind": kind}, opener=labels.opener(head)), *spoken)


def as_kind(name: NameId, kind: Kind) -> NameId:
    """The same name taken for another kind; what was split off stays as it is, compared with nothing."""
    return name if split_of(name[0]) else (forms.key(name[0], kind), kind)


async def twin(db: Connection, scope: Scope, entity: Entity, kind: Kind) -> Entity | None:
    """What bears the name of an entity and is taken for that kind already, if the scope has it and it is another."""
    wanted = as_kind(await names.head_of(db, entity.id), kind)
    rows = await names.known(db, scope.guild, [wanted])
    found = await entities.by_ids(db, scope, await grouping.entities_of(db, rows.values()))
    return next((one for one in found.values() if one.id != entity.id), None)


async def ban(db: Connection, hand: Hand, entity: Entity) -> Entry:
    """Leave an entity out of everything."""
    head = await names.head_of(db, entity.id)
    key = await marking.ensured(db, hand.scope.guild)
    return await _make(db, hand, New("ban", (key.name(head),), opener=labels.opener(head)), head)


async def ban_string(db: Connection, hand: Hand, text: str) -> Entry:
    """Leave a string out of everything, whatever name it stands for.

    Raises:
        AlreadyError: it is left out.
    """
    key = await marking.ensured(db, hand.scope.guild)
    if await corrections.standing(db, hand.scope.guild, [key.surface(text)]):
        raise AlreadyError(f"“{text}” is left out already.")
    return await _make(db, hand, string_entry(key, text))


def string_entry(key: Secret, text: str) -> New:
    """The entry that leaves a string out."""
    return New("ban string", (key.surface(text),), said=" ".join(text.split()), opener=fold(text))


async def alias_on(db: Connection, hand: Hand, entity: Entity, form: str, *, found: bool = False) -> Entry:
    """Give an entity a further name; whether it is `found` in texts where no name was seen."""
    return await _label(db, hand, "alias on", entity, form, {"found": True} if found else {})


async def _label(
    db: Connection, hand: Hand, act: Act, entity: Entity, text: str, detail: dict[str, Any] | None = None
) -> Entry:
    text = " ".join(text.split())
    key = await marking.ensured(db, hand.scope.guild)
    if await corrections.standing(db, hand.scope.guild, [key.surface(text)]):
        raise AlreadyError(f"“{text}” is left out of everything: undo that first.")
    head = await names.head_of(db, entity.id)
    about = [head]
    if act == "alias on":
        own = (forms.key(text, head[1]), head[1])
        if own == head and not detail:
            raise AlreadyError(f"“{entity.name}” goes by that name already.")
        about += [*([own] if own != head else []), given_name(text, head[1])]
    marks = tuple(key.name(name) for name in about)
    return await _make(db, hand, New(act, marks, detail or {}, said=text, opener=labels.opener(head)), *about)


async def alias_off(db: Connection, hand: Hand, entity: Entity, form: str) -> Entry:
    """Say that a form does not stand for an entity; where somebody gave it that form, that is taken back.

    Raises:
        AlreadyError: the form is the entity's only name.
    """
    key = await marking.ensured(db, hand.scope.guild)
    new, about = await off_entry(db, key, entity, form)
    given = [entry for name in about[1:] for entry in await _giving(db, hand.scope.guild, key, name, form)]
    return await undo(db, hand, given) if given else await _make(db, hand, new, *about)


async def _giving(db: Connection, guild: int, key: Secret, name: NameId, form: str) -> list[Entry]:
    """The standing entries that give a name a form."""
    mark = key.name(name)
    found = []
    for entry in await corrections.standing(db, guild, [mark]):
        text = labels.given(entry, key, mark, name) if entry.act == "alias on" else None
        if text is not None and fold(text) == fold(form):
            found.append(entry)
    return found


async def off_entry(db: Connection, key: Secret, entity: Entity, form: str) -> tuple[New, list[NameId]]:
    """The entry that takes a form from an entity, and the names that it speaks of: the form's own, the head, others."""
    head = await names.head_of(db, entity.id)
    out = (forms.key(form, head[1]), head[1])
    if out == head:
        raise AlreadyError(f"“{form}” is the name that “{entity.name}” is known by: `split` or `ban` it.")
    others = [name for name in await names.of_entity(db, entity.id) if name not in (head, out)]
    about = [out, head, *others]
    marks = tuple(key.name(name) for name in about)
    return New("alias off", marks, {"form": key.form(out[0])}, opener=labels.opener(head)), about


async def undo(db: Connection, hand: Hand, entries: list[Entry]) -> Entry:
    """Take entries back, as one; an undoing too."""
    new = New("undo", voids=tuple(entry.id for entry in entries))
    return await correcting.make(db, hand.scope.guild, new, (), hand.by, hand.channel, hand.now)


async def make(db: Connection, hand: Hand, new: New, about: list[NameId]) -> Entry:
    """Append an entry that is made up already."""
    return await _make(db, hand, new, *about)


async def _make(db: Connection, hand: Hand, new: New, *about: NameId) -> Entry:
    if hand.why:
        new = New(new.act, new.subjects, new.detail, new.said, hand.why, new.opener, new.voids)
    return await correcting.make(db, hand.scope.guild, new, about, hand.by, hand.channel, hand.now)


async def string_affects(db: Connection, scope: Scope, text: str) -> Affected:
    """How much in scope stands for a string."""
    return Affected(*await affecting.written_so(db, scope, text))


async def contradicts(db: Connection, entry: Entry) -> list[int]:
    """The numbers of standing entries that an entry outweighs."""
    return await affecting.outweighed(db, entry)
