"""Corrections within one article: mentions that people took out of a name, or split off, go to a name of their own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.extraction.types import Extraction, Role
from bot.identity import forms
from bot.identity.blocks import split_key, unsplit
from bot.identity.evidence import role_key
from bot.identity.types import Chain, Link, NameId, Reference, Resolution


@dataclass(frozen=True, slots=True)
class Criterion:
    """What makes a mention part of a split: all that is given here. `at` are articles and the offsets of head mentions.

    `role` is a mark (see `Marks`), `since` and `until` are days since 1970-01-01, both included.
    """

    role: str | None = None
    channel: int | None = None
    since: int | None = None
    until: int | None = None
    at: frozenset[tuple[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class SplitOff:
    """A standing split: of the names with these marks, what fulfils the criterion is a name apart, by its tag."""

    entry: int
    names: frozenset[str]
    criterion: Criterion
    tag: str


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A form, by its mark, that does not stand for the names with these marks: it is a name of its own there."""

    entry: int
    names: frozenset[str]
    form: str


@dataclass(frozen=True, slots=True)
class Banned:
    """A surface, by its mark, that stands for nothing, whatever the name."""

    entry: int
    surface: str


Order = SplitOff | TakenOut | Banned


@dataclass(frozen=True, slots=True)
class Marks:
    """How the store marks what entries speak of, since they hold no names; and how it folds surfaces."""

    name: Callable[[NameId], str]
    form: Callable[[str], str]
    role: Callable[[str], str]
    surface: Callable[[str], str]
    fold: Callable[[str], str]


BANNED = "banned"
"""The tag of names that are banned strings."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What splits ask of an article: the mark of its fingerprint, its day, the channels that it is posted in."""

    fingerprint: str
    day: int
    channels: frozenset[int]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mention was before a correction took it out: in which chain, why, and whether it was its head."""

    name: NameId
    reason: str
    head: bool


@dataclass(frozen=True, slots=True)
class Reassigned:
    """An article with corrections, and what is needed to take them back.

    `mentions` by index say where they were; so do `roles` and `references`, where that does not follow.
    """

    extraction: Extraction
    resolution: Resolution
    mentions: Mapping[int, Origin] = field(default_factory=dict)
    roles: Mapping[int, NameId] = field(default_factory=dict)
    references: Mapping[int, NameId] = field(default_factory=dict)


def reassign(
    text: str,
    extraction: Extraction,
    resolution: Resolution,
    facts: Facts,
    orders: Sequence[Order],
    marks: Marks,
) -> Reassigned:
    """The article's chains as corrections have them: first what is taken out, then what is split off, in order."""
    extraction = beside(extraction, resolution)
    origins: dict[int, Origin] = {}
    outs = [order for order in orders if not isinstance(order, SplitOff)]
    chains = list(resolution.chains)
    if outs:
        chains = _taken_out(text, extraction, chains, _Outs.of(outs, marks), origins)
    roles = _roles(text, extraction, marks)
    for split in sorted((order for order in orders if isinstance(order, SplitOff)), key=lambda order: order.entry):
        chains = [
            replace(chain, key=split_key(chain.key, split.tag))
            if marks.name((chain.key, chain.kind)) in split.names
            and _fulfils(split.criterion, chain, facts, roles, extraction)
            else chain
            for chain in chains
        ]
    if chains == list(resolution.chains):
        return Reassigned(extraction, resolution)
    taken = {i: origins[role.mention].name for i, role in enumerate(extraction.roles) if role.mention in origins}
    ordered = tuple(sorted(chains, key=lambda chain: chain.links[0].mention))
    at = {link.mention: index for index, chain in enumerate(ordered) for link in chain.links}
    references, left = _references(resolution, origins, at)
    moved = [at[_kept(chain, origins)] for chain in resolution.chains]
    spoken = _speakers(extraction, resolution, at, moved)
    return Reassigned(extraction, Resolution(ordered, references, spoken), origins, taken, left)


def _kept(chain: Chain, origins: Mapping[int, Origin]) -> int:
    """A mention that tells what became of a chain: one that was left in it, else its head."""
    return next((link.mention for link in chain.links if link.mention not in origins), chain.head)


def _speakers(
    extraction: Extraction, before: Resolution, at: Mapping[int, int], moved: Sequence[int]
) -> tuple[int | None, ...]:
    """Who says each quote, in new chains: the chain of the speaker's mention, else what the old chain has become."""
    return tuple(
        None if chain is None else moved[chain] if quote.mention is None else at[quote.mention]
        for quote, chain in zip(extraction.quotes, before.speakers, strict=True)
    )


def _references(
    before: Resolution, origins: Mapping[int, Origin], at: Mapping[int, int]
) -> tuple[tuple[Reference, ...], dict[int, NameId]]:
    """References with what is left of their chains, or with its head where nothing is left; which these are."""
    made, left = [], {}
    for index, one in enumerate(before.references):
        chain = before.chains[one.chain]
        kept = next((link.mention for link in chain.links if link.mention not in origins), None)
        if kept is None:
            left[index] = (chain.key, chain.kind)
        made.append(replace(one, chain=at[chain.head if kept is None else kept]))
    return tuple(made), left


def beside(extraction: Extraction, resolution: Resolution) -> Extraction:
    """An extraction whose roles belong to the mention of their chain that stands nearest.

    The store keeps to which chain a role belongs, and no more; so an article is the same when it is read back.
    """
    if not extraction.roles:
        return extraction
    chain_of = {link.mention: chain for chain in resolution.chains for link in chain.links}

    def nearest(role: Role) -> Role:
        def gap(mention: int) -> tuple[int, int]:
            span = extraction.mentions[mention].span
            return max(span.start - role.span.end, role.span.start - span.end, 0), mention

        return replace(role, mention=min((link.mention for link in chain_of[role.mention].links), key=gap))

    return replace(extraction, roles=tuple(map(nearest, extraction.roles)))


def restore(found: Reassigned) -> tuple[Extraction, Resolution]:
    """An article as it was before corrections."""
    whole: dict[NameId, Chain] = {}
    moved: dict[NameId, list[Link]] = {}
    heads: dict[NameId, int] = {}
    for chain in found.resolution.chains:
        own = tuple(link for link in chain.links if link.mention not in found.mentions)
        if own:
            name = (unsplit(chain.key), chain.kind)
            whole[name] = replace(chain, key=name[0], links=own)
    for mention, origin in found.mentions.items():
        moved.setdefault(origin.name, []).append(Link(mention, origin.reason))
        if origin.head:
            heads[origin.name] = mention
    for name, links in moved.items():
        kept = whole[name].links if name in whole else ()
        head = heads[name] if name in heads else whole[name].head
        whole[name] = Chain(*name, head, tuple(sorted((*kept, *links), key=lambda link: link.mention)))
    chains = tuple(sorted(whole.values(), key=lambda chain: chain.links[0].mention))
    at = {(chain.key, chain.kind): index for index, chain in enumerate(chains)}
    was = [(unsplit(chain.key), chain.kind) for chain in found.resolution.chains]
    references = tuple(
        replace(one, chain=at[found.references.get(index, was[one.chain])])
        for index, one in enumerate(found.resolution.references)
    )
    roles = tuple(
        replace(role, mention=whole[found.roles[index]].head) if index in found.roles else role
        for index, role in enumerate(found.extraction.roles)
    )
    here = {link.mention: index for index, chain in enumerate(chains) for link in chain.links}
    became = [
        at[name] if name in at else here[chain.head] for name, chain in zip(was, found.resolution.chains, strict=True)
    ]
    before = Resolution(chains, references, _speakers(found.extraction, found.resolution, here, became))
    return beside(replace(found.extraction, roles=roles), before), before


@dataclass(frozen=True, slots=True)
class _Outs:
    """What is taken out of chains: surfaces that stand for nothing, and forms that do not stand for a name."""

    marks: Marks
    banned: Mapping[str, int]
    forms: Sequence[TakenOut]

    @classmethod
    def of(cls, outs: Sequence[TakenOut | Banned], marks: Marks) -> "_Outs":
        ordered = sorted(outs, key=lambda out: out.entry)
        banned = {out.surface: out.entry for out in ordered if isinstance(out, Banned)}
        return cls(marks, banned, [out for out in ordered if isinstance(out, TakenOut)])

    def target(self, chain: Chain, mention: int, surface: str) -> tuple[NameId, int] | None:
        """The name that a mention of a chain goes to, and by which entry; None where it stays."""
        if self.banned and (entry := self.banned.get(self.marks.surface(surface))):
            return (split_key(self.marks.fold(surface), BANNED), chain.kind), entry
        if mention == chain.head or not self.forms:
            return None
        form = forms.key(surface, chain.kind)
        name, mark = self.marks.name((chain.key, chain.kind)), self.marks.form(form)
        found = [out.entry for out in self.forms if out.form == mark and name in out.names]
        return ((form, chain.kind), found[0]) if found and form != chain.key else None


def _taken_out(
    text: str, extraction: Extraction, chains: Collection[Chain], outs: _Outs, origins: dict[int, Origin]
) -> list[Chain]:
    """The chains without what does not stand for them: each of that is a chain of its own. `origins` is filled."""
    made: dict[NameId, Chain] = {}
    for chain in chains:
        kept: list[Link] = []
        for link in chain.links:
            surface = extraction.mentions[link.mention].span.of(text)
            target = outs.target(chain, link.mention, surface)
            if target is None:
                kept.append(link)
                continue
            name, entry = target
            origins[link.mention] = Origin((chain.key, chain.kind), link.reason, link.mention == chain.head)
            _add(made, Chain(*name, link.mention, (Link(link.mention, f"by correction {entry}"),)))
        if kept:
            head = kept[0].mention if chain.head in origins else chain.head
            _add(made, replace(chain, head=head, links=tuple(kept)), leading=True)
    return list(made.values())


def _add(made: dict[NameId, Chain], chain: Chain, *, leading: bool = False) -> None:
    """Put a chain among the others, into the one of the same name where there is one; `leading`: its head counts."""
    known = made.get((chain.key, chain.kind))
    if known:
        links = tuple(sorted((*known.links, *chain.links), key=lambda link: link.mention))
        chain = Chain(chain.key, chain.kind, chain.head if leading else known.head, links)
    made[chain.key, chain.kind] = chain


def _roles(text: str, extraction: Extraction, marks: Marks) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for role in extraction.roles:
        found.setdefault(role.mention, set()).add(marks.role(role_key(role.span.of(text))))
    return found


def _fulfils(
    criterion: Criterion, chain: Chain, facts: Facts, roles: Mapping[int, Collection[str]], extraction: Extraction
) -> bool:
    if criterion.role is not None and not any(criterion.role in roles.get(link.mention, ()) for link in chain.links):
        return False
    if criterion.channel is not None and criterion.channel not in facts.channels:
        return False
    if criterion.since is not None and facts.day < criterion.since:
        return False
    if criterion.until is not None and facts.day > criterion.until:
        return False
    head = extraction.mentions[chain.head].span.start
    return criterion.at is None or (facts.fingerprint, head) in criterion.at
