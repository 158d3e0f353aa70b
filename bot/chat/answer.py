"""Answers on their way: acknowledged in time, drawn, and sent where their reader expects them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import discord

from bot.cards.card import Action, Card
from bot.chat import limits
from bot.chat.kept import as_json
from bot.chat.render import Drawn, draw
from bot.desk.desk import Desk
from bot.store import actions

log = logging.getLogger(__name__)

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


async def prepared(
    desk: Desk, guild: int | None, answer: Answer, most: int = limits.MOST_MESSAGES
) -> list[discord.ui.LayoutView]:
    """The messages of an answer, after the actions that are too long for their buttons have been stored."""
    drawn: Drawn = draw(answer.card, again=answer.again, more=answer.more, most=most)
    if drawn.kept and guild is not None:
        async with desk.store.writing() as db:
            kept = {key: as_json(action) for key, action in drawn.kept.items()}
            await actions.keep(db, guild, kept, datetime.now(UTC))
    return drawn.views


async def respond(desk: Desk, interaction: Interaction, make: Make, *, private: bool) -> None:
    """Answer an interaction with a new message: for its asker alone when `private`, or when it is a refusal.

    What takes longer is acknowledged first. A placeholder that all can see gives way to a refusal for one.
    """
    task = asyncio.ensure_future(make())
    acknowledged = interaction.response.is_done()
    if not acknowledged and not (await asyncio.wait({task}, timeout=SOON_SECONDS))[0]:
        await interaction.response.defer(ephemeral=private, thinking=True)
        acknowledged = True
    answer = await task
    first, *others = await prepared(desk, interaction.guild_id, answer)
    hidden = private or answer.refuses
    if not acknowledged:
        await interaction.response.send_message(view=first, ephemeral=hidden)
    elif hidden == private:
        await interaction.edit_original_response(view=first)
    else:
        await interaction.delete_original_response()
        await interaction.followup.send(view=first, ephemeral=True)
    for view in others:
        await interaction.followup.send(view=view, ephemeral=hidden)


async def replace(desk: Desk, interaction: Interaction, make: Make) -> None:
    """Answer a press in the message that it stands on; a refusal, and what does not fit, for its presser alone."""
    task = asyncio.ensure_future(make())
    acknowledged = not (await asyncio.wait({task}, timeout=SOON_SECONDS))[0]
    if acknowledged:
        await interaction.response.defer()
    answer = await task
    first, *others = await prepared(desk, interaction.guild_id, answer)
    if answer.refuses and acknowledged:
        await interaction.followup.send(view=first, ephemeral=True)
    elif answer.refuses:
        await interaction.response.send_message(view=first, ephemeral=True)
    elif acknowledged:
        await interaction.edit_original_response(view=first)
    else:
        await interaction.response.edit_message(view=first)
    for view in others:
        await interaction.followup.send(view=view, ephemeral=True)


async def reply(desk: Desk, message: discord.Message, make: Make) -> None:
    """Answer a typed command below it."""
    task = asyncio.ensure_future(make())
    if not (await asyncio.wait({task}, timeout=SOON_SECONDS))[0]:
        await message.channel.typing()
    views = await prepared(desk, message.guild.id if message.guild else None, await task)
    reference = message.to_reference(fail_if_not_exists=False)
    await message.channel.send(view=views[0], reference=reference, mention_author=False)
    for view in views[1:]:
        await message.channel.send(view=view)
