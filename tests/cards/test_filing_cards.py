"""What somebody is told who posted something, as plain text."""

from dataclasses import replace

from bot.cards.filing_cards import duplicate_card, failed_card, filed_card, refused_card, several_card, waiting_card
from bot.cards.plain import plain
from tests.cards.builders import ARTICLE, FIRST, summary

SHOW = "\n\n1. Show it (article show article:#4)"


def test_a_new_article_is_its_own_card_marked_as_filed() -> None:
    card = filed_card(summary(FIRST))
    assert (card.tone, card.title) == ("good", "Congress buys a library")
    assert card.subtitle == "✅ Filed · #4 · World · 30 Jan 1815 · A. Clerk · books"
    assert [(one.label, one.typed()) for one in card.actions] == [
        ("More", "summary what:#4 length:long"),
        ("Names", "article names article:#4"),
        ("Wrong?", "article check article:#4"),
    ]
    short = filed_card(summary(sentences=0))
    assert [one.label for one in short.actions] == ["Wrong?"]


def test_a_text_that_is_filed_already() -> None:
    assert plain(duplicate_card(ARTICLE)) == (
        "♻️ Filed already: Congress buys a library\n#4 · books · 30 Jan 1815\nhttps://example.org/7/70" + SHOW
    )
    assert plain(duplicate_card(None)) == "♻️ This text is filed already."


def test_what_was_not_filed() -> None:
    assert (refused_card("It has no word.").tone, plain(refused_card("It has no word."))) == (
        "error", "⚠️ Not filed.\nIt has no word."
    )  # fmt: skip


def test_what_is_filed_but_not_read() -> None:
    assert plain(waiting_card(ARTICLE)) == (
        "⏳ Filed, and waits to be read: Congress buys a library\n"
        "The language model does not start; `dossier doctor` says why. `search` finds the article already." + SHOW
    )
    assert plain(failed_card(replace(ARTICLE, state="failed", reason="It took too long."))) == (
        "⚠️ Filed, but not read: Congress buys a library\nIt took too long. It can be found by `search`." + SHOW
    )


def test_what_became_of_several_texts() -> None:
    card = several_card([("✅", ARTICLE, None), ("♻️", None, None), ("⚠️", None, "It has no word.")])
    assert (card.tone, card.title) == ("good", "✅ Filed: 1 article")
    assert plain(card).endswith(
        "1. ✅ Congress buys a library [#4 · books · 30 Jan 1815 · https://example.org/7/70]\n"
        "2. ♻️ This text is filed already.\n3. ⚠️ It has no word."
    )
    assert several_card([("♻️", None, None), ("⚠️", None, "No.")]).title == "Nothing new was filed."
