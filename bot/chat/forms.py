"""Forms: one field for the text that a command was not given, or that a button leaves open."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.chat import limits
from bot.chat.errors import tell, told
from bot.commands.registry import Command

_LONGEST = 100
"""Characters of a name that is typed into a form."""

Submit = Callable[[discord.Interaction[Any], str], Awaitable[None]]
"""Answers a form: the interaction, and the text that was typed."""


class TextForm(discord.ui.Modal):
    """One field for a text parameter of a command: a large one for a text to be filed, else a line for a name."""

    def __init__(self, command: Command, parameter: str | None, submit: Submit) -> None:
        super().__init__(title=command.description[: limits.MODAL_TITLE])
        self._path = command.path
        self._submit = submit
        large = parameter == command.form
        self._text: discord.ui.TextInput[TextForm] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph if large else discord.TextStyle.short,
            max_length=limits.TEXT_INPUT if large else _LONGEST,
        )
        asked = next(one for one in command.parameters if one.name == parameter)
        self.add_item(discord.ui.Label(text=asked.description[: limits.MODAL_TITLE], component=self._text))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Answer with the text."""
        async with told(interaction, self._path):
            await self._submit(interaction, self._text.value)

    async def on_error(  # type: ignore[override]  # discord.py calls a modal's without an item
        self, interaction: discord.Interaction[Any], error: Exception
    ) -> None:
        """What fails before the form is read."""
        await tell(interaction, error, self._path)
