"""Commands served on Discord: slash, typed, pressed, completed; each with the scope of whoever will see the answer."""

import logging

import discord

from bot.cards.card import Card, Refusal
from bot.cards.watch_cards import unheard_card
from bot.chat import answer, by_hand
from bot.chat.answer import Answer, Interaction
from bot.chat.asks import ask_of, asker_of
from bot.chat.forms import TextForm
from bot.chat.guilds import know_place
from bot.chat.kept import from_json
from bot.chat.posts import post_of
from bot.chat.press import Kept, Press
from bot.chat.slash import as_file
from bot.chat.typed import Asked
from bot.commands.dispatch import again, run_action, run_call, run_line
from bot.commands.free import run_words
from bot.commands.line import Call
from bot.commands.parameters import Completion, Parameter
from bot.commands.registry import Command, Registry
from bot.desk.desk import Desk
from bot.store import actions, alerts
from bot.store.rows import Place

_log = logging.getLogger(__name__)

_HOME = Asked("help", free=False)
"""What a mention without a word asks."""


class Serving:
    """The commands of a registry, answered for one desk."""

    def __init__(self, desk: Desk, registry: Registry) -> None:
        self._desk = desk
        self._registry = registry
        self._reminded: dict[str, int] = {}

    async def slash(
        self, interaction: Interaction, command: Command, arguments: dict[str, object], *, private: bool
    ) -> None:
        """Answer a slash command. One that files a text stands in the channel for all, as its posting."""
        if command.form and not arguments:

            async def given(form: Interaction, text: str) -> None:
                await self.slash(form, command, {command.form or "": text}, private=False)

            await interaction.response.send_modal(TextForm(command, command.form, given))
            return
        place = await self._place(interaction) if command.form else None

        async def make() -> Answer:
            if interaction.guild:
                await know_place(self._desk, interaction.guild, interaction.channel)
            ask, more = await ask_of(self._desk, asker_of(interaction), private=private, place=place)
            call = Call(command, arguments)
            return Answer(await run_call(ask, call), again(ask, call), more and command.guild)

        await answer.respond(self._desk, interaction, make, private=private)
        await self._remind(interaction)

    async def about(self, interaction: Interaction, message: discord.Message, path: str) -> None:
        """Answer a command about a message, for the asker alone."""

        async def make() -> Answer:
            ask, _ = await ask_of(self._desk, asker_of(interaction), private=True)
            return Answer(await run_call(ask, Call(self._registry.commands[path], {"article": message.jump_url})))

        await answer.respond(self._desk, interaction, make, private=True)

    async def file(self, interaction: Interaction, message: discord.Message) -> None:
        """File a message that was pointed at, and say to the one who did what became of it."""
        post = post_of(message, interaction.application_id)
        if interaction.guild and post:
            await know_place(self._desk, interaction.guild, message.channel)

        async def make() -> Answer:
            if post is None:
                raise TypeError("a message outside of guilds cannot be filed")
            ask, _ = await ask_of(self._desk, asker_of(interaction), private=True)
            try:
                return Answer(await by_hand.file(ask, post))
            except Refusal as refusal:
                return Answer(refusal.card())

        await answer.respond(self._desk, interaction, make, private=True)

    async def typed(self, message: discord.Message, asked: Asked) -> None:
        """Answer a typed command, with its answer drawn from what everybody may read who can see it."""
        place = posting(message)
        if message.guild:
            await know_place(self._desk, message.guild, message.channel)
        attached = [as_file(one) for one in message.attachments]

        async def make() -> Answer:
            ask, more = await ask_of(
                self._desk, asker_of(message), private=message.guild is None, place=place, replied=_replied(message)
            )
            said = asked if asked.line.strip() else _HOME
            calls: list[Call] = []
            if said.free:
                card = await run_words(self._registry, ask, said.line, calls.append, attached)
            else:
                card = await run_line(self._registry, ask, said.line, attached=attached, heard=calls.append)
            if not calls:
                return Answer(card)
            [call] = calls
            all_told = call.private or call.command.personal or not call.command.guild
            return Answer(card, again(ask, call), more and not all_told)

        await answer.reply(self._desk, message, make)

    async def pressed(self, interaction: Interaction, press: Press | Kept) -> None:
        """Answer a button or a choice: in its message when it turns a page, else for the presser alone."""
        found = press if isinstance(press, Press) else await self._kept(interaction, press)
        if found is None:
            await answer.respond(self._desk, interaction, _too_old, private=True)
            return
        command = self._registry.commands.get(found.action.command)
        if command and command.asks and command.asks not in dict(found.action.arguments):
            asked, kind, action = command.asks, found.kind, found.action

            async def given(form: Interaction, text: str) -> None:
                await self.pressed(form, Press(kind, action.with_argument(asked, text)))

            await interaction.response.send_modal(TextForm(command, asked, given))
            return
        turning = found.kind == "turn"
        message = interaction.message
        hidden = not turning or message is None or message.flags.ephemeral

        async def make() -> Answer:
            ask, more = await ask_of(self._desk, asker_of(interaction), private=hidden)
            return Answer(await run_action(self._registry, ask, found.action), found.action, more)

        if turning:
            await answer.replace(self._desk, interaction, make)
        else:
            await answer.respond(self._desk, interaction, make, private=True)

    async def complete(self, interaction: Interaction, parameter: Parameter, typed: str) -> list[Completion]:
        """What may be meant by what was typed so far: only its typist sees it. Nothing when the store cannot say."""
        if parameter.completer is None:
            return []
        try:
            ask, _ = await ask_of(self._desk, asker_of(interaction), private=True)
            return await parameter.completer(ask, typed)
        except Refusal:
            return []
        except Exception:  # noqa: BLE001 - told in full; there is nothing to offer, and typing goes on
            _log.exception("completing %s failed", parameter.name)
            return []

    async def _place(self, interaction: Interaction) -> Place | None:
        """Where a text filed by a slash command stands: at the answer, which everybody in the channel can see."""
        await interaction.response.defer(thinking=True)
        if interaction.guild is None or interaction.channel is None:
            return None
        await know_place(self._desk, interaction.guild, interaction.channel)
        original = await interaction.original_response()
        return Place(interaction.guild.id, interaction.channel.id, original.id, 0, original.jump_url)

    async def _remind(self, interaction: Interaction) -> None:
        """Say to somebody that alerts could not be sent to them: once, until there are more."""
        owner = str(interaction.user.id)
        async with self._desk.store.reading() as db:
            count = await alerts.unheard(db, owner)
        if count > self._reminded.get(owner, 0):
            [view] = await answer.prepared(self._desk, interaction.guild_id, Answer(unheard_card(count)), most=1)
            await interaction.followup.send(view=view, ephemeral=True)
        self._reminded[owner] = count

    async def _kept(self, interaction: Interaction, press: Kept) -> Press | None:
        if interaction.guild_id is None:
            return None
        async with self._desk.store.reading() as db:
            found = await actions.find(db, interaction.guild_id, press.key)
        return press.press(from_json(found)) if found else None


async def _too_old() -> Answer:
    return Answer(Card("This button is too old.", "Ask again, and press the new one.", tone="error"))


def posting(message: discord.Message) -> Place | None:
    """Where a message stands, in a guild."""
    if message.guild is None:
        return None
    return Place(message.guild.id, message.channel.id, message.id, 0, message.jump_url)


def _replied(message: discord.Message) -> str | None:
    """The link of the message that this one replies to."""
    reference = message.reference
    return reference.jump_url if reference and reference.message_id else None
