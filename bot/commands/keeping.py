"""Commands about Dossier itself: `stats`, `help`, `about`."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot import __version__
from bot.cards.card import Action, Card, Choice, Field, Line, Refusal, Section
from bot.cards.stats_cards import stats_card
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.find import near
from bot.commands.parameters import Completion
from bot.commands.permission import not_a_curator
from bot.commands.questions import tells
from bot.commands.registry import REGISTRY, Command, command
from bot.store.stats import stats as counted

_ABOUT = (
    "Dossier files the news that people post and remembers who and what is in it.",
    "Every sentence it prints stands word for word in an article, and says where. It makes nothing up.",
    "It runs on one machine: nothing that is posted leaves it.",
)


_ROOMS = {
    "reading": "Reading",
    "summarising": "Reading",
    "stories": "Reading",
    "digests": "Reading",
    "history": "Reading",
    "looking_up": "Looking up",
    "tying": "Looking up",
    "quotes": "Looking up",
    "speakers": "Looking up",
    "numbers": "Looking up",
    "when": "Looking up",
    "explaining": "Looking up",
    "notes": "Looking up",
    "searching": "Searching",
    "correcting": "Correcting",
    "aliases": "Correcting",
    "story_correcting": "Correcting",
    "undoing": "Correcting",
    "suggesting": "Correcting",
    "watches": "Watching",
    "filing": "Filing",
    "exporting": "Filing",
    "setup": "Setting up",
    "backfill": "Setting up",
    "feeds": "Setting up",
    "keeping": "Dossier itself",
    "privacy": "Dossier itself",
    "forgetting": "Dossier itself",
}
"""What `help` lists the commands of a module under, in this order; those of others stand last, under their own."""


@command("stats", describe={})
async def stats(ask: Ask) -> Card:
    """Count what is filed, what waits, and what could not be read."""
    async with ask.desk.store.reading() as db:
        return stats_card(await counted(db, ask.scope), whole=ask.scope.channels is None)


async def _commands(ask: Ask, typed: str) -> list[Completion]:
    wanted = typed.strip().lower()
    return [
        Completion(one.path, f"{one.path}: {one.description}")
        for one in await _usable(ask)
        if one.path.startswith(wanted)
    ]


async def _usable(ask: Ask) -> list[Command]:
    """The commands that the asker may use where they ask."""
    theirs = {"everyone", "manage"} if ask.manager else {"everyone"}
    if not ask.direct and not await not_a_curator(ask):
        theirs.add("correct")
    permitted = (one for one in REGISTRY.commands.values() if one.permission in theirs)
    return [one for one in permitted if not (one.guild and ask.direct)]


@command(
    "help",
    describe={"topic": "A command, or what a sort of commands is for"},
    complete={"topic": _commands},
    guild=False,
)
async def help_(ask: Ask, topic: str | None = None) -> Card:
    """List what you can do here, or explain a command."""
    rooms = [(room, tuple(found)) for room, found in groupby(sorted(await _usable(ask), key=_place), key=_room)]
    if not topic:
        lines = tuple(Field(room, " · ".join(_named(found))) for room, found in rooms)
        more = tuple(Action(room, "help", (("topic", room.lower()),)) for room, _ in rooms)
        return Card("What you can do here", sections=(Section(None, lines, "fields"),), actions=more, footer=_how(ask))
    wanted = topic.strip().lower().lstrip("/!")
    if found := next((found for room, found in rooms if room.lower() == wanted), None):
        lines = tuple(Field(_brief(one), one.description) for one in found)
        return Card(_room(found[0]), sections=(Section(None, lines, "fields"),), footer=_how(ask))
    chosen = [one for path, one in REGISTRY.commands.items() if wanted in {path, one.group}]
    if not chosen:
        if not any(map(tells, wanted.split())):  # "help me, please"
            return await help_(ask)
        likely = near(wanted, list(REGISTRY.names()))
        choices = tuple(Choice(name, "", Action("Help", "help", (("topic", name),))) for name in likely)
        raise Refusal(f"There is no command “{short(wanted)}”.", "`help` lists them all.", choices)
    if len(chosen) == 1:
        return Card(chosen[0].usage, sections=tuple(_explained(chosen[0], None)))
    return Card(wanted, sections=tuple(section for one in chosen for section in _explained(one, one.usage)))


def _how(ask: Ask) -> str:
    """How commands are given: in the console as they are, elsewhere in one of several ways."""
    explained = "`help` and a name explain one."
    if ask.asker is None:
        return explained
    ways = f"Type `/` and choose, or type `{ask.desk.settings.prefix}help`, or mention me and ask."
    if ask.direct:
        return f"{ways} {explained} In a server there are more."
    return f"{ways} {explained} `private:yes` shows an answer to you alone."


def _room(one: Command) -> str:
    """What sort of command it is, by its module."""
    module = one.function.__module__.rpartition(".")[2]
    return _ROOMS.get(module, module.replace("_", " ").capitalize())


def _place(one: Command) -> tuple[int, str, str]:
    """Where a command stands in the list: the children of a group side by side."""
    rooms = list(dict.fromkeys(_ROOMS.values()))
    room = _room(one)
    return (rooms.index(room) if room in rooms else len(rooms), room, one.group or "")


def _named(found: Sequence[Command]) -> Iterator[str]:
    """The commands' names, the children of a group in one: "article show|raw"."""
    for group, together in groupby(found, key=lambda one: one.group or one.path):
        paths = [one.path for one in together]
        yield paths[0] if paths == [group] else f"{group} " + "|".join(path.partition(" ")[2] for path in paths)


def _brief(one: Command) -> str:
    """How a command is typed, without its options: `help` and its name list them."""
    return " ".join([one.path, *(f"<{p.name}>" if p.required else f"[{p.name}]" for p in one.positional)])


def _explained(one: Command, heading: str | None) -> list[Section]:
    lines = [Line(one.description), *(Line(part) for part in one.help.split("\n\n") if part)]
    if one.permission == "manage":
        lines.append(Line("Only those who manage this place can use it."))
    if one.permission == "correct":
        lines.append(Line("Who may use it is a setting: `setup curators`."))
    parameters = tuple(Field(p.name, p.description) for p in one.parameters)
    sections = [Section(heading, tuple(lines), "prose", ours=True)]
    if parameters:
        sections.append(Section(None, parameters, "fields"))
    return sections


@command("about", describe={}, guild=False)
async def about(ask: Ask) -> Card:  # noqa: ARG001 - every command has an Ask
    """Say what Dossier is."""
    return Card(f"Dossier {__version__}", sections=(Section(None, tuple(map(Line, _ABOUT)), "prose"),))
