"""A small bot of discord.py that shows every way of answering: what the double is tested with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import yarl
from discord import app_commands
from discord.ext import commands

from tests.loopback.scene import World


class Question(discord.ui.Modal, title="A question"):
    """A modal with one field."""

    name: discord.ui.TextInput[Question] = discord.ui.TextInput(label="Name", max_length=50)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Answer with what was typed."""
        await interaction.response.send_message(f"You typed {self.name.value}.", ephemeral=True)


class Buttons(discord.ui.View):
    """Buttons that answer in every way, and a select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="More", custom_id="more")
    async def more(self, interaction: discord.Interaction, _: discord.ui.Button[Buttons]) -> None:
        """Update the message itself."""
        await interaction.response.edit_message(content="More of it.", view=self)

    @discord.ui.button(label="Ask", custom_id="ask")
    async def ask(self, interaction: discord.Interaction, _: discord.ui.Button[Buttons]) -> None:
        """Show a modal."""
        await interaction.response.send_modal(Question())

    @discord.ui.button(label="Whisper", custom_id="whisper")
    async def whisper(self, interaction: discord.Interaction, _: discord.ui.Button[Buttons]) -> None:
        """Defer, then say something privately."""
        await interaction.response.defer()
        await interaction.followup.send("Only for you.", ephemeral=True)

    @discord.ui.button(label="Silent", custom_id="silent")
    async def silent(self, interaction: discord.Interaction, _: discord.ui.Button[Buttons]) -> None:
        """Answer never."""

    @discord.ui.select(
        custom_id="which",
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")],
    )
    async def which(self, interaction: discord.Interaction, chosen: discord.ui.Select[Buttons]) -> None:
        """Say what was chosen."""
        await interaction.response.send_message(f"Chosen: {chosen.values[0]}")


class Card(discord.ui.LayoutView):
    """A message of Components V2."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        button: discord.ui.Button[Card] = discord.ui.Button(label="Names", custom_id="names")
        section: discord.ui.Section[Card] = discord.ui.Section("A title", "and a line", accessory=button)
        self.add_item(discord.ui.Container(section, discord.ui.Separator(), discord.ui.TextDisplay("-# small print")))


class SmallBot(commands.Bot):
    """Reacts to every message, replies to it with a card, and has some commands."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(
            "!",
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
            help_command=None,
        )
        self.heard: list[discord.Message] = []
        self.happened: list[str] = []
        self.alone = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Add the commands and sync them."""
        self.add_view(Buttons())
        self.tree.add_command(look)
        self.tree.add_command(slow)
        self.tree.add_command(buttons)
        self.tree.add_command(article)
        self.tree.add_command(who)
        self.tree.add_command(report)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Reply to people: with a card, or as they ask."""
        if message.author.bot:
            return
        self.heard.append(message)
        if message.content == "quiet":
            return
        await message.add_reaction("⏳")
        await message.reply(view=Card(), mention_author=False)
        await message.remove_reaction("⏳", self.user or message.author)
        await message.add_reaction("✅")

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Note it."""
        self.happened.append(f"edit {payload.message_id}")

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Note it."""
        self.happened.append(f"delete {payload.message_id}")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note it."""
        self.happened.append(f"out of {guild.name}")
        self.alone.set()


@app_commands.command(description="Look somebody up")
async def look(interaction: discord.Interaction, name: str, private: bool = False) -> None:
    """Answer at once."""
    await interaction.response.send_message(f"About {name}.", ephemeral=private)


@look.autocomplete("name")
async def _names(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    if typed == "too many":
        return [app_commands.Choice(name=f"Name {number}", value=str(number)) for number in range(26)]
    return [app_commands.Choice(name=one, value=one) for one in ("KCNA", "KBS") if one.startswith(typed)]


@app_commands.command(description="Answer after a while")
async def slow(interaction: discord.Interaction, by_edit: bool = False) -> None:
    """Defer, then fill the answer."""
    await interaction.response.defer()
    if by_edit:
        await interaction.edit_original_response(content="Edited in.")
    else:
        await interaction.followup.send("Followed up.")


@app_commands.command(description="Show buttons")
@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
async def buttons(interaction: discord.Interaction) -> None:
    """Show the buttons."""
    await interaction.response.send_message("Some of it.", view=Buttons())


article = app_commands.Group(name="article", description="About articles")


@article.command(name="show", description="Show one")
async def article_show(
    interaction: discord.Interaction,
    number: app_commands.Range[int, 1, 99],
    by: discord.Member,
    paper: discord.Attachment,
) -> None:
    """Say what came."""
    said = (await paper.read()).decode()
    await interaction.response.send_message(f"{number} by {by.display_name}: {said}")


@app_commands.context_menu(name="Who is in this")
async def who(interaction: discord.Interaction, message: discord.Message) -> None:
    """Answer about a message."""
    await interaction.response.send_message(f"In it: {message.content}", ephemeral=True)


@app_commands.context_menu(name="Report")
async def report(interaction: discord.Interaction, member: discord.Member) -> None:
    """Answer about a member."""
    await interaction.response.send_message(f"Reported {member.display_name}", ephemeral=True)


@asynccontextmanager
async def pointed_at(world: World) -> AsyncIterator[None]:
    """Let discord.py speak to this loopback Discord, and to the real one again afterwards."""
    route, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = world.api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(world.gateway)
    try:
        yield
    finally:
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = route, gateway


@asynccontextmanager
async def running(world: World, *, content: bool = True, token: str | None = None) -> AsyncIterator[SmallBot]:
    """The small bot, logged in to this world, for as long as the block lasts."""
    intents = discord.Intents.default()
    intents.message_content = content
    async with pointed_at(world), SmallBot(intents) as bot:
        task = bot.task = asyncio.create_task(bot.start(token or world.portal.token))
        try:
            ready = asyncio.create_task(world.bot_ready())
            await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
            ready.cancel()
            if task.done():
                task.result()
            await bot.wait_until_ready()
            yield bot
        finally:
            await bot.close()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
