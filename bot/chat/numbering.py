"""The numbers of a message's parts: a link or file keeps its number when another is taken out of the message."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.intake import Found
from bot.chat.posts import Post
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.store import parts
from bot.store.database import Connection


async def numbered(desk: Desk, post: Post, found: Found) -> Found:
    """What a message gives to file, with the numbers that its links and files had before.

    A link that is filed is not fetched again because of what else the message says now.
    """
    async with desk.store.reading() as db:
        known = await parts.known(db, post.room.channel, post.id)
        filed = await parts.filed(db, post.room.channel, post.id)
    found = _renumbered(found, known)
    kept = {
        item.place.part for item in found.items if item.draft.fetch and item.place.part in filed & {*known.values()}
    }
    return replace(
        found, items=tuple(item for item in found.items if item.place.part not in kept), kept=frozenset(kept)
    )


async def note(db: Connection, post: Post, found: Found) -> None:
    """Note the numbers of a message of which something is noted already."""
    await parts.write(db, post.room.channel, post.id, found.sources)


def _renumbered(found: Found, known: Mapping[str, int]) -> Found:
    if not known:
        return found
    numbers: dict[int, int] = {}
    taken = set(known.values())
    for part, source in sorted(found.sources.items()):
        number = known.get(source)
        if number is None:
            number = part
            while number in taken:
                number += 1
        taken.add(number)
        numbers[part] = number

    def moved(item: Item) -> Item:
        return replace(item, place=replace(item.place, part=numbers.get(item.place.part, item.place.part)))

    return replace(
        found,
        items=tuple(map(moved, found.items)),
        refused=tuple((moved(item), reason) for item, reason in found.refused),
        sources={numbers[part]: source for part, source in found.sources.items()},
    )
