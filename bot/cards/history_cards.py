"""Cards about what an article said before: what changed from one version to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.articles.changes import Changes, Recount
from bot.cards.card import Action, Card, Line, Page, Section, say_date
from bot.cards.receipts import facts, plural, title_of
from bot.store.rows import Article

_LINES = 10
"""Lines that are shown of one change."""

_NOTES = {"removed": "taken out", "added": "added"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of an article, and when it was noticed."""

    when: datetime
    changes: Changes


def edited(article: Article) -> str:
    """What a card says of an article that said something else before; nothing of others."""
    return f"edited, {article.versions + 1} versions" if article.versions else ""


def history_card(article: Article, edits: Sequence[Edit], page: Page | None) -> Card:
    """Some of an article's changes, the latest first."""
    first = f"First filed on {_moment(article.filed_at)}."
    return Card(
        f"History of “{title_of(article)}”",
        f"{facts(article)} · {edited(article) or 'never edited'}",
        tuple(_section(edit) for edit in edits),
        actions=_full_text(article),
        page=page,
        footer=first if page is None or page.number == page.of else "",
        link=article.posting.link or article.url,
    )


def refreshed_card(article: Article, edit: Edit) -> Card:
    """What changed at an article's page since it was fetched."""
    history = Action("History", "article history", (("article", f"#{article.number}"),))
    return Card(
        f"Changed: {title_of(article)}",
        f"{facts(article)} · {edited(article)}",
        (_section(edit),),
        actions=(*_full_text(article), history),
        tone="good",
        link=article.posting.link or article.url,
    )


def unchanged_card(article: Article) -> Card:
    """A page that says what is filed of it."""
    return Card(
        f"Nothing changed: {title_of(article)}",
        facts(article),
        actions=_full_text(article),
        link=article.posting.link or article.url,
    )


def _full_text(article: Article) -> tuple[Action, ...]:
    return (Action("Full text", "article raw", (("article", f"#{article.number}"),)),)


def _section(edit: Edit) -> Section:
    lines = tuple(_lines(edit.changes)) or (Line("No sentence changed, only how the text is laid out."),)
    ours = not (edit.changes.recounts or edit.changes.lines)
    heading = f"Changed on {_moment(edit.when)}"
    return Section(heading, lines[:_LINES], more=max(len(lines) - _LINES, 0), ours=ours)


def _lines(changes: Changes) -> Iterator[Line]:
    """Numbers first; then what was taken out and added."""
    for recount in changes.recounts:
        yield Line(recount.added, marks=recount.now, note=was(recount))
    for what, text in changes.lines:
        yield Line(text, note=_NOTES[what])


def was(recount: Recount) -> str:
    """What stood where a sentence has other numbers now."""
    if len(recount.now) == 1:
        return f"was {recount.before[0]}"
    pairs = zip(recount.now, recount.before, strict=True)
    return f"{plural(len(recount.now), 'number')} changed: " + ", ".join(
        f"{span.of(recount.added)} was {before}" for span, before in pairs
    )


def _moment(when: datetime) -> str:
    return f"{say_date(when.date())}, {when:%H:%M} UTC"
