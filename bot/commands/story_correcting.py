"""Commands that put right which articles are one story: `story correct`, `merge`, `split`, `rename`."""

import re

from bot.cards.card import Action, Card, Refusal
from bot.cards.correction_cards import confirm_card
from bot.cards.receipts import plural, title_of
from bot.cards.story_cards import called, wrong_story_card
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.correcting import SURE, WHY, asking, checked, hand, made
from bot.commands.meaning import no_article
from bot.commands.registry import command
from bot.commands.stories import meant_story
from bot.desk import stories as desk
from bot.desk import story_correcting as correcting
from bot.desk.results import StoryFound, StoryTold
from bot.store import articles as stored
from bot.store.corrections import Entry
from bot.store.database import Connection
from bot.store.rows import Article

A_STORY = "An article of the story (#12, link, title), a name, or words"
_ALIKE = 4
_NUMBERS = re.compile(r"#?\s*(\d{1,12})(?:[\s,]+|$)")


@command("story correct", describe={"what": A_STORY}, complete={"what": complete.subject}, permission="correct")
async def correct(ask: Ask, what: str | None = None) -> Card:
    """Put right what is taken for one story: choose what is wrong with it."""
    async with ask.desk.store.reading() as db:
        found, _ = await meant_story(db, ask, what, Action("Wrong?", "story correct"))
        alike = await desk.alike(db, ask.scope, found, limit=_ALIKE)
        told = [await desk.headline(db, ask.scope, one) for one in (found, *alike)]
    return wrong_story_card(told[0], told[1:])


@command(
    "story merge",
    describe={"what": A_STORY, "other": "An article of another story on the same event", "why": WHY, "sure": SURE},
    complete={"what": complete.subject, "other": complete.subject},
    permission="correct",
    changes=True,
    asks="other",
)
async def merge(ask: Ask, what: str, other: str, why: str | None = None, sure: bool = False) -> Card:
    """Say that two stories are on one event: `story merge #12 with #31`.

    All articles of both are one story from now on, and what has enough in common with either joins it later.
    """
    action = asking("Merge", "story merge", what=what, other=other, why=why)

    async def both(db: Connection) -> tuple[StoryFound, StoryFound]:
        one, _ = await meant_story(db, ask, what, action)
        two, _ = await meant_story(db, ask, other, action, "other")
        return one, two

    if not sure:
        async with ask.desk.store.reading() as db:
            pair = await both(db)
            one, two = [await desk.headline(db, ask.scope, story) for story in pair]
        if set(pair[0].articles) & set(pair[1].articles):
            raise Refusal("They are one story already.", "Nothing was changed.")
        effect = f"One story of {plural(len(one.articles) + len(two.articles), 'article')}."
        sure_of = asking("Merge", "story merge", what=_number(one), other=_number(two), why=why)
        return confirm_card(f"Are “{called(one)}” and “{called(two)}” one story?", effect, sure_of)

    async def make(db: Connection) -> tuple[Entry, str]:
        one, two = await both(db)
        return await correcting.merge(db, hand(ask, why), one, two), "They are one story from now on."

    return await made(ask, make)


def _number(story: StoryTold) -> str:
    return f"#{story.head.number}"


@command(
    "story split",
    describe={"articles": "The articles that are not of it: #12 #15", "why": WHY, "sure": SURE},
    permission="correct",
    changes=True,
)
async def split(ask: Ask, articles: str, why: str | None = None, sure: bool = False) -> Card:
    """Say that articles are not of the story that they are taken for: `story split #12 #15`.

    They are never one story with the others of it. Which they are on is told by what they have in common with more.
    """
    action = asking("Split off", "story split", articles=articles, why=why)
    if not sure:
        async with ask.desk.store.reading() as db:
            off = await _listed(db, ask, articles)
            found = await _of(db, ask, off)
            story = await desk.headline(db, ask.scope, found)
        parted = ", ".join(f"“{title_of(one)}”" for one in off if one.id in found.articles)
        left = plural(len(story.articles) - sum(one.id in found.articles for one in off), "article")
        return confirm_card(f"Split {parted} off the story “{called(story)}”?", f"The story keeps {left}.", action)

    async def make(db: Connection) -> tuple[Entry, str]:
        off = await _listed(db, ask, articles)
        entry = await correcting.split(db, hand(ask, why), await _of(db, ask, off), [one.id for one in off])
        return entry, "Split off: it is another story from now on."

    return await made(ask, make)


async def _listed(db: Connection, ask: Ask, typed: str) -> list[Article]:
    """The articles with these numbers. Refusal where one is none."""
    numbers = _NUMBERS.findall(typed)
    if not numbers or _NUMBERS.sub("", typed.strip()):
        raise Refusal("Which articles? Give their numbers, as in `story split #12 #15`.")
    found = []
    for number in dict.fromkeys(numbers):
        article = await stored.by_number(db, ask.scope, int(number))
        if article is None:
            raise no_article(f"#{number}")
        found.append(article)
    return found


async def _of(db: Connection, ask: Ask, off: list[Article]) -> StoryFound:
    """The story that these articles are taken for."""
    found = await desk.of_articles(db, ask.scope, [one.id for one in off])
    if found is None:
        raise Refusal("That is not read yet.", "Try again in a moment.")
    if len(found.articles) <= sum(one.id in found.articles for one in off):
        raise Refusal("That is all of the story.", "Nothing was changed.")
    return found


@command(
    "story rename",
    describe={"what": A_STORY, "to": "How the story is to be called", "why": WHY, "sure": SURE},
    complete={"what": complete.subject},
    permission="correct",
    changes=True,
    asks="to",
)
async def rename(ask: Ask, what: str, to: str, why: str | None = None, sure: bool = False) -> Card:
    """Choose how a story is called: `story rename #12 to "The flood"`.

    Whoever can read the channel where that is said sees the name; others see the title of an article.
    """
    action = asking("Rename", "story rename", what=what, to=to, why=why)
    name = checked(to)
    if not sure:
        async with ask.desk.store.reading() as db:
            found, _ = await meant_story(db, ask, what, action)
            story = await desk.headline(db, ask.scope, found)
        effect = "It is shown to those who can read this channel."
        return confirm_card(
            f"Call the story “{called(story)}” “{name}”?", effect, action.with_argument("what", _number(story))
        )

    async def make(db: Connection) -> tuple[Entry, str]:
        found, _ = await meant_story(db, ask, what, action)
        return await correcting.rename(db, hand(ask, why), found, name), f"The story is called “{name}”."

    return await made(ask, make)
