"""Cards about articles: a summary, a list, a text, the names in it and how it was read."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.articles.language import is_read_as_english
from bot.cards.card import Action, Card, Choice, Field, Line, Page, Receipt, Section, say_date
from bot.cards.languages import language_name
from bot.cards.receipts import (
    KIND_WORDS,
    facts,
    names_line,
    plural,
    receipt,
    receipts,
    show_article,
    show_namesake,
    title_of,
)
from bot.desk.naming import Form, Named
from bot.desk.results import HANDLE_MARK, Summary
from bot.desk.summaries import SENTENCES
from bot.extraction.types import Kind
from bot.store.rows import Article, Entity, Posting

_POSTINGS = 5
"""Other postings of an article that its card lists."""

_BY_POSITION = "It is in {}: its summary is its first sentences{}."
_NO_NAMES = ", and no names were read from it"


def article_card(summary: Summary, understood: str = "") -> Card:
    """One article: its summary, its names, what was left out of it; `understood` says how it was taken for it."""
    [article] = summary.articles
    return Card(
        title_of(article),
        " · ".join(filter(None, [facts(article), understood])),
        (
            *_state(article, named=bool(summary.entities)),
            *summary_sections(summary),
            *_names(summary.entities),
            *_again(summary),
        ),
        actions=(*longer(summary, "Longer"), of_article("Full text", "article raw", article), *names_of(summary)),
        footer=stored(summary),
        link=article.posting.link or article.url,
    )


def stored(summary: Summary) -> str:
    """What is stored of one article, in one line: "3 of 12 sentences · 240 words · left out: a cookie notice"."""
    [article] = summary.articles
    words = plural(summary.words, "word") if summary.words else ""
    left = f"left out: {', '.join(article.left_out)}" if article.left_out else ""
    return " · ".join(filter(None, [_length(summary), words, left]))


def of_article(label: str, command: str, article: Article) -> Action:
    """A command on an article."""
    return Action(label, command, (("article", f"#{article.number}"),))


def longer(summary: Summary, label: str) -> tuple[Action, ...]:
    """What gives the long summary of one article, where there is one."""
    return _longer(summary, Action(label, "summary", (("what", f"#{summary.articles[0].number}"),)))


def _longer(summary: Summary, action: Action) -> tuple[Action, ...]:
    """What gives the long summary, where that has more lines than this one."""
    most = min(SENTENCES["long"], summary.sentences)
    return (action.with_argument("length", "long"),) if len(summary.lines) < most else ()


def names_of(summary: Summary) -> tuple[Action, ...]:
    """What lists the names in one article, where there are some."""
    return (of_article("Names", "article names", summary.articles[0]),) if summary.entities else ()


def _state(article: Article, *, named: bool = False) -> tuple[Section, ...]:
    match article.state:
        case "failed":
            note = f"It could not be read: {article.reason}"
        case "pending":
            note = "It is being read; names and summary follow in a moment."
        case "deferred":
            note = "It is filed without having been read: the next `dossier run` reads it, or `dossier rebuild`."
        case _ if not is_read_as_english(article.language):
            note = _BY_POSITION.format(language_name(article.language), "" if named else _NO_NAMES)
        case _:
            return ()
    return (Section(None, (Line(note),), "prose"),)


def summary_sections(summary: Summary) -> tuple[Section, ...]:
    """The lines of a summary, each with its receipt; nothing for a summary without lines."""
    if not summary.lines:
        return ()
    lines = tuple(Line(excerpt.shown, receipts(excerpt)) for excerpt in summary.lines)
    return (Section(None, lines, "prose" if len(summary.articles) == 1 else "list"),)


def _length(summary: Summary) -> str:
    if not summary.sentences:
        return ""
    return f"{len(summary.lines)} of {plural(summary.sentences, 'sentence')}"


def _names(found: Sequence[Entity]) -> tuple[Section, ...]:
    """The names of an article, a line for each kind."""
    kinds: dict[Kind, list[Entity]] = {}
    for entity in found:
        kinds.setdefault(entity.kind, []).append(entity)
    ordered = sorted(kinds, key=list(KIND_WORDS).index)
    fields = tuple(Field(KIND_WORDS[kind][1].capitalize(), names_line(kinds[kind])) for kind in ordered)
    return (Section("Names", fields, "fields"),) if fields else ()


def _again(summary: Summary) -> tuple[Section, ...]:
    """Where else an article was posted, and by whom."""
    [article] = summary.articles
    lines = tuple(_posting_line(article, one) for one in summary.again[:_POSTINGS])
    more = len(summary.again) - len(lines)
    return (Section("Also posted", lines, more=more),) if lines else ()


def about_card(title: str, subtitle: str, summary: Summary, action: Action, note: str = "") -> Card:
    """A summary over several articles, on an entity or a topic; `note` says what was done to find them."""
    return Card(
        title,
        subtitle,
        summary_sections(summary),
        actions=_longer(summary, action),
        footer=" ".join(
            filter(
                None, [f"From {plural(len(summary.articles), 'article')}, {_length(summary)}.", _differ(summary), note]
            )
        ),
    )


def _differ(summary: Summary) -> str:
    """That its sources give different numbers: both lines stand above."""
    return f"The sources differ on how many were {' and '.join(summary.differ)}." if summary.differ else ""


def list_card(title: str, found: Sequence[Article], total: int, page: Page | None) -> Card:
    """Articles as a numbered list that can be picked from."""
    lines = tuple(Line(title_of(a), (receipt(a),), note=_note(a), action=show_article(a)) for a in found)
    return Card(title, plural(total, "article"), (Section(None, lines, "numbered"),), page=page)


def _note(article: Article) -> str:
    notes = [article.section or "", "" if article.state == "ready" else article.state]
    return " · ".join(note for note in notes if note)


def raw_card(article: Article, text: str, postings: Sequence[Posting], page: Page | None) -> Card:
    """A stretch of an article's stored text, as it stands, with every place where it was posted.

    Several are listed, each with its link: the parts of a long paste, and whoever posted it again.
    """
    paragraphs = tuple(Line(part) for part in text.split("\n\n") if part.strip())
    sections = [Section(None, paragraphs, "prose")]
    if len(postings) > 1:
        sections.append(Section("Posted in", tuple(_posting_line(article, one) for one in postings)))
    return Card(
        title_of(article),
        facts(article),
        tuple(sections),
        actions=(Action("Summary", "article show", (("article", f"#{article.number}"),)),),
        page=page,
        footer=f"Posted in {postings[0].where} ({_moment(postings[0])})." if len(postings) == 1 else "",
        link=article.posting.link or article.url,
    )


def _posting_line(article: Article, one: Posting) -> Line:
    return Line(_moment(one), (Receipt(article.number, one.link, one.where, None, one.author),))


def _moment(one: Posting) -> str:
    return f"{say_date(one.posted_at.date())}, {one.posted_at:%H:%M} UTC"


def by_kind(found: Sequence[Named]) -> list[Named]:
    """Names as their card lists them: kind by kind, else in their order."""
    return sorted(found, key=lambda one: list(KIND_WORDS).index(one.entity.kind))


def names_card(article: Article, found: Sequence[Named], total: int, page: Page | None) -> Card:
    """Some of the names in an article, kind by kind, each a number that opens its entity."""
    sections = tuple(
        Section(KIND_WORDS[kind][1].capitalize(), tuple(map(_name_line, named)), "numbered")
        for kind, named in groupby(found, key=lambda one: one.entity.kind)
    )
    return Card(
        f"Names in “{title_of(article)}”",
        f"{facts(article)} · {plural(total, 'name')}",
        (*_state(article, named=bool(found)), *sections),
        actions=(of_article("Why?", "article check", article),) if found else (),
        page=page,
        link=article.posting.link or article.url,
    )


def _name_line(one: Named) -> Line:
    entity = one.entity
    elsewhere = f", {entity.mentions:,} in all" if entity.mentions > one.mentions else ""
    return Line(entity.name, note=f"{one.mentions} here{elsewhere}", action=show_namesake(entity, one.handle))


def check_card(article: Article, found: Sequence[Named], page: Page | None, *, deletable: bool) -> Card:
    """How an article was read: what was left out, and which names it was found to have, and why."""
    names = [line for one in found for line in _reasons(one)]
    delete = of_article("Delete it", "delete", article)
    return Card(
        f"How “{title_of(article)}” was read",
        facts(article),
        (
            *_state(article, named=bool(found)),
            Section(None, tuple(_reading(article)), "fields"),
            *((Section("Names, and what stands for them", tuple(names), "numbered"),) if names else ()),
        ),
        choices=(Choice("Delete it", "the article, with everything derived from it", delete),) if deletable else (),
        actions=(of_article("Full text", "article raw", article),),
        page=page,
        link=article.posting.link or article.url,
    )


def _reading(article: Article) -> Iterator[Field]:
    language = "not to be told from so few words" if article.language == "und" else language_name(article.language)
    yield Field("State", {"ready": "read", "pending": "waits"}.get(article.state, article.state))
    yield Field("Language", language)
    yield Field("Left out", ", ".join(article.left_out) or "nothing")


def _reasons(one: Named) -> Iterator[Line]:
    """A line for each name: what stands for it, and why; and where it is known by another name."""
    for joined in one.joined:
        notes = [_reason(form, joined.name) for form in joined.forms]
        if joined.name != one.entity.name:
            notes.insert(0, f"taken for {one.entity.name}")
        correct = Action("Put right", "correct", (("name", f"{HANDLE_MARK}{one.handle}"),))
        yield Line(joined.name, note="; ".join(notes), action=correct)


def _reason(form: Form, name: str) -> str:
    if form.text == name:
        return f"{form.count} times: {form.reason}"
    times = f" ({form.count} times)" if form.count > 1 else ""
    return f"“{form.text}”{times}: {form.reason}"
