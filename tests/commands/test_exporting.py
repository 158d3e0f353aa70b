"""`export`: what may be read is given as a file, and what is too big is said."""

import gzip
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.articles.types import Draft
from bot.cards.card import Card
from bot.cards.plain import plain
from bot.commands import exporting
from bot.commands.all import REGISTRY
from bot.commands.dispatch import run_line
from bot.desk import exporting as packing
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.store import places
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.commands.fakes import ask
from tests.desk.clerk import story
from tests.desk.workers import desk_of

GUILD, NEWS, CLOSED = 7 << 40, 71 << 40, 72 << 40


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_of(tmp_path) as opened:
        async with opened.store.writing() as db:
            await places.ensure_guild(db, GUILD, "readers")
            await places.ensure_channel(db, GUILD, NEWS, "news")
            await places.ensure_channel(db, GUILD, CLOSED, "closed")
        rooms = ((1, NEWS), (2, CLOSED), (3, NEWS))
        items = [Item(Draft(story(n).encode()), Place(GUILD, room, n), "12") for n, room in rooms]
        await opened.filing.post(items)
        await opened.filing.idle()
        yield opened


async def said(desk: Desk, line: str, *channels: int, **changes: Any) -> Card:
    scope = Scope(GUILD, frozenset(channels)) if channels else Scope(GUILD)
    who = replace(ask(manager=True), desk=desk, scope=scope, channel=NEWS, asker="12")
    return await run_line(REGISTRY, replace(who, **changes), line)


def reports(card: Card) -> list[int]:
    lines = [line for file in card.files for line in gzip.decompress(file.data).decode().splitlines()]
    return [int(json.loads(line)["text"].split()[1]) for line in lines]


async def test_what_the_asker_may_read_is_in_a_file(desk: Desk) -> None:
    card = await said(desk, "export", NEWS)
    assert (card.tone, card.title, reports(card)) == ("good", "2 articles exported", [1, 3])
    assert [file.name for file in card.files] == ["articles.jsonl.gz"]
    assert reports(await said(desk, "export")) == [1, 2, 3]
    assert reports(await said(desk, "export #closed")) == [2]
    assert (await said(desk, "export #closed", NEWS)).tone == "error"
    assert not (await said(desk, "export since:2099-01-01")).files
    line = gzip.decompress(card.files[0].data).decode().splitlines()[0]
    assert set(json.loads(line)) == {"id", "text", "published_at", "channel", "posted_at"}


async def test_it_is_for_managers_and_for_no_other_eyes(desk: Desk) -> None:
    assert "is for those who manage this place" in plain(await said(desk, "export", manager=False))
    public = await said(desk, "export", private=False)
    assert (public.title, public.files) == ("That is for your eyes only.", ())


async def test_what_is_too_big_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_TOGETHER", 1)
    monkeypatch.setattr(exporting, "LARGEST", 300)
    monkeypatch.setattr(exporting, "MOST", 2)
    card = await said(desk, "export")
    assert (card.tone, card.title) == ("warn", "2 articles exported, not all of them")
    assert [file.name for file in card.files] == ["articles-1.jsonl.gz", "articles-2.jsonl.gz"]
    assert "What is left out is too big" in plain(card)
    monkeypatch.setattr(exporting, "LARGEST", 30)
    none = await said(desk, "export")
    assert (none.tone, none.title, none.files) == ("warn", "These articles are too big to send", ())


async def test_the_console_says_how(desk: Desk) -> None:
    here = plain(await said(desk, "export", asker=None, scope=Scope(LOCAL)))
    assert "`dossier export > news.jsonl`" in here
    assert f"--server {GUILD}" in plain(await said(desk, "export", asker=None))
