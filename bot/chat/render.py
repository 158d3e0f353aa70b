"""Cards as discord.py sends them: layout views, within Discord's limits."""

from dataclasses import dataclass
from typing import Any

import discord

from bot.cards.card import Action, Card
from bot.chat import limits
from bot.chat.controls import Row, Select
from bot.chat.items import button, select
from bot.chat.layout import Message, lay_out


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card's messages, in order, and the actions that must be kept under their keys before these are sent."""

    views: list[discord.ui.LayoutView]
    kept: dict[str, Action]


def draw(card: Card, *, again: Action | None = None, more: bool = False, most: int = limits.MOST_MESSAGES) -> Drawn:
    """A card as at most `most` messages, one at least, the buttons under the last.

    With `more`, a button shows its presser all that they may read, by asking `again`, the action that the card
    answers; without `again` there is no such button.
    """
    layout = lay_out(card, again, more=more, most=most)
    return Drawn([_view(message, layout.colour) for message in layout.messages], layout.kept)


def _view(message: Message, colour: int) -> discord.ui.LayoutView:
    container: discord.ui.Container[Any] = discord.ui.Container(accent_colour=colour)
    for text in message.texts:
        container.add_item(discord.ui.TextDisplay(text))
    for row in message.rows:
        container.add_item(_row(row))
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(container)
    return view


def _row(row: Row) -> discord.ui.ActionRow[Any]:
    items = [select(row)] if isinstance(row, Select) else [button(one) for one in row]
    return discord.ui.ActionRow(*items)
