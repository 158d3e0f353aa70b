"""A small registry without a store: what the parser, the dispatcher and the console are tried with."""

from datetime import UTC, datetime
from typing import Any, Literal, cast

from bot.cards.card import Action, Card, Choice, Line, Page, Receipt, Refusal, Section
from bot.commands.ask import Ask
from bot.commands.parameters import Channel, Completion, File
from bot.commands.registry import Registry
from bot.store.scope import Scope

NAMES = (
    "Kim Jong Un",
    "Vladimir Putin",
    "North Korea",
    "Bosnia and Herzegovina",
    "Serbia",
    "Trinidad and Tobago",
    "To Lam",
)


def ask(*, manager: bool = False) -> Ask:
    """Somebody's ask, with no desk behind it."""
    now = datetime(2024, 6, 19, tzinfo=UTC)
    return Ask(Scope(0), cast("Any", None), None, None, private=True, now=now, manager=manager)


def operator() -> Ask:
    """The ask of somebody at the console."""
    return ask(manager=True)


async def complete_name(ask: Ask, typed: str) -> list[Completion]:
    """The names that begin with what was typed."""
    typed = typed.casefold()
    return [
        Completion(name, f"{name} (a name)", exact=name.casefold() == typed)
        for name in NAMES
        if name.casefold().startswith(typed)
    ]


def echo(command: str, **arguments: object) -> Card:
    """A card that says what was called with what."""
    given = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
    return Card(command, sections=(Section(None, (Line(given),)),))


def registry() -> Registry:
    """One command of each shape."""
    made = Registry()
    _groups(made)
    _texts(made)
    _others(made)
    return made


def _groups(made: Registry) -> None:
    made.group("article", "Read an article")
    made.group("feed", "Follow feeds")

    @made.command("article show", describe={"article": "Which article"}, fallback=True)
    async def article_show(ask: Ask, article: str | None = None) -> Card:
        """Show an article."""
        return echo("article show", article=article)

    @made.command("article raw", describe={"article": "Which article"})
    async def article_raw(ask: Ask, article: str | None = None) -> Card:
        """Show an article's text."""
        return echo("article raw", article=article)

    @made.command("feed add", describe={"url": "Its address", "channel": "Where to"}, permission="manage")
    async def feed_add(ask: Ask, url: str, channel: Channel | None = None) -> Card:
        """Follow a feed."""
        return echo("feed add", url=url, channel=channel)

    @made.command("feed list")
    async def feed_list(ask: Ask) -> Card:
        """List the feeds."""
        return echo("feed list")


def _texts(made: Registry) -> None:

    @made.command(
        "entity",
        describe={"name": "Whom or what", "page": "Which page", "plain": "In few words"},
        complete={"name": complete_name},
    )
    async def entity(ask: Ask, name: str, page: int = 1, plain: bool = False) -> Card:
        """Say what is known of a name."""
        if name == "Kim":
            picks = tuple(Choice(one, "a leader", Action(one, "entity", (("name", one),))) for one in NAMES[:2])
            return Card("Which Kim?", choices=picks)
        return Card(
            name,
            sections=(Section("Sentences", (Line(f"A line on {name}.", (Receipt(page, None, "seeds", None),)),)),),
            page=Page(page, 3, Action("Page", "entity", (("name", name),))),
        )

    @made.command(
        "compare", describe={"a": "One name", "b": "Another"}, complete={"a": complete_name, "b": complete_name}
    )
    async def compare(ask: Ask, a: str, b: str) -> Card:
        """Compare two names."""
        return echo("compare", a=a, b=b)

    @made.command("search", describe={"query": "What to look for", "page": "Which page"}, verbatim=("query",))
    async def search(ask: Ask, query: str, page: int = 1) -> Card:
        """Search the articles."""
        return echo("search", query=query, page=page)

    @made.command(
        "summary",
        describe={"what": "An article or name", "length": "How long", "sentences": "How many", "plain": "In few words"},
    )
    async def summary(
        ask: Ask,
        what: str | None = None,
        length: Literal["short", "long"] = "short",
        sentences: int = 3,
        plain: bool = False,
    ) -> Card:
        """Summarise."""
        return echo("summary", what=what, length=length, sentences=sentences, plain=plain)


def _others(made: Registry) -> None:

    @made.command("recent", describe={"count": "How many", "order": "Which first"})
    async def recent(ask: Ask, count: int = 10, order: Literal["new", "old"] = "new") -> Card:
        """List articles."""
        return echo("recent", count=count, order=order)

    @made.command("ingest", describe={"channel": "Where", "text": "What", "file": "A file"}, form="text")
    async def ingest(ask: Ask, channel: Channel | None = None, text: str = "", file: File | None = None) -> Card:
        """File a text."""
        read = await file.read() if file else b""
        return echo("ingest", channel=channel, text=text, file=(file.name, read) if file else None)

    @made.command("refuse", describe={"order": "A needed value"})
    async def refuse(ask: Ask, order: Literal["new", "old"]) -> Card:
        """Refuse."""
        raise Refusal("Not today.", "Come back tomorrow.")

    @made.command("fail")
    async def fail(ask: Ask) -> Card:
        """Break."""
        raise RuntimeError("a secret of the house")

    @made.command("help", describe={"about": "Which command"})
    async def help_(ask: Ask, about: str = "") -> Card:
        """List the commands."""
        return echo("help", about=about)
