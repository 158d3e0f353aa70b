"""`python -m tests.loopback`: what is typed into it, and what it prints."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.loopback import discord
from tests.loopback.__main__ import Stage, described, shown
from tests.loopback.small_bot import running


async def test_lines_are_played() -> None:
    async with discord() as world:
        stage = Stage(world)
        async with running(world):
            assert await stage.line("Some text\\nin two lines") == ""
            (card,) = [await post.reply() for post in stage.channels["news"].posts if post.message.author.name == "Ann"]
            assert stage.channels["news"].posts[0].text == "Some text\nin two lines"
            assert shown(card) == "--- Dossier\nA title\nand a line\n-# small print\n[Names]\n---"
            assert "acknowledged after" in await stage.line("@Bob /look name=KCNA private=yes")
            assert stage.answer is not None
            assert "only one person sees this" in shown(stage.answer.post)
            await stage.line("/buttons")
            await stage.line("press More")
            assert stage.answer.text == "More of it."
            await stage.line("select Two")
            assert stage.answer.text == "Chosen: 2"
            assert await stage.line("press Ask") == "[a modal: A question]"
            await stage.line("submit name=KBS")
            assert stage.answer.text == "You typed KBS."
            await stage.line("#desk quiet")
            assert [post.text for post in stage.channels["desk"].posts] == ["quiet"]
            assert "commands synced" in await stage.line("journal")
            assert described(stage.answer).startswith("[acknowledged")


@pytest.mark.process
def test_the_program_serves_until_its_input_ends() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.loopback"],
        input="Some text\npress More\n/look name=x\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )
    assert "DOSSIER_API=http://127.0.0.1:" in done.stdout
    assert "There is no such message." in done.stdout
    assert done.stdout.endswith("Violations:\nunsynced: the command 'look' is not synced\n")
    assert "message" in done.stderr
