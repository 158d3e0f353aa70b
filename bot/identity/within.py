"""Mentions of one article to chains: which names, and which words that stand for them, mean one entity."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.extraction.types import Extraction, Kind
from bot.identity import forms, persons, things
from bot.identity.given_names import gender_of
from bot.identity.mentions import Form, gather
from bot.identity.references import references
from bot.identity.titles import title_gender
from bot.identity.types import Chain, Link, Resolution

Joins = dict[int, tuple[int, str]]
"""Which form joins which (indices), and why, with {} for the other's name."""

_BRACKETED = re.compile(r"\s*\(\s*([A-Z][A-Za-z.&-]{1,7})\s*\)")
_PEOPLES: frozenset[Kind] = frozenset({"NORP", "LANGUAGE"})


def resolve(text: str, extraction: Extraction) -> Resolution:
    """The article's mentions in chains, and the pronouns and descriptions that clearly stand for one of them."""
    found = gather(text, extraction)
    joins: Joins = {}
    _join_persons(text, extraction, found, joins)
    _join_things(text, extraction, found, joins)
    chains = _chains(found, joins)
    return Resolution(chains, references(text, extraction, chains))


def bracketed_acronyms(text: str, extraction: Extraction) -> dict[int, str]:
    """Acronyms in brackets right after a mention (its index): "International Atomic Energy Agency (IAEA)"."""
    found = {}
    for index, mention in enumerate(extraction.mentions):
        match = _BRACKETED.match(text, mention.span.end)
        if match and things.abbreviates(match.group(1), mention.span.of(text)):
            found[index] = match.group(1)
    return found


def _join_persons(text: str, extraction: Extraction, found: Sequence[Form], joins: Joins) -> None:
    people = [index for index, form in enumerate(found) if form.kind == "PERSON"]
    full = {found[index].key: index for index in people if persons.is_full(found[index].key)}
    heads: dict[int, int] = {}
    for group in persons.cliques(list(full), _same_here, lambda name: len(found[full[name]].mentions)):
        head = _fullest(group, found, full)
        for name in group:
            heads[full[name]] = full[head]
            if name != head:
                joins[full[name]] = (full[head], _same_here(name, head) or "same name as {}")
    for index in people:
        if index not in heads and (choice := _bearer(text, extraction, found, index, heads)):
            joins[index] = choice


def _fullest(group: Sequence[str], found: Sequence[Form], full: dict[str, int]) -> str:
    """The name that shows a person best: the fullest that does not only add words to one used as often."""

    def used(name: str) -> int:
        return len(found[full[name]].mentions)

    def adds(name: str) -> bool:
        return any(name.startswith(f"{other} ") and used(other) >= used(name) for other in group)

    return max((name for name in group if not adds(name)), key=lambda name: (persons.fullness(name), -full[name]))


def _same_here(a: str, b: str) -> str | None:
    """As `persons.same_person`; within one article a missing suffix or a dropped last surname is no conflict."""
    if reason := persons.same_person(a, b):
        return reason
    short, long = sorted((forms.tokens(a), forms.tokens(b)), key=len)
    if forms.suffix(a) and forms.suffix(b) and forms.suffix(a) != forms.suffix(b):
        return None
    if (
        short == long
        or (len(short) > 1 and short == long[: len(short)])
        or (len(short) > 1 and short == long[-len(short) :])
    ):
        return "short for {}"
    return None


def _bearer(
    text: str, extraction: Extraction, found: Sequence[Form], part: int, heads: dict[int, int]
) -> tuple[int, str] | None:
    """The one person of the article whose surname or first name a form is, and which of the two it is."""
    bearers: dict[str, set[int]] = {"surname": set(), "first name": set()}
    for full, head in heads.items():
        if sort := persons.part_of(found[part].key, found[full].key):
            bearers[sort].add(head)
        elif any(forms.nickname(surface, "PERSON") == found[part].key for surface in found[full].surfaces):
            bearers["first name"].add(head)
    for sort, having in bearers.items():
        chosen = having if len(having) < 2 else _by_title(text, extraction, found, part, having)
        if len(chosen) == 1:
            return next(iter(chosen)), f"{sort} of {{}}"
        if having:
            return None
    return _by_initials(found, part, heads)


def _by_title(text: str, extraction: Extraction, found: Sequence[Form], part: int, having: Iterable[int]) -> set[int]:
    """Those of several bearers of a name whom the title before it can mean: "Mrs. Clinton"."""
    titles = {title_gender(text, extraction.mentions[index].span.start) for index in found[part].mentions}
    if len(titles) != 1 or not (gender := titles.pop()):
        return set()
    return {head for head in having if gender_of(forms.tokens(found[head].key)[0]) == gender}


def _by_initials(found: Sequence[Form], part: int, heads: dict[int, int]) -> tuple[int, str] | None:
    """The one person of the article with these initials: "JFK"."""
    if len(found[part].key) != 3 or not forms.is_acronym(found[part].surface):
        return None
    having = {head for full, head in heads.items() if found[part].key in forms.initials(found[full].key)}
    return (having.pop(), "initials of {}") if len(having) == 1 else None


def _join_things(text: str, extraction: Extraction, found: Sequence[Form], joins: Joins) -> None:
    _join_kinds(found, joins)
    _join_bracketed(text, extraction, found, joins)
    things_of = [i for i, form in enumerate(found) if form.kind != "PERSON" and form.kind not in _PEOPLES]
    by_initials, by_word = _indexed(found, things_of)
    places = frozenset(found[index].key for index in things_of if found[index].kind in things.PLACE_KINDS)
    for short in things_of:
        form = found[short]
        acronym = len(form.key) > 2 and any(forms.is_acronym(surface) for surface in form.surfaces)
        longs = by_initials.get(form.key, set()) if acronym else set()
        if not longs:
            words = form.key.split()
            longs = {
                long
                for long in by_word.get(words[0], set()) | by_word.get(words[-1], set())
                if _same_sort(form, found[long])
                and things.short_form(form.key, found[long].key, found[long].kind, places)
            }
        roots = {_root(long, joins) for long in longs}
        if len(roots) == 1:
            _join(joins, short, roots.pop(), "short for {}")


def _join(joins: Joins, short: int, long: int, reason: str) -> None:
    if short not in joins and _root(long, joins) != short:
        joins[short] = (long, reason)


def _join_bracketed(text: str, extraction: Extraction, found: Sequence[Form], joins: Joins) -> None:
    """Acronyms that the article itself explains: "International Atomic Energy Agency (IAEA)"."""
    named = {mention: index for index, form in enumerate(found) for mention in form.mentions}
    by_key: dict[str, list[int]] = {}
    for index, form in enumerate(found):
        by_key.setdefault(form.key, []).append(index)
    for mention, acronym in bracketed_acronyms(text, extraction).items():
        for kind in ("ORG", "PERSON"):
            for index in by_key.get(forms.key(acronym, kind), ()):
                if found[index].kind not in _PEOPLES:
                    _join(joins, index, named[mention], "short for {}")


def _indexed(found: Sequence[Form], things_of: Sequence[int]) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Forms of several words by the acronyms that they can give, and by their first and their last word."""
    by_initials: dict[str, set[int]] = {}
    by_word: dict[str, set[int]] = {}
    for index in things_of:
        words = found[index].key.split()
        if len(words) > 1:
            for surface in found[index].surfaces:
                for acronym in things.acronyms_of(surface, found[index].key):
                    by_initials.setdefault(acronym, set()).add(index)
            by_word.setdefault(words[0], set()).add(index)
            by_word.setdefault(words[-1], set()).add(index)
    return by_initials, by_word


def _join_kinds(found: Sequence[Form], joins: Joins) -> None:
    """One key under several kinds of thing is one thing, of the kind with most mentions."""
    by_key: dict[str, list[int]] = {}
    for index, form in enumerate(found):
        if form.kind not in _PEOPLES and form.kind != "PERSON":
            by_key.setdefault(form.key, []).append(index)
    for same in by_key.values():
        head = max(same, key=lambda index: (len(found[index].mentions), -index))
        joins.update({index: (head, "same name as {}") for index in same if index != head})


def _same_sort(short: Form, long: Form) -> bool:
    return (short.kind in things.PLACE_KINDS) == (long.kind in things.PLACE_KINDS)


def _root(index: int, joins: Joins) -> int:
    while index in joins:
        index = joins[index][0]
    return index


def _chains(found: Sequence[Form], joins: Joins) -> tuple[Chain, ...]:
    members: dict[int, list[int]] = {}
    for index in range(len(found)):
        members.setdefault(_root(index, joins), []).append(index)
    made: dict[tuple[str, Kind], Chain] = {}
    for root, parts in members.items():
        chain = _chain(found, root, parts, joins)
        known = made.get((chain.key, chain.kind))
        if known:
            links = sorted((*known.links, *chain.links), key=lambda link: link.mention)
            chain = Chain(chain.key, chain.kind, known.head, tuple(links))
        made[chain.key, chain.kind] = chain
    return tuple(sorted(made.values(), key=lambda chain: chain.links[0].mention))


def _chain(found: Sequence[Form], root: int, parts: Sequence[int], joins: Joins) -> Chain:
    head = found[root]
    votes = Counter(found[part].kind for part in parts for _ in found[part].mentions)
    kind = (
        head.kind if head.kind in ("PERSON", *_PEOPLES) or head.key == "united states" else votes.most_common(1)[0][0]
    )
    links = [
        Link(mention, joins[part][1].format(found[joins[part][0]].surface) if part in joins else "same name")
        for part in parts
        for mention in found[part].mentions
    ]
    key = head.key if kind == head.kind else forms.key(head.surface, kind)
    return Chain(key, kind, head.mentions[0], tuple(sorted(links, key=lambda link: link.mention)))
