"""Cards about quotes: who said what, each line word for word from an article."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.card import Action, Card, Choice, Field, Line, Page, Section, say_date
from bot.cards.receipts import receipts, show_article, show_entity, title_of
from bot.desk.results import QuoteLine
from bot.store.rows import date_of


def quotes_card(
    title: str, subtitle: str, found: Sequence[QuoteLine], page: Page | None, actions: tuple[Action, ...] = ()
) -> Card:
    """A page of quotes; picking one tells more of it."""
    lines = tuple(
        replace(line, action=Action("Who says so?", "quotes show", (("quote", one.handle),)))
        for line, one in zip(quote_lines(found), found, strict=True)
    )
    return Card(title, subtitle, (Section(None, lines, "numbered"),), actions=actions, page=page)


def quote_card(line: QuoteLine, told: str, wrong: Action) -> Card:
    """One quote: who says it, and by which words (`told`) the article says so."""
    article = line.excerpt.article
    said = [Field("Speaker", line.by.name if line.by else "nobody whose name is known")]
    if told:
        said.append(Field("By the words", told, receipts(line.excerpt)))
    return Card(
        f"A quote from {title_of(article)}",
        {"direct": "word for word", "mixed": "partly word for word", "indirect": "in the article's words"}[line.kind],
        (Section(None, quote_lines([line])), Section(None, tuple(said), "fields")),
        actions=(show_article(article, "Article"), *((show_entity(line.by),) if line.by else ()), wrong),
    )


def speaker_card(line: QuoteLine, others: Sequence[Choice]) -> Card:
    """Who says a quote, if not the one who was found? Everybody whom the article names can be chosen."""
    now = line.by.name if line.by else "nobody"
    return Card("Who says this?", f"Now: {now}", (Section(None, quote_lines([line])),), choices=tuple(others))


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
