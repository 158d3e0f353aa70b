"""Cards about what ties names: paths, all that ties two, two side by side, a graph, lines over time."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.cards.card import Action, Card, Field, Line, Page, Refusal, Section
from bot.cards.receipts import KIND_WORDS, plural, receipt, show_entity
from bot.cards.sparkline import graph
from bot.cards.trends import lines, series, unit_of
from bot.desk.comparing import Comparison, Share
from bot.desk.surroundings import Surroundings
from bot.desk.ties import Hop, Path, Tie
from bot.pictures.types import Edge, GraphChart, Node
from bot.store.rows import Entity

_KINDS = tuple(one for one, _ in KIND_WORDS.values())


def path_card(path: Path, named: Sequence[tuple[str, str]], page: Action) -> Card:
    """A chain of ties, a sentence for each hop. `named` are the arguments that stand for both ends."""
    one, other = path.hops[0].one, path.hops[-1].other
    sections = tuple(
        Section(f"{number}. {hop.one.name} – {hop.other.name}" if len(path.hops) > 1 else None, (_hop(hop),))
        for number, hop in enumerate(path.hops, start=1)
    )
    actions = [Action("All between them", "between", tuple(named))]
    if path.way < path.ways:
        actions.insert(0, page.with_argument("way", str(path.way + 1)))
    return Card(
        f"{one.name} → {other.name}",
        " · ".join([_steps(path), *([f"way {path.way} of {path.ways}"] if path.ways > 1 else [])]),
        sections,
        actions=(*actions, *(show_entity(hop.other) for hop in path.hops[:-1])),
    )


def _steps(path: Path) -> str:
    return (
        "In one sentence" if len(path.hops) == 1 else f"Through {', '.join(hop.other.name for hop in path.hops[:-1])}"
    )


def _hop(hop: Hop) -> Line:
    shared = plural(hop.sentences, "sentence") + " together"
    return _line(hop.tie, shared)


def _line(tie: Tie, *notes: str) -> Line:
    """A sentence with both names in bold; where it says what ties them, in its own words."""
    said = f"{'denied' if tie.denied else 'stated'}: {tie.said}" if tie.said else ""
    marks = tuple(sorted((tie.one, tie.other)))
    return Line(tie.text, (receipt(tie.article),), marks, note=" · ".join(filter(None, [said, *notes])))


def no_path(one: Entity, other: Entity, hops: int) -> Refusal:
    """What to say where no chain leads from one name to another."""
    return Refusal(
        f"Nothing that is filed here leads from {one.name} to {other.name} in {hops} steps.",
        f"`graph {one.name}` shows what it is tied to.",
    )


def between_card(one: Entity, other: Entity, found: Sequence[Tie], count: int, page: Page | None) -> Card:
    """A page of the sentences that mention two names, in time order; `count` are all of them."""
    if not count:
        return Card(
            f"Between {one.name} and {other.name}",
            "No sentence names both.",
            actions=(Action("How they are connected", "path", (("one", one.name), ("other", other.name))),),
        )
    return Card(
        f"Between {one.name} and {other.name}",
        f"{plural(count, 'sentence')}, in time order",
        (Section(None, tuple(_line(tie) for tie in found)),),
        actions=(show_entity(one), show_entity(other)),
        page=page,
    )


def comparison_card(found: Comparison, named: Sequence[tuple[str, str]]) -> Card:
    """Two names side by side."""
    parts = (
        ("Both", found.both),
        (f"Only {found.one.name}", found.only_one),
        (f"Only {found.other.name}", found.only_other),
    )
    sections = tuple(Section(heading, _shared(share), "fields") for heading, share in parts)
    subtitle = plural(found.sentences, "sentence") + " together" if found.sentences else "No sentence names both."
    return Card(
        f"{found.one.name} and {found.other.name}",
        subtitle,
        tuple(section for section in sections if section.lines),
        actions=(
            Action("How they are connected", "path", tuple(named)),
            Action("All between them", "between", tuple(named)),
            show_entity(found.one),
            show_entity(found.other),
        ),
    )


def _shared(share: Share) -> tuple[Field, ...]:
    named = (
        ("People", share.people), ("Organisations", share.bodies), ("Places", share.places), ("Themes", share.themes)
    )  # fmt: skip
    return tuple(Field(name, ", ".join(values)) for name, values in named if values)


def graph_card(found: Surroundings) -> Card:
    """A name among its ties, as a picture and as a list of them."""
    middle, *others = found.entities
    own = [tie for tie in found.ties if tie.one == 0]
    rest = [tie for tie in found.ties if tie.one]

    def line(one: int, other: int, sentences: int, stated: bool) -> Line:
        names = found.entities[other].name if one == 0 else f"{found.entities[one].name} – {found.entities[other].name}"
        kind = f"{KIND_WORDS[found.entities[other].kind][0]} · " if one == 0 else ""
        return Line(names, note=f"{kind}{plural(sentences, 'sentence')}{' · stated' if stated else ''}")

    sections = (
        Section(f"{middle.name} and", tuple(line(t.one, t.other, t.sentences, t.stated) for t in own)),
        Section("Among them", tuple(line(t.one, t.other, t.sentences, t.stated) for t in rest)),
    )
    title = f"{middle.name} among {plural(len(others), 'name')}"
    picture = GraphChart(
        title,
        f"A graph of {title}. " + "; ".join(
            f"{found.entities[t.one].name} – {found.entities[t.other].name} ({t.sentences})" for t in found.ties
        ),
        tuple(Node(one.name, KIND_WORDS[one.kind][0], one.mentions) for one in found.entities),
        tuple(Edge(t.one, t.other, t.sentences, t.stated) for t in found.ties),
        _KINDS,
    )  # fmt: skip
    return Card(
        title,
        "Names in one sentence with it; “stated” where an article says what ties them.",
        tuple(section for section in sections if section.lines),
        actions=tuple(show_entity(one) for one in others[:5]),
        picture=picture if others else None,
    )


def trends_card(named: Mapping[Entity, Sequence[tuple[date, int]]]) -> Card:
    """How often each name was mentioned over the same time."""
    told = {entity.name: days for entity, days in named.items()}
    unit = unit_of(list(told.values()))
    every = [day for days in told.values() for day, _ in days]
    bounds = (min(every), max(every))
    fields = tuple(Field(name, graph(series("Mentions", days, unit, bounds))) for name, days in told.items())
    apart = bounds[0] != bounds[1]
    return Card(
        f"{', '.join(told)}: mentions by {unit}",
        sections=(Section(None, fields, "fields"),),
        actions=tuple(show_entity(entity) for entity in named),
        picture=lines(told) if apart else None,
    )
