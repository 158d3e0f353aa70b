"""Forms: for a long text, when a command that files one was given none; for the text that a button leaves open."""

from typing import TYPE_CHECKING, Any

import discord

from bot.chat import limits
from bot.chat.errors import tell, told
from bot.chat.press import Press
from bot.commands.registry import Command

if TYPE_CHECKING:
    from bot.chat.serving import Serving


_LONGEST = 100
"""Characters of a name that is typed into a form."""


class AskedForm(discord.ui.Modal):
    """One field for the text that a button leaves open ("the same as another name …")."""

    def __init__(self, command: Command, press: Press, serving: "Serving") -> None:
        super().__init__(title=command.description[: limits.MODAL_TITLE])
        self._command = command
        self._press = press
        self._serving = serving
        self._text: discord.ui.TextInput[AskedForm] = discord.ui.TextInput(max_length=_LONGEST)
        parameter = next(one for one in command.parameters if one.name == command.asks)
        self.add_item(discord.ui.Label(text=parameter.description[: limits.MODAL_TITLE], component=self._text))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button asks for, with the text."""
        async with told(interaction, self._command.path):
            action = self._press.action.with_argument(self._command.asks or "", self._text.value)
            await self._serving.pressed(interaction, Press(self._press.kind, action))

    async def on_error(  # type: ignore[override]  # discord.py calls a modal's without an item
        self, interaction: discord.Interaction[Any], error: Exception
    ) -> None:
        """What fails before the form is read."""
        await tell(interaction, error, self._command.path)


class TextForm(discord.ui.Modal):
    """One large field for the text parameter that the command names as its form."""

    def __init__(self, command: Command, serving: "Serving") -> None:
        super().__init__(title=command.description[: limits.MODAL_TITLE])
        self._command = command
        self._serving = serving
        self._text: discord.ui.TextInput[TextForm] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, max_length=limits.TEXT_INPUT
        )
        parameter = next(one for one in command.parameters if one.name == command.form)
        self.add_item(discord.ui.Label(text=parameter.description[: limits.MODAL_TITLE], component=self._text))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Answer as if the text had been given with the command."""
        async with told(interaction, self._command.path):
            await self._serving.slash(
                interaction, self._command, {self._command.form or "": self._text.value}, private=False
            )

    async def on_error(  # type: ignore[override]  # discord.py calls a modal's without an item
        self, interaction: discord.Interaction[Any], error: Exception
    ) -> None:
        """What fails before the form is read."""
        await tell(interaction, error, self._command.path)
