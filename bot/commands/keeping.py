"""Commands about Dossier itself: `stats`, `help`, `about`."""

from bot import __version__
from bot.cards.card import Card, Field, Line, Refusal, Section
from bot.cards.stats_cards import stats_card
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.parameters import Completion
from bot.commands.registry import REGISTRY, Command, command
from bot.store.stats import stats as counted

_ABOUT = (
    "Dossier files the news that people post and remembers who and what is in it.",
    "Every sentence it prints stands word for word in an article, and says where. It makes nothing up.",
    "It runs on one machine: nothing that is posted leaves it.",
)


_ROOMS = ("Reading", "Looking up", "Searching", "Filing", "Keeping")
"""The order in which `help` lists them; others follow."""


@command("stats", describe={})
async def stats(ask: Ask) -> Card:
    """Count what is filed, what waits, and what could not be read."""
    async with ask.desk.store.reading() as db:
        return stats_card(await counted(db, ask.scope), whole=ask.scope.channels is None)


async def _commands(_: Ask, typed: str) -> list[Completion]:
    wanted = typed.strip().lower()
    return [
        Completion(path, f"{path}: {one.description}")
        for path, one in REGISTRY.commands.items()
        if path.startswith(wanted)
    ]


@command("help", describe={"topic": "A command"}, complete={"topic": _commands})
async def help_(ask: Ask, topic: str | None = None) -> Card:  # noqa: ARG001 - every command has an Ask
    """List the commands, or explain one."""
    if not topic:
        rooms = sorted({_room(one) for one in REGISTRY.commands.values()}, key=_place)
        return Card("Commands", sections=tuple(map(_listed, rooms)), footer="`help` and a name explain one.")
    wanted = topic.strip().lower().lstrip("/!")
    chosen = [one for path, one in REGISTRY.commands.items() if wanted in {path, one.group}]
    if not chosen:
        raise Refusal(f"There is no command “{short(wanted)}”.", "`help` lists them all.")
    return Card(wanted, sections=tuple(section for one in chosen for section in _explained(one)))


def _room(one: Command) -> str:
    """What sort of command it is: the name of its module, in words."""
    return one.function.__module__.rpartition(".")[2].replace("_", " ").capitalize()


def _place(room: str) -> tuple[int, str]:
    return (_ROOMS.index(room) if room in _ROOMS else len(_ROOMS), room)


def _listed(room: str) -> Section:
    found = [one for one in REGISTRY.commands.values() if _room(one) == room]
    return Section(room, tuple(Field(one.usage, one.description) for one in found), "fields")


def _explained(one: Command) -> list[Section]:
    lines = [Line(one.description), *(Line(part) for part in one.help.split("\n\n") if part)]
    parameters = tuple(Field(p.name, p.description) for p in one.parameters)
    sections = [Section(one.usage, tuple(lines), "prose")]
    if parameters:
        sections.append(Section(None, parameters, "fields"))
    return sections


@command("about", describe={})
async def about(ask: Ask) -> Card:  # noqa: ARG001 - every command has an Ask
    """Say what Dossier is."""
    return Card(f"Dossier {__version__}", sections=(Section(None, tuple(map(Line, _ABOUT)), "prose"),))
