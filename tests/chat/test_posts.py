"""Messages of discord.py's as filing sees them."""

from datetime import UTC, datetime

import discord
import pytest

from bot.articles.types import Preview
from bot.chat.posts import Room, post_of, room_of
from bot.store.rows import Place
from tests.chat import guilds
from tests.chat.guilds import DOSSIER, GUILD, READ, Payload
from tests.chat.rest import CHANNEL, ELSE, THREAD_IN_IT, as_message, attachment, client_in, message


@pytest.fixture
def client() -> discord.Client:
    return client_in(guilds.channel(CHANNEL), threads=(guilds.thread(THREAD_IN_IT, CHANNEL),), everyone=READ)[0]


async def test_a_plain_message(client: discord.Client) -> None:
    payload = message(9, "Some news.", edited_timestamp="2024-06-19T13:00:00+00:00")
    post = post_of(as_message(client, payload), DOSSIER)
    assert post is not None
    link = f"https://discord.com/channels/{GUILD}/{CHANNEL}/9"
    assert (post.room, post.id, post.author) == (Room(GUILD, CHANNEL, f"channel {CHANNEL}"), 9, ELSE)
    assert (post.text, post.link, post.place) == ("Some news.", link, Place(GUILD, CHANNEL, 9, 0, link))
    assert post.posted_at == discord.utils.snowflake_time(9)
    assert (post.edited, post.edited_at) == (datetime(2024, 6, 19, 13, tzinfo=UTC), "2024-06-19T13:00:00+00:00")
    assert (post.spoken, post.own, post.bot, post.webhook) == (True, False, False, False)


async def test_what_was_never_edited(client: discord.Client) -> None:
    post = post_of(as_message(client, message(9)), DOSSIER)
    assert post is not None
    assert (post.edited, post.edited_at) == (None, None)


async def test_a_forward_says_what_it_forwards(client: discord.Client) -> None:
    inner = {
        "type": 0, "content": "Old news.", "embeds": [], "attachments": [attachment(3, "b.txt")],
        "timestamp": "2024-06-18T12:00:00+00:00", "edited_timestamp": None, "mentions": [], "mention_roles": [],
    }  # fmt: skip
    payload = message(9, "", message_snapshots=[{"message": inner}], attachments=[attachment(2, "a.txt")])
    post = post_of(as_message(client, payload), DOSSIER)
    assert post is not None
    assert (post.text, [one.name for one in post.uploads]) == ("Old news.", ["a.txt", "b.txt"])


EMBEDS = [
    {"type": "rich", "title": "A headline", "description": "Some news."},
    {"type": "article", "title": "A preview", "description": "Of a link."},
    {"type": "rich", "fields": [{"name": "Source", "value": "Wire"}]},
]


COMPONENTS = [
    {"type": 10, "content": "# A headline"},
    {
        "type": 17,
        "components": [
            {"type": 9, "components": [{"type": 10, "content": "Some news."}], "accessory": {"type": 2, "style": 5,
             "label": "Read", "url": "https://example.org"}},
            {"type": 14},
            {"type": 10, "content": "And more."},
        ],
    },
    {"type": 1, "components": [{"type": 2, "style": 5, "label": "Read", "url": "https://example.org"}]},
]  # fmt: skip


async def test_what_programs_write_in_components_counts(client: discord.Client) -> None:
    payload = message(9, "", components=COMPONENTS, webhook_id="77", flags=1 << 15)
    post = post_of(as_message(client, payload), DOSSIER)
    assert post is not None
    assert post.text == "# A headline\n\nSome news.\n\nAnd more."


async def test_a_forwarded_message_of_components(client: discord.Client) -> None:
    inner = {
        "type": 0, "content": "", "embeds": [], "attachments": [], "components": COMPONENTS,
        "timestamp": "2024-06-18T12:00:00+00:00", "edited_timestamp": None, "mentions": [], "mention_roles": [],
    }  # fmt: skip
    post = post_of(as_message(client, message(9, "", message_snapshots=[{"message": inner}])), DOSSIER)
    assert post is not None
    assert post.text == "# A headline\n\nSome news.\n\nAnd more."


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "See:"),
        ({"webhook_id": "77"}, "See:\n\nA headline\n\nSome news."),
        ({"bot": True}, "See:\n\nA headline\n\nSome news."),
    ],
)
async def test_what_programs_write_in_embeds_counts(client: discord.Client, more: Payload, text: str) -> None:
    post = post_of(as_message(client, message(9, "See:", embeds=EMBEDS, **more)), DOSSIER)
    assert post is not None
    assert post.text == text


@pytest.mark.parametrize(("said", "text"), [("", "A headline\n\nSome news."), ("Old news.", "Old news.")])
async def test_a_forward_of_an_embed(client: discord.Client, said: str, text: str) -> None:
    inner = {
        "type": 0, "content": said, "embeds": EMBEDS, "attachments": [],
        "timestamp": "2024-06-18T12:00:00+00:00", "edited_timestamp": None, "mentions": [], "mention_roles": [],
    }  # fmt: skip
    post = post_of(as_message(client, message(9, "", message_snapshots=[{"message": inner}])), DOSSIER)
    assert post is not None
    assert post.text == text


NEWS = {"type": "rich", "url": "https://example.org/a", "title": "A headline", "description": "Some news."}
SHOWN = {"type": "article", "url": "https://example.org/b", "title": "Another", "description": "More news."}


@pytest.mark.parametrize(
    ("text", "more", "links"),
    [
        ("See https://example.org/b", {}, ()),
        ("", {"webhook_id": "77"}, ("https://example.org/a",)),
        ("See https://example.org/b", {"webhook_id": "77"}, ()),
    ],
)
async def test_where_embeds_lead_and_what_they_show(
    client: discord.Client, text: str, more: Payload, links: tuple[str, ...]
) -> None:
    embeds = [NEWS, SHOWN, {"type": "image", "url": "https://example.org/c.png"}]
    post = post_of(as_message(client, message(9, text, embeds=embeds, **more)), DOSSIER)
    assert post is not None
    assert post.links == links
    assert post.previews == (
        ("https://example.org/a", Preview("A headline", "Some news.")),
        ("https://example.org/b", Preview("Another", "More news.")),
    )


async def test_where_a_forwarded_embed_leads(client: discord.Client) -> None:
    inner = {
        "type": 0, "content": "", "embeds": [NEWS], "attachments": [],
        "timestamp": "2024-06-18T12:00:00+00:00", "edited_timestamp": None, "mentions": [], "mention_roles": [],
    }  # fmt: skip
    post = post_of(as_message(client, message(9, "", message_snapshots=[{"message": inner}])), DOSSIER)
    assert post is not None
    assert post.links == ("https://example.org/a",)
    assert post.previews == (("https://example.org/a", Preview("A headline", "Some news.")),)


INTERACTION = {"id": "1", "type": 2, "user": {"id": "2", "username": "u", "discriminator": "0", "avatar": None}}


@pytest.mark.parametrize(
    ("more", "flags"),
    [
        ({"webhook_id": "77"}, (True, False, False, True)),
        ({"bot": True}, (True, False, True, False)),
        ({"application_id": str(DOSSIER)}, (True, True, False, False)),
        ({"interaction_metadata": INTERACTION}, (False, False, False, False)),
        ({"type": 7}, (False, False, False, False)),
        ({"type": 19}, (True, False, False, False)),
    ],
)
async def test_who_speaks(client: discord.Client, more: Payload, flags: tuple[bool, ...]) -> None:
    post = post_of(as_message(client, message(9, "x", **more)), DOSSIER)
    assert post is not None
    assert (post.spoken, post.own, post.bot, post.webhook) == flags


async def test_our_own(client: discord.Client) -> None:
    post = post_of(as_message(client, message(9, author=DOSSIER)), DOSSIER)
    assert post is not None
    assert post.own


async def test_a_thread_has_a_parent(client: discord.Client) -> None:
    post = post_of(as_message(client, message(9, channel=THREAD_IN_IT)), DOSSIER)
    assert post is not None
    assert post.room == Room(GUILD, THREAD_IN_IT, f"thread {THREAD_IN_IT}", CHANNEL)


async def test_a_channel_that_is_not_known(client: discord.Client) -> None:
    post = post_of(as_message(client, message(9, channel=12345)), DOSSIER)
    assert post is not None
    assert post.room == Room(GUILD, 12345, "12345")
    with pytest.raises(TypeError, match="is no channel of a guild"):
        room_of(client, GUILD)


async def test_a_direct_message_is_none_of_it(client: discord.Client) -> None:
    payload = message(9)
    del payload["guild_id"]
    payload["channel_id"] = "999"
    assert post_of(as_message(client, payload), DOSSIER) is None
