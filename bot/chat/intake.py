"""Intake: whether a message in a watched channel is an article, and which drafts it gives."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.articles.canonical import canonical
from bot.articles.files.sniff import is_named_as_text
from bot.articles.intake import is_article, word_count
from bot.articles.links import links_in
from bot.articles.types import LARGEST, Draft, Preview
from bot.chat.posts import Post, Upload
from bot.desk import links
from bot.desk.filing import Item
from bot.store.rows import Place
from bot.store.watched import Watched

_FIRST_LINK = 101
"""The part of a message's first link: files count from 1, and there are ten at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a message gives to file, and the parts that are refused at once, each with the reason in words.

    `sources` is what each part is that is no text: a link in its canonical form, or the id of a file; `kept` are the
    parts that stay as they are filed.
    """

    items: tuple[Item, ...] = ()
    refused: tuple[tuple[Item, str], ...] = ()
    sources: Mapping[int, str] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.items or self.refused or self.kept)

    @property
    def parts(self) -> frozenset[int]:
        """The numbers of its parts: 0 is the text, files count from 1, links from 101."""
        return self.kept.union(item.place.part for item in (*self.items, *(item for item, _ in self.refused)))


def is_read(post: Post, how: Watched, is_command: Callable[[str], bool]) -> bool:
    """Whether a message is read in a channel that is watched in this way, whatever it says."""
    if post.own or not post.spoken:
        return False
    if post.webhook:
        return how.webhooks
    return how.bots if post.bot else not is_command(post.text)


async def find(post: Post) -> Found:
    """The drafts of a message: its text, where that is an article, else its links; and its files, downloaded now.

    A file's address expires, so that it cannot be left for later. Raises whatever the download does. The links in an
    article are its own, and are not followed.
    """
    if is_article(post.text):
        return await _found(post, post.text)
    return await _found(post, None, _links(post))


async def find_all(post: Post) -> Found:
    """The drafts of a message that somebody wants filed: as `find`, but without links its text, however short."""
    found = _links(post)
    if found and not is_article(post.text):
        return await _found(post, None, found)
    return await _found(post, post.text if word_count(post.text) else None)


async def find_part(post: Post, text: str | None) -> Found:
    """The drafts of a message that is one of several: its files, and the text of all, if it is the first."""
    return await _found(post, text)


def _links(post: Post) -> tuple[str, ...]:
    """The links in a message's text, and those that a program gave to embeds of its own, each page once."""
    return links_in("\n".join([*post.links, post.text]))


def shown(post: Post, sources: Mapping[int, str]) -> dict[int, Preview]:
    """The preview of each part that is a link of these: by its address, or the only one of the only link."""
    links = {part: source for part, source in sources.items() if part >= _FIRST_LINK}
    by_address = {canonical(url): preview for url, preview in post.previews}
    if len(links) == len(post.previews) == 1:
        return dict.fromkeys(links, post.previews[0][1])
    return {part: by_address[source] for part, source in links.items() if source in by_address}


async def _found(post: Post, text: str | None, urls: Sequence[str] = ()) -> Found:
    items = []
    refused = []
    if text is not None:
        items.append(_item(post, 0, Draft(text.encode("utf-8", "replace"))))
    sources: dict[int, str] = {}
    files = [upload for upload in post.uploads if is_named_as_text(upload.name, upload.media)]
    for part, upload in enumerate(files, start=1):
        sources[part] = str(upload.id)
        if upload.size > LARGEST:
            refused.append((_item(post, part, Draft(b"", name=upload.name)), _too_large(upload)))
        else:
            items.append(_item(post, part, Draft(await upload.read(), name=upload.name)))
    drafts = {part: links.as_draft(url) for part, url in enumerate(urls, start=_FIRST_LINK)}
    sources |= {part: canonical(url) for part, url in enumerate(urls, start=_FIRST_LINK)}
    previews = shown(post, sources)
    items += [_item(post, part, replace(draft, preview=previews.get(part))) for part, draft in drafts.items()]
    return Found(tuple(items), tuple(refused), sources)


def _item(post: Post, part: int, draft: Draft) -> Item:
    place = Place(post.room.guild, post.room.channel, post.id, part, post.link)
    return Item(draft, place, str(post.author), posted_at=post.posted_at)


def _too_large(upload: Upload) -> str:
    size = f"{math.ceil(upload.size / 100_000) / 10:g} MB"
    return f"{upload.name} is too large: it has {size}, and {LARGEST // 1_000_000} MB are read at most."
