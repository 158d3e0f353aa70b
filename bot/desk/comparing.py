"""Two entities side by side: with whom and what each is named, together and apart."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.extraction.types import Kind
from bot.store import articles, entities, phrases, ties
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.rows import Entity
from bot.store.scope import Scope

PEOPLE: frozenset[Kind] = frozenset({"PERSON"})
PLACES: frozenset[Kind] = frozenset({"GPE", "LOC", "FAC"})
BODIES: frozenset[Kind] = frozenset({"ORG"})
_SORTS = (PEOPLE, BODIES, PLACES)

_BESIDE = 200
"""Neighbours of either that are compared, those with most shared sentences."""

_ARTICLES_READ = 40
"""The latest articles of either that themes are taken from."""

_EACH = 8
_THEMES = 8
"""Names of a kind, and themes, that are shown: one line of a card."""


@dataclass(frozen=True, slots=True)
class Share:
    """What is named with both of two entities, or with one of them: people, organisations, places, then themes."""

    people: tuple[str, ...]
    bodies: tuple[str, ...]
    places: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entities, what they share and what each has for itself, and how many sentences mention both."""

    one: Entity
    other: Entity
    sentences: int
    both: Share
    only_one: Share
    only_other: Share


async def compare(db: Connection, scope: Scope, one: Entity, other: Entity) -> Comparison:
    """Who and what is named in one sentence with either, and the themes of their latest articles."""
    beside = {end.id: await ties.strongest(db, scope, end.id, limit=_BESIDE) for end in (one, other)}
    shared = await ties.shared(db, scope, [one.id], among=[other.id])
    first, second = beside[one.id], beside[other.id]
    known = await entities.by_ids(db, scope, list({**first, **second}))
    listed = sorted(known.values(), key=entities.standing)
    both = [e for e in listed if e.id in first and e.id in second]
    both.sort(key=lambda e: (-min(first[e.id], second[e.id]), -first[e.id] - second[e.id]))
    ends = {one.id, other.id}
    alone = [_alone(listed, first, second.keys() | ends), _alone(listed, second, first.keys() | ends)]
    themes = [await _themes(db, scope, end) for end in (one, other)]
    common = [said for said in themes[0] if said in themes[1]]
    return Comparison(
        one,
        other,
        shared.get((one.id, other.id), 0),
        _share(both, [themes[0][said] for said in common]),
        _share(alone[0], [text for said, text in themes[0].items() if said not in common]),
        _share(alone[1], [text for said, text in themes[1].items() if said not in common]),
    )


def _alone(listed: Iterable[Entity], here: Mapping[int, int], rest: Container[int]) -> list[Entity]:
    """Those that one of the two has for itself, by the sentences that they share with it."""
    return sorted((e for e in listed if e.id in here and e.id not in rest), key=lambda e: -here[e.id])


def _share(listed: Iterable[Entity], themes: Sequence[str]) -> Share:
    found = [one for one in listed if one.confirmed]
    people, bodies, places = (tuple(entity.name for entity in found if entity.kind in sort)[:_EACH] for sort in _SORTS)
    return Share(people, bodies, places, tuple(themes[:_THEMES]))


async def _themes(db: Connection, scope: Scope, entity: Entity) -> dict[str, str]:
    """The keyphrases of the entity's latest articles, commonest first: as they stand in the latest, by their form."""
    ids = await entities.latest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
    texts = await articles.texts(db, ids)
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for article, span in await phrases.in_articles(db, ids):
        said = span.line(texts[article])
        counts[fold(said)] += 1
        written.setdefault(fold(said), said)
    own = set(fold(entity.name).split())
    return {form: written[form] for form, _ in counts.most_common() if not set(form.split()) <= own}
