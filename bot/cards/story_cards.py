"""Cards of stories: the list of the latest, and one story told from its beginning."""

from collections.abc import Sequence
from datetime import date

from bot.cards.card import Action, Card, Line, Page, Section, say_date
from bot.cards.receipts import plural, receipt, receipts, show_article, show_entity, title_of
from bot.desk.results import StoryStep, StoryTold
from bot.extraction.types import Kind
from bot.store.rows import date_of

_PLACES: frozenset[Kind] = frozenset({"GPE", "LOC", "FAC"})
_ACTED_ON = 3


def stories_card(found: Sequence[StoryTold], total: int, since: date | None, page: Page | None) -> Card:
    """Stories as a numbered list that can be picked from: one line each, with how many other sources it has."""
    said = f"since {say_date(since)}" if since else "of the latest articles, the biggest first"
    lines = tuple(
        Line(title_of(story.head), (receipt(story.head),), note=_counted(story), action=show_story(story))
        for story in found
    )
    return Card("Stories", f"{_stories(total)} {said}", (Section(None, lines, "numbered"),), page=page)


def _stories(count: int) -> str:
    return plural(count, "story", "stories")


def show_story(story: StoryTold) -> Action:
    """What opens a story: the article that names it, by its number."""
    return Action(title_of(story.head), "story", (("what", f"#{story.head.number}"),))


def _counted(story: StoryTold) -> str:
    """How many other sources a story has ("+6"), and over which days it was told, where there are any."""
    others = len(story.articles) - 1 + story.copies
    return " · ".join(filter(None, [f"+{others:,}" if others else "", _days(story) if others else ""]))


def _days(story: StoryTold) -> str:
    first, last = (date_of(story.articles[at].day) for at in (0, -1))
    return say_date(first) if first == last else f"{say_date(first)} – {say_date(last)}"


def story_card(story: StoryTold, understood: str = "") -> Card:
    """One story: what its first article says, what each of the others adds, who and where, and what adds nothing."""
    counted = plural(len(story.articles), "article")
    copies = plural(story.copies, "copy", "copies") if story.copies else ""
    told = [step for step in story.steps if step.lines]
    silent = tuple(
        Line(title_of(step.article), receipts=(receipt(step.article),), action=show_article(step.article))
        for step in story.steps
        if not step.lines
    )
    people = ", ".join(one.name for one in story.entities if one.kind not in _PLACES)
    where = ", ".join(one.name for one in story.entities if one.kind in _PLACES)
    named = tuple(Line(f"{label}: {names}") for label, names in (("Who", people), ("Where", where)) if names)
    sections = [
        *(_step(step, first=number == 0) for number, step in enumerate(told)),
        Section("Who and where", named),
        Section("Nothing new in", silent, "numbered", more=len(story.articles) - len(story.steps)),
    ]
    return Card(
        title_of(story.head),
        " · ".join(filter(None, [understood, counted, copies, _days(story)])),
        tuple(section for section in sections if section.lines),
        actions=tuple(show_entity(one) for one in story.entities[:_ACTED_ON]),
    )


def _step(step: StoryStep, *, first: bool) -> Section:
    heading = say_date(date_of(step.article.day)) if first else f"Update: {say_date(date_of(step.article.day))}"
    return Section(heading, tuple(Line(excerpt.shown, receipts(excerpt)) for excerpt in step.lines))
