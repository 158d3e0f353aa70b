"""Answers on their way: acknowledged in time, drawn, and sent where their reader expects them."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

import aiohttp
import discord

from bot.cards.card import Action, Card
from bot.chat import limits
from bot.chat.kept import as_json
from bot.chat.permissions import may_attach
from bot.chat.render import Drawn, attached, draw, file_view, picture_file
from bot.desk import pictures
from bot.desk.desk import Desk
from bot.store import actions

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

SOON_SECONDS = 1.5
"""How long an interaction waits for its answer before it is only acknowledged: Discord allows 3 s in all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A card, the action that asks for it again, and whether its asker may read more than it draws on."""

    card: Card
    again: Action | None = None
    more: bool = False

    @property
    def refuses(self) -> bool:
        """Whether it says why there is no answer: that is for its asker alone."""
        return self.card.tone == "error"


Make = Callable[[], Awaitable[Answer]]
"""Makes an answer; whatever goes wrong is a card of tone "error"."""

Interaction = discord.Interaction[Any]

_LATER: Literal["later"] = "later"

_Picture = bytes | Literal["later"] | None
"""A picture as a PNG file, or one that is drawn once its card was sent."""

_awaited: dict[int, asyncio.Lock] = {}
"""The messages whose picture is being drawn. Whoever turns the page of one takes it out, so that the picture is not
shown, or is shown before."""


async def prepared(
    desk: Desk, guild: int | None, answer: Answer, most: int = limits.MOST_MESSAGES, *, pictured: bool = False
) -> list[discord.ui.LayoutView]:
    """The messages of an answer, after the actions that are too long for their buttons have been stored."""
    drawn: Drawn = draw(answer.card, again=answer.again, more=answer.more, most=most, pictured=pictured)
    if drawn.kept and guild is not None:
        async with desk.store.writing() as db:
            kept = {key: as_json(action) for key, action in drawn.kept.items()}
            await actions.keep(db, guild, kept, datetime.now(UTC))
    return drawn.views


async def respond(desk: Desk, interaction: Interaction, make: Make, *, private: bool) -> None:
    """Answer an interaction with a new message: for its asker alone when `private`, or when it is a refusal.

    What takes longer is acknowledged first. A placeholder that all can see gives way to a refusal for one. A picture
    follows its card when it is drawn; further files of the card follow it as messages of their own.
    """
    async with _in_hand(_made(desk, make, attach=interaction.app_permissions.attach_files)) as task:
        acknowledged = interaction.response.is_done()
        if not acknowledged and not (await asyncio.wait({task}, timeout=SOON_SECONDS))[0]:
            await interaction.response.defer(ephemeral=private, thinking=True)
            acknowledged = True
        answer, picture = await task
    files = _files(answer, picture)
    first, *others = await prepared(desk, interaction.guild_id, answer, pictured=isinstance(picture, bytes))
    hidden = private or answer.refuses
    sent = None
    if not acknowledged:
        sent = (await interaction.response.send_message(view=first, files=files, ephemeral=hidden)).message_id
    elif hidden == private:
        sent = (await interaction.edit_original_response(view=first, attachments=files)).id
    else:
        await interaction.delete_original_response()
        await interaction.followup.send(view=first, ephemeral=True)
    async with _awaiting(sent if picture == _LATER else None) as stands:
        for view in others:
            await interaction.followup.send(view=view, ephemeral=hidden)
        for file in answer.card.files[1:]:
            await interaction.followup.send(view=file_view(file), file=attached(file), ephemeral=hidden)
        if picture == _LATER:
            await _illustrate(desk, interaction.guild_id, answer, stands, interaction.edit_original_response)


async def replace(desk: Desk, interaction: Interaction, make: Make) -> None:
    """Answer a press in the message that it stands on; a refusal, and what does not fit, for its presser alone.

    The picture that stands there gives way to the new card's, which comes with it: a message that is pressed again
    meanwhile must not fall back to this answer.
    """
    made = _made(desk, make, attach=interaction.app_permissions.attach_files, at_once=True)
    async with _in_hand(made) as task:
        acknowledged = not (await asyncio.wait({task}, timeout=SOON_SECONDS))[0]
        if acknowledged:
            await interaction.response.defer()
        answer, picture = await task
    files = _files(answer, picture)
    first, *others = await prepared(desk, interaction.guild_id, answer, pictured=isinstance(picture, bytes))
    if answer.refuses and acknowledged:
        await interaction.followup.send(view=first, ephemeral=True)
    elif answer.refuses:
        await interaction.response.send_message(view=first, ephemeral=True)
    else:
        await _turned(interaction)
        if acknowledged:
            await interaction.edit_original_response(view=first, attachments=files)
        else:
            await interaction.response.edit_message(view=first, attachments=files)
    for view in others:
        await interaction.followup.send(view=view, ephemeral=True)


async def reply(desk: Desk, message: discord.Message, make: Make) -> None:
    """Answer a typed command below it; a picture follows its card when it is drawn."""
    async with _in_hand(_made(desk, make, attach=may_attach(message.channel, message.guild))) as task:
        if not (await asyncio.wait({task}, timeout=SOON_SECONDS))[0]:
            await message.channel.typing()
        answer, picture = await task
    files = _files(answer, picture)
    guild = message.guild.id if message.guild else None
    first, *others = await prepared(desk, guild, answer, pictured=isinstance(picture, bytes))
    reference = message.to_reference(fail_if_not_exists=False)
    sent = await message.channel.send(view=first, files=files, reference=reference, mention_author=False)
    async with _awaiting(sent.id if picture == _LATER else None) as stands:
        for view in others:
            await message.channel.send(view=view)
        if picture == _LATER:
            await _illustrate(desk, guild, answer, stands, sent.edit)


@contextlib.asynccontextmanager
async def _in_hand(work: Coroutine[Any, Any, _T]) -> AsyncIterator[asyncio.Task[_T]]:
    """Work that goes on beside the block, and not beyond it: nobody waits for an answer that cannot be given."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _made(desk: Desk, make: Make, *, attach: bool, at_once: bool = False) -> tuple[Answer, _Picture]:
    """An answer, and its picture: drawn where the card is to come with it, else for later, None where it has none."""
    answer = await make()
    picture = answer.card.picture
    if picture is None or not attach:
        return answer, None
    if not at_once:
        return answer, _LATER
    return answer, await pictures.drawn(desk, picture)


def _files(answer: Answer, picture: _Picture) -> list[discord.File]:
    """What is attached to an answer's first message."""
    pictures = [picture_file(answer.card, picture)] if isinstance(picture, bytes) else []
    return pictures + [attached(file) for file in answer.card.files[:1]]


Stands = Callable[[], contextlib.AbstractAsyncContextManager[bool]]
"""Holds a message as it is, and tells whether it is what was sent: whether nobody has turned its page."""


@contextlib.asynccontextmanager
async def _awaiting(message: int | None) -> AsyncIterator[Stands]:
    """A picture is drawn for a message that was sent."""
    lock = asyncio.Lock()
    if message is not None:
        _awaited[message] = lock

    @contextlib.asynccontextmanager
    async def stands() -> AsyncIterator[bool]:
        async with lock:
            yield message is None or _awaited.get(message) is lock

    try:
        yield stands
    finally:
        if message is not None and _awaited.get(message) is lock:
            del _awaited[message]


async def _turned(interaction: Interaction) -> None:
    """The page of a message is turned: a picture of what it said is not shown any more; one on its way goes first."""
    lock = _awaited.pop(interaction.message.id, None) if interaction.message else None
    if lock is not None:
        async with lock:
            return


async def _illustrate(
    desk: Desk, guild: int | None, answer: Answer, stands: Stands, edit: Callable[..., Awaitable[object]]
) -> None:
    """Add the picture to an answer that is there; a message that is gone or may not be changed stays as it is."""
    drawn = await pictures.drawn(desk, answer.card.picture) if answer.card.picture else None
    if drawn is None:
        return
    first = (await prepared(desk, guild, answer, pictured=True))[0]
    try:
        async with stands() as same:
            if same:
                await edit(view=first, attachments=_files(answer, drawn))
    except discord.NotFound:
        return
    except (discord.HTTPException, aiohttp.ClientError) as error:
        _log.warning("a picture could not be shown: %s", error)
