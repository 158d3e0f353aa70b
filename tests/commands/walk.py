"""A walk through the commands at random: each answer's lines are held against the articles that they cite.

    python -m tests.commands.walk

files 500 articles with the model and takes 1,000 steps (some minutes); the tests take fewer over the seed articles.
"""

import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.articles.types import Draft
from bot.cards.card import Action, Card, Line
from bot.commands.all import REGISTRY
from bot.desk import posting
from bot.desk.desk import open_desk
from bot.desk.filing import Item
from bot.settings import Settings
from bot.store import articles, rankings
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.chat.news import article
from tests.commands.test_meaning import FAULT, stands_in
from tests.desk.newsroom import SEEDS, Newsroom, seed

ARTICLES, STEPS = 500, 1_000

FORMS = (
    "entity {a}", "summary {a}", "summary {a} about:{b}", "quotes by {a}", "quotes about {a}",
    "quotes by {a} about {b}",
    "said {w}", "timeline {a}", "timeline {a} and {b}", "timeline {w}", "numbers {a}", "numbers {w}", "related {a}",
    "path {a} to {b}", "between {a} and {b}", "compare {a} and {b}", "graph {a}", "trend {a}, {b}", "why {a}",
    "search {w}", "search {w} {w}", "summary {w}", "article #{n}", "article names #{n}", "summary #{n} long",
    "on {d}", "stories", "story {a}", "story #{n}", "recent", "entities", "suggestions", "digest since:2020-01-01",
)  # fmt: skip
"""What is asked at random: two names, a word, the number of an article, a day."""


@dataclass(slots=True)
class Walk:
    """What was seen: how many answers and lines, and which lines do not stand in the article that they cite."""

    answers: int = 0
    lines: int = 0
    wrong: list[str] = field(default_factory=list)


async def walk(room: Newsroom, steps: int, number: int) -> Walk:
    """Ask so many times, every third time by what the answer before offers."""
    chance = random.Random(number)
    async with room.desk.store.reading() as db:
        names = [one.name for one in await rankings.ranked(db, room.scope, limit=150)]
        listed = await articles.recent(db, room.scope, limit=1_000)
        stored = await articles.texts(db, [one.id for one in listed])
    texts = {one.number: f"{one.title or ''}\n{stored[one.id]}" for one in listed}
    words = sorted({word for text in texts.values() for word in text.split() if word.isalpha() and len(word) > 5})
    days = [one.published for one in listed if one.published]
    seen, before = Walk(), Card("")
    for step in range(steps):
        offered = _harmless(before)
        if step % 3 and offered:
            asked: str | Action = chance.choice(offered)
        else:
            a, b = chance.sample(names, 2)
            given = {"a": f'"{a}"', "b": f'"{b}"', "w": chance.choice(words), "n": chance.choice(sorted(texts))}
            asked = chance.choice(FORMS).format(**given, d=chance.choice(days or ["2024"]))
        before = await (room.say(asked) if isinstance(asked, str) else room.act(asked))
        _judge(seen, before, asked, texts)
    return seen


def _harmless(card: Card) -> Sequence[Action]:
    """What a card offers that changes nothing."""
    offered = [*card.picks().values(), *([card.page.turn(card.page.number + 1)] if card.page else [])]
    return [one for one in offered if not REGISTRY.commands[one.command].changes]


def _judge(seen: Walk, card: Card, asked: str | Action, texts: dict[int, str]) -> None:
    seen.answers += 1
    if card.title == FAULT:
        seen.wrong.append(f"{asked}: {card.subtitle}")
    for line in _cited(card):
        seen.lines += 1
        if not any(stands_in(line.text, texts[one.number]) for one in line.receipts):
            seen.wrong.append(f"{asked}: {line.text}")


def _cited(card: Card) -> Iterator[Line]:
    for section in card.sections:
        if not section.ours:
            yield from (one for one in section.lines if isinstance(one, Line) and one.receipts and not one.action)


async def _long() -> int:
    with tempfile.TemporaryDirectory() as folder:
        async with open_desk(Settings(database=Path(folder) / "walk.db")) as desk:
            channel = await posting.local_channel(desk, "news")
            drafts = [seed(path.stem) for path in sorted(SEEDS.glob("20*.md"))]
            drafts += [Draft(article(n).encode(), "text/plain") for n in range(ARTICLES - len(drafts))]
            places = [Place(LOCAL, channel, n) for n in range(1, len(drafts) + 1)]
            await desk.filing.post([Item(draft, place) for draft, place in zip(drafts, places, strict=True)])
            await desk.filing.idle()
            seen = await walk(Newsroom(desk, Scope(LOCAL)), STEPS, 7)
    sys.stdout.write(f"{seen.answers} answers, {seen.lines} lines with receipts, {len(seen.wrong)} wrong\n")
    sys.stdout.writelines(f"{one}\n" for one in seen.wrong[:40])
    return int(bool(seen.wrong))


if __name__ == "__main__":
    raise SystemExit(asyncio.run(_long()))
