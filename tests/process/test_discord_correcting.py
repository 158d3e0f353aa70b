"""Corrections on Discord: from the profile's button over a form and a question to the undoing, by whoever may."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.loopback import Answer, Person
from tests.process.paper import ELEANOR, FRANKLIN, PRIZE, WALL, Paper, paper, shown

pytestmark = [pytest.mark.process, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Paper]:
    """The paper, with articles that all can read and one for the editors."""
    async with paper(tmp_path_factory.mktemp("paper")) as made:
        await made.files(made.news, WALL, FRANKLIN, ELEANOR)
        await made.files(made.desk, PRIZE)
        yield made


@pytest.fixture(autouse=True)
def lawful(here: Paper) -> object:
    """Discord has no complaint after any test."""
    yield
    assert not here.world.violations, f"{here.world.violations}\n{here.world.journal()}"


async def wrong(here: Paper, who: Person, name: str) -> Answer:
    """What the button on a profile opens."""
    return await who.presses(await here.asks(who, f"!entity {name}"), "Wrong?")


async def test_a_merge_from_the_button_over_a_form_to_its_undoing(here: Paper) -> None:
    opened = await wrong(here, here.ann, "Winston Churchill")
    assert opened.ephemeral
    form = await here.ann.selects(opened, "The same as another name …")
    asked = await here.ann.submits(form, {"Another name of the same": "Harry Truman"})
    assert asked.post.id == opened.post.id
    assert "Is “Winston Churchill” the same as “Harry Truman”?" in asked.text, shown(asked)
    assert "1 mention in 1 article" in asked.text
    await here.kills()
    await here.starts()
    done = await here.ann.presses(asked, "Merge")
    assert "are one from now on." in done.text, shown(done)
    of_both = (await here.asks(here.eve, "!entity Truman")).text
    assert "2 mentions in 2 articles" in of_both
    undone = await here.ann.presses(done, "Undo")
    assert "Correction 1 is taken back." in undone.text
    assert "seen once in 1 article" in (await here.asks(here.eve, "!entity Truman")).text


async def test_who_may_not_correct_is_told_so_whatever_they_press_or_type(here: Paper) -> None:
    said = "is for those who may manage messages here."
    assert said in (await wrong(here, here.eve, "Helmut Kohl")).text
    assert said in (await here.asks(here.eve, "!merge Helmut Kohl, Ronald Reagan")).text
    slash = await here.eve.slash(here.news, "merge", name="Helmut Kohl", other="Ronald Reagan")
    assert slash.ephemeral
    assert said in slash.text
    question = await here.asks(here.ann, "!merge Helmut Kohl, Ronald Reagan")
    pressed = await here.eve.presses(question, "Merge")
    assert pressed.ephemeral
    assert said in pressed.text
    assert "Is “Helmut Kohl”" in question.text


async def test_a_role_may_correct_where_that_is_set(here: Paper) -> None:
    curators = here.guild.role("curators")
    cleo = here.guild.member("Cleo", curators)
    assert "is for those" in (await here.asks(cleo, "!ban Helmut Kohl")).text
    await here.ann.slash(here.news, "setup curators", who="role", role=str(curators.id))
    assert "Leave out “Helmut Kohl”?" in (await here.asks(cleo, "!ban Helmut Kohl")).text
    assert "with a certain role here." in (await here.asks(here.eve, "!ban Helmut Kohl")).text
    await here.ann.slash(here.news, "setup curators", who="moderators")


async def test_a_banned_name_is_in_no_completion_until_that_is_undone(here: Paper) -> None:
    assert [one.value for one in await here.eve.completes(here.news, "entity", name="Cassin")] == ["René Cassin"]
    asked = await here.asks(here.ann, "!ban René Cassin")
    done = await here.ann.selects(asked, "All of “René Cassin”")
    assert "“René Cassin” is left out." in done.text
    assert await here.eve.completes(here.news, "entity", name="Cassin") == []
    undone = await here.ann.presses(done, "Undo")
    assert "taken back" in undone.text
    assert [one.value for one in await here.eve.completes(here.news, "entity", name="Cassin")] == ["René Cassin"]


async def test_a_story_is_put_right_from_its_button(here: Paper) -> None:
    opened = await here.ann.presses(await here.asks(here.ann, '!story "The wall in Berlin"'), "Wrong?")
    assert "What is wrong with the story “The wall in Berlin”?" in opened.text
    form = await here.ann.selects(opened, "The same as another story …")
    asked = await here.ann.submits(form, {"An article of another story on the same event": "Rights for everybody"})
    assert "“Rights for everybody” one story?" in asked.text, shown(asked)
    done = await here.ann.presses(asked, "Merge")
    assert "They are one story from now on." in done.text
    told = (await here.asks(here.eve, '!story "Rights for everybody"')).text
    assert "2 articles" in told
    again = await here.ann.presses(await here.asks(here.ann, '!story "Rights for everybody"'), "Wrong?")
    split = await here.ann.selects(again, "Not of it: “Rights for everybody”")
    parted = await here.ann.presses(split, "Split off")
    assert "it is another story from now on" in parted.text
    assert "is for those who may manage messages here." in (await here.asks(here.eve, "!story split #1")).text
    assert "1 article" in (await here.asks(here.eve, '!story "Rights for everybody"')).text
    await here.asks(here.ann, f"!undo by:{here.ann.mention} sure:yes")


async def test_what_is_said_among_editors_stays_there(here: Paper) -> None:
    renamed = await here.asks(here.ann, "!rename Helmut Kohl to The Giant sure:yes", here.desk)
    assert "is called “The Giant”" in renamed.text
    assert "The Giant" in (await here.asks(here.bob, "!entity Kohl", here.desk)).text
    assert "The Giant" not in (await here.asks(here.eve, "!entity Kohl")).text
    assert "The Giant" not in (await here.asks(here.eve, "!history")).text
    await here.asks(here.ann, "!merge Marie Curie, Albert Einstein sure:yes", here.desk)
    for answer in (await here.asks(here.eve, "!history"), await here.eve.slash(here.news, "history", private=True)):
        assert "Curie" not in answer.text
        assert "a name that is not known here" in answer.text
        assert here.ann.mention in answer.text
    wave = await here.asks(here.ann, f"!undo by:{here.ann.mention}")
    assert "Take back 2 corrections?" in wave.text
    done = await here.ann.presses(wave, "Take back")
    assert "2 corrections are taken back." in done.text
