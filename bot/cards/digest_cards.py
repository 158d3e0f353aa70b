"""Cards of what is new: catching up, digests, and when digests recur."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from bot.cards.card import Action, Card, Field, Line, Page, Receipt, Section, say_date
from bot.cards.receipts import plural, receipt, show_article, title_of
from bot.desk.digesting import recurrence_of
from bot.desk.slots import News, SlotTold
from bot.store.digests import Digest

_RECEIPTS = 5
"""Sources of a slot that are named; the rest is counted."""

_LIST = Action("All digests", "digest list")


def news_sections(told: Sequence[SlotTold], more: int = 0) -> tuple[Section, ...]:
    """Slots as a numbered list that can be picked from, each with its sentence and sources below."""
    sections: list[Section] = []
    for slot in told:
        own = () if slot.line else _sources(slot)
        line = Line(_called(slot), own, note=_note(slot), action=_show(slot))
        sections.append(Section(None, (line,), "numbered"))
        if slot.line:
            sections.append(Section(None, (Line(slot.line.shown, _sources(slot)),)))
    if more:
        sections.append(Section(None, (), more=more))
    return tuple(sections)


def catchup_card(
    told: Sequence[SlotTold], news: News, since: datetime | None, page: Page | None, clock: tzinfo
) -> Card:
    """What is new since somebody looked; at their first look, of the last days."""
    said = f"Since you looked on {say_moment(since, clock)}" if since else "Of the last seven days"
    return Card(
        "What is new",
        f"{said}: {_counted(news)}",
        news_sections(told),
        page=page,
        footer=_bounded(news),
    )


def nothing_new_card(since: datetime | None, clock: tzinfo) -> Card:
    """Nothing is new."""
    if since is None:
        return Card("Nothing new is filed here.", "`recent` lists the latest articles, however old.")
    return Card(
        f"Nothing new since you looked on {say_moment(since, clock)}.",
        actions=(Action("Show again what was new then", "catchup", (("page", "1"),)),),
    )


def digest_card(told: Sequence[SlotTold], news: News, since: date) -> Card:
    """A digest that somebody asked for; a button lists the stories that have no room in it."""
    more = len(news.slots) - len(told)
    every = Action("All stories", "stories", (("since", since.isoformat()),))
    return Card(
        f"Digest since {say_date(since)}",
        _counted(news),
        news_sections(told, more),
        actions=(every,) if more else (),
        footer=_bounded(news),
    )


def scheduled_card(told: Sequence[SlotTold], news: News, digest: Digest, clock: tzinfo, *, late: bool) -> Card:
    """A digest that is posted by itself; one that is late says so."""
    since = f"Since {say_moment(digest.sent_at, clock)}: " if digest.sent_at else ""
    return Card(
        f"Digest of {say_date(digest.due_at.astimezone(clock).date())}",
        f"{since}{_counted(news)}",
        news_sections(told, len(news.slots) - len(told)),
        footer=" ".join(
            filter(None, [f"Late: it was due on {say_moment(digest.due_at, clock)}." if late else "", _bounded(news)])
        ),
    )


def made_card(digest: Digest, zone: str, clock: tzinfo, *, new: bool) -> Card:
    """A digest that recurs from now on."""
    changed = "" if new else " It repeats nothing that the channel had."
    return Card(
        f"A digest is posted in #{digest.name} {recurrence_of(digest)}.",
        f"By the clock of {zone}; the next is due on {say_moment(digest.due_at, clock)}, if there is news.{changed}",
        actions=(_LIST,),
        tone="good",
    )


def digests_card(listed: Sequence[Digest], zone: str, clock: tzinfo) -> Card:
    """The digests that recur in a guild, each with what is wrong with it."""
    if not listed:
        return Card("No digest is scheduled here.", "`digest schedule daily 08:00` posts one every morning.")
    fields = tuple(Field(f"#{one.name}", _told(one, clock)) for one in listed)
    return Card(
        "Digests",
        f"By the clock of {zone}",
        (Section(None, fields, "fields"),),
        tone="warn" if any(one.trouble for one in listed) else "plain",
    )


def stopped_card(name: str, *, was: bool) -> Card:
    """A digest that does not recur any more."""
    if not was:
        return Card(f"No digest is scheduled in #{name}.", actions=(_LIST,))
    return Card(f"No digest is posted in #{name} any more.", actions=(_LIST,), tone="good")


def say_moment(moment: datetime, clock: tzinfo) -> str:
    """A time of a day by a clock: "14 Sep 2023, 08:00"."""
    there = moment.astimezone(clock)
    return f"{say_date(there.date())}, {there:%H:%M}"


def _told(digest: Digest, clock: tzinfo) -> str:
    last = f"the last was sent on {say_moment(digest.sent_at, clock)}" if digest.sent_at else "none was sent yet"
    said = [
        str(recurrence_of(digest)),
        f"the next is due on {say_moment(digest.due_at, clock)}",
        last,
        digest.trouble or "",
    ]
    return " · ".join(filter(None, said))


def _counted(news: News) -> str:
    return f"{plural(len(news.slots), 'story', 'stories')} in {plural(news.read, 'article')}"


def _bounded(news: News) -> str:
    return "" if news.whole else f"Only the latest {news.read:,} articles are looked at."


def _note(slot: SlotTold) -> str:
    count = len(slot.articles)
    said = [f"+{count - 1:,}" if count > 1 else "", "goes on" if slot.goes_on else ""]
    return " · ".join(filter(None, said))


def _show(slot: SlotTold) -> Action:
    """What opens a slot: its story, where that has several articles."""
    if len(slot.articles) == 1 and not slot.goes_on:
        return show_article(slot.head)
    return Action(_called(slot), "story show", (("what", f"#{slot.head.number}"),))


def _called(slot: SlotTold) -> str:
    return slot.name or title_of(slot.head)


def _sources(slot: SlotTold) -> tuple[Receipt, ...]:
    """The receipt of the sentence, then those of the other articles."""
    others = [one for one in slot.articles if one.id != slot.head.id]
    return tuple(receipt(one) for one in (slot.head, *others[: _RECEIPTS - 1]))
