"""Buttons and selects that work after a restart, and the form that asks for a page."""

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Protocol, Self, cast

import discord

from bot.chat.controls import Button, Select
from bot.chat.press import PAGES_PATTERN, PATTERN, Kept, Press, decode, decode_pages

Interaction = discord.Interaction[Any]


class Presser(Protocol):
    """The client that items are pressed on."""

    async def pressed(self, interaction: Interaction, press: Press | Kept) -> None:
        """Do what a press asks for; answers its interaction, whatever goes wrong."""

    async def failed(self, interaction: Interaction, error: Exception) -> None:
        """Answer an interaction of which the press could not even be read. discord.py would only log the error."""


@contextlib.asynccontextmanager
async def _told(interaction: Interaction) -> AsyncIterator[Presser]:
    """The client; whatever goes wrong in the block is given to it."""
    presser: Presser = interaction.client
    try:
        yield presser
    except Exception as error:  # noqa: BLE001 - the client has the one policy for errors
        await presser.failed(interaction, error)


class PressButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=PATTERN):
    """A button whose custom_id says what it asks for."""

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], __: re.Match[str], /) -> Self:
        """The button as it stands on its message."""
        return cls(cast("discord.ui.Button[Any]", item))

    async def callback(self, interaction: Interaction) -> None:
        """Give the client what was asked for."""
        async with _told(interaction) as presser:
            await presser.pressed(interaction, decode(self.custom_id))


class PageButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=PAGES_PATTERN):
    """The button that says which page this is, and asks for the number of another."""

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], __: re.Match[str], /) -> Self:
        """The button as it stands on its message."""
        return cls(cast("discord.ui.Button[Any]", item))

    async def callback(self, interaction: Interaction) -> None:
        """Open the form."""
        async with _told(interaction):
            await interaction.response.send_modal(PageForm(*decode_pages(self.custom_id)))


class PressSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"ds[0-9]+"):
    """A select whose options say what they ask for."""

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], __: re.Match[str], /) -> Self:
        """The select as it stands on its message."""
        return cls(cast("discord.ui.Select[Any]", item))

    async def callback(self, interaction: Interaction) -> None:
        """Give the client what the option asks for."""
        async with _told(interaction) as presser:
            await presser.pressed(interaction, decode(self.item.values[0]))


ITEMS = (PressButton, PageButton, PressSelect)
"""For `Client.add_dynamic_items`."""


class PageForm(discord.ui.Modal):
    """Asks for a page's number, and turns to it; to the nearest page for a number that has none."""

    FORGOTTEN_SECONDS = 600.0
    """After this it is taken to have been closed: Discord does not tell."""

    def __init__(self, press: Press | Kept, pages: int) -> None:
        super().__init__(title="Go to a page", timeout=self.FORGOTTEN_SECONDS)
        self._press = press
        self._pages = pages
        self._number: discord.ui.TextInput[PageForm] = discord.ui.TextInput(
            custom_id="page", placeholder=f"1–{pages}", max_length=len(str(pages)) + 2
        )
        self.add_item(discord.ui.Label(text="Page", component=self._number))

    async def on_submit(self, interaction: Interaction) -> None:
        """Turn to the page; say what a number is where none was given."""
        async with _told(interaction) as presser:
            typed = self._number.value.strip().replace(",", "")
            if not re.fullmatch("[+-]?[0-9]{1,20}", typed):
                sentence = f"That is no page: give a number from 1 to {self._pages}."
                await interaction.response.send_message(sentence, ephemeral=True)
                return
            await presser.pressed(interaction, _turned(self._press, min(max(int(typed), 1), self._pages)))

    async def on_error(  # type: ignore[override]  # discord.py calls a form's without an item
        self, interaction: Interaction, error: Exception
    ) -> None:
        """What fails before the form has been read."""
        presser: Presser = interaction.client
        await presser.failed(interaction, error)


def _turned(press: Press | Kept, page: int) -> Press | Kept:
    if isinstance(press, Kept):
        return replace(press, page=page)
    return replace(press, action=press.action.with_argument("page", str(page)))


def button(drawn: Button) -> PressButton | PageButton:
    """A button as discord.py sends it."""
    item: discord.ui.Button[Any] = discord.ui.Button(
        label=drawn.label, custom_id=drawn.custom_id, disabled=drawn.disabled
    )
    return PageButton(item) if drawn.asks else PressButton(item)


def select(drawn: Select) -> PressSelect:
    """A select as discord.py sends it."""
    options = [
        discord.SelectOption(label=one.label, value=one.value, description=one.description or None)
        for one in drawn.options
    ]
    item: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=f"ds{drawn.slot}", placeholder=drawn.placeholder, options=options
    )
    return PressSelect(item)
