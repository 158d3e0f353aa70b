"""Commands on what was corrected: `history`, `undo`."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.cards.card import Action, Card, Refusal
from bot.cards.correction_cards import Told, history_card, undo_card
from bot.cards.receipts import KIND_WORDS
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.correcting import SURE, done, hand
from bot.commands.paging import page_of, place_in
from bot.commands.registry import command
from bot.desk import corrected, correcting
from bot.desk.corrected import Read
from bot.store import corrections
from bot.store.corrections import Act, Entry
from bot.store.database import Connection

_EACH = 10
_PERSON = re.compile(r"(?:<@!?)?(\d{1,20})>?")
_SPAN = re.compile(r"(\d{1,4})\s*([mhdw])[a-z]*")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_UNKNOWN = "a name that is not known here"
_AN_ARTICLE = "an article that is not known here"
_UNKNOWN_TO: dict[Act, str] = {
    "ban string": "a string that is not told here",
    "story merge": _AN_ARTICLE,
    "story split": _AN_ARTICLE,
    "story rename": _AN_ARTICLE,
}


@command("history", describe={"page": "Page"})
async def history(ask: Ask, page: int = 1) -> Card:
    """Show what was corrected here, by whom and when, the latest first; picking one takes it back."""
    async with ask.desk.store.reading() as db:
        total = await corrections.total(db, ask.scope.guild)
        number, of = place_in(page, total, _EACH)
        found = await corrections.latest(db, ask.scope.guild, limit=_EACH, offset=(number - 1) * _EACH)
        told = await _told(db, ask, found)
    return history_card(told, total, page_of(number, of, Action("Corrections", "history")))


async def _told(db: Connection, ask: Ask, entries: list[Entry]) -> list[Told]:
    read = await corrected.read(db, ask.scope, entries)
    alone = [one.voided[0] for one in read if len(one.voided) == 1]
    said = {one.entry.id: f": {words(one)}" for one in await corrected.read(db, ask.scope, alone)}
    return [
        Told(
            one.entry.number,
            words(one) + (said.get(one.voided[0].id, "") if len(one.voided) == 1 else ""),
            one.entry.made_by,
            one.entry.made_at,
            one.entry.standing,
            one.why,
        )
        for one in read
    ]


_SAID: dict[Act, str] = {
    "merge": "{first} and {second} are one",
    "notsame": "{first} is not {second}",
    "split": "{part} of {first} is somebody or something else",
    "rename": "{first} is called {typed}",
    "retype": "{first} is taken for: {kind}",
    "ban": "{first} is left out",
    "ban string": "{first} is left out wherever it stands",
    "alias on": "{first} also goes by {typed}",
    "alias off": "{first} does not stand for {second}",
    "wrong speaker": "a quote is {first}’s",
    "story merge": "{first} and {second} are one story",
    "story split": "{first} is not of one story with {second}",
    "story rename": "the story of {first} is called {typed}",
    "undo": "{voided} taken back",
}


def words(one: Read) -> str:
    """An entry in words, for whoever may read as much of it."""
    unknown = _UNKNOWN_TO.get(one.entry.act, _UNKNOWN)
    sides = one.entry.detail.get("first", 1)  # of stories any article that the reader knows
    known = (next(filter(None, side), None) for side in (one.names[:sides], one.names[sides:]))
    first, second = (f"“{name}”" if name else unknown for name in known)
    nobodys = one.entry.act == "wrong speaker" and one.entry.detail["to"] is None
    return ("a quote is not {first}’s" if nobodys else _SAID[one.entry.act]).format(
        first=first,
        second=second,
        typed=f"“{one.typed}”" if one.typed else "something that is not told here",
        part=_PARTS.get(one.entry.detail.get("by", ""), "a time"),
        kind=KIND_WORDS[one.entry.detail["kind"]][0] if one.entry.act == "retype" else "",
        voided=_voided(one.voided),
    )


def _voided(entries: Sequence[Entry]) -> str:
    if len(entries) == 1:
        return f"correction {entries[0].number} is"
    numbers = ", ".join(str(one.number) for one in entries[:_EACH])
    return f"corrections {numbers}{' …' if len(entries) > _EACH else ''} are"


_PARTS = {
    "name": "one name",
    "role": "what has a certain role",
    "channel": "one channel",
    "in": "a part",
}


@command(
    "undo",
    describe={
        "entry": "The number of a correction or an undoing; your latest correction that stands, when left out",
        "by": "Everything of one person: a mention, an id, or `me`",
        "since": "With `by`: since when (2h, 3d, 2024-05-31) or which correction (#12)",
        "sure": SURE,
    },
    permission="correct",
    changes=True,
)
async def undo(
    ask: Ask, entry: int | None = None, by: str | None = None, since: str | None = None, sure: bool = False
) -> Card:
    """Take a correction back; an undoing too. With `by`, everything that one person corrected, as one.

    Asked again, it takes back the correction before. What was taken back is in `history`, and can be made to stand
    again by taking the undoing back: by its number, or on its card.
    """
    action = Action("Take back", "undo", tuple(
        (key, value) for key, value in
        (("entry", str(entry) if entry is not None else None), ("by", by), ("since", since)) if value
    ))  # fmt: skip
    if not sure:
        async with ask.desk.store.reading() as db:
            found = await _chosen(db, ask, entry, by, since)
            if len(found) == 1:
                action = Action("Take back", "undo", (("entry", str(found[0].number)),))
            return undo_card(await _told(db, ask, found), action)
    async with ask.desk.store.writing() as db:
        found = await _chosen(db, ask, entry, by, since)
        made = await correcting.undo(db, hand(ask), found)
    numbers = [one.number for one in found]
    what = f"Correction {numbers[0]} is" if len(numbers) == 1 else f"{len(numbers)} corrections are"
    return await done(ask, f"{what} taken back.", made)


async def _chosen(db: Connection, ask: Ask, number: int | None, by: str | None, since: str | None) -> list[Entry]:
    """What is to be taken back. Refusal where there is nothing, or somebody was quicker."""
    guild = ask.scope.guild
    if by is not None or since is not None:
        found = await _wave(db, ask, by or "me", since)
    elif number is None:
        latest = await corrections.last_standing(db, guild, ask.asker)
        found = [latest] if latest else []
    else:
        named = await corrections.by_number(db, guild, number)
        if named is None:
            raise Refusal(f"There is no correction {number} here.", "`history` lists them.")
        if not named.standing:
            voiding = await corrections.voiding(db, named.id)
            raise Refusal(
                f"Correction {number} is taken back already{f', by correction {voiding.number}' if voiding else ''}.",
                "Nothing was changed.",
            )
        found = [named]
    if not found:
        raise Refusal("There is nothing to take back.", "`history` lists what was corrected.")
    return found


async def _wave(db: Connection, ask: Ask, by: str, since: str | None) -> list[Entry]:
    person = ask.asker
    if by.casefold() != "me":
        named = _PERSON.fullmatch(by.strip())
        if named is None:
            raise Refusal(f"“{short(by)}” is nobody that I can tell.", "Give a mention, an id, or `me`.")
        person = named[1]
    moment, number = _since(ask, since) if since else (None, None)
    return await corrections.wave(db, ask.scope.guild, person, since=moment, number=number)


def _since(ask: Ask, typed: str) -> tuple[datetime | None, int | None]:
    text = typed.strip().casefold()
    if text.removeprefix("#").isdigit() and (text.startswith("#") or len(text) < 5):
        return None, int(text.removeprefix("#"))
    if span := _SPAN.fullmatch(text):
        return ask.now - timedelta(**{_UNITS[span[2]]: int(span[1])}), None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(f"“{short(typed)}” is no time.", "Give 2h, 3d, a day like 2024-05-31, or #12.") from None
    return moment.replace(tzinfo=moment.tzinfo or UTC), None
