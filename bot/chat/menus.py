"""What a right click on a message offers: file it, summarise it, say who is in it."""

from typing import Any

import discord
from discord import app_commands

from bot.chat.errors import told
from bot.chat.serving import Serving

Interaction = discord.Interaction[Any]

_ASKING = (("Summarise", "article show"), ("Who is in this", "article names"))


def add_menus(tree: app_commands.CommandTree[Any], serving: Serving) -> None:
    """Put the entries into the tree. Their answers are for the asker alone."""
    for name, path in _ASKING:
        tree.add_command(_asking(name, path, serving))

    async def file(interaction: Interaction, message: discord.Message) -> None:
        async with told(interaction, "File this article"):
            await serving.file(interaction, message)

    tree.add_command(_menu("File this article", file))


def _asking(name: str, path: str, serving: Serving) -> app_commands.ContextMenu:
    async def ask(interaction: Interaction, message: discord.Message) -> None:
        async with told(interaction, name):
            await serving.about(interaction, message, path)

    return _menu(name, ask)


def _menu(name: str, callback: Any) -> app_commands.ContextMenu:  # noqa: ANN401 - discord.py's own type is not public
    menu = app_commands.ContextMenu(name=name, callback=callback)
    menu.guild_only = True
    menu.allowed_contexts = app_commands.AppCommandContext(guild=True)
    return menu
