"""Organisations, places and works of one article: one name in several kinds, acronyms and short forms."""

import re
from collections.abc import Sequence

from bot.extraction.types import Extraction, Kind
from bot.identity import forms, things
from bot.identity.joins import Joins, join, root
from bot.identity.mentions import PEOPLES, Form
from bot.identity.persons import sound
from bot.identity.spellings import COMPANY

_BRACKETED = re.compile(
    r"\s*(?:\(\s*(?:the )?([A-Z][A-Za-z.&-]{1,7})\s*\)"
    r"|,? (?:or|(?:also |better )?known as) (?:the )?([A-Z]{2,7})(?=[,.)]))"
)
_MOST_WORDS = 8
"""Short forms of longer names than this are not looked for."""


def join_things(text: str, extraction: Extraction, found: Sequence[Form], joins: Joins) -> None:
    """Add to `joins` what the other names allow: one name in several kinds, acronyms, short forms."""
    _join_kinds(found, joins)
    _join_bracketed(text, extraction, found, joins)
    _join_spellings(found, joins)
    named_things = [i for i, form in enumerate(found) if form.kind != "PERSON" and form.kind not in PEOPLES]
    by_initials, by_part = _indexed(found, named_things)
    places = frozenset(found[index].key for index in named_things if found[index].kind in things.PLACE_KINDS)
    for short in named_things:
        form = found[short]
        shortest = 2 if form.kind == "ORG" else 3
        acronym = len(form.key) >= shortest and any(forms.is_acronym(surface) for surface in form.surfaces)
        longs = by_initials.get(form.key, set()) if acronym else set()
        if not longs and not acronym:
            longs = {
                long
                for long in by_part.get(form.key, ())
                if _same_sort(form, found[long])
                and things.short_form(form.key, found[long].key, found[long].kind, places)
            }
        if not longs and form.kind == "ORG" and things.may_be_firm(form.key):
            longs = {long for long in by_part.get(form.key, ()) if _is_company_called(form.key, found[long])}
        roots = {root(long, joins) for long in longs}
        if len(roots) == 1:
            join(joins, short, roots.pop(), "short for {}")


def bracketed_acronyms(text: str, extraction: Extraction) -> dict[int, str]:
    """Acronyms right after a mention (its index): "… Energy Agency (IAEA)", "… Bank, or ECB,", "known as the ECB."."""
    found = {}
    for index, mention in enumerate(extraction.mentions):
        match = _BRACKETED.match(text, mention.span.end)
        if match and things.abbreviates(acronym := match[1] or match[2], mention.span.of(text)):
            found[index] = acronym
    return found


def _join_bracketed(text: str, extraction: Extraction, found: Sequence[Form], joins: Joins) -> None:
    """Acronyms that the article itself explains: "International Atomic Energy Agency (IAEA)"."""
    named = {mention: index for index, form in enumerate(found) for mention in form.mentions}
    by_key: dict[str, list[int]] = {}
    for index, form in enumerate(found):
        by_key.setdefault(form.key, []).append(index)
    for mention, acronym in bracketed_acronyms(text, extraction).items():
        for kind in ("ORG", "PERSON"):
            for index in by_key.get(forms.key(acronym, kind), ()):
                if found[index].kind not in PEOPLES:
                    join(joins, index, named[mention], "short for {}")


def _join_spellings(found: Sequence[Form], joins: Joins) -> None:
    """One name in another spacing or, when it has several words, with one of them spelled otherwise."""
    alike: dict[tuple[str, Kind], list[int]] = {}
    for index, form in enumerate(found):
        if form.kind not in PEOPLES and form.kind != "PERSON":
            others = alike.setdefault((sound(form.key.replace(" ", "")), form.kind), [])
            for other in others:
                if reason := things.same_spelling(form.key, found[other].key):
                    join(joins, index, other, reason)
                    break
            others.append(index)


def _indexed(found: Sequence[Form], named: Sequence[int]) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Forms of several words by the acronyms that they can give, and by their first words and their last."""
    by_initials: dict[str, set[int]] = {}
    by_part: dict[str, set[int]] = {}
    for index in named:
        words = found[index].key.split()
        for surface in found[index].surfaces:
            for acronym in things.acronyms_of(surface, found[index].key):
                by_initials.setdefault(acronym, set()).add(index)
        if len(words) > 1:
            for at in range(1, min(len(words), _MOST_WORDS)):
                by_part.setdefault(" ".join(words[:at]), set()).add(index)
                by_part.setdefault(" ".join(words[-at:]), set()).add(index)
    return by_initials, by_part


def _join_kinds(found: Sequence[Form], joins: Joins) -> None:
    """One key under several kinds of thing is one thing, of the kind with most mentions."""
    by_key: dict[str, list[int]] = {}
    for index, form in enumerate(found):
        if form.kind not in PEOPLES and form.kind != "PERSON":
            by_key.setdefault(form.key, []).append(index)
    for same in by_key.values():
        head = max(same, key=lambda index: (len(found[index].mentions), -index))
        joins.update({index: (head, "same name as {}") for index in same if index != head})


def _is_company_called(short: str, long: Form) -> bool:
    """Whether a name that says that it is a company's begins with a shorter one: "Haldane" of "Haldane Gold Corp."."""
    ends = {surface.split()[-1].strip(".").casefold() for surface in long.surfaces}
    return long.kind == "ORG" and long.key.startswith(f"{short} ") and not ends.isdisjoint(COMPANY)


def _same_sort(short: Form, long: Form) -> bool:
    return (short.kind in things.PLACE_KINDS) == (long.kind in things.PLACE_KINDS)
