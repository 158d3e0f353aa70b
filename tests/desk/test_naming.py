"""The names in one article: their entities, their counts and why their forms are one."""

import pytest

from bot.desk import lookup
from bot.desk.naming import Form, Named, named_in
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def named(room: Newsroom, typed: str) -> dict[str, Named]:
    async with room.desk.store.reading() as db:
        article = await lookup.article(db, room.scope, typed)
        assert article is not None
        return {one.entity.name: one for one in await named_in(db, room.scope, article)}


async def test_every_name_has_its_count_and_why_its_forms_are_one(room: Newsroom) -> None:
    found = await named(room, "#5")
    counts = [one.mentions for one in found.values()]
    assert counts == sorted(counts, reverse=True)
    [putin] = found["Vladimir Putin"].joined
    assert putin.name == "Vladimir Putin"
    assert Form("Putin", 3, "surname of Vladimir Putin") in putin.forms
    assert {form.text for form in putin.forms} >= {"He", "he"}
    [agency] = found["Korean Central News Agency"].joined
    assert agency.forms == (Form("KCNA", 1, "short for Korean Central News Agency"),)
    [north] = found["North Korea"].joined
    assert north.forms == (
        Form("North Korea", 3, "same name"),
        Form("North Korean", 2, "stands for North Korea"),
    )
    [hanoi] = found["Hanoi"].joined
    assert hanoi.forms == ()


async def test_its_handle_opens_each_name(room: Newsroom) -> None:
    for one in (await named(room, "#5")).values():
        assert (await room.say(f"entity ~{one.handle}")).title == one.entity.name
