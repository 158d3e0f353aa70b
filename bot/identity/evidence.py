"""What one article says about names, in the shape in which it is added up over all articles."""

import re
from collections import defaultdict

from bot.extraction.types import Extraction
from bot.identity import forms, persons
from bot.identity.thing_joins import bracketed_acronyms
from bot.identity.types import Name, NameId, Resolution


def name_evidence(text: str, extraction: Extraction, resolution: Resolution) -> list[Name]:
    """One `Name` for each chain, with `articles` 1 and every form and role counted once."""
    acronyms = bracketed_acronyms(text, extraction)
    roles: dict[int, set[str]] = defaultdict(set)
    for role in extraction.roles:
        roles[role.mention].add(role_key(role.span.of(text)))
    found: dict[NameId, Name] = {}
    for chain in resolution.chains:
        borne, held = {chain.key}, set[str]()
        for link in chain.links:
            surface = extraction.mentions[link.mention].span.of(text)
            borne.add(forms.key(surface, chain.kind))
            if nickname := forms.nickname(surface, chain.kind):
                borne |= {nickname, f"{nickname} {persons.family(chain.key)}"}
            if link.mention in acronyms:
                borne.add(forms.key(acronyms[link.mention], chain.kind))
            held |= roles[link.mention]
        found[chain.key, chain.kind] = Name(
            chain.key, chain.kind, 1, dict.fromkeys(sorted(borne), 1), dict.fromkeys(sorted(held - {""}), 1)
        )
    return list(found.values())


def add(a: Name, b: Name) -> Name:
    """The evidence of two sets of articles for one name, added up; ValueError when they are different names."""
    if a.id != b.id:
        raise ValueError(f"{a.id} and {b.id} are different names")
    return Name(a.key, a.kind, a.articles + b.articles, _sum(a.forms, b.forms), _sum(a.roles, b.roles))


def role_key(surface: str) -> str:
    """The normalised form of a role: "the North Korean leader" gives "north korean leader"."""
    words = re.sub(r"[^\w\s]+", " ", forms.fold(surface).casefold().replace("'s ", " ")).split()
    return " ".join(words[1:] if words and words[0] in ("the", "a", "an", "its", "their") else words)


def _sum(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    return {form: a.get(form, 0) + b.get(form, 0) for form in sorted(a.keys() | b.keys())}
