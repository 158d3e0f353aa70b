"""Cards of quotes, as plain text."""

from dataclasses import replace

from bot.articles.types import Span
from bot.cards.card import Action, Choice, Page
from bot.cards.entity_cards import profile_card
from bot.cards.plain import plain
from bot.cards.quote_cards import quote_card, quotes_card, speaker_card, then_and_now_card
from bot.desk.results import Excerpt, QuoteLine
from tests.cards.builders import ARTICLE, JEFFERSON
from tests.cards.test_entity_cards import PROFILE

WHERE = "[#4 · books · 30 Jan 1815 · https://example.org/7/70]"
AFTER = "[#5 · books · 5 Mar 1816 · https://example.org/7/70]"
LATER = replace(ARTICLE, number=5, day=ARTICLE.day + 400)


def line(said: str, shown: str | None = None, *, later: bool = False, marks: tuple[Span, ...] = ()) -> QuoteLine:
    excerpt = Excerpt(LATER if later else ARTICLE, Span(0, len(said)), said, shown or said)
    return QuoteLine(excerpt, "indirect" if marks else "direct", JEFFERSON, marks)


DIRECT = line("“I cannot live without books,”", "[Thomas Jefferson] “I cannot live without books,”")
TOLD = line("Jefferson said that he missed them.", marks=(Span(15, 34),))


def test_a_page_of_quotes() -> None:
    page = Page(1, 2, Action("Quotes", "quotes find", (("by", "Thomas Jefferson"),)))
    card = quotes_card("Quotes by Thomas Jefferson", "7 quotes", [DIRECT, TOLD], page)
    assert plain(card) == (
        "Quotes by Thomas Jefferson\n7 quotes\n\n"
        f"1. [Thomas Jefferson] “I cannot live without books,” {WHERE}\n"
        f"2. Jefferson said that he missed them. {WHERE}\n\n"
        'Page 1 of 2 (next: quotes find by:"Thomas Jefferson" page:2)'
    )
    assert card.picks()[1] == Action("Who says so?", "quotes show", (("quote", "#4.0.30"),))
    assert [one.marks for one in card.sections[0].lines] == [(), (Span(15, 34),)]  # type: ignore[union-attr]


def test_then_and_now() -> None:
    now = line("“They are sold,”", "[Thomas Jefferson] “They are sold,”", later=True)
    card = then_and_now_card("Jefferson on books, then and now", "", DIRECT, now, (Action("All", "quotes find"),))
    assert plain(card) == (
        "Jefferson on books, then and now\n\n"
        f"Then, 30 Jan 1815\n- [Thomas Jefferson] “I cannot live without books,” {WHERE}\n\n"
        f"Now, 5 Mar 1816\n- [Thomas Jefferson] “They are sold,” {AFTER}"
        "\n\n1. All (quotes find)"
    )


def test_a_profile_has_the_latest_quotes() -> None:
    card = profile_card(replace(PROFILE, quotes=(DIRECT,)), "Thomas Jefferson")
    assert f"Latest quotes\n- [Thomas Jefferson] “I cannot live without books,” {WHERE}" in plain(card)
    assert 'Quotes (quotes find by:"Thomas Jefferson")' in plain(card)


def test_one_quote_and_who_else_may_have_said_it() -> None:
    wrong = Action("Wrong speaker", "quotes speaker", (("quote", "#4.0.30"),))
    assert plain(quote_card(DIRECT, "he", wrong)) == (
        "A quote from Congress buys a library\nword for word\n\n"
        f"- [Thomas Jefferson] “I cannot live without books,” {WHERE}\n\n"
        f"Speaker: Thomas Jefferson\nBy the words: he {WHERE}\n\n"
        '1. Article (article show article:#4)\n2. Thomas Jefferson (entity name:"Thomas Jefferson")\n'
        "3. Wrong speaker (quotes speaker quote:#4.0.30)"
    )
    nobodys = replace(TOLD, by=None)
    assert "Speaker: nobody whose name is known" in plain(quote_card(nobodys, "", wrong))
    choice = Choice("Library of Congress", "organisation", wrong.with_argument("to", "~4.4"))
    card = speaker_card(DIRECT, [choice])
    assert (card.title, card.subtitle, card.choices) == ("Who says this?", "Now: Thomas Jefferson", (choice,))
