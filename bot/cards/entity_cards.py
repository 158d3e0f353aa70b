"""Cards about entities: the profile, the list, and which of several was meant."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.cards.card import MONTHS, Action, Card, Choice, Field, Line, Page, Refusal, Section, Series, say_date
from bot.cards.receipts import (
    KIND_WORDS,
    entity_note,
    plural,
    receipt,
    receipts,
    show_article,
    show_entity,
    show_namesake,
    title_of,
)
from bot.desk.results import Profile
from bot.store.rows import Entity

_MOST_MONTHS = 36
_ACTED_ON = 3


def profile_card(profile: Profile) -> Card:
    """Everything on one entity: what it is, what it is called, when it was seen, what ties it to whom."""
    entity = profile.entity
    return Card(
        entity.name,
        entity_note(entity),
        tuple(section for section in _sections(profile) if section.lines),
        actions=(
            Action("Summary", "summary", (("what", entity.name),)),
            Action("All articles", "search", (("query", f'entity:"{entity.name}"'),)),
            *(show_entity(other) for other, _ in profile.related[:_ACTED_ON]),
        ),
        series=trend(profile.days),
    )


def _sections(profile: Profile) -> tuple[Section, ...]:
    roles = tuple(
        Line(given.role, (receipt(given.article),), note=f"{given.count} times" if given.count > 1 else "")
        for given in profile.roles
    )
    names = tuple(Line(f"{surface} ({count})") for surface, count in profile.surfaces)
    related = tuple(
        Line(other.name, note=f"{KIND_WORDS[other.kind][0]} · {plural(shared, 'sentence')} together")
        for other, shared in profile.related
    )
    return (
        Section("Roles", roles),
        Section("Key sentences", tuple(Line(e.shown, receipts(e)) for e in profile.sentences)),
        Section("Names seen", (Line(", ".join(line.text for line in names)),) if names else (), "prose"),
        Section("Seen", _seen(profile), "fields"),
        Section("Related", related),
        Section(
            "Latest articles",
            tuple(Line(title_of(a), (receipt(a),), action=show_article(a)) for a in profile.articles),
            "numbered",
        ),
    )


def _seen(profile: Profile) -> tuple[Field, ...]:
    if not profile.days:
        return ()
    first, last = profile.days[0][0], profile.days[-1][0]
    return (Field("First seen", say_date(first)), Field("Last seen", say_date(last)))


def trend(days: Sequence[tuple[date, int, int]]) -> Series | None:
    """Mentions by month, or by year where they spread over more than three years; None for a single month."""
    if not days:
        return None
    counts: Counter[int] = Counter()
    for day, _, mentions in days:
        counts[day.year * 12 + day.month - 1] += mentions
    first, last = min(counts), max(counts)
    if first == last:
        return None
    if last - first < _MOST_MONTHS:
        points = [(f"{MONTHS[m % 12]} {m // 12}", counts[m]) for m in range(first, last + 1)]
        return Series("Mentions by month", tuple(points))
    years: Counter[int] = Counter()
    for month, mentions in counts.items():
        years[month // 12] += mentions
    return Series("Mentions by year", tuple((str(y), years[y]) for y in range(min(years), max(years) + 1)))


def entities_card(title: str, found: Sequence[Entity], page: Page | None) -> Card:
    """Entities as a numbered list that can be picked from."""
    lines = tuple(Line(entity.name, note=entity_note(entity), action=show_entity(entity)) for entity in found)
    return Card(title, sections=(Section(None, lines, "numbered"),), page=page)


def which(typed: str, found: Sequence[tuple[Entity, str]]) -> Card:
    """Several entities bear the name that was typed: which is meant? Each with what tells it apart."""
    choices = tuple(
        Choice(entity.name, " · ".join(part for part in (told, entity_note(entity)) if part), show_namesake(entity))
        for entity, told in found
    )
    return Card(
        f"Which “{typed}”?", plural(len(found), "entity", "entities") + " go by that name here.", choices=choices
    )


def unknown(typed: str, near: Sequence[Entity]) -> Refusal:
    """Nothing bears the name that was typed; similar names, where there are some."""
    if not near:
        return Refusal(f"No “{typed}” is known here.", f"Try `search {typed}` for articles with these words.")
    choices = tuple(Choice(entity.name, entity_note(entity), show_entity(entity)) for entity in near)
    return Refusal(f"No “{typed}” is known here. Did you mean one of these?", choices=choices)
