"""Cards about entities: the profile, the list, and which of several was meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.card import (
    Action,
    Card,
    Choice,
    Field,
    Line,
    Page,
    Receipt,
    Refusal,
    Section,
    quoted,
    say_date,
)
from bot.cards.fit import trim
from bot.cards.quote_cards import quote_lines
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
from bot.desk.profile import Forms
from bot.desk.results import HANDLE_MARK, Profile, RoleGiven, Tied
from bot.store.notes import Note
from bot.store.rankings import Counted
from bot.store.rows import Article, Entity

_ACTED_ON = 2
_FEWEST = 2
"""Lines of a section of a profile that are shown in any case."""

_MOST_FORMS = 25
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
            *((Action("Related", "related", (("name", typed),)),) if profile.related else ()),
            *((Action("Quotes", "quotes find", (("by", typed),)),) if profile.quotes else ()),
            *(show_entity(other) for other, _ in profile.related[:_ACTED_ON]),
            Action("Wrong?", "correct", (("name", typed),)),
        ),
        page=Page(1, 2, Action(entity.name, "entity", (("name", typed),))),
        series=trend(profile.days),
        picture=trend_picture(entity.name, profile.days),
    )


def _sections(profile: Profile) -> tuple[Section, ...]:
    roles = tuple(Line(given.role, (receipt(given.article),), note=_given(given)) for given in profile.roles)
    related = tuple(
        Line(other.name, note=f"{KIND_WORDS[other.kind][0]} · {plural(shared, 'sentence')} together")
        for other, shared in profile.related
    )
    return (
        Section("Roles", roles),
        Section("Notes", tuple(note_line(one) for one in profile.notes)),
        Section(
            "Key sentences",
            tuple(Line(e.shown, receipts(e)) for e in profile.sentences),
            spare=_spare(profile.sentences),
        ),
        Section("Latest quotes", quote_lines(profile.quotes), spare=_spare(profile.quotes)),
        Section("Seen", _seen(profile), "fields"),
        Section("Related", related, spare=_spare(related)),
        Section(
            "Latest articles",
            tuple(Line(title_of(a), (receipt(a),), action=show_article(a)) for a in profile.articles),
            "numbered",
            spare=_spare(profile.articles),
        ),
    )


def _spare(listed: Sequence[object]) -> int:
    """How many of the lines of a section may be left out of a profile that is too long."""
    return max(0, len(listed) - _FEWEST)


def _seen(profile: Profile) -> tuple[Field, ...]:
    fields = []
    if profile.surfaces:
        fields.append(Field("As", ", ".join(f"{surface} ({count})" for surface, count in profile.surfaces)))
    if profile.days:
        first, last = profile.days[0][0], profile.days[-1][0]
        ends = [("First", first, profile.first), ("Last", last, profile.last)]
        said = [("On", first, profile.first)] if first == last else ends
        fields += [Field(name, say_date(day), _where(article)) for name, day, article in said]
    return tuple(fields)


def _where(article: Article | None) -> tuple[Receipt, ...]:
    return (receipt(article),) if article else ()


def _given(given: RoleGiven) -> str:
    """How often a role was given, and from when to when."""
    times = f"{given.count} times" if given.count > 1 else ""
    return " · ".join(filter(None, [times, _time(given.first, given.last) if given.count > 1 else ""]))


def _time(first: date | None, last: date | None) -> str:
    """From when to when something was seen, as far as that is known."""
    if first and last:
        return say_date(first) if first == last else f"{say_date(first)} to {say_date(last)}"
    if first or last:
        return f"since {say_date(first)}" if first else f"last {say_date(last or date.min)}"
    return ""


def note_line(note: Note) -> Line:
    """A note, with its number and day; its text is its writer's."""
    return Line(note.text, note=f"note {note.number} · {say_date(note.made_at.date())}")


def forms_card(entity: Entity, forms: Forms, typed: str, understood: str = "") -> Card:
    """The second page of a profile: every form of the name, and every role, with the time each was seen in."""
    names = tuple(
        Field(
            one.surface,
            " · ".join(filter(None, [plural(one.count, "mention"), _time(one.first, one.last)])),
            _where(one.article),
        )
        for one in forms.forms[:_MOST_FORMS]
    )
    roles = tuple(Line(given.role, (receipt(given.article),), note=_given(given)) for given in forms.roles)
    more = max(len(forms.forms) - _MOST_FORMS, 0)
    return Card(
        entity.name,
        " · ".join(filter(None, [understood, entity_note(entity)])),
        tuple(
            section
            for section in (Section("Goes by", names, "fields", more=more), Section("Is said to be", roles))
            if section.lines
        ),
        actions=(
            Action("Profile", "entity", (("name", typed),)),
            Action("Why?", "why", (("name", typed),)),
        ),
        page=Page(2, 2, Action(entity.name, "entity", (("name", typed),))),
    )


def related_card(entity: Entity, found: Sequence[Tied], handles: Mapping[int, str], page: Page | None) -> Card:
    """What is tied to an entity, most first, each with a sentence that both stand in."""
    lines = tuple(
        Line(
            one.entity.name,
            receipts(one.excerpt) if one.excerpt else (),
            note=_tie(one),
            action=show_namesake(one.entity, handles[one.entity.id]),
        )
        for one in found
    )
    return Card(f"Related to {entity.name}", entity_note(entity), (Section(None, lines, "numbered"),), page=page)


def _tie(one: Tied) -> str:
    counted = f"{KIND_WORDS[one.entity.kind][0]} · {plural(one.sentences, 'sentence')} together"
    return f"{counted}: {one_line(one.excerpt.shown)}" if one.excerpt else counted


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


def which(
    typed: str, found: Sequence[Namesake], command: str, parameter: str, given: tuple[tuple[str, str], ...] = ()
) -> Card:
    """Several entities bear the name that was typed: which is meant? A choice asks the command again.

    `given` are its other arguments.
    """
    choices = tuple(
        Choice(
            one.entity.name,
            " · ".join(filter(None, [one.told, entity_note(one.entity)])),
            Action(one.entity.name, command, (*given, (parameter, f"{HANDLE_MARK}{one.handle}"))),
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
    if part and len(near) > 1:
        return Refusal(f"“{said}” is a part of several names. Which one?", choices=choices)
    meant = near[0].name if len(near) == 1 else "one of these"
    return Refusal(f"No “{said}” is known here. Did you mean {meant}?", choices=choices)
