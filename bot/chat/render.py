"""Cards as discord.py sends them: layout views, within Discord's limits."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord

from bot.cards.card import Action, Attached, Card
from bot.chat import limits
from bot.chat.controls import Row, Select
from bot.chat.escape import clipped
from bot.chat.items import button, select
from bot.chat.layout import Message, lay_out

PICTURE = "picture.png"
"""What the file of a card's picture is called."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card's messages, in order, and the actions that must be kept under their keys before these are sent."""

    views: list[discord.ui.LayoutView]
    kept: dict[str, Action]


def draw(
    card: Card,
    *,
    again: Action | None = None,
    more: bool = False,
    most: int = limits.MOST_MESSAGES,
    pictured: bool = False,
) -> Drawn:
    """A card as at most `most` messages, one at least, the buttons under the last.

    With `more`, a button shows its presser all that they may read, by asking `again`, the action that the card
    answers; without `again` there is no such button. With `pictured`, the first message shows the card's picture, which
    is to be attached to it as `picture_file` gives it. It shows the card's first file, too.
    """
    layout = lay_out(card, again, more=more, most=most)
    views = [
        _view(message, layout.colour, alt_of(card) if pictured and number == 0 else None)
        for number, message in enumerate(layout.messages)
    ]
    if card.files:
        views[0].add_item(_file(card.files[0]))
    return Drawn(views, layout.kept)


def file_view(file: Attached) -> discord.ui.LayoutView:
    """A message that shows nothing but a file, which is attached to it as `attached` gives it."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(_file(file))
    return view


def _file(file: Attached) -> discord.ui.File[Any]:
    return discord.ui.File(f"attachment://{file.name}")


def attached(file: Attached) -> discord.File:
    """A file as it is attached. Each is sent once."""
    return discord.File(BytesIO(file.data), file.name)


def alt_of(card: Card) -> str | None:
    """What a card's picture shows, in words; None where it has no picture."""
    return clipped(card.picture.alt, limits.ALT_TEXT) if card.picture else None


def picture_file(card: Card, png: bytes) -> discord.File:
    """A card's picture as it is attached. Each is sent once."""
    return discord.File(BytesIO(png), PICTURE, description=alt_of(card))


def _view(message: Message, colour: int, alt: str | None) -> discord.ui.LayoutView:
    container: discord.ui.Container[Any] = discord.ui.Container(accent_colour=colour)
    for text in message.texts:
        container.add_item(discord.ui.TextDisplay(text))
    if alt is not None:
        container.add_item(
            discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{PICTURE}", description=alt))
        )
    for row in message.rows:
        container.add_item(_row(row))
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(container)
    return view


def _row(row: Row) -> discord.ui.ActionRow[Any]:
    items = [select(row)] if isinstance(row, Select) else [button(one) for one in row]
    return discord.ui.ActionRow(*items)
