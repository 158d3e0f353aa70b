"""Dossier on Discord: log-in, commands typed and as slash, completion, and a clean stop."""

import pytest

from tests.loopback import discord
from tests.process.on_discord import on_discord
from tests.process.program import Program

pytestmark = pytest.mark.process


async def test_it_answers_typed_and_slash_commands(program: Program) -> None:
    async with discord() as world:
        paper = world.guild("Paper")
        news = paper.channel("news")
        ann = paper.member("Ann", administrator=True)
        async with on_discord(program, world):
            about = await ann.slash(news, "about")
            assert "Dossier" in about.text
            typed = await (await ann.posts(news, "!recent")).reply()
            assert "Nothing is filed here yet." in typed.text
