"""The names in one article: which entity each is taken for, how often it stands there, and why its forms are one."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.types import Mention
from bot.identity.types import Chain
from bot.store import analysis, entities
from bot.store.database import Connection
from bot.store.handles import handles
from bot.store.rows import Analysis, Article, Entity
from bot.store.scope import Scope


@dataclass(frozen=True, slots=True)
class Form:
    """A form that stands for a name ("Kim", a pronoun): how often, and why it was taken for it, as stored."""

    text: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Joined:
    """One name of an article, in its fullest form, with what else was taken for it: not a single mention so."""

    name: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that an article names: how often it is mentioned there, its handle, and what was joined."""

    entity: Entity
    handle: str
    mentions: int
    joined: tuple[Joined, ...]


async def named_in(db: Connection, scope: Scope, article: Article) -> list[Named]:
    """The entities of an article that the caller found in scope, the most mentioned there first."""
    read = await analysis.load(db, article.id)
    chains: dict[int, list[int]] = defaultdict(list)
    banned = await entities.banned_in(db, article.id)
    for index, (chain, entity) in enumerate(zip(read.resolution.chains, read.entities, strict=True)):
        if (chain.key, chain.kind) not in banned:
            chains[entity].append(index)
    known = await entities.by_ids(db, scope, list(chains))
    handle = await handles(db, scope, list(known))
    found = [
        Named(
            known[entity],
            handle[entity],
            sum(len(read.resolution.chains[index].links) for index in indexes),
            tuple(_joined(read, index) for index in indexes),
        )
        for entity, indexes in chains.items()
        if entity in known
    ]
    return sorted(found, key=lambda one: -one.mentions)


def _joined(read: Analysis, index: int) -> Joined:
    chain = read.resolution.chains[index]
    name = _text(read, read.extraction.mentions[chain.head])
    forms = Counter(_forms(read, chain, index))
    told = (Form(text, count, reason) for (text, reason), count in forms.items() if text != name or count > 1)
    return Joined(name, tuple(told))


def _forms(read: Analysis, chain: Chain, index: int) -> Iterator[tuple[str, str]]:
    """What stands for a name, with the reason: its mentions in order, then pronouns and descriptions."""
    for link in chain.links:
        yield _text(read, read.extraction.mentions[link.mention]), link.reason
    for reference in read.resolution.references:
        if reference.chain == index:
            yield reference.span.line(read.text), reference.reason


def _text(read: Analysis, mention: Mention) -> str:
    return mention.span.line(read.text)
