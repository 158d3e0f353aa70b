"""Persons of one article: full names that are one, and the surnames, first names and initials that mean them."""

from collections.abc import Iterable, Sequence

from bot.extraction.given_names import gender_of
from bot.extraction.types import Extraction
from bot.identity import forms, persons
from bot.identity.joins import Joins, join
from bot.identity.mentions import Form
from bot.identity.titles import title_gender

NICKNAMED = "{} by nickname"

_SHORTEST = 4
"""Fewer capitals than this are no first name: "UN" is not Kim Jong Un's."""


def join_persons(text: str, extraction: Extraction, found: Sequence[Form], joins: Joins) -> None:
    """Add to `joins` what the persons among the forms allow: never a surname that two people of the article share."""
    people = [index for index, form in enumerate(found) if form.kind == "PERSON"]
    full = {found[index].key: index for index in people if persons.is_full(found[index].key)}
    heads: dict[int, int] = {}
    called = {(name, by) for name, index in full.items() for by in _called(found[index])}

    def match(a: str, b: str) -> str | None:
        return NICKNAMED if {(a, b), (b, a)} & called else _same_here(a, b)

    for group in persons.cliques(list(full), match, lambda name: len(found[full[name]].mentions), called):
        head = _fullest(group, found, full)
        for name in group:
            heads[full[name]] = full[head]
            if name != head:
                added = name.startswith(f"{head} ")
                join(joins, full[name], full[head], "{} with more words" if added else match(name, head) or "{}")
    index_of = _by_word(found, heads)
    for part in people:
        if part not in heads and (choice := _bearer(text, extraction, found, part, index_of, heads)):
            join(joins, part, *choice)


def _called(form: Form) -> Iterable[str]:
    """What a person with a nickname is also called: "magic johnson" for 'Earvin "Magic" Johnson', "the great one"."""
    for surface in form.surfaces:
        if nickname := forms.nickname(surface, "PERSON"):
            yield f"{nickname} {persons.family(form.key)}"
            yield nickname


def _fullest(group: Sequence[str], found: Sequence[Form], full: dict[str, int]) -> str:
    """The name that shows a person best: the fullest that does not only add words to one used as often.

    A name that ends in a given name may not be whole ("Juan Carlos" of "Juan Carlos Ferrero"): it must be used more.
    """

    def used(name: str) -> int:
        return len(found[full[name]].mentions)

    def adds(name: str) -> bool:
        return any(
            name.startswith(f"{other} ") and used(other) >= used(name) + bool(gender_of(other.split()[-1]))
            for other in group
        )

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


def _by_word(found: Sequence[Form], heads: Iterable[int]) -> dict[str, list[int]]:
    """Full names by what a shorter form of theirs can end in: each word, a nickname, their initials."""
    index: dict[str, list[int]] = {}
    for full in heads:
        parts = forms.tokens(found[full].key)
        words = {*parts, *forms.initials(" ".join(parts))}
        words |= {name for surface in found[full].surfaces if (name := forms.nickname(surface, "PERSON"))}
        for word in words:
            index.setdefault(word, []).append(full)
    return index


def _bearer(
    text: str,
    extraction: Extraction,
    found: Sequence[Form],
    part: int,
    index: dict[str, list[int]],
    heads: dict[int, int],
) -> tuple[int, str] | None:
    """The one person of the article whose surname, first name or initials a form is, and which of these it is."""
    bearers: dict[str, set[int]] = {"surname": set(), "first name": set(), "initials": set()}
    form = found[part]
    for full in {*index.get(form.key, ()), *index.get(forms.tokens(form.key)[-1], ())}:
        sort = persons.part_of(form.key, found[full].key)
        if sort and not (sort == "first name" and len(form.key) < _SHORTEST and forms.is_acronym(form.surface)):
            bearers[sort].add(heads[full])
        elif any(forms.nickname(surface, "PERSON") == form.key for surface in found[full].surfaces):
            bearers["first name"].add(heads[full])
        elif _are_initials(form, found[full].key):
            bearers["initials"].add(heads[full])
    for sort, having in bearers.items():
        if having:
            chosen = _meant(text, extraction, found, part, having)
            return (chosen.pop(), f"{sort} of {{}}") if len(chosen) == 1 else None
    return None


def _are_initials(form: Form, full: str) -> bool:
    """Whether a form is a person's three initials: "JFK"; a suffix must be the person's, too."""
    letters = forms.tokens(form.key)
    surface = form.surface.split()[0]
    return (
        len(letters) == 1
        and len(letters[0]) == 3
        and forms.is_acronym(surface)
        and forms.suffix(form.key)
        in (
            None,
            forms.suffix(full),
        )
    )


def _meant(text: str, extraction: Extraction, found: Sequence[Form], part: int, having: set[int]) -> set[int]:
    """Those bearers of a name whom the title before it can mean: "Mrs. Clinton"; without a title, the first of them."""
    titles = {title_gender(text, extraction.mentions[index].span.start) for index in found[part].mentions} - {None}
    if not titles:
        return having if len(having) < 2 else _introduced(found, part, having)
    genders = {head: _gender(found[head].key) for head in having}
    possible = {head for head in having if genders[head] is None or genders[head] in titles}
    return possible if len(possible) < 2 else {head for head in possible if titles == {genders[head]}}


def _gender(name: str) -> str | None:
    given = forms.tokens(name)[0]
    return None if persons.family(name) == given else gender_of(given)


def _introduced(found: Sequence[Form], part: int, having: Iterable[int]) -> set[int]:
    """The bearer of a name who alone was named in full before a part of it stands alone, a headline aside.

    A writer who then brings in a namesake names that one in full, and less often than the part stands alone.
    """
    first = min(found[head].mentions[0] for head in having)
    alone = [mention for mention in found[part].mentions if mention > first] or [first + 1]  # only in the headline
    before = {head for head in having if found[head].mentions[0] < alone[0]}
    later = [found[head].mentions for head in having if head not in before]
    clear = all(alone[-1] < named[0] or len(named) < len(alone) for named in later)
    return before if len(before) == 1 and clear else set()
