"""Cards about entities: the profile, the list, and which of several was meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import (
    Action,
    Card,
    Choice,
    Field,
    Line,
    Page,
    Refusal,
    Section,
    quoted,
    say_date,
)
from bot.cards.fit import trim
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
from bot.cards.safe import one_line
from bot.cards.trends import trend, trend_picture
from bot.desk.results import HANDLE_MARK, Profile
from bot.store.entities import Counted
from bot.store.rows import Entity

_ACTED_ON = 3
_MOST_REPEATED = 60
"""Characters of what was typed that a card repeats."""


def profile_card(profile: Profile, typed: str, understood: str = "") -> Card:
    """Everything on one entity: what it is, what it is called, when it was seen, what ties it to whom.

    `typed` finds the entity again; `understood` says how it was taken, where that is not plain.
    """
    entity = profile.entity
    return Card(
        entity.name,
        " · ".join(filter(None, [understood, entity_note(entity)])),
        tuple(section for section in _sections(profile) if section.lines),
        actions=(
            Action("Summary", "summary", (("what", typed),)),
            Action("All articles", "search", (("query", f"entity:{quoted(typed)}"),)),
            *(show_entity(other) for other, _ in profile.related[:_ACTED_ON]),
        ),
        series=trend(profile.days),
        picture=trend_picture(entity.name, profile.days),
    )


def _sections(profile: Profile) -> tuple[Section, ...]:
    roles = tuple(
        Line(given.role, (receipt(given.article),), note=f"{given.count} times" if given.count > 1 else "")
        for given in profile.roles
    )
    related = tuple(
        Line(other.name, note=f"{KIND_WORDS[other.kind][0]} · {plural(shared, 'sentence')} together")
        for other, shared in profile.related
    )
    return (
        Section("Roles", roles),
        Section("Key sentences", tuple(Line(e.shown, receipts(e)) for e in profile.sentences)),
        Section("Seen", _seen(profile), "fields"),
        Section("Related", related),
        Section(
            "Latest articles",
            tuple(Line(title_of(a), (receipt(a),), action=show_article(a)) for a in profile.articles),
            "numbered",
        ),
    )


def _seen(profile: Profile) -> tuple[Field, ...]:
    fields = []
    if profile.surfaces:
        fields.append(Field("As", ", ".join(f"{surface} ({count})" for surface, count in profile.surfaces)))
    if profile.days:
        first, last = profile.days[0][0], profile.days[-1][0]
        said = [("On", first)] if first == last else [("First", first), ("Last", last)]
        fields += [Field(name, say_date(day)) for name, day in said]
    return tuple(fields)


def entities_card(
    title: str, subtitle: str, found: Sequence[Counted], handles: Mapping[int, str], page: Page | None
) -> Card:
    """Entities as a numbered list that can be picked from; `handles` tell namesakes apart."""
    lines = tuple(
        Line(one.entity.name, note=_counted(one), action=show_namesake(one.entity, handles[one.entity.id]))
        for one in found
    )
    return Card(title, subtitle, sections=(Section(None, lines, "numbered"),), page=page)


def _counted(one: Counted) -> str:
    said = f"{plural(one.mentions, 'mention')} in {plural(one.articles, 'article')}"
    return f"{KIND_WORDS[one.entity.kind][0]} · {said}"


@dataclass(frozen=True, slots=True)
class Namesake:
    """One of several entities with the same name: what tells it from the others, and its handle."""

    entity: Entity
    told: str
    handle: str


def which(typed: str, found: Sequence[Namesake], command: str, parameter: str) -> Card:
    """Several entities bear the name that was typed: which is meant? A choice asks the command again."""
    choices = tuple(
        Choice(
            one.entity.name,
            " · ".join(filter(None, [one.told, entity_note(one.entity)])),
            Action(one.entity.name, command, ((parameter, f"{HANDLE_MARK}{one.handle}"),)),
        )
        for one in found
    )
    said = trim(one_line(typed), _MOST_REPEATED)
    return Card(f"Which “{said}”?", f"{len(found)} go by that name here.", choices=choices)


def unknown(typed: str, near: Sequence[Entity], command: str, parameter: str, *, part: bool = False) -> Refusal:
    """Nothing bears the name that was typed; similar names to choose from, where there are some.

    `part` says that it is a part of them.
    """
    if typed.startswith(HANDLE_MARK):
        return Refusal("That name is not known here any more.", "`entities` lists the names that are.")
    said = trim(one_line(typed), _MOST_REPEATED)
    if not near:
        return Refusal(f"No “{said}” is known here.", f"Try `search {said}` for articles with these words.")
    choices = tuple(
        Choice(entity.name, entity_note(entity), Action(entity.name, command, ((parameter, entity.name),)))
        for entity in near
    )
    if part:
        return Refusal(f"“{said}” is a part of several names. Which one?", choices=choices)
    meant = near[0].name if len(near) == 1 else "one of these"
    return Refusal(f"No “{said}” is known here. Did you mean {meant}?", choices=choices)
