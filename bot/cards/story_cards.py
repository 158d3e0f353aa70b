"""Cards of stories: the list of the latest, and one story told from its beginning."""

from collections.abc import Sequence
from datetime import date

from bot.cards.card import Action, Card, Choice, Line, Page, Section, say_date
from bot.cards.fit import trim
from bot.cards.number_cards import development_line
from bot.cards.receipts import plural, receipt, receipts, show_article, show_entity, title_of
from bot.cards.safe import one_line
from bot.desk.numbers import NumberSeries
from bot.desk.results import StoryStep, StoryTold
from bot.extraction.types import Kind
from bot.store.rows import date_of

_PLACES: frozenset[Kind] = frozenset({"GPE", "LOC", "FAC"})
_ACTED_ON = 3

_COUNTED = 3
"""Things that are counted, of which it is shown how their numbers went on."""

_MOST_LABEL = 60
_MOST_OFFERED = 18
"""The latest articles of a story that can be chosen as none of it; Discord lists 25 choices."""


def stories_card(found: Sequence[StoryTold], total: int, since: date | None, page: Page | None) -> Card:
    """Stories as a numbered list that can be picked from: one line each, with how many other sources it has."""
    said = f"since {say_date(since)}" if since else "of the latest articles, the biggest first"
    lines = tuple(
        Line(called(story), (receipt(story.head),), note=_counted(story), action=show_story(story)) for story in found
    )
    return Card("Stories", f"{_stories(total)} {said}", (Section(None, lines, "numbered"),), page=page)


def _stories(count: int) -> str:
    return plural(count, "story", "stories")


def show_story(story: StoryTold) -> Action:
    """What opens a story: the article that names it, by its number."""
    return Action(called(story), "story show", (_number(story),))


def _number(story: StoryTold) -> tuple[str, str]:
    """What names a story in a command: the number of the article that names it."""
    return ("what", f"#{story.head.number}")


def called(story: StoryTold) -> str:
    """How a story is called: as somebody named it, else as the article that has most in common with the others."""
    return story.name or title_of(story.head)


def _counted(story: StoryTold) -> str:
    """How many other sources a story has ("+6"), and over which days it was told, where there are any."""
    others = len(story.articles) - 1 + story.copies
    return " · ".join(filter(None, [f"+{others:,}" if others else "", _days(story) if others else ""]))


def _days(story: StoryTold) -> str:
    first, last = (date_of(story.articles[at].day) for at in (0, -1))
    return say_date(first) if first == last else f"{say_date(first)} – {say_date(last)}"


def story_card(story: StoryTold, counted: Sequence[NumberSeries] = (), understood: str = "") -> Card:
    """One story: what its first article says, what each of the others adds, and what adds nothing.

    Then numbers over time, who and where.
    """
    number = plural(len(story.articles), "article")
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
        Section("Numbers over time", tuple(map(development_line, counted[:_COUNTED])), ours=True),
        Section("Who and where", named),
        Section("Nothing new in", silent, "numbered", more=len(story.articles) - len(story.steps)),
    ]
    wrong = Action("Wrong?", "story correct", (_number(story),))
    return Card(
        called(story),
        " · ".join(filter(None, [understood, number, copies, _days(story)])),
        tuple(section for section in sections if section.lines),
        actions=(*(show_entity(one) for one in story.entities[:_ACTED_ON]), wrong),
    )


def wrong_story_card(story: StoryTold, alike: Sequence[StoryTold]) -> Card:
    """What can be put right about a story; `alike` are stories that have something in common with it."""
    what = _number(story)
    choices = [
        Choice(
            f"The same as “{trim(one_line(called(other)), _MOST_LABEL)}”",
            f"{plural(len(other.articles), 'article')} · {_days(other)}",
            Action("Merge", "story merge", (what, ("other", f"#{other.head.number}"))),
        )
        for other in alike
    ]
    choices += [
        Choice("The same as another story …", "both become one", Action("Merge", "story merge", (what,))),
        Choice("Another name …", "how it is called here", Action("Rename", "story rename", (what,))),
    ]
    several = story.articles[-_MOST_OFFERED:] if len(story.articles) > 1 else ()
    choices += [
        Choice(
            f"Not of it: “{trim(one_line(title_of(article)), _MOST_LABEL)}”",
            str(receipt(article)),
            Action("Split", "story split", (("articles", f"#{article.number}"),)),
        )
        for article in several
    ]
    return Card(
        f"What is wrong with the story “{called(story)}”?",
        plural(len(story.articles), "article"),
        choices=tuple(choices),
        actions=(Action("Corrections so far", "history"),),
    )


def _step(step: StoryStep, *, first: bool) -> Section:
    heading = say_date(date_of(step.article.day)) if first else f"Update: {say_date(date_of(step.article.day))}"
    return Section(heading, tuple(Line(excerpt.shown, receipts(excerpt)) for excerpt in step.lines))
