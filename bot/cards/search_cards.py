"""The card of a search: hits with the words that matched around them."""

from bot.cards.card import Card, Line, Page, Section
from bot.cards.receipts import receipt, receipts, show_article, title_of
from bot.desk.results import Hit, SearchAnswer


def search_card(query: str, answer: SearchAnswer, page: Page | None) -> Card:
    """A page of hits, numbered, each followed by the stretches that match."""
    sections = []
    for hit in answer.hits:
        sections.append(_hit(hit))
        if hit.excerpts:
            sections.append(Section(None, tuple(Line(e.shown, receipts(e)) for e in hit.excerpts)))
    named = f"taken as {', '.join(entity.name for entity in answer.named)}" if answer.named else ""
    counted = (
        "Nothing found." if not answer.hits else f"{answer.counted} {'article' if answer.total == 1 else 'articles'}"
    )
    return Card(
        f"Search: {query}",
        " · ".join(part for part in (counted, named) if part),
        tuple(sections),
        page=page,
        footer=" ".join(answer.notes),
    )


def _hit(hit: Hit) -> Section:
    article = hit.article
    return Section(None, (Line(title_of(article), (receipt(article),), action=show_article(article)),), "numbered")
