"""Mentions of one article to chains: which names, and which words that stand for them, mean one entity."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.extraction.types import Extraction, Kind
from bot.identity import forms
from bot.identity.joins import Joins, root
from bot.identity.mentions import PEOPLES, Form, gather
from bot.identity.person_joins import join_persons
from bot.identity.places import NATIONALITIES
from bot.identity.references import references
from bot.identity.speakers import speakers
from bot.identity.thing_joins import join_things
from bot.identity.types import Chain, Link, Resolution


def resolve(text: str, extraction: Extraction) -> Resolution:
    """The article's mentions in chains, what clearly stands for one of them, and the speakers of its quotes."""
    found = gather(text, extraction)
    joins: Joins = {}
    join_persons(text, extraction, found, joins)
    join_things(text, extraction, found, joins)
    chains = _chains(found, joins)
    found_for = references(text, extraction, chains)
    return Resolution(chains, found_for, speakers(text, extraction, chains, found_for))


def _chains(found: Sequence[Form], joins: Joins) -> tuple[Chain, ...]:
    members: dict[int, list[int]] = {}
    for index in range(len(found)):
        members.setdefault(root(index, joins), []).append(index)
    made: dict[tuple[str, Kind], Chain] = {}
    for whole, parts in members.items():
        chain = _chain(found, whole, parts, joins)
        known = made.get((chain.key, chain.kind))
        if known:
            links = sorted((*known.links, *chain.links), key=lambda link: link.mention)
            chain = Chain(chain.key, chain.kind, known.head, tuple(links))
        made[chain.key, chain.kind] = chain
    return tuple(sorted(made.values(), key=lambda chain: chain.links[0].mention))


def _ways(form: Form) -> Iterator[str]:
    """Why each mention of one form is the same name as the first of them."""
    shown = form.surface
    plain = forms.plain(shown) if len(form.surfaces) > 1 else ""
    for surface in form.surfaces:
        if form.kind == "PERSON" and forms.key(surface, "PERSON") != form.key:
            yield "shares the surname that follows"
        elif form.kind == "GPE" and forms.key(surface, "NORP") in NATIONALITIES:
            yield f"stands for {form.key.title()}"
        elif surface == shown or forms.plain(surface) == plain:
            yield "same name"
        else:
            yield f"another way to write {shown}"


def _reasons(found: Sequence[Form], part: int, joins: Joins) -> Iterable[str]:
    """For each mention of a form, why it is in its chain."""
    form = found[part]
    if part not in joins:
        return _ways(form)
    joined, why = joins[part]
    return [why.format(found[joined].surface)] * len(form.mentions)


def _chain(found: Sequence[Form], whole: int, parts: Sequence[int], joins: Joins) -> Chain:
    head = found[whole]
    kind = head.kind
    if len(parts) > 1 and kind != "PERSON" and kind not in PEOPLES and head.key != "united states":
        votes = Counter(found[part].kind for part in parts for _ in found[part].mentions)
        kind = votes.most_common(1)[0][0]
    links = [
        Link(mention, reason)
        for part in parts
        for mention, reason in zip(found[part].mentions, _reasons(found, part, joins), strict=True)
    ]
    key = head.key if kind == head.kind else forms.key(head.surface, kind)
    return Chain(key, kind, head.mentions[head.first], tuple(sorted(links, key=lambda link: link.mention)))
