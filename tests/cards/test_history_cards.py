"""Cards about what an article said before."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.articles.changes import changes
from bot.cards.card import Action, Line, Page
from bot.cards.filing_cards import filed_card
from bot.cards.history_cards import Edit, edited, history_card, refreshed_card, unchanged_card
from tests.cards.builders import ARTICLE, FIRST, summary

WHEN = datetime(1815, 2, 1, 12, 30, tzinfo=UTC)
TWICE = replace(ARTICLE, versions=2)


def edit(before: str, after: str) -> Edit:
    return Edit(WHEN, changes(before, after))


def test_an_edited_article_says_how_many_versions_it_has() -> None:
    assert (edited(ARTICLE), edited(TWICE)) == ("", "edited, 3 versions")
    assert "edited, 3 versions" in filed_card(summary(FIRST, article=TWICE)).subtitle
    assert "edited" not in filed_card(summary(FIRST)).subtitle


def test_numbers_stand_first() -> None:
    one = edit("The books came. It took 50 carts and 3 days.", "The books came late. It took 60 carts and 4 days.")
    two = edit("They paid 1 dollar.", "They paid 2 dollars.\nAll was well.")
    card = history_card(TWICE, [one, two], None)
    assert card.subtitle.endswith(" · edited, 3 versions")
    assert [section.heading for section in card.sections] == ["Changed on 1 Feb 1815, 12:30 UTC"] * 2
    lines = [[(line.text, line.note) for line in section.lines if isinstance(line, Line)] for section in card.sections]
    assert lines == [
        [
            ("It took 60 carts and 4 days.", "2 numbers changed: 60 was 50, 4 was 3"),
            ("The books came.", "taken out"),
            ("The books came late.", "added"),
        ],
        [
            ("They paid 2 dollars.", "was 1"),
            ("They paid 1 dollar.", "taken out"),
            ("They paid 2 dollars.", "added"),
            ("All was well.", "added"),
        ],
    ]
    assert card.footer == "First filed on 30 Jan 1815, 09:05 UTC."


def test_only_the_last_page_tells_when_it_was_filed_first() -> None:
    action = Action("History", "article history")
    assert history_card(TWICE, [], Page(1, 2, action)).footer == ""
    assert history_card(TWICE, [], Page(2, 2, action)).footer
    assert history_card(ARTICLE, [], None).subtitle.endswith(" · never edited")


def test_long_changes_are_cut_and_counted() -> None:
    many = "\n".join(f"Row {n} came." for n in range(30))
    [section] = refreshed_card(TWICE, edit("One.", f"One.\n{many}")).sections
    assert (len(section.lines), section.more) == (10, 20)


def test_what_only_moved_is_said_in_our_words() -> None:
    [section] = history_card(TWICE, [edit("One. Two.", "Two.\n\nOne.")], None).sections
    assert section.ours
    assert section.lines == (Line("No sentence changed, only how the text is laid out."),)


def test_a_page_that_did_not_change() -> None:
    assert unchanged_card(ARTICLE).title == "Nothing changed: Congress buys a library"
