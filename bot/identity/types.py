"""Chains, names and partitions: what identity takes and gives."""

from dataclasses import dataclass, field

from bot.articles.types import Span
from bot.extraction.types import Kind


@dataclass(frozen=True, slots=True)
class Link:
    """One mention's place in a chain: an index into the extraction's mentions, and why it belongs there."""

    mention: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or a description ("the president") that stands for the chain (an index)."""

    span: Span
    chain: int
    reason: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One entity within one article.

    `key` is the normalised form of its fullest name, under which it is known across articles ("kim jong un",
    "united states"); `head` is the index of the mention that shows this name best.
    """

    key: str
    kind: Kind
    head: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The article's names resolved: every mention is in exactly one chain.

    `speakers` has for each quote the chain (an index) that said it, None where that is unknown or nobody's name.
    """

    chains: tuple[Chain, ...] = ()
    references: tuple[Reference, ...] = ()
    speakers: tuple[int | None, ...] = ()


NameId = tuple[str, Kind]
"""A name across articles: the key and kind of the chains that bear it."""


@dataclass(frozen=True, slots=True)
class Name:
    """Evidence for one name, added up over all articles of a guild: what a decision is made on.

    `articles` counts the articles with a chain of this name; `forms` maps each normalised form of the chains'
    mentions ("kim", "kim jong un", "iaea") to the number of articles in which it stood for this name.
    `roles` holds normalised roles ("north korean leader") with the same count.
    """

    key: str
    kind: Kind
    articles: int
    forms: dict[str, int] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)

    @property
    def id(self) -> NameId:
        """The name's identity: key and kind."""
        return (self.key, self.kind)


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a name belongs (`head`, itself when it stands alone), and why, in words.

    From `across.decide_block` the head is the name that this one joins directly; from `across.decide`, which sees all
    names, it is the name at the top of the entity.
    """

    name: NameId
    head: NameId
    reason: str
