"""Cards about how Dossier is set up in a guild: which channels are watched, and how."""

from collections.abc import Sequence

from bot.cards.card import Action, Card, Field, Line, Section
from bot.cards.receipts import plural
from bot.desk.watching import Passed, Seen
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


def watching_card(listed: Sequence[Seen], passed: Sequence[Passed]) -> Card:
    """The watched channels, how each is answered and what is filed from it; `passed` are messages given up."""
    if not listed:
        return Card("No channel is watched here.", "`setup watch` begins with the channel it is asked in.")
    sections = [Section(None, tuple(Field(f"#{one.channel.name}", _told(one)) for one in listed), "fields")]
    if passed:
        lines = tuple(Line(f"A message in #{one.channel}", link=one.link) for one in passed)
        sections.append(Section("Passed over: these could not be read, however often it was tried", lines))
    footer = _REMEDY if any(one.lacking for one in listed) else ""
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
