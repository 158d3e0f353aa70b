"""Cards about how Dossier is set up in a guild: which channels are watched, and how; what is kept, and who corrects."""

from collections.abc import Sequence

from bot.cards.card import Action, Card, Choice, Field, Line, Section
from bot.cards.receipts import plural
from bot.desk.watching import Passed, Seen
from bot.store.retention import TooOld
from bot.store.watched import Watched

_REPLIES = {
    "card": "answers with a card",
    "thread": "opens a thread with a card",
    "reaction": "answers with a reaction",
    "silent": "says nothing",
}
_LENGTHS = {"line": "one line", "short": "three sentences", "long": "eight sentences"}

_REMEDY = "What I may not do: give my role these permissions in that channel."

_ALL = Action("All watched channels", "setup show")


def watched_card(channel: Watched, lacking: Sequence[str], *, new: bool) -> Card:
    """A channel that is watched from now on, or whose watching was changed; `lacking` is what the bot may not there."""
    fields = [*_settings(channel), *([Field("I may not", ", ".join(lacking))] if lacking else [])]
    return Card(
        f"#{channel.name} is watched from now on." if new else f"#{channel.name} is watched so from now on.",
        "Articles that are posted there are filed." if new else "",
        (Section(None, tuple(fields), "fields"),),
        actions=(_ALL,),
        footer=_REMEDY if lacking else "",
        tone="good",
    )


def _settings(channel: Watched) -> list[Field]:
    fields = [Field("To an article", _REPLIES[channel.reply])]
    if channel.shows_cards:
        fields.append(Field("Summary", _LENGTHS[channel.length]))
    return [*fields, Field("Read are", _writers(channel))]


def _writers(channel: Watched) -> str:
    return " and ".join(["members", *(["bots"] if channel.bots else []), *(["webhooks"] if channel.webhooks else [])])


def unwatched_card(name: str, *, was: bool) -> Card:
    """A channel that is watched no more."""
    if not was:
        return Card(f"#{name} was not watched.", actions=(_ALL,))
    return Card(f"#{name} is watched no more.", "What was filed from it stays.", actions=(_ALL,), tone="good")


def watching_card(listed: Sequence[Seen], passed: Sequence[Passed], kept: int | None) -> Card:
    """The watched channels, how each is answered and what is filed from it; `passed` are messages given up.

    `kept` is for how many days articles are kept, None for ever.
    """
    footer = f"{_how_long(kept)} `setup retention` changes that."
    if not listed:
        begin = "`setup watch` begins with the channel it is asked in."
        return Card("No channel is watched here.", begin, footer=footer)
    sections = [Section(None, tuple(Field(f"#{one.channel.name}", _told(one)) for one in listed), "fields")]
    if passed:
        lines = tuple(Line(f"A message in #{one.channel}", link=one.link) for one in passed)
        sections.append(Section("Passed over: these could not be read, however often it was tried", lines))
    if any(one.lacking for one in listed):
        sections.append(Section(None, (Line(_REMEDY),), "prose", ours=True))
    return Card("Watched channels", plural(len(listed), "channel"), tuple(sections), footer=footer)


def _told(one: Seen) -> str:
    said = [_REPLIES[one.channel.reply]]
    if one.channel.shows_cards:
        said.append(_LENGTHS[one.channel.length])
    if one.channel.hindrance:
        said.append(f"no thread: {one.channel.hindrance}")
    if one.lacking:
        said.append(f"I may not: {', '.join(one.lacking)}")
    said.append(f"reads {_writers(one.channel)}")
    return " · ".join([*said, f"{plural(one.articles, 'article')} filed"])


def curators_card(who: str, *, changed: bool) -> Card:
    """Who may correct: "everyone", "moderators", or the id of a role."""
    said = {"everyone": "Everyone", "moderators": "Those who may manage messages"}.get(who, "Those with one role")
    return Card(
        f"{said} may correct what is known here.",
        "" if who in ("everyone", "moderators") else f"The role has the id {who}.",
        tone="good" if changed else "plain",
    )


def span(days: int) -> str:
    """A number of days in words, in years where it is so many: "90 days", "2 years"."""
    return plural(days // 365, "year") if days % 365 == 0 else plural(days, "day")


def _how_long(days: int | None) -> str:
    return "Articles are kept until they are deleted." if days is None else f"Articles are kept for {span(days)}."


def retention_card(days: int | None, *, changed: bool = False) -> Card:
    """For how many days articles are kept, None for ever, and whether that was set just now."""
    if days is None:
        return Card(_how_long(days), "No article goes by its age.", tone="good" if changed else "plain")
    return Card(
        _how_long(days),
        "What was posted longer ago is being forgotten." if changed else "It counts from when they were posted last.",
        tone="good" if changed else "plain",
        actions=() if changed else (Action("Keep them for ever", "setup retention", (("keep", "off"),)),),
    )


def retention_question(days: int, old: TooOld) -> Card:
    """What goes at once where articles are kept for so many days, and the button that sets it."""
    now = f"{plural(old.articles, 'article')} would go now: nobody has posted {_THEM[old.articles == 1]} since."
    lines = [now if old.articles else "No article is so old now."]
    if old.posted_again:
        again = "its older postings go" if old.posted_again == 1 else "their older postings go"
        lines.append(f"{plural(old.posted_again, 'article')} would stay, having been posted again; {again}.")
    lines.append("It counts from when something was posted, not from when it was published.")
    lines.append("What is forgotten goes with everything that was derived from it. This cannot be undone.")
    keep = (("keep", f"{days}d"), ("sure", "yes"))
    return Card(
        f"Forget what was posted more than {span(days)} ago?",
        "From now on, day by day.",
        (Section(None, tuple(map(Line, lines)), "prose"),),
        choices=(Choice("Forget it", "for good", Action("Forget it", "setup retention", keep)),),
        tone="warn",
    )


_THEM = {True: "it", False: "them"}
