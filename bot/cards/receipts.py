"""Receipts and short descriptions of articles and entities, the same on every card."""

from collections.abc import Iterable

from bot.articles.language import is_read_as_english
from bot.cards.card import Action, Receipt, say_date
from bot.cards.fit import trim
from bot.cards.languages import language_name
from bot.cards.safe import one_line
from bot.desk.results import HANDLE_MARK, Excerpt
from bot.extraction.types import Kind
from bot.store.rows import Article, Entity, date_of

KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "PERSON": ("person", "people"),
    "ORG": ("organisation", "organisations"),
    "GPE": ("place", "places"),
    "LOC": ("region", "regions"),
    "FAC": ("building or site", "buildings and sites"),
    "EVENT": ("event", "events"),
    "PRODUCT": ("product", "products"),
    "WORK_OF_ART": ("work", "works"),
    "LAW": ("law", "laws"),
    "NORP": ("group of people", "groups of people"),
    "LANGUAGE": ("language", "languages"),
}
"""What each kind is called, one and many."""


_UNTITLED = 70
"""Characters of the text that stand for a title."""


def receipt(article: Article) -> Receipt:
    """Where an article stands: its number, channel and day, and the link to its posting or page."""
    return Receipt(article.number, article.posting.link or article.url, article.posting.where, date_of(article.day))


def receipts(excerpt: Excerpt) -> tuple[Receipt, ...]:
    """The receipt of one excerpt."""
    return (receipt(excerpt.article),)


def title_of(article: Article) -> str:
    """What an article is called: its title, else its first words."""
    return article.title or trim(" ".join(article.opening.split()), _UNTITLED)


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 article", "1,204 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def facts(article: Article) -> str:
    """An article's section, day, by-line and language in one line."""
    parts = [
        f"#{article.number}",
        article.section or "",
        say_date(date_of(article.day)),
        article.byline or "",
        "" if is_read_as_english(article.language) else f"in {language_name(article.language)}",
        article.posting.where,
    ]
    return " · ".join(part for part in parts if part)


def entity_note(entity: Entity) -> str:
    """What tells an entity from its namesakes: its kind and counts; "seen once" for a candidate."""
    seen = plural(entity.mentions, "mention") if entity.confirmed else "seen once"
    return f"{KIND_WORDS[entity.kind][0]} · {seen} in {plural(entity.articles, 'article')}"


def show_article(article: Article, label: str | None = None) -> Action:
    """What opens an article."""
    return Action(label or title_of(article), "article show", (("article", f"#{article.number}"),))


def show_entity(entity: Entity) -> Action:
    """What opens an entity's profile, by its name."""
    return Action(entity.name, "entity", (("name", entity.name),))


def show_namesake(entity: Entity, handle: str) -> Action:
    """What opens the profile of one of several entities with the same name."""
    return Action(entity.name, "entity", (("name", f"{HANDLE_MARK}{handle}"),))


def taken_as(typed: str, what: str) -> str:
    """How what was typed was understood, where that is not plain: "“Putin” taken as a name"."""
    return f"“{trim(one_line(typed), _UNTITLED)}” taken as {what}"


def names_line(found: Iterable[Entity]) -> str:
    """Names in a row: "Kim Jong Un, Vladimir Putin, Russia"."""
    return ", ".join(entity.name for entity in found)
