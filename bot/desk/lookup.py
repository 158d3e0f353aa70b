"""Which article, which entity is meant by what somebody typed."""

import re
from collections.abc import Sequence

from bot.articles.canonical import canonical
from bot.desk.message_links import linked
from bot.desk.results import HANDLE_MARK, Found
from bot.identity.spellings import HONORIFICS
from bot.store import articles, completion
from bot.store.database import Connection
from bot.store.entities import standing
from bot.store.folding import fold
from bot.store.handles import by_handle
from bot.store.rows import Article, Entity
from bot.store.scope import Scope
from bot.store.titles import by_title

_NUMBER = re.compile(r"#?\s*(\d{1,12})")
_LARGEST_ID = (1 << 63) - 1  # that SQLite can hold
_AROUND = re.compile(r"^the\s+|['’]s$", re.IGNORECASE)
"""What stands around a name and is no part of it; a name that has it is looked up with it first."""

_MOST_CANDIDATES = 10

_MUCH_OFTENER = 8
"""So many times oftener borne, a name means this bearer: "Putin" is Vladimir although one Lyudmila was mentioned."""


async def article(db: Connection, scope: Scope, typed: str | None) -> Article | None:
    """The article with this number, message link, address or title words; the latest posted in scope for nothing."""
    return await named_article(db, scope, typed) or await titled_article(db, scope, typed or "")


async def named_article(db: Connection, scope: Scope, typed: str | None) -> Article | None:
    """The article with this number, message link, address or whole title; the latest posted in scope for nothing."""
    wanted = (typed or "").strip()
    if not wanted:
        return next(iter(await articles.recent(db, scope, limit=1)), None)
    if number := _NUMBER.fullmatch(wanted):
        return await articles.by_number(db, scope, int(number[1]))
    if link := linked(wanted):
        guild, channel, message = link
        ours = guild == scope.guild and max(channel, message) <= _LARGEST_ID
        return await articles.by_message(db, scope, channel, message) if ours else None
    if "://" in wanted:
        return await articles.by_url(db, scope, wanted) or await articles.by_url(db, scope, canonical(wanted))
    alike = await titles(db, scope, wanted, limit=_MOST_CANDIDATES)
    return next((found for found in alike if fold(found.title or "") == fold(wanted)), None)


async def titled_article(db: Connection, scope: Scope, typed: str) -> Article | None:
    """The one article whose title has all of these words, or words that begin so."""
    if is_address(typed):
        return None
    titled = await titles(db, scope, typed, limit=2)
    return titled[0] if len(titled) == 1 else None


def is_address(typed: str) -> bool:
    """Whether this can only be an article's number ("#12") or link."""
    wanted = typed.strip()
    return "://" in wanted or (wanted.startswith("#") and _NUMBER.fullmatch(wanted) is not None)


async def titles(db: Connection, scope: Scope, typed: str, *, limit: int) -> list[Article]:
    """Articles in scope whose titles have all of these words, or words that begin so, latest first."""
    ids = await by_title(db, scope, typed, limit=limit)
    found = await articles.by_ids(db, scope, ids)
    return [found[i] for i in ids if i in found]


async def entity(db: Connection, scope: Scope, typed: str) -> Found:
    """The entities that may be meant, best first: exactly one where a name is borne by one, or by one above all."""
    if typed.startswith(HANDLE_MARK):
        meant = await by_handle(db, scope, typed.removeprefix(HANDLE_MARK))
        return Found(exact=(meant,) if meant else ())
    if not fold(typed):
        return Found()
    if found := await bearers(db, scope, typed):
        return Found(exact=_clear_choice(found))
    matches = await completion.matching(db, scope, typed, limit=_MOST_CANDIDATES)
    begun = tuple(match.entity for match in matches if match.grade < completion.WITH_ERROR)
    whole = tuple(match.entity for match in matches[: len(begun)] if _has_a_word(match.form, typed))
    clear = _clear_choice(sorted(whole, key=standing)) if whole else ()
    if len(clear) == 1:
        return Found(exact=clear, part=True)
    rest = tuple(match.entity for match in matches[len(begun) :])
    if not begun:
        return Found(near=rest or tuple(await likely(db, scope, typed)))
    often = _MUCH_OFTENER * max(one.mentions for one in begun)
    meant_rather = tuple(one for one in rest if one.mentions >= often)
    return Found(near=(*meant_rather, *begun), part=not meant_rather)


async def bearers(db: Connection, scope: Scope, typed: str) -> list[Entity]:
    """The entities that bear this name in full, as it is or without what stands around it, most often first."""
    bare = _AROUND.sub("", typed.strip())
    for form in dict.fromkeys((typed, bare, _untitled(bare))):
        if found := await completion.named(db, scope, form):
            return found
    return []


def _untitled(typed: str) -> str:
    """A name without the titles before it: "President Kim" is also asked of "Kim"."""
    words = typed.split()
    while len(words) > 1 and fold(words[0]) in HONORIFICS:
        words = words[1:]
    return " ".join(words)


async def likely(db: Connection, scope: Scope, typed: str) -> list[Entity]:
    """The entities that may be meant by words that are no beginning of a form: "Kim Un Jong", "Vladimir V. Putin"."""
    return await completion.with_words(db, scope, typed, limit=_MOST_CANDIDATES)


def _has_a_word(form: str, typed: str) -> bool:
    """Whether a form that begins so somewhere has a whole word of it: "kim jo" may be Kim Jong, "will" no Williams."""
    wanted = fold(typed)
    return " " in wanted or f" {wanted} " in f" {form} "


def _clear_choice(bearers: Sequence[Entity]) -> tuple[Entity, ...]:
    """The first, where it is mentioned far oftener than every other, else all of them."""
    first, *others = bearers
    if all(first.mentions >= _MUCH_OFTENER * other.mentions for other in others):
        return (first,)
    return tuple(bearers[:_MOST_CANDIDATES])
