"""Commands that tell stories: `stories`, `story show`."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.card import Action, Card, Choice, Refusal
from bot.cards.entity_cards import unknown, which
from bot.cards.receipts import taken_as
from bot.cards.story_cards import stories_card, story_card
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.days import day_from
from bot.commands.meaning import article_at_hand, no_article, told_apart, understood
from bot.commands.paging import page_of, place_in
from bot.commands.registry import command, group
from bot.desk import lookup, numbers, searching
from bot.desk import stories as desk
from bot.desk.results import StoryFound
from bot.store import entities
from bot.store.database import Connection
from bot.store.rows import day_of

_EACH = 10
"""Stories on a page."""

_SEARCHED = 10
_LATEST_ARTICLES = 12


@command(
    "stories",
    describe={"since": "From which day on: 2024-06-01, Monday, or a span such as 3d or 6w", "page": "Page"},
)
async def stories(ask: Ask, since: str | None = None, page: int = 1) -> Card:
    """List the latest stories, the biggest first: articles on one event are one line.

    Each line is the title of the article that has most in common with the others; "+6" says how many others there are,
    copies of a wire report among them.
    """
    first = day_from(since, ask.now) if since else None
    async with ask.desk.store.reading() as db:
        found = await desk.latest(db, ask.scope, day_of(first) if first else None)
        if not found:
            when = f"since {short(since)}" if since else "yet"
            raise Refusal(f"Nothing was filed here {when}.", "`recent` lists the latest articles.")
        number, of = place_in(page, len(found), _EACH)
        shown = [await desk.headline(db, ask.scope, one) for one in found[(number - 1) * _EACH : number * _EACH]]
    action = Action("Stories", "stories", (("since", since),) if since else ())
    return stories_card(shown, len(found), first, page_of(number, of, action))


group("story", "One event in all its articles")


@command(
    "story show",
    describe={"what": "An article of it (#12, link, title), a name, or words; the latest article's when left out"},
    complete={"what": complete.subject},
    fallback=True,
)
async def story(ask: Ask, what: str | None = None) -> Card:
    """Tell a story from its beginning: what happened, and what each article adds to those before it.

    What was typed is taken as an article, else as a name, else as words to search for: of the stories with such
    articles the one that has most of them is told.
    """
    async with ask.desk.store.reading() as db:
        found, said = await meant_story(db, ask, what, Action("Story", "story show"))
        told = await desk.tell(db, ask.scope, found)
        counted = await numbers.developments(db, ask.scope, [step.article for step in told.steps])
    return story_card(told, counted, said)


async def meant_story(
    db: Connection, ask: Ask, what: str | None, action: Action, parameter: str = "what"
) -> tuple[StoryFound, str]:
    """The story that is meant by an argument of an action, and how that was understood.

    Raises:
        Refusal: there is none; or several bear the name, or one like it, with choices that do the action.
    """
    if not what or not what.strip():
        found, said = await desk.of_articles(db, ask.scope, [(await article_at_hand(db, ask)).id]), ""
    elif article := await lookup.named_article(db, ask.scope, what):
        found, said = await desk.of_articles(db, ask.scope, [article.id]), ""
    elif lookup.is_address(what):
        raise no_article(what)
    else:
        named = await lookup.entity(db, ask.scope, what)
        if len(named.exact) > 1:
            asked = which(what, await told_apart(db, ask.scope, named.exact), action.command, parameter)
            raise Refusal(asked.title, asked.subtitle, _with(asked.choices, action, parameter))
        if named.one:
            latest = await entities.latest_articles(db, ask.scope, named.one.id, limit=_LATEST_ARTICLES)
            found, said = await desk.of_articles(db, ask.scope, latest), understood(what, named, always=True)
        else:
            found, said = await _searched(db, ask, what), taken_as(what, "words")
            if found is None and named.near:
                refusal = unknown(what, named.near, action.command, parameter)
                raise Refusal(refusal.message, refusal.hint, _with(refusal.choices, action, parameter))
    if found is None:
        raise Refusal("What is filed on that is not read yet, or there is nothing.", "`stories` lists the latest.")
    return found, said


def _with(choices: Sequence[Choice], action: Action, parameter: str) -> tuple[Choice, ...]:
    """Choices that do an action with what each of them names."""
    return tuple(
        replace(one, action=action.with_argument(parameter, dict(one.action.arguments)[parameter])) for one in choices
    )


async def _searched(db: Connection, ask: Ask, words: str) -> StoryFound | None:
    answer = await searching.find(db, ask.scope, words, today=ask.now.date(), limit=_SEARCHED)
    return await desk.of_articles(db, ask.scope, [hit.article.id for hit in answer.hits])
