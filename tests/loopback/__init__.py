"""The loopback Discord: a strict double of Discord on 127.0.0.1, for tests and for trying a bot by hand."""

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
