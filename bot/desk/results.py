"""What the desk answers with: plain values that cards are drawn from."""

from dataclasses import dataclass
from datetime import date

from bot.articles.types import Span
from bot.extraction.types import Kind, QuoteKind, Theme
from bot.store.notes import Note
from bot.store.rows import Article, Entity, Posting

HANDLE_MARK = "~"
"""Before an entity's handle (see bot/store/handles.py): how a choice between namesakes says which one."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A verbatim stretch of an article: `text` is always `span` of its stored text.

    `shown` may have names in brackets, and "…" where it is cut out of a sentence.
    """

    article: Article
    span: Span
    text: str
    shown: str

    @classmethod
    def plain(cls, article: Article, span: Span, text: str) -> "Excerpt":
        """A stretch of an article's stored text, shown as it stands."""
        said = span.of(text)
        return cls(article, span, said, said)


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences chosen from one article or several, and how many sentences there were to choose from.

    `words` counts those of the one article that it is of, and `again` says where else that was posted; nothing of the
    kind is told of several. `differ` are the themes on which lines of several sources give other numbers of people.
    """

    articles: tuple[Article, ...]
    lines: tuple[Excerpt, ...]
    sentences: int
    entities: tuple[Entity, ...] = ()
    keyphrases: tuple[str, ...] = ()
    words: int = 0
    again: tuple[Posting, ...] = ()
    differ: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """What articles say that an entity is, with the latest article that says so."""

    role: str
    count: int
    article: Article
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class FormSeen:
    """A form of a name, how often it stands, and from when to when: None where that was not looked up.

    `article` is the latest that has it, of those that were looked through.
    """

    surface: str
    count: int
    first: date | None = None
    last: date | None = None
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Tied:
    """An entity that shares sentences with another: how many, and one of them, where it was found soon."""

    entity: Entity
    sentences: int
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote to be printed: what is said word for word with its marks, else the sentence that tells of it.

    The excerpt is verbatim; its `shown` begins with the speaker in brackets where the words themselves do not name
    them, and `marks` are the stretches of it that are what is said, unless it is the whole. A sentence that tells what
    several say is one line: it is `by` the first of them, `also` by the others, and `kind` and `span` are the first's.
    """

    excerpt: Excerpt
    kind: QuoteKind
    by: Entity | None
    marks: tuple[Span, ...] = ()
    span: Span | None = None
    """The quote's own span, where the excerpt is a wider one."""
    also: tuple[Entity, ...] = ()

    @property
    def handle(self) -> str:
        """What finds the quote again: "#12.345.678", its span in article #12."""
        own = self.span or self.excerpt.span
        return f"#{self.excerpt.article.number}.{own.start}.{own.end}"


@dataclass(frozen=True, slots=True)
class Profile:
    """All that one scope knows of an entity. `days` are (date, articles, mentions), ascending.

    `first` and `last` are articles of its first and its last day.
    """

    entity: Entity
    kind: Kind
    roles: tuple[RoleGiven, ...]
    surfaces: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int, int], ...]
    related: tuple[tuple[Entity, int], ...]
    sentences: tuple[Excerpt, ...]
    articles: tuple[Article, ...]
    first: Article | None = None
    last: Article | None = None
    notes: tuple[Note, ...] = ()
    quotes: tuple[QuoteLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Affected:
    """How much a correction changes, as far as its reader can see."""

    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Found:
    """Entities that may be meant by what was typed: one, several that bear the name, or only similar names.

    `part` says that what was typed is only a part of the one's name, or of each of the similar ones.
    """

    exact: tuple[Entity, ...] = ()
    near: tuple[Entity, ...] = ()
    part: bool = False

    @property
    def one(self) -> Entity | None:
        """The entity, where there is no doubt."""
        return self.exact[0] if len(self.exact) == 1 else None


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that a search found, with the stretches of its text that match best."""

    article: Article
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of hits; `counted` says in words how many there are in all, `total` is at least that many.

    `notes` say what was done with the query; `named` are the entities its filters were taken for; `empty` that nothing
    was asked for.
    """

    hits: tuple[FoundArticle, ...]
    counted: str
    notes: tuple[str, ...] = ()
    named: tuple[Entity, ...] = ()
    total: int = 0
    empty: bool = False


@dataclass(frozen=True, slots=True)
class StoryFound:
    """The articles in scope that are on one event, by their row ids; the first of them names the story."""

    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One article of a story, with what it adds to those before it: nothing, where it tells no news."""

    article: Article
    lines: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A story as it is shown: the article that names it, all its articles in order, and how many copies there are.

    `steps` and `entities` are there where it is told at length; of a long story the first and the latest articles.
    """

    head: Article
    articles: tuple[Article, ...]
    copies: int
    steps: tuple[StoryStep, ...] = ()
    entities: tuple[Entity, ...] = ()
    name: str = ""
    """What somebody called it."""
