"""What is said to somebody who posted something: filed, known already, or why not."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.cards.article_cards import article_card, longer, names_of, of_article
from bot.cards.card import Card, Line, Section
from bot.cards.fit import trim
from bot.cards.history_cards import edited
from bot.cards.receipts import plural, receipt, show_article, title_of
from bot.cards.safe import one_line
from bot.desk.results import Summary
from bot.store.rows import Article

_CALLED = 60
"""Characters of a file's name or a link's address that are shown."""

Mark = Literal["✅", "♻️", "⚠️"]
"""What became of a text, as a glance tells it: filed, known already, or not filed."""


def filed_card(summary: Summary) -> Card:
    """A new article: its own card, marked as filed."""
    card = article_card(summary, edited(summary.articles[0]))
    wrong = of_article("Wrong?", "article check", summary.articles[0])
    actions = (*longer(summary, "More"), *names_of(summary), wrong)
    return replace(card, subtitle=f"✅ Filed · {card.subtitle}", actions=actions, tone="good")


def duplicate_card(article: Article | None) -> Card:
    """A text that is filed already; without the article where the poster may not read it."""
    if article is None:
        return Card("♻️ This text is filed already.", tone="warn")
    return Card(
        f"♻️ Filed already: {title_of(article)}",
        str(receipt(article)),
        actions=(show_article(article, "Show it"),),
        tone="warn",
        link=article.posting.link or article.url,
    )


def several_card(texts: Sequence[tuple[Mark, Article | None, str | None]]) -> Card:
    """What became of the texts of one message, a line each: its mark, its article, and the reason where it has none."""
    lines = tuple(_one_of_several(*text) for text in texts)
    filed = sum(mark == "✅" for mark, _, _ in texts)
    title = f"✅ Filed: {plural(filed, 'article')}" if filed else "Nothing new was filed."
    return Card(title, sections=(Section(None, lines, "numbered"),), tone="good" if filed else "warn")


def _one_of_several(mark: Mark, article: Article | None, reason: str | None) -> Line:
    if article is None:
        return Line(f"{mark} {reason or 'This text is filed already.'}")
    return Line(f"{mark} {title_of(article)}", (receipt(article),), action=show_article(article, "Show it"))


def refused_card(reason: str, called: str | None = None) -> Card:
    """What was not filed, and why; `called` is the name of the file, or the address of the link."""
    return Card("⚠️ Not filed.", refused(reason, called), tone="error")


def refused(reason: str, called: str | None) -> str:
    """Why something was not filed, with what it is called: "secret.pdf: The PDF is locked with a password."."""
    name = trim(one_line(called or "").removeprefix("https://"), _CALLED)
    return f"{name}: {reason}" if name and not reason.startswith(name) else reason


def waiting_card(article: Article) -> Card:
    """An article that is filed, while the language model cannot be started."""
    return Card(
        f"⏳ Filed, and waits to be read: {title_of(article)}",
        "The language model does not start; `dossier doctor` says why. `search` finds the article already.",
        actions=(show_article(article, "Show it"),),
        tone="warn",
    )


def failed_card(article: Article) -> Card:
    """An article that is filed and could not be extracted."""
    return Card(
        f"⚠️ Filed, but not read: {title_of(article)}",
        f"{article.reason or ''} It can be found by `search`.".strip(),
        actions=(show_article(article, "Show it"),),
        tone="warn",
    )
