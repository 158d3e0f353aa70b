"""A form that is given with `alias on` and found in texts: what is said before, what is there then, and without it."""

from dataclasses import replace
from typing import cast

import pytest

from bot.cards.plain import plain
from bot.work.worker import Worker
from tests.commands.test_correcting import confirmed, follow_all
from tests.desk.newsroom import Newsroom
from tests.desk.workers import Here

pytestmark = pytest.mark.model

SLAM = "alias on Novak Djokovic, Golden Slam"


async def test_it_is_said_before_what_is_found(room: Newsroom) -> None:
    before = await room.read("entity Novak Djokovic")
    asked = await room.say(SLAM)
    assert "Found in texts where no name was seen: 1 mention in 1 article." in plain(asked)
    elsewhere = await room.channels("world")
    assert (await elsewhere.say("entity Djokovic")).tone == "error"
    done = await confirmed(room, SLAM)
    assert "Golden Slam" in await room.read("entity Novak Djokovic")
    assert "by correction 1" in await room.read("why Golden Slam")
    other = await room.channels("other")
    assert (await other.say("entity golden slam")).title == "Novak Djokovic"
    await room.act(done.choices[0].action)
    await follow_all(room)
    assert await room.read("entity Novak Djokovic") == before


async def test_a_name_of_its_own_is_looked_for_too(room: Newsroom) -> None:
    before = await room.read("entity Novak Djokovic")
    await confirmed(room, "alias on Novak Djokovic, Novak Djokovic")
    assert await room.read("entity Novak Djokovic") == before, "there is none that was not seen"
    refused = await room.say("alias on Novak Djokovic, novak djokovic sure:yes")
    assert refused.title == "“Novak Djokovic” goes by that name already."


async def test_taking_the_name_off_takes_it_out_of_texts(room: Newsroom) -> None:
    before = await room.read("entity Novak Djokovic")
    await confirmed(room, SLAM)
    await confirmed(room, "alias off Novak Djokovic, Golden Slam")
    await follow_all(room)
    assert await room.read("entity Novak Djokovic") == before


async def test_an_ordinary_word_is_not_looked_for(room: Newsroom) -> None:
    desk = replace(room.desk, extractor=cast("Worker", Here()))
    typist = replace(room, desk=desk)
    for form in ("Will", "the champion"):
        asked = await typist.say(f"alias on Novak Djokovic, {form}")
        assert "It is not looked for where texts have no name" in plain(asked)
    before = await typist.read("entity Novak Djokovic")
    await confirmed(typist, "alias on Novak Djokovic, Will")
    assert (await typist.say("entity will")).title == "Novak Djokovic"
    assert await typist.read("entity Novak Djokovic") == before
    assert "Found in texts" in plain(await typist.say("alias on Novak Djokovic, Halvorsen"))


async def test_the_model_is_not_loaded_for_a_name_that_is_not_known(room: Newsroom) -> None:
    model = Here()
    typist = replace(room, desk=replace(room.desk, extractor=cast("Worker", model)))
    for line in ("alias on Nobody Atall, Halvorsen", "alias on Nobody Atall, Halvorsen sure:yes"):
        assert "No “Nobody Atall” is known here." in (await typist.say(line)).title
    assert model.calls == []
