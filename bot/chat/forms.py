"""The form that asks for a long text, when a command that files one was given none."""

from typing import TYPE_CHECKING, Any

import discord

from bot.chat import limits
from bot.chat.errors import tell, told
from bot.commands.registry import Command

if TYPE_CHECKING:
    from bot.chat.serving import Serving


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
