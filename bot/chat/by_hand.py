"""Filing by hand: a message that somebody points at, in whatever channel it stands and however short it is."""

from dataclasses import replace

from bot.cards.card import Card, Refusal
from bot.chat import intake
from bot.chat.arrivals import is_too_old
from bot.chat.endings import card_of, ending
from bot.chat.numbering import note, numbered
from bot.chat.posts import Post
from bot.commands.ask import Ask
from bot.commands.filing import with_place
from bot.store import acknowledged, pastes
from bot.store.database import Connection


async def file(ask: Ask, post: Post) -> Card:
    """File what a message says, and say what became of it. The channel is in the store.

    Raises:
        Refusal: there is nothing in it to file.
    """
    async with ask.desk.store.reading() as db:
        if await is_too_old(db, post):
            raise Refusal(
                "This message was posted longer ago than articles are kept here.", "`setup show` says how long that is."
            )
        head = await pastes.head(db, post.room.channel, post.id)
    if head is not None:
        first = replace(post.place, message=head)
        return await card_of(
            ask.desk, ask.scope, [await ending(ask.desk, with_place(ask.scope, first), first, 0, None)], "short"
        )
    found = await intake.find_all(post)
    if not found.items:
        reason = found.refused[0][1] if found.refused else "It has no text, and no text file."
        raise Refusal("There is nothing to file in this message.", reason)
    found = await numbered(ask.desk, post, found)

    async def beside(db: Connection) -> None:
        """The message is followed from now on, when it is edited or deleted; nothing is shown under it."""
        await acknowledged.expect(db, post.room.channel, post.id, post.edited_at)
        await acknowledged.show(db, post.room.channel, post.id, "filed")
        await note(db, post, found)

    tickets = await ask.desk.filing.post([replace(item, live=True) for item in found.items], beside)
    scope = with_place(ask.scope, post.place)
    waiting = {one.place.part: one for one in tickets}
    endings = [
        await ending(ask.desk, scope, post.place, part, waiting.get(part))
        for part in sorted(waiting.keys() | found.kept)
    ]
    return await card_of(ask.desk, scope, endings, "short")
