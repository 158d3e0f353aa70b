"""All documents of one run resolved together: one entity string for one entity."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.types import Extraction
from bot.identity.across import decide
from bot.identity.evidence import add, name_evidence
from bot.identity.types import Name, NameId, Resolution


@dataclass(frozen=True, slots=True)
class Canonical:
    """One document's entity strings ("PERSON:kim jong un"), one for each mention and each reference."""

    resolution: Resolution
    mentions: tuple[str, ...]
    references: tuple[str, ...]


def canonical(documents: Sequence[tuple[str, Extraction, Resolution]]) -> list[Canonical]:
    """Each document's entity strings, the same for one entity over all documents, whatever their order."""
    names: dict[NameId, Name] = {}
    for text, extraction, resolution in documents:
        for name in name_evidence(text, extraction, resolution):
            names[name.id] = add(names[name.id], name) if name.id in names else name
    heads = {decision.name: decision.head for decision in decide(list(names.values()))}
    return [_canonical(resolution, heads) for _, _, resolution in documents]


def _canonical(resolution: Resolution, heads: dict[NameId, NameId]) -> Canonical:
    entities = [entity(heads[chain.key, chain.kind]) for chain in resolution.chains]
    placed = {link.mention: entities[index] for index, chain in enumerate(resolution.chains) for link in chain.links}
    return Canonical(
        resolution,
        tuple(placed[mention] for mention in sorted(placed)),
        tuple(entities[reference.chain] for reference in resolution.references),
    )


def entity(name: NameId) -> str:
    """A name's id as one string: "PERSON:kim jong un"."""
    return f"{name[1]}:{name[0]}"
