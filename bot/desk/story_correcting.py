"""Corrections of stories as people make them: of stories that they see, to entries of the log about articles."""

from collections.abc import Sequence

from bot.desk.correcting import AlreadyError, Hand, make
from bot.desk.results import StoryFound
from bot.store import article_marks, marking
from bot.store.corrections import Act, Entry, New
from bot.store.database import Connection

MOST = 200
"""Articles of one story that an entry speaks of: first the one that names it."""


async def merge(db: Connection, hand: Hand, one: StoryFound, other: StoryFound) -> Entry:
    """Say that two stories are on one event.

    Raises:
        AlreadyError: they are one.
    """
    if set(one.articles) & set(other.articles):
        raise AlreadyError("They are one story already.")
    return await _make(db, hand, "story merge", one.articles[:MOST], other.articles[:MOST])


async def split(db: Connection, hand: Hand, story: StoryFound, off: Sequence[int]) -> Entry:
    """Say that some articles of a story are on another event than the rest: on which is left to their links.

    Raises:
        AlreadyError: they are all of it, or none.
    """
    parted = [article for article in story.articles if article in set(off)]
    rest = [article for article in story.articles if article not in set(off)]
    if not parted:
        raise AlreadyError("The story does not have that article.")
    if not rest:
        raise AlreadyError("Those are all of its articles.")
    return await _make(db, hand, "story split", parted[:MOST], rest[:MOST])


async def rename(db: Connection, hand: Hand, story: StoryFound, name: str) -> Entry:
    """Give the story of an article a name, for those who can read where that is said."""
    return await _make(db, hand, "story rename", story.articles[:1], said=name)


async def _make(
    db: Connection,
    hand: Hand,
    act: Act,
    one: Sequence[int],
    other: Sequence[int] = (),
    said: str | None = None,
) -> Entry:
    """An entry about the articles of one story and of another: `first` is how many of its subjects are of the one."""
    key = await marking.ensured(db, hand.scope.guild)
    fingerprints = await article_marks.fingerprints(db, [*one, *other])
    marks = tuple(map(key.fingerprint, fingerprints))
    entry = await make(db, hand, New(act, marks, {"first": len(one)}, said, opener=fingerprints[0]), [])
    for article in (*one, *other):
        await article_marks.refresh(db, article)
    return entry
