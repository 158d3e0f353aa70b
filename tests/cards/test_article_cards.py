"""Cards about articles, as plain text."""

from dataclasses import replace

import pytest

from bot.cards.article_cards import about_card, article_card, list_card, raw_card
from bot.cards.card import Action, Page
from bot.cards.plain import plain
from bot.desk.results import Summary
from tests.cards.builders import ARTICLE, BARE, FIRST, POSTING, SECOND, summary

HEAD = "Congress buys a library\n#4 · World · 30 Jan 1815 · A. Clerk · books\nhttps://example.org/7/70\n\n"
WHERE = "[#4 · books · 30 Jan 1815 · https://example.org/7/70]"


def test_an_article_that_is_ready() -> None:
    assert plain(article_card(summary(FIRST, SECOND, sentences=5))) == HEAD + (
        f"The Library of Congress bought the books of Thomas Jefferson. {WHERE}\n\n"
        f"[Thomas Jefferson] had collected them for fifty years. {WHERE}\n\n"
        "Names\n"
        "People: Thomas Jefferson\n"
        "Organisations: Library of Congress\n"
        "Groups of people: British\n\n"
        "1. Longer (summary what:#4 length:long)\n"
        "2. Full text (article raw article:#4)\n"
        '3. Thomas Jefferson (entity name:"Thomas Jefferson")\n'
        "4. British (entity name:British)\n"
        '5. Library of Congress (entity name:"Library of Congress")\n\n'
        "2 of 5 sentences"
    )


def test_an_article_of_which_all_is_shown_has_nothing_longer() -> None:
    card = article_card(summary(FIRST, SECOND))
    assert next(action.label for action in card.actions) == "Full text"
    eight = article_card(summary(*[FIRST] * 8, sentences=30))
    assert next(action.label for action in eight.actions) == "Full text"
    assert card.footer == "2 of 2 sentences"


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"state": "pending"}, "It is being read; names and summary follow in a moment."),
        (
            {"state": "deferred"},
            "It is filed without having been read: the next `dossier run` reads it, or `dossier rebuild`.",
        ),
        ({"state": "failed", "reason": "It took too long."}, "It could not be read: It took too long."),
        ({"language": "de"},
         "It is not in English: it is filed and can be searched, but names and summaries are for English only."),
    ],
)  # fmt: skip
def test_an_article_that_is_not_extracted_says_why(change: dict[str, str], note: str) -> None:
    article = replace(ARTICLE, **change)  # type: ignore[arg-type]
    head = HEAD.replace("A. Clerk ·", "A. Clerk · in de ·") if "language" in change else HEAD
    assert plain(article_card(summary(article=article, sentences=0))) == (
        f"{head}{note}\n\n1. Full text (article raw article:#4)"
    )


def test_an_article_without_title_and_link_that_had_furniture() -> None:
    article = replace(BARE, left_out=("a cookie notice", "share buttons"))
    assert plain(article_card(summary(article=article, sentences=0), "“books” taken as words of its title")) == (
        "The Library of Congress bought the books of Thomas Jefferson\n"
        "#4 · 30 Jan 1815 · books · “books” taken as words of its title\n\n"
        "Left out: a cookie notice, share buttons.\n\n"
        "1. Full text (article raw article:#4)"
    )


def test_a_summary_over_several_articles() -> None:
    other = replace(ARTICLE, number=5)
    made = Summary((ARTICLE, other), (FIRST, SECOND), 44)
    longer = Action("Longer", "summary", (("what", "books"),))
    assert plain(about_card("On “books”", "Taken as a topic", made, longer)) == (
        "On “books”\nTaken as a topic\n\n"
        f"- The Library of Congress bought the books of Thomas Jefferson. {WHERE}\n"
        f"- [Thomas Jefferson] had collected them for fifty years. {WHERE}\n\n"
        "1. Longer (summary what:books length:long)\n\n"
        "From 2 articles, 2 of 44 sentences."
    )


def test_a_list_of_articles() -> None:
    waiting = replace(BARE, number=5, state="pending")
    page = Page(1, 3, Action("Latest articles", "recent"))
    assert plain(list_card("Latest articles", [ARTICLE, waiting], 1204, page)) == (
        "Latest articles\n1,204 articles\n\n"
        f"1. Congress buys a library (World) {WHERE}\n"
        "2. The Library of Congress bought the books of Thomas Jefferson (pending) [#5 · books · 30 Jan 1815]\n\n"
        "Page 1 of 3 (next: recent page:2)"
    )


def test_the_full_text_with_all_its_postings() -> None:
    again = replace(POSTING, where="rare", message=71)
    assert plain(raw_card(ARTICLE, "One.\n\nTwo,\nand three.\n\n \n\nFour.", [POSTING, again], None)) == HEAD + (
        "One.\n\nTwo,\nand three.\n\nFour.\n\n"
        "1. Summary (article show article:#4)\n\n"
        "Posted in books (30 Jan 1815, 09:05 UTC), rare (30 Jan 1815, 09:05 UTC)."
    )
