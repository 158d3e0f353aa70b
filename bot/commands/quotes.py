"""The commands about who said what: `quotes`, `said`."""

import re
from dataclasses import dataclass, replace

from bot.cards.card import Action, Card, Refusal
from bot.cards.entity_cards import unknown, which
from bot.cards.quote_cards import quotes_card, then_and_now_card
from bot.cards.receipts import show_entity
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.dates import days_of
from bot.commands.days import day_from
from bot.commands.meaning import again, told_apart
from bot.commands.paging import page_of, place_in
from bot.commands.registry import command, group
from bot.desk import lookup
from bot.desk import quotes as desk
from bot.desk.results import QuoteLine
from bot.store.database import Connection
from bot.store.quotes import EVER
from bot.store.rows import Entity, day_of

_EACH = 6
"""Quotes on a page."""

_ASKED = re.compile(
    r"about\s+(?P<of>.+?)\s+by\s+(?P<who>.+)|(?:by\s+(?P<by>.+?))?(?:(?:^|\s+)about\s+(?P<about>.+))?", re.IGNORECASE
)
"""What is asked for in words: "by Kim about the treaty", "about the treaty by Kim"."""

_NOTHING_AFTER = re.compile(r"(?<=\S)\s+(?:about|by)$", re.IGNORECASE)

group("quotes", "Who said what: quotes by somebody, about somebody, with some words")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed for each part, and what else of the line a choice or a page has to repeat."""

    by: str | None
    about: str | None
    since: str | None
    until: str | None

    def arguments(self, **changed: str | None) -> tuple[tuple[str, str], ...]:
        """The arguments that ask for the same, some of them changed."""
        given = {"by": self.by, "about": self.about, "since": self.since, "until": self.until} | changed
        return tuple((key, value) for key, value in given.items() if value)


@command(
    "quotes find",
    describe={
        "words": "by NAME, about NAME, or both",
        "by": "Who said it",
        "about": "Who or what is named in it",
        "since": "From this day, month or year on: 2024-06, 30d, Monday",
        "until": "Up to this day, month or year",
        "then": "The first and the last of them, where they are far apart",
        "page": "Page",
    },
    complete={"by": complete.entity, "about": complete.entity},
    fallback=True,
)
async def quotes(
    ask: Ask,
    words: str | None = None,
    by: str | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    then: bool = False,
    page: int = 1,
) -> Card:
    """Show what somebody said, or what was said about somebody.

    `quotes by Kim` · `quotes about Putin` · `quotes by Kim about Putin since:2024` · `quotes by Kim about Putin then`

    The latest come first. Every line is word for word from an article; a speaker whom it does not name stands in
    brackets before it.
    """
    asked = _read(words, _Asked(by, about, since, until))
    days = _days(ask, asked)
    async with ask.desk.store.reading() as db:
        speaker = await _entity(db, ask, asked, "by")
        if isinstance(speaker, Card):
            return speaker
        subject = await _entity(db, ask, asked, "about")
        if isinstance(subject, Card):
            return subject
        asked = replace(
            asked,
            by=again(asked.by, speaker) if asked.by and speaker else None,
            about=again(asked.about, subject) if asked.about and subject else None,
        )
        if then:
            return await _then_and_now(db, ask, asked, speaker, subject)
        found = await desk.found(db, ask.scope, by=speaker, about=subject, days=days)
    return _listed(asked, speaker, subject, found, page)


def _read(words: str | None, asked: _Asked) -> _Asked:
    """What was asked for, with what the free words say of it."""
    typed = _NOTHING_AFTER.sub("", " ".join((words or "").split()))
    found = _ASKED.fullmatch(typed) if typed else None
    if found:
        by, about = found["by"] or found["who"], found["about"] or found["of"]
        asked = replace(asked, by=asked.by or by, about=asked.about or about)
    elif typed:
        asked = replace(asked, about=asked.about or typed) if asked.by else replace(asked, by=typed)
    if not (asked.by or asked.about):
        raise Refusal("Whose quotes, or about whom?", "`quotes by Kim`, `quotes about Putin`, or `said` with words.")
    return asked


def _days(ask: Ask, asked: _Asked) -> tuple[int, int]:
    first = day_of(day_from(asked.since, ask.now)) if asked.since else EVER[0]
    return first, _last(ask, asked.until) if asked.until else EVER[1]


def _last(ask: Ask, typed: str) -> int:
    found = days_of(typed, ask.now.date())
    if found is None:
        raise Refusal(
            f"`until` takes a day, a month or a year, not “{short(typed)}”.", "2024-06-19, 2024-06, 2024, 30d."
        )
    return day_of(found[1])


async def _entity(db: Connection, ask: Ask, asked: _Asked, part: str) -> Entity | Card | None:
    """Who is meant by one part of what was asked; a card where that is to be chosen.

    Raises:
        Refusal: nobody is called so.
    """
    typed = asked.by if part == "by" else asked.about
    if typed is None:
        return None
    found = await lookup.entity(db, ask.scope, typed)
    if found.one:
        return found.one
    if found.exact:
        card = which(typed, await told_apart(db, ask.scope, found.exact), "quotes find", part)
        choices = (
            replace(one, action=replace(one.action, arguments=asked.arguments(**dict(one.action.arguments))))
            for one in card.choices
        )
        return replace(card, choices=tuple(choices))
    refusal = unknown(typed, found.near, "quotes find", part)
    refusal.choices = tuple(
        replace(one, action=replace(one.action, arguments=asked.arguments(**dict(one.action.arguments))))
        for one in refusal.choices
    )
    raise refusal


def _listed(asked: _Asked, speaker: Entity | None, subject: Entity | None, found: list[QuoteLine], page: int) -> Card:
    title = _title("Quotes", speaker, subject)
    when = " ".join(f"{name} {value}" for name, value in (("since", asked.since), ("until", asked.until)) if value)
    if not found:
        named = f"{title[:1].lower()}{title[1:]}"
        raise Refusal(f"There are no {named} here{' ' + when if when else ''}.", "`said` finds quotes by their words.")
    number, of = place_in(page, len(found), _EACH)
    action = Action(title, "quotes find", asked.arguments())
    actions = [show_entity(one) for one in (speaker, subject) if one]
    if speaker and subject and len(found) > 1:
        actions.insert(
            0, Action("Then and now", "quotes find", (*asked.arguments(since=None, until=None), ("then", "yes")))
        )
    counted = f"the latest {len(found)}" if len(found) >= desk.MOST else str(len(found))
    said = " · ".join(filter(None, [f"{counted} {'quote' if len(found) == 1 else 'quotes'}", when]))
    shown = found[(number - 1) * _EACH : number * _EACH]
    return quotes_card(title, said, shown, page_of(number, of, action), tuple(actions))


async def _then_and_now(
    db: Connection, ask: Ask, asked: _Asked, speaker: Entity | None, subject: Entity | None
) -> Card:
    if speaker is None or subject is None:
        raise Refusal("Then and now is of one speaker on one subject.", "`quotes by Kim about Putin then`")
    title = f"{speaker.name} on {subject.name}, then and now"
    pair = await desk.then_and_now(db, ask.scope, speaker, subject)
    every = Action("All of them", "quotes find", asked.arguments())
    if pair is None:
        raise Refusal(
            f"Nothing that {speaker.name} said about {subject.name} is {desk.APART} days or more apart.",
            f"`quotes by {short(speaker.name)} about {short(subject.name)}` lists what there is.",
        )
    return then_and_now_card(title, "", *pair, (every, show_entity(speaker), show_entity(subject)))


def _title(what: str, speaker: Entity | None, subject: Entity | None) -> str:
    return " ".join(
        [what, *([f"by {speaker.name}"] if speaker else []), *([f"about {subject.name}"] if subject else [])]
    )


@command(
    "said",
    describe={"words": 'Words of the quote, "a phrase", -not, OR; before: after: in: from: section:', "page": "Page"},
    verbatim=("words",),
)
async def said(ask: Ask, words: str, page: int = 1) -> Card:
    """Find what was said, by its words.

    All words must stand in the quote itself. `said treaty` · `said "never again" after:2024`
    """
    async with ask.desk.store.reading() as db:
        found, notes = await desk.said(db, ask.scope, words, today=ask.now.date())
    if not found:
        raise Refusal(f"Nobody is quoted with “{short(words)}” here.", " ".join(notes) or "`search` finds it anywhere.")
    number, of = place_in(page, len(found), _EACH)
    action = Action("Said", "said", (("words", words),))
    shown = found[(number - 1) * _EACH : number * _EACH]
    counted = f"{len(found)} {'quote' if len(found) == 1 else 'quotes'}"
    subtitle = " · ".join([counted, *notes])
    return quotes_card(f"Said: {short(words)}", subtitle, shown, page_of(number, of, action))
