"""Commands about what ties names: `path`, `between`, `compare`, `graph`, `trend`."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.card import Action, Card, Refusal
from bot.cards.entity_cards import unknown, which
from bot.cards.tie_cards import between_card, comparison_card, graph_card, no_path, path_card, trends_card
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.divide import divide_some
from bot.commands.meaning import again, told_apart
from bot.commands.paging import page_of, place_in
from bot.commands.registry import command
from bot.desk import comparing, lookup, surroundings, ties
from bot.desk.paths import MOST_HOPS
from bot.pictures.types import MOST_NODES
from bot.store import completion, entities
from bot.store.database import Connection
from bot.store.rows import Entity, date_of

_WAYS = 5
"""Ways between two names that are offered."""

_ON_A_PAGE = 8
"""Sentences on a page."""

_PLACES = ("name", "second", "third", "fourth")
"""What the names of a trend are called."""

_ONE = "A person, organisation or place"
_OTHER = "Another one"

Given = tuple[tuple[str, str], ...]


class _AskedBackError(Exception):
    """It must be asked first which of several namesakes is meant."""

    def __init__(self, card: Card) -> None:
        super().__init__(card.title)
        self.card = card


async def _meant(db: Connection, ask: Ask, command: str, given: Given) -> tuple[list[Entity], Given]:
    """The entity that each argument names, and the arguments that find them again.

    Raises:
        Refusal: a name is not known, or two are of one.
        _AskedBackError: a name has several bearers.
    """
    found: list[Entity] = []
    again_: list[tuple[str, str]] = []
    for parameter, typed in given:
        meant = await lookup.entity(db, ask.scope, typed)
        if meant.one is None:
            rest = tuple(pair for pair in given if pair[0] != parameter)
            if meant.exact:
                raise _AskedBackError(
                    _with(which(typed, await told_apart(db, ask.scope, meant.exact), command, parameter), rest)
                )
            refusal = unknown(typed, meant.near, command, parameter)
            raise Refusal(refusal.message, refusal.hint, _with(refusal.card(), rest).choices)
        found.append(meant.one)
        again_.append((parameter, again(typed, meant.one)))
    if len({one.id for one in found}) < len(found):
        raise Refusal(f"That is {found[0].name} twice.", "Name two that are not one.")
    return found, tuple(again_)


def _with(card: Card, rest: Given) -> Card:
    """The card with the other arguments in every choice."""
    choices = tuple(
        replace(choice, action=replace(choice.action, arguments=(*choice.action.arguments, *rest)))
        for choice in card.choices
    )
    return replace(card, choices=choices)


@command(
    "path",
    describe={"one": _ONE, "other": _OTHER, "way": "Which of the ways that were found"},
    complete={"one": complete.entity, "other": complete.entity},
)
async def path(ask: Ask, one: str, other: str, way: int = 1) -> Card:
    """Show how two names are connected, step by step.

    Each step is a sentence that names both. What an article states goes before what only stands together, and names
    that are everywhere are avoided. At most four steps.
    """
    async with ask.desk.store.reading() as db:
        try:
            (first, second), named = await _meant(db, ask, "path", (("one", one), ("other", other)))
        except _AskedBackError as asked:
            return asked.card
        found = await ties.path(db, ask.scope, first, second, way=way, most=_WAYS)
    if found is None:
        raise no_path(first, second, MOST_HOPS)
    return path_card(found, named, Action("Another way", "path", named))


@command(
    "between",
    describe={"one": _ONE, "other": _OTHER, "page": "Page"},
    complete={"one": complete.entity, "other": complete.entity},
)
async def between(ask: Ask, one: str, other: str, page: int = 1) -> Card:
    """Show all sentences that name two people, organisations or places, in time order."""
    async with ask.desk.store.reading() as db:
        try:
            (first, second), named = await _meant(db, ask, "between", (("one", one), ("other", other)))
        except _AskedBackError as asked:
            return asked.card
        found = await ties.between(db, ask.scope, first, second)
        number, of = place_in(page, len(found), _ON_A_PAGE)
        page_of_them = found[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
        shown = await ties.bracketed(db, page_of_them, (first.id, second.id))
    return between_card(first, second, shown, len(found), page_of(number, of, Action("", "between", named)))


@command(
    "compare",
    describe={"one": _ONE, "other": _OTHER},
    complete={"one": complete.entity, "other": complete.entity},
)
async def compare(ask: Ask, one: str, other: str) -> Card:
    """Compare two names: the people, places and themes that they share, and those of each alone."""
    async with ask.desk.store.reading() as db:
        try:
            (first, second), named = await _meant(db, ask, "compare", (("one", one), ("other", other)))
        except _AskedBackError as asked:
            return asked.card
        return comparison_card(await comparing.compare(db, ask.scope, first, second), named)


@command("graph", describe={"name": _ONE}, complete={"name": complete.entity})
async def graph(ask: Ask, name: str) -> Card:
    """Draw a name with those that it is tied to most."""
    async with ask.desk.store.reading() as db:
        try:
            [entity], _ = await _meant(db, ask, "graph", (("name", name),))
        except _AskedBackError as asked:
            return asked.card
        found = await surroundings.of_entity(db, ask.scope, entity, most=MOST_NODES)
    if len(found.entities) == 1:
        raise Refusal(
            f"{entity.name} shares no sentence with a name that is here twice.", "`entity` shows what is known."
        )
    return graph_card(found)


@command(
    "trend",
    describe={"name": f"{_ONE}, or several with commas", "second": _OTHER, "third": "A third", "fourth": "A fourth"},
    complete=dict.fromkeys(_PLACES, complete.entity),
)
async def trend(
    ask: Ask, name: str, second: str | None = None, third: str | None = None, fourth: str | None = None
) -> Card:
    """Draw how often one name or several were mentioned over time, as in `trend Kim, Putin and Lavrov`."""
    if name.count(",") >= len(_PLACES):
        raise Refusal(f"A trend is of {len(_PLACES)} names at most.", "`trend Kim, Putin and Lavrov`")
    async with ask.desk.store.reading() as db:
        tried: dict[str, bool] = {}

        async def known(_: int, text: str) -> bool:
            if text not in tried:
                tried[text] = bool(await completion.named(db, ask.scope, text))
            return tried[text]

        typed: Sequence[str | None] = (name, second, third, fourth)
        if typed == (name, None, None, None):
            typed = await divide_some(name, len(typed), known)
        given = tuple((key, one) for key, one in zip(_PLACES, typed, strict=False) if one)
        try:
            found, _ = await _meant(db, ask, "trend", given)
        except _AskedBackError as asked:
            return asked.card
        days = {
            one: [(date_of(day), count) for day, _, count in await entities.days(db, ask.scope, one.id)]
            for one in found
        }
    return trends_card(days)
