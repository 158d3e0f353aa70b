"""Messages as filing sees them: plain values, taken from discord.py's at the edge."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.articles.links import links_in
from bot.articles.types import Preview
from bot.chat.reach import reaching
from bot.store.rows import Place


@dataclass(frozen=True, slots=True)
class Room:
    """A channel, or a thread with its parent channel."""

    guild: int
    channel: int
    name: str
    parent: int | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a message, not downloaded yet; `size` is in bytes, `media` the type that Discord takes it for."""

    name: str
    size: int
    read: Callable[[], Awaitable[bytes]]
    id: int = 0
    media: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a guild. `text` holds what it forwards, and what bots and webhooks wrote in embeds and components.

    `links` are those that programs gave to embeds of theirs, and `previews` what is shown of pages, by their addresses.
    `spoken` is false for what nobody wrote by hand or by webhook as a message of its own: joins, pins, answers to
    commands. `own` is whether it is the bot's.
    """

    room: Room
    id: int
    author: int
    text: str
    link: str
    posted_at: datetime
    edited: datetime | None = None
    uploads: tuple[Upload, ...] = ()
    links: tuple[str, ...] = ()
    previews: tuple[tuple[str, Preview], ...] = ()
    spoken: bool = True
    own: bool = False
    bot: bool = False
    webhook: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.room.guild, self.room.channel, self.id, 0, self.link)

    @property
    def edited_at(self) -> str | None:
        """When it was last edited, as the store keeps it."""
        return self.edited.isoformat() if self.edited else None


_SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


def post_of(message: discord.Message, me: int) -> Post | None:
    """What filing needs of a message; None outside of guilds. `me` is the bot's id."""
    if message.guild is None:
        return None
    by_program = message.author.bot or message.webhook_id is not None
    forwarded = message.message_snapshots
    uploads = [*message.attachments, *(one for snapshot in forwarded for one in snapshot.attachments)]
    texts = [message.content]
    links = [] if links_in(message.content) or not by_program else _leading(message.embeds)
    if by_program:
        texts += [*_written(message.embeds), *_displayed(message.components)]
    for snapshot in forwarded:
        written = [*_written(snapshot.embeds), *_displayed(snapshot.components)]
        texts += [snapshot.content] if snapshot.content else written
        links += [] if snapshot.content else _leading(snapshot.embeds)
    embeds = [*message.embeds, *(embed for snapshot in forwarded for embed in snapshot.embeds)]
    return Post(
        room_of(message.channel, message.guild.id),
        message.id,
        message.author.id,
        "\n\n".join(text for text in texts if text),
        message.jump_url,
        message.created_at,
        message.edited_at,
        tuple(_upload(one) for one in uploads),
        links=tuple(links),
        previews=tuple(_previews(embeds)),
        spoken=message.type in _SPOKEN and message.interaction_metadata is None,
        own=me in (message.author.id, message.application_id),
        bot=message.author.bot and message.webhook_id is None,
        webhook=message.webhook_id is not None,
    )


def _written(embeds: Sequence[discord.Embed]) -> list[str]:
    """What a program wrote in embeds: many that post news write nothing else. Previews of links are no such thing."""
    own = [embed for embed in embeds if embed.type == "rich"]
    return [text for embed in own for text in (embed.title, embed.description) if text]


def _leading(embeds: Sequence[discord.Embed]) -> list[str]:
    """Where a program's embeds lead: those that post news give the address of the article there, and nowhere else."""
    return [embed.url for embed in embeds if embed.type == "rich" and embed.url]


def _previews(embeds: Sequence[discord.Embed]) -> Iterator[tuple[str, Preview]]:
    for embed in embeds:
        if embed.url and embed.description:
            yield embed.url, Preview(embed.title, embed.description)


def _displayed(components: Iterable[discord.Component]) -> Iterator[str]:
    """The text of components, in containers and sections too: a message of components has no other content."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        elif isinstance(component, discord.Container | discord.SectionComponent):
            yield from _displayed(component.children)


def _upload(attachment: discord.Attachment) -> Upload:
    """A file; reading it raises Unreachable, or what Discord refuses."""

    async def read() -> bytes:
        with reaching():
            return await attachment.read()

    return Upload(attachment.filename, attachment.size, read, attachment.id, attachment.content_type or "")


def room_of(channel: object, guild: int) -> Room:
    """A channel or thread of a guild; one that discord.py knows only by its id has that for a name."""
    if isinstance(channel, discord.Thread):
        return Room(guild, channel.id, channel.name, channel.parent_id, channel.is_private())
    if isinstance(channel, discord.abc.GuildChannel):
        return Room(guild, channel.id, channel.name)
    if isinstance(channel, discord.PartialMessageable):
        return Room(guild, channel.id, str(channel.id))
    raise TypeError(f"{type(channel).__name__} is no channel of a guild")
