"""The card of a search: hits with the words that matched around them."""

from collections.abc import Sequence

from bot.cards.card import Card, Choice, Line, Page, Section
from bot.cards.fit import trim
from bot.cards.receipts import entity_note, receipt, receipts, show_article, show_entity, title_of
from bot.cards.safe import one_line
from bot.desk.results import FoundArticle, SearchAnswer
from bot.store.rows import Entity

_MOST_REPEATED = 100
"""Characters of a query that its card repeats."""


def search_card(query: str, answer: SearchAnswer, page: Page | None, near: Sequence[Entity] = ()) -> Card:
    """A page of hits, numbered, each followed by the stretches that match, which have the receipts.

    `near` are names that may have been meant where nothing was found.
    """
    sections = []
    for hit in answer.hits:
        sections.append(_hit(hit))
        if hit.excerpts:
            sections.append(Section(None, tuple(Line(e.shown, receipts(e)) for e in hit.excerpts)))
    named = f"with the name {' and '.join(entity.name for entity in answer.named)}" if answer.named else ""
    counted = f"{answer.counted} {'article' if answer.total == 1 else 'articles'}" if answer.hits else "Nothing found"
    other = (
        "Did you mean one of these?" if near else "Try fewer or other words; `help search` says what a search can have."
    )
    hint = "" if answer.hits or answer.notes else other
    return Card(
        f"Search: {trim(one_line(query), _MOST_REPEATED)}",
        " · ".join(part for part in (counted, named) if part),
        tuple(sections),
        page=page,
        choices=tuple(Choice(one.name, entity_note(one), show_entity(one)) for one in near),
        footer=" ".join(answer.notes) or hint,
    )


def _hit(hit: FoundArticle) -> Section:
    article = hit.article
    own = () if hit.excerpts else (receipt(article),)
    return Section(None, (Line(title_of(article), own, action=show_article(article)),), "numbered")
