"""A store of seed articles, filed and extracted by the real program once a run, and desks over copies of it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.articles import frontmatter
from bot.articles.types import Draft
from bot.cards.card import Action, Card
from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_action, run_line
from bot.desk import posting
from bot.desk.desk import Desk, open_desk
from bot.desk.filing import Item
from bot.settings import Settings
from bot.store import articles
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope

NOW = datetime(2024, 12, 9, 12, tzinfo=UTC)

SEEDS = Path(__file__).parents[2] / "seeds"

WORLD = (
    "2023-09-13-vostochny-summit",
    "2023-10-19-lavrov-pyongyang",
    "2024-01-16-choe-moscow-putin",
    "2024-03-28-panel-of-experts-veto",
    "2024-06-20-pyongyang-treaty",
    "2024-08-16-letters-liberation-day",
    "2024-12-05-treaty-in-force",
)
OTHER = (
    "2023-08-20-womens-world-cup-final",
    "2023-10-30-ballon-dor-messi-bonmati",
    "2023-11-22-altman-returns-openai",
    "2024-08-01-biles-all-around",
    "2024-08-04-djokovic-olympic-gold",
)
OUTSIDE = (
    "2023-07-28-shoigu-pyongyang-armistice",
    "2023-08-23-chandrayaan-3-landing",
    "2024-11-01-choe-son-hui-lavrov-moscow",
)
"""Articles that share people, places and words with the others, for a channel that most readers cannot see."""

LINES = (
    "summary", "summary {3} long", "summary Kim Jong Un words:60", "summary Kim Jong Un line", "summary Putn",
    "summary Ser", "summary Kim", "summary sanctions", "summary ballistic missiles", "summary #99", "summary Russian",
    "summary treaty", "summary Treaty between Russia", "summary North Korea sentences:7", "summary Lavrov words:40",
    "article", "article {5}", 'article show "Putin and Kim sign"', "article raw {3} page:2", "article Kim",
    "digest", "digest since:2023", "digest month", "catchup", "catchup page:1",
    "stories", "stories since:2024-06-01", "stories page:2", "story", "story {3}", "story Kim Jong Un", "story treaty",
    "article zz", "recent", "recent 2", "entity KCNA", "entity Putn", "entity Kim", "entity Ser", "entity Kim Jong Un",
    "entity Korean", "entity Ballon d'Or", "entity bonmati", "entity Russia", "entity Shoigu", "entity Chandrayaan",
    "entities", "entities people", "entities page:2", "entities page:9", "entities since:week", "entities events",
    "search treaty", "search Kim", 'search "comprehensive strategic"', "search satellite -moon", "search Shoigu",
    'search Kim -letter entity:"Kim Jong Un" before:2024-06-21', "search section:sport", "search zzqq",
    "search treaty page:9", "search entity:Putn", "search in:world Moscow", "search in:closed Moscow",
    "search moon OR gold", "delete {3}", "delete treaty", "stats", "help", "help search", "about",
    "timeline Putin", "timeline Kim and Putin", "timeline Kim Jong Un page:2 order:importance", "timeline treaty text",
    "timeline Shoigu", "timeline Putn", "on 2024-06-19", "on 19 june 2024", "on 2024", "on 2023-07-27", "on nowhere",
    "article names", "article names {5} page:2", "article check {5}", "article check {3} page:2",
    "article check treaty", "privacy", "setup", "help setup",
    "setup retention", "setup retention 1y", "setup retention zz", "forgetme", "export",
    "why Kim Jong Un", "why KCNA", "why Kim", "why Russia", "why Shoigu", "why sanctions", "why zzqq", "why Ser",
    "why Kim in #{3}", "why he in {5}", "why President", "why Putn", "entity Kim Jong Un page:2", "entity KCNA page:2",
    "related Kim Jong Un", "related Russia page:2", "related Putn", "related Shoigu", "entities new:yes",
    "quotes by Putin", "quotes by Kim Jong Un", "quotes about North Korea", "quotes by KCNA about Russia",
    "said treaty", "numbers Russia", "numbers missiles", "numbers Putn",
    "path Lavrov to Kim Jong Un", "path KCNA to Russia",
    "between Kim Jong Un and Putin", "compare Kim Jong Un and Putin", "graph Putin", "trend Putin, Kim Jong Un, Russia",
    "note list KCNA", "note list Shoigu", "suggestions",
)  # fmt: skip
"""What people type. A number in braces is that of an article: the store with articles outside has others."""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A desk with somebody who asks at it."""

    desk: Desk
    scope: Scope
    manager: bool = True

    def ask(self, now: datetime = NOW) -> Ask:
        return Ask(self.scope, self.desk, asker=None, channel=None, private=True, now=now, manager=self.manager)

    async def say(self, line: str) -> Card:
        """The card that answers a line."""
        return await run_line(REGISTRY, self.ask(), line)

    async def read(self, line: str) -> str:
        """The answer to a line, as plain text."""
        return plain(await self.say(line))

    async def texts(self) -> dict[int, str]:
        """The stored texts by the numbers of their articles."""
        async with self.desk.store.reading() as db:
            listed = await articles.recent(db, self.scope, limit=100)
            stored = await articles.texts(db, [article.id for article in listed])
        return {article.number: stored[article.id] for article in listed}

    async def channels(self, *names: str) -> "Newsroom":
        """The same desk, asked by somebody who may read these channels only."""
        rooms = frozenset([await posting.local_channel(self.desk, name) for name in names])
        return replace(self, scope=Scope(LOCAL, rooms), manager=False)

    async def act(self, action: Action) -> Card:
        """The card that a button, choice or number brings."""
        return await run_action(REGISTRY, self.ask(), action)


def seed(name: str) -> Draft:
    """A seed article as `dossier ingest` would file it."""
    front = frontmatter.split((SEEDS / f"{name}.md").read_text(encoding="utf-8"))
    fields = front.fields
    return Draft(front.body.encode(), "text/plain", fields["title"], fields["section"], published=front.published)


async def _file(desk: Desk, channel: str, names: Sequence[str]) -> None:
    """File seed articles one by one, the first as message 1 of the channel."""
    room = await posting.local_channel(desk, channel)
    for number, name in enumerate(names, start=1):
        place = Place(LOCAL, room, number, link=f"https://example.org/{channel}/{number}")
        await desk.filing.post([Item(seed(name), place)])
    await desk.filing.idle()


def file_seeds(folder: Path) -> None:
    """Make two stores: plain.db with the channels world and other, more.db with the outside articles before them."""

    async def build() -> None:
        for name, outside in (("plain", ()), ("more", OUTSIDE)):
            async with open_desk(Settings(database=folder / f"{name}.db")) as desk:
                for channel in ("world", "other"):
                    await posting.local_channel(desk, channel)
                if outside:
                    await _file(desk, "closed", outside)
                await _file(desk, "world", WORLD)
                await _file(desk, "other", OTHER)

    asyncio.run(build())


@contextlib.asynccontextmanager
async def newsroom(store: Path, folder: Path, *, filing: bool = False) -> AsyncIterator[Newsroom]:
    """A desk over a copy of a store, asked by the operator; without `filing` nothing new is filed."""
    copy = folder / store.name
    shutil.copyfile(store, copy)
    async with open_desk(Settings(database=copy), filing=filing) as desk:
        yield Newsroom(desk, Scope(LOCAL))
