"""Cards of what happened when: an event a row, under its day."""

from datetime import date

from bot.cards.card import MONTHS, Action, Card, Line, Page, Section, say_date
from bot.cards.receipts import plural, receipt
from bot.desk.timelines import Happened, Timeline, is_whole
from bot.pictures.types import Event, EventChart


def timeline_card(
    title: str, subtitle: str, found: Timeline, page: Page | None, today: date, actions: tuple[Action, ...] = ()
) -> Card:
    """Events, each with its days and receipts; those that were told of before they were due are marked as planned."""
    unit = {"day": "", "month": "by month", "year": "by year"}[found.fold]
    said = " · ".join(filter(None, [subtitle, unit]))
    return Card(
        title,
        said,
        tuple(_section(row, found, today) for row in found.rows),
        actions=actions,
        page=page,
        picture=_picture(title, found),
    )


def _picture(title: str, found: Timeline) -> EventChart | None:
    """The events beside an axis of time, where there are several."""
    if len(found.rows) < 2:
        return None
    drawn = [Event(row.first, say_days(row.first, row.last), row.told[0].shown, row.planned) for row in found.rows]
    first, last = (choose(drawn, key=lambda event: event.day).said for choose in (min, max))
    return EventChart(title, f"{len(drawn)} events beside an axis of time, from {first} to {last}.", tuple(drawn))


def day_card(first: date, last: date, found: Timeline, page: Page | None, today: date) -> Card:
    """What happened on a day, as a list; in a month or a year, under its days."""
    title = f"On {say_days(first, last)}" if first == last else say_days(first, last)
    if first < last:
        return timeline_card(title, "", found, page, today)
    lines = tuple(_line(row, _notes(row, today)) for row in found.rows)
    said = plural(found.count, "event")
    if found.read:
        said += f" in the {found.read} sentences of the articles filed last"
    return Card(title, said, (Section(None, lines),), page=page)


def _section(row: Happened, found: Timeline, today: date) -> Section:
    notes = _notes(row, today)
    if row.folded:
        month = f"{MONTHS[row.first.month - 1]} {row.first.year}" if found.fold == "month" else str(row.first.year)
        notes.append(f"and {plural(row.folded, 'other day')} in {month}")
    elif row.beside:
        notes.append(
            f"and {plural(row.beside, 'other article')} of {'that day' if row.first == row.last else 'that time'}"
        )
    return Section(say_days(row.first, row.last), (_line(row, notes),))


def _line(row: Happened, notes: list[str]) -> Line:
    return Line(row.told[0].shown, tuple(receipt(one.article) for one in row.told), note=" · ".join(notes))


def _notes(row: Happened, today: date) -> list[str]:
    more = row.articles - len(row.told)
    return [
        *(["planned" if row.first > today else "as planned then"] if row.planned else []),
        *([f"and {plural(more, 'more article')}"] if more else []),
    ]


def say_days(first: date, last: date) -> str:
    """A day, a month, a year, or from when to when: "14 Sep 2023", "Mar 2024", "2013", "11 Mar 2024 – 17 Mar 2024"."""
    match is_whole(first, last):
        case "day":
            return say_date(first)
        case "month":
            return f"{MONTHS[first.month - 1]} {first.year}"
        case "year":
            return str(first.year)
    return f"{say_date(first)} – {say_date(last)}"
