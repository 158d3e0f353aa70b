"""Splitting an entity: by what a part of its mentions can be told apart, and the entry that splits that part off."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from bot.desk.correcting import AlreadyError, Hand
from bot.desk.results import Affected
from bot.identity.blocks import GIVEN, split_of
from bot.identity.evidence import role_key
from bot.identity.types import NameId
from bot.store import affecting, articles, correcting, corrections, entities, labels, marking, names, places
from bot.store.corrections import Entry, New
from bot.store.database import Connection
from bot.store.marking import Secret
from bot.store.rows import Article, Entity, date_of, day_of
from bot.store.scope import Scope

_READ = 60
"""The latest articles of an entity in which roles, channels and times are looked for."""

_EACH = 5
_GAP = 90
"""Days without a mention that may part one bearer of a name from the next."""

_CHANNEL = re.compile(r"(?:<#)?(\d{1,20})>?")
_NUMBERS = re.compile(r"#?(\d{1,12})")


_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When an entry was made that is only tried."""


class NoPartError(Exception):
    """There is no such part; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entity that can be split off: how that is typed, and what it is in words."""

    off: str
    words: str


@dataclass(frozen=True, slots=True)
class Split:
    """A split made up: its entry, the names it speaks of, and what it changes in scope."""

    new: New
    about: list[NameId]
    affected: Affected


async def parts(db: Connection, scope: Scope, entity: Entity) -> list[Part]:
    """What may be split off an entity: other names, roles, channels, times, single articles, as far as in scope."""
    latest = await entities.latest_articles(db, scope, entity.id, limit=_READ)
    known = await articles.by_ids(db, scope, latest)
    listed = [known[i] for i in latest if i in known]
    found = await _names(db, scope, entity) + await _roles(db, entity, listed)
    channels = Counter(article.posting.where for article in listed)
    if len(channels) > 1:
        found += [Part(f"channel {name}", f"what was posted in #{name}") for name, _ in channels.most_common(_EACH)]
    found += await _times(db, scope, entity)
    if len(listed) > 1:
        found += [Part(f"in #{one.number}", f"in #{one.number} {one.title or ''}".strip()) for one in listed[:_EACH]]
    return found


async def _names(db: Connection, scope: Scope, entity: Entity) -> list[Part]:
    head = await names.head_of(db, entity.id)
    found = []
    for surface, _ in await entities.surfaces(db, scope, entity.id):
        if head not in await entities.names_called(db, scope, entity.id, surface):
            found.append(Part(f"name {surface}", f"the name “{surface}”"))
    return found[:_EACH]


async def _roles(db: Connection, entity: Entity, listed: list[Article]) -> list[Part]:
    texts = await articles.texts(db, [article.id for article in listed])
    roles: dict[str, str] = {}
    for seen in await entities.roles(db, entity.id, list(texts)):
        role = seen.span.line(texts[seen.article])
        roles.setdefault(role_key(role), role)
    return [Part(f"role {role}", f"as “{role}”") for role in list(roles.values())[:_EACH]] if len(roles) > 1 else []


async def _times(db: Connection, scope: Scope, entity: Entity) -> list[Part]:
    days = [day for day, _, _ in await entities.days(db, scope, entity.id)]
    gaps = [(after - before, after) for before, after in pairwise(days) if after - before >= _GAP]
    if not gaps:
        return []
    day = date_of(max(gaps)[1])
    return [Part(f"before {day}", f"before {day}"), Part(f"since {day}", f"since {day}")]


async def plan(db: Connection, scope: Scope, key: Secret, entity: Entity, off: str) -> Split:
    """The entry that splits off what was typed ("role chancellor"), and what it changes.

    Raises:
        NoPartError: there is no such part.
    """
    by, _, rest = off.strip().partition(" ")
    rest = rest.strip()
    if by == "name" and rest:
        return await _by_name(db, scope, key, entity, rest)
    detail = await _detail(db, scope, key, entity, by, rest)
    about = [name for name in await names.of_entity(db, entity.id) if split_of(name[0]) != GIVEN]
    new = New("split", tuple(key.name(name) for name in about), {"by": by, **detail}, opener=labels.opener(about[0]))
    entry = Entry(0, scope.guild, 0, _NEVER, None, None, "split", new.subjects, new.detail, None, None, standing=True)
    rows = await names.known(db, scope.guild, about)
    affected = Affected(*await affecting.split_off(db, scope, key, entry, rows.values()))
    if not affected.mentions:
        raise NoPartError(f"Nothing of “{entity.name}” is {off.strip()}.")
    if affected.mentions >= entity.mentions:
        raise NoPartError(f"All of “{entity.name}” is {off.strip()}: nothing would be left.")
    return Split(new, about, affected)


async def _by_name(db: Connection, scope: Scope, key: Secret, entity: Entity, text: str) -> Split:
    head = await names.head_of(db, entity.id)
    found = [name for name in await entities.names_called(db, scope, entity.id, text) if name != head]
    if not found:
        raise NoPartError(f"“{text}” is no name beside the one that “{entity.name}” is known by.")
    new = New("split", (key.name(found[0]), key.name(head)), {"by": "name"}, opener=labels.opener(found[0]))
    return Split(new, [found[0], head], Affected(*await affecting.of_name(db, scope, found[0])))


async def _detail(db: Connection, scope: Scope, key: Secret, entity: Entity, by: str, rest: str) -> dict[str, object]:
    """The criterion, as the log has it."""
    if by == "role" and rest:
        return {"role": key.role(role_key(rest))}
    if by == "channel" and rest:
        return {"channel": await _channel(db, scope, rest.removeprefix("#"))}
    if by in ("since", "before"):
        try:
            day = date.fromisoformat(rest)
        except ValueError:
            raise NoPartError("A day is written like 2024-05-31.") from None
        return {"since": day_of(day)} if by == "since" else {"until": day_of(day - timedelta(days=1))}
    if by == "in" and rest:
        return {"at": await _heads(db, scope, key, entity, [int(n) for n in _NUMBERS.findall(rest)])}
    raise NoPartError("A part is a `name`, a `role`, a `channel`, `since` or `before` a day, or `in` some articles.")


async def _channel(db: Connection, scope: Scope, text: str) -> int:
    by_id = _CHANNEL.fullmatch(text)
    found = int(by_id[1]) if by_id else await places.find_channel(db, scope.guild, text)
    if found is None or not scope.holds(found):
        raise NoPartError(f"There is no channel #{text} here.")
    return found


async def _heads(db: Connection, scope: Scope, key: Secret, entity: Entity, numbers: list[int]) -> list[list[object]]:
    """Where the entity stands in these articles."""
    at: list[list[object]] = []
    for number in numbers:
        found = await articles.by_number(db, scope, number)
        heads = await affecting.heads(db, entity.id, found.id) if found else []
        if not heads:
            raise NoPartError(f"“{entity.name}” is not in #{number}.")
        at += [[key.fingerprint(fingerprint), start] for fingerprint, start in heads]
    return at


async def split(db: Connection, hand: Hand, entity: Entity, off: str) -> Entry:
    """Split a part off.

    Raises:
        NoPartError: there is no such part.
        AlreadyError: a standing entry did just that.
    """
    key = await marking.ensured(db, hand.scope.guild)
    made = await plan(db, hand.scope, key, entity, off)
    for entry in await corrections.standing(db, hand.scope.guild, made.new.subjects[:1]):
        if entry.act == "split" and entry.detail == made.new.detail and entry.detail["by"] != "name":
            raise AlreadyError(f"Correction {entry.number} says so already.")
    new = New("split", made.new.subjects, made.new.detail, None, hand.why, made.new.opener)
    return await correcting.make(db, hand.scope.guild, new, made.about, hand.by, hand.channel, hand.now)
