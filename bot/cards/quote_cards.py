"""Cards about quotes: who said what, each line word for word from an article."""

from collections.abc import Sequence

from bot.cards.card import Action, Card, Line, Page, Section, say_date
from bot.cards.receipts import receipts
from bot.desk.results import QuoteLine
from bot.store.rows import date_of


def quotes_card(
    title: str, subtitle: str, found: Sequence[QuoteLine], page: Page | None, actions: tuple[Action, ...] = ()
) -> Card:
    """A page of quotes."""
    return Card(title, subtitle, (Section(None, quote_lines(found)),), actions=actions, page=page)


def quote_lines(found: Sequence[QuoteLine]) -> tuple[Line, ...]:
    """Each quote with its receipt; in a sentence that tells of it, what is said is emphasised."""
    return tuple(Line(one.excerpt.shown, receipts(one.excerpt), one.marks) for one in found)


def then_and_now_card(title: str, subtitle: str, then: QuoteLine, now: QuoteLine, actions: tuple[Action, ...]) -> Card:
    """Two quotes of one speaker on one subject, under the days of their articles."""
    sections = tuple(
        Section(f"{when}, {say_date(date_of(one.excerpt.article.day))}", quote_lines([one]))
        for when, one in (("Then", then), ("Now", now))
    )
    return Card(title, subtitle, sections, actions=actions)
