"""Cards about articles, as plain text."""

from dataclasses import replace

import pytest

from bot.cards.article_cards import about_card, article_card, by_kind, check_card, list_card, names_card, raw_card
from bot.cards.card import Action, Line, Page, Receipt
from bot.cards.plain import plain
from bot.desk.naming import Form, Joined, Named
from bot.desk.results import Summary
from tests.cards.builders import (
    ARTICLE,
    BARE,
    BRITISH,
    FIRST,
    JEFFERSON,
    LIBRARY,
    POSTING,
    SECOND,
    summary,
)

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
        "3. Names (article names article:#4)\n\n"
        "2 of 5 sentences"
    )


JOINED = Joined(
    "Thomas Jefferson", (Form("Jefferson", 2, "surname of Thomas Jefferson"), Form("He", 1, "the only person near"))
)
NAMES = [
    Named(JEFFERSON, "4.50", 3, (JOINED,)),
    Named(LIBRARY, "4.4", 3, (Joined("Library of Congress", (Form("Library of Congress", 2, "same name"),)),)),
    Named(BRITISH, "4.70", 1, (Joined("Britons", ()),)),
]
AT = HEAD.partition("\n")[2]


def test_the_names_in_an_article_open_their_entities_kind_by_kind() -> None:
    card = names_card(ARTICLE, by_kind([NAMES[2], *NAMES[:2]]), 23, Page(1, 2, Action("Names", "article names")))
    assert plain(card) == (
        "Names in “Congress buys a library”\n" + AT.replace(" · books\n", " · books · 23 names\n") + "People\n"
        "1. Thomas Jefferson (3 here, 4 in all)\n\n"
        "Organisations\n2. Library of Congress (3 here)\n\n"
        "Groups of people\n3. British (1 here)\n\n"
        "4. Why? (article check article:#4)\n\n"
        "Page 1 of 2 (next: article names page:2)"
    )
    assert card.picks()[2] == Action("Library of Congress", "entity", (("name", "~4.4"),))


def test_an_article_without_names_says_why() -> None:
    card = names_card(replace(ARTICLE, state="pending"), [], 0, None)
    assert "It is being read" in plain(card)
    assert not card.actions


def test_how_an_article_was_read_and_why_its_names_are_one() -> None:
    article = replace(ARTICLE, left_out=("a cookie notice", "share buttons"))
    assert plain(check_card(article, NAMES, None, deletable=False)) == (
        "How “Congress buys a library” was read\n" + AT + "State: read\n"
        "Language: English\n"
        "Left out: a cookie notice, share buttons\n\n"
        "Names, and what stands for them\n"
        "1. Thomas Jefferson (“Jefferson” (2 times): surname of Thomas Jefferson; “He”: the only person near)\n"
        "2. Library of Congress (2 times: same name)\n"
        "3. Britons (taken for British)\n\n"
        "4. Full text (article raw article:#4)"
    )


def test_whoever_may_delete_an_article_is_offered_to() -> None:
    card = check_card(replace(ARTICLE, state="failed", reason="It took too long."), [], None, deletable=True)
    assert [choice.action.typed() for choice in card.choices] == ["delete article:#4"]
    assert "It could not be read: It took too long." in plain(card)
    assert "State: failed" in plain(card)


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
        (
            {"language": "de"},
            "It is in German: its summary is its first sentences, and no names were read from it.",
        ),
    ],
)  # fmt: skip
def test_an_article_that_is_not_extracted_says_why(change: dict[str, str], note: str) -> None:
    article = replace(ARTICLE, **change)  # type: ignore[arg-type]
    head = HEAD.replace("A. Clerk ·", "A. Clerk · in German ·") if "language" in change else HEAD
    assert plain(article_card(summary(article=article, sentences=0))) == (
        f"{head}{note}\n\n1. Full text (article raw article:#4)"
    )


def test_an_article_without_title_and_link_that_had_furniture() -> None:
    article = replace(BARE, left_out=("a cookie notice", "share buttons"))
    assert plain(article_card(summary(article=article, sentences=0), "“books” taken as words of its title")) == (
        "The Library of Congress bought the books of Thomas Jefferson\n"
        "#4 · 30 Jan 1815 · books · “books” taken as words of its title\n\n"
        "1. Full text (article raw article:#4)\n\n"
        "left out: a cookie notice, share buttons"
    )


def test_a_text_in_another_language_that_names_were_read_from() -> None:
    card = article_card(replace(summary(FIRST, article=replace(ARTICLE, language="de")), words=1204))
    assert "It is in German: its summary is its first sentences.\n" in plain(card)
    assert card.footer == "1 of 2 sentences · 1,204 words"


def test_what_was_stored_is_one_line() -> None:
    told = replace(summary(FIRST, sentences=5, article=replace(ARTICLE, left_out=("share buttons",))), words=1)
    assert article_card(told).footer == "1 of 5 sentences · 1 word · left out: share buttons"


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
    text = "One.\n\nTwo,\nand three.\n\n \n\nFour."
    assert plain(raw_card(ARTICLE, text, [POSTING], None)) == HEAD + (
        "One.\n\nTwo,\nand three.\n\nFour.\n\n"
        "1. Summary (article show article:#4)\n\n"
        "Posted in books (30 Jan 1815, 09:05 UTC)."
    )
    again = replace(POSTING, where="rare", message=71, link="https://discord.com/channels/7/8/71")
    card = raw_card(ARTICLE, text, [POSTING, again], None)
    assert (card.sections[1].heading, card.footer) == ("Posted in", "")
    assert [(line.text, line.receipts[0].where) for line in card.sections[1].lines] == [  # type: ignore[union-attr]
        ("30 Jan 1815, 09:05 UTC", "books"),
        ("30 Jan 1815, 09:05 UTC", "rare"),
    ]
    assert card.sections[1].lines[1].receipts[0].link == again.link


def test_where_else_it_was_posted() -> None:
    others = tuple(replace(POSTING, where=f"room {n}", message=n, author="1" * 17) for n in range(7))
    assert "Also posted" not in plain(article_card(summary(FIRST)))
    section = article_card(replace(summary(FIRST), again=others)).sections[-1]
    assert (section.heading, len(section.lines), section.more) == ("Also posted", 5, 2)
    line = section.lines[0]
    assert isinstance(line, Line)
    assert line.text == "30 Jan 1815, 09:05 UTC"
    assert line.receipts == (Receipt(4, POSTING.link, "room 0", None, "1" * 17),)


def test_a_summary_says_that_its_sources_differ() -> None:
    one = ARTICLE
    made = Summary((one,), (), 3, differ=("killed", "injured"))
    card = about_card("On “books”", "Taken as a topic", made, Action("Longer", "summary"))
    assert card.footer.endswith("The sources differ on how many were killed and injured.")
