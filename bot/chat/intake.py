"""Intake: whether a message in a watched channel is an article, and which drafts it gives."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from bot.articles.intake import is_article, word_count
from bot.articles.types import Draft
from bot.chat.posts import Post, Upload
from bot.desk.filing import Item
from bot.store.rows import Place
from bot.store.watched import Watched

MOST_BYTES = 10 << 20
"""The largest file that is read: what Discord lets anybody upload."""

_FILES = (".txt", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Found:
    """What a message gives to file, and the parts that are refused at once, each with the reason in words."""

    items: tuple[Item, ...] = ()
    refused: tuple[tuple[Item, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items or self.refused)

    @property
    def parts(self) -> frozenset[int]:
        """The numbers of its parts: 0 is the text, files count from 1."""
        return frozenset(item.place.part for item in (*self.items, *(item for item, _ in self.refused)))


def is_read(post: Post, how: Watched, is_command: Callable[[str], bool]) -> bool:
    """Whether a message is read in a channel that is watched in this way, whatever it says."""
    if post.own or not post.spoken:
        return False
    if post.webhook:
        return how.webhooks
    return how.bots if post.bot else not is_command(post.text)


async def find(post: Post) -> Found:
    """The drafts of a message: its text, where that is an article, and its text files, which are downloaded now.

    A file's address expires, so that it cannot be left for later. Raises whatever the download does.
    """
    return await _found(post, post.text if is_article(post.text) else None)


async def find_all(post: Post) -> Found:
    """The drafts of a message that somebody wants filed: its text, however short, and its text files."""
    return await _found(post, post.text if word_count(post.text) else None)


async def find_part(post: Post, text: str | None) -> Found:
    """The drafts of a message that is one of several: its text files, and the text of all, if it is the first."""
    return await _found(post, text)


async def _found(post: Post, text: str | None) -> Found:
    items = []
    refused = []
    if text is not None:
        items.append(_item(post, 0, text.encode("utf-8", "replace")))
    files = [upload for upload in post.uploads if upload.name.lower().endswith(_FILES)]
    for part, upload in enumerate(files, start=1):
        if upload.size > MOST_BYTES:
            refused.append((_item(post, part, b"", upload.name), _too_large(upload)))
        else:
            items.append(_item(post, part, await upload.read(), upload.name))
    return Found(tuple(items), tuple(refused))


def _item(post: Post, part: int, raw: bytes, name: str | None = None) -> Item:
    place = Place(post.room.guild, post.room.channel, post.id, part, post.link)
    return Item(Draft(raw, name=name), place, str(post.author), posted_at=post.posted_at)


def _too_large(upload: Upload) -> str:
    size = f"{math.ceil(upload.size / (1 << 20) * 10) / 10:g} MiB"
    return f"{upload.name} is too large: it has {size}, and {MOST_BYTES >> 20} MiB are read at most."
