"""The loopback Discord: a strict double of Discord on 127.0.0.1, for tests and for trying a bot by hand.

A test reads like what happens:

    async with discord() as world:
        paper = world.guild("Paper")
        news, ann = paper.channel("news"), paper.member("Ann", administrator=True)
        ...  # start the bot with world.environment()
        await world.bot_ready()
        post = await ann.posts(news, "An article")
        await post.reacted("✅")
        card = await post.reply()
        answer = await ann.presses(card, "More")

Rules of Discord that the bot breaks fail the test at the end of the block. `python -m tests.loopback` is the same for
people. Modules: `state` and `permissions`; `limits*`, `pings` and `schema` (what is refused); `gateway` and `events`;
`server`, `routes_*` (REST); `interactions`; `faults`; `scene`, `places`, `people`, `posts` (the interface for tests).
"""

from tests.loopback.faults import GENEROUS, REAL
from tests.loopback.invoking import NotOfferedError
from tests.loopback.people import Choice, Person
from tests.loopback.places import SceneChannel, SceneGuild, SceneThread
from tests.loopback.posts import Answer, Post
from tests.loopback.record import Violation
from tests.loopback.scene import TOKEN, World, discord

__all__ = [
    "GENEROUS",
    "REAL",
    "TOKEN",
    "Answer",
    "Choice",
    "NotOfferedError",
    "Person",
    "Post",
    "SceneChannel",
    "SceneGuild",
    "SceneThread",
    "Violation",
    "World",
    "discord",
]
