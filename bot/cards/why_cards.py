"""Cards that explain: why a name is this entity, why a mention is, and why a string is none."""

from collections.abc import Sequence

from bot.cards.card import Action, Card, Line, Section
from bot.cards.fit import trim
from bot.cards.receipts import KIND_WORDS, entity_note, facts, plural, receipt, receipts, title_of
from bot.cards.safe import one_line
from bot.desk.reasons import Explained, NameReason, NoName, Way
from bot.store.rows import Article

_NAMES, _WAYS = 12, 6
_MOST_REPEATED = 60
_ELSEWHERE = "tied by what stands in other articles"


def why_card(explained: Explained, typed: str, found_by: str, understood: str = "") -> Card:
    """Why what was typed is this entity: matched by which form, which names are one, what stands for it where.

    `found_by` finds the entity again.
    """
    entity = explained.entity
    said = f"“{_short(typed)}” is a form of this name" if explained.exact and typed != entity.name else understood
    names, ways = explained.names, explained.ways
    return Card(
        f"Why {entity.name}" if typed == entity.name else f"Why “{_short(typed)}” is {entity.name}",
        " · ".join(filter(None, [said, entity_note(entity)])),
        (
            *_candidate(explained),
            Section(
                "Names taken for one", tuple(_name(one) for one in names[:_NAMES]), more=max(len(names) - _NAMES, 0)
            ),
            *_ways(ways),
        ),
        actions=(Action(entity.name, "entity", (("name", found_by),)),),
    )


def _candidate(explained: Explained) -> tuple[Section, ...]:
    if explained.entity.confirmed:
        return ()
    said = "It was seen once, so it is a candidate: lists leave it out until it is mentioned again, or is joined."
    return (Section(None, (Line(said),), "prose", ours=True),)


def _name(one: NameReason) -> Line:
    counted = f"{KIND_WORDS[one.kind][0]} · {plural(one.mentions, 'mention')}"
    if one.joins is None:
        return Line(one.name, note=f"{counted} · {one.reason or 'stands by itself'}")
    why = f"joins {one.joins}: {one.reason}" if one.joins else _ELSEWHERE
    return Line(one.name, note=f"{counted} · {why}")


def _ways(ways: Sequence[Way]) -> tuple[Section, ...]:
    if not ways:
        return ()
    lines = tuple(Line(one_line(way.excerpt.shown), receipts(way.excerpt), note=_reason(way)) for way in ways[:_WAYS])
    return (Section("In articles", lines, more=max(len(ways) - _WAYS, 0)),)


def _reason(way: Way) -> str:
    times = f" ({way.count} times)" if way.count > 1 else ""
    return f"“{way.form}”{times}: {way.reason}"


def why_here_card(article: Article, ways: Sequence[Way], typed: str) -> Card:
    """What a form stands for in one article, and why."""
    lines = tuple(
        Line(one_line(way.excerpt.shown), (receipt(article),), note=f"{way.entity.name} · {_reason(way)}")
        for way in ways[:_WAYS]
    )
    return Card(
        f"“{_short(typed)}” in “{title_of(article)}”",
        facts(article),
        (Section(None, lines),),
        actions=(Action("How it was read", "article check", (("article", f"#{article.number}"),)),),
        link=article.posting.link or article.url,
    )


def why_not_card(found: NoName, typed: str, left_out: Sequence[int] = ()) -> Card:
    """Why a string is no name here: never seen, not taken for one, or left out by corrections with these numbers."""
    said = _short(typed)
    if left_out:
        numbers = ", ".join(map(str, left_out))
        reason = (
            f"Correction {numbers} leaves it out. `history` tells whose that is, `undo {left_out[-1]}` takes it back."
        )
    elif not found.excerpts:
        reason = "No article here has it." + (f" And {found.shape}." if found.shape else "")
    else:
        shape = (
            found.shape or "nothing there says that it is a name: neither the language model nor a rule took it for one"
        )
        reason = f"It stands in {found.counted} {'article' if found.counted == '1' else 'articles'}, but {shape}."
    lines = tuple(Line(one_line(excerpt.shown), receipts(excerpt)) for excerpt in found.excerpts)
    return Card(
        f"Why “{said}” is no name here",
        "",
        (Section(None, (Line(reason),), "prose", ours=True), *((Section("Where it stands", lines),) if lines else ())),
        actions=(Action("Search for it", "search", (("query", typed),)),),
    )


def _short(typed: str) -> str:
    return trim(one_line(typed), _MOST_REPEATED)
