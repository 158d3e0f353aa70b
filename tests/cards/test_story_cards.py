"""Cards of stories, as plain text."""

from dataclasses import replace

from bot.articles.types import Span
from bot.cards.card import Action, Page
from bot.cards.plain import plain
from bot.cards.story_cards import stories_card, story_card
from bot.desk.numbers import Figure, NumberSeries
from bot.desk.results import StoryStep, StoryTold
from bot.extraction.types import NumberClaim
from bot.store.rows import Article, date_of
from tests.cards.builders import ARTICLE, BRITISH, FIRST, JEFFERSON, LIBRARY, SECOND, entity

LATER = replace(ARTICLE, id=41, number=5, title="The books arrive", day=ARTICLE.day + 2)
LAST = replace(ARTICLE, id=42, number=6, title="More on the books", day=ARTICLE.day + 3)
PARIS = entity("Paris", "GPE", id_=9)
STORY = StoryTold(
    ARTICLE,
    (ARTICLE, LATER, LAST),
    4,
    (StoryStep(ARTICLE, (FIRST,)), StoryStep(LATER, (replace(SECOND, article=LATER),)), StoryStep(LAST, ())),
    (JEFFERSON, LIBRARY, PARIS, BRITISH),
)


def test_a_story_is_told_in_order_and_says_what_adds_nothing() -> None:
    assert plain(story_card(STORY, understood="“books” taken as words")) == (
        "Congress buys a library\n“books” taken as words · 3 articles · 4 copies · 30 Jan 1815 – 2 Feb 1815\n\n"
        "30 Jan 1815\n"
        "- The Library of Congress bought the books of Thomas Jefferson."
        " [#4 · books · 30 Jan 1815 · https://example.org/7/70]\n\n"
        "Update: 1 Feb 1815\n"
        "- [Thomas Jefferson] had collected them for fifty years. [#5 · books · 1 Feb 1815 · https://example.org/7/70]\n\n"
        "Who and where\n- Who: Thomas Jefferson, Library of Congress, British\n- Where: Paris\n\n"
        "Nothing new in\n1. More on the books [#6 · books · 2 Feb 1815 · https://example.org/7/70]\n\n"
        '2. Thomas Jefferson (entity name:"Thomas Jefferson")\n'
        '3. Library of Congress (entity name:"Library of Congress")\n'
        "4. Paris (entity name:Paris)\n"
        "5. Wrong? (story correct what:#4)"
    )


def test_the_list_has_a_line_for_each_story() -> None:
    alone = StoryTold(LATER, (LATER,), 0)
    page = Page(1, 3, Action("Stories", "stories"))
    assert plain(stories_card([STORY, alone], 25, None, page)) == (
        "Stories\n25 stories of the latest articles, the biggest first\n\n"
        "1. Congress buys a library (+6 · 30 Jan 1815 – 2 Feb 1815)"
        " [#4 · books · 30 Jan 1815 · https://example.org/7/70]\n"
        "2. The books arrive [#5 · books · 1 Feb 1815 · https://example.org/7/70]\n\n"
        "Page 1 of 3 (next: stories page:2)"
    )
    assert stories_card([alone], 1, date_of(LATER.day), None).subtitle == "1 story since 1 Feb 1815"


def test_articles_that_are_not_told_are_counted() -> None:
    short = replace(STORY, articles=(*STORY.articles, *STORY.articles))
    assert story_card(short).sections[-1].more == 3


def test_numbers_that_change_stand_in_a_row_with_their_receipts() -> None:
    def figure(article: Article, amount: float, speaker: str = "") -> Figure:
        claim = NumberClaim(Span(0, 2), amount, "exact", "killed", None, None, 0)
        return Figure(claim, "", replace(FIRST, article=article), Span(0, 2), speaker)

    toll = NumberSeries("killed", None, "", (figure(ARTICLE, 12), figure(LATER, 15, "The mayor"), figure(LAST, 21)), 3)
    shown = plain(story_card(STORY, [toll]))
    assert "Numbers over time\n- Killed: 12 → 15 (according to The mayor) → 21 [#4 · books · 30 Jan 1815" in shown
    assert [one.number for one in story_card(STORY, [toll]).sections[2].lines[0].receipts] == [4, 5, 6]
