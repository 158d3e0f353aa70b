"""Cards about what is kept of whoever asks, and how it goes."""

from bot.cards.card import Action, Card, Choice, Line, Section
from bot.cards.receipts import plural
from bot.store.people import Kept

_ALSO = """
Either way your watches go, and up to where you have looked. Your corrections hold on, without your name.

What you post from now on is filed without your name, also what still stands on Discord and is read again. For that a
keyed hash of your account is kept.

It holds for every server where I am, and cannot be undone. To delete what you posted you then delete your message:
`delete` no longer knows it for yours.
"""
_ELSEWHERE = "What articles say of you is not yours alone: it stays as long as they do."

_NAME = Choice(
    "Take my name off",
    "what you posted and noted stays",
    Action("Take my name off", "forgetme", (("what", "name"), ("sure", "yes"))),
)
_POSTS = Choice(
    "Forget what I posted, too",
    "articles that nobody else posted go, and your notes",
    Action("Forget what I posted, too", "forgetme", (("what", "posts"), ("sure", "yes"))),
)
_BACK = Action("Name me again", "forgetme", (("what", "back"),))


def kept_card(kept: Kept, what: str | None) -> Card:
    """What is kept of somebody, with the buttons that forget it, or only the one for what they asked for."""
    lines = tuple(map(Line, _kept(kept)))
    if not kept:
        said = "What you post is filed without your name." if kept.unnamed else ""
        return Card("Nothing is kept of you.", said, actions=_back(kept), footer=_ELSEWHERE)
    offered = (_NAME, _POSTS) if kept.posted else (_NAME,)
    choices = tuple(one for one in offered if what is None or ("what", what) in one.action.arguments)
    return Card(
        "What is kept of you",
        "In all servers where I am.",
        (
            Section(None, lines, ours=True),
            Section(
                "Have it forgotten",
                tuple(Line(" ".join(part.split())) for part in _ALSO.strip().split("\n\n")),
                "prose",
                ours=True,
            ),
        ),
        choices=choices or offered,
        actions=_back(kept),
        footer=_ELSEWHERE,
        tone="warn" if what else "plain",
    )


def _kept(kept: Kept) -> list[str]:
    told = [
        (kept.postings, "posting that is filed, with your account", "postings that are filed, with your account"),
        (kept.drafts, "posting that waits or could not be read", "postings that wait or could not be read"),
        (kept.notes, "note that you wrote on a name", "notes that you wrote on names"),
        (kept.corrections, "correction of yours", "corrections of yours"),
        (kept.watches, "watch, with what you were told of", "watches, with what you were told of"),
    ]
    lines = [plural(count, one, many) for count, one, many in told if count]
    if kept.looks:
        lines.append(f"When you last looked by `catchup`, and what you were shown, in {plural(kept.looks, 'server')}")
    return lines


def _back(kept: Kept) -> tuple[Action, ...]:
    return (_BACK,) if kept.unnamed else ()


def forgotten_card(what: str) -> Card:
    """What is said to somebody who is forgotten."""
    posts = "With what you posted, unless others posted it, too." if what == "posts" else "What you posted stays."
    return Card(
        "You are forgotten.", f"{posts} What you post is filed without your name.", actions=(_BACK,), tone="good"
    )


def named_card() -> Card:
    """What is said to somebody who wants to be named again."""
    return Card("What you post from now on is filed under your name.", "What was forgotten stays so.", tone="good")
