"""Telling of watches: one that cannot be told of keeps none of the others from being told of."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.desk import alerting
from bot.desk.alerting import Alert, Alerting
from bot.desk.later import Later
from bot.search.anchors import stems
from bot.store import alerts, watches
from bot.store.scope import LOCAL, Scope
from bot.store.watches import Watch
from tests.desk.workers import desk_of
from tests.store.filing import Story, file


@dataclass(slots=True)
class Front:
    """Stands for Discord: whom it told what, and who cannot be told."""

    error: Exception
    told: list[str] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def scope_of(self, watch: Watch) -> Scope:
        return Scope(watch.guild)

    async def send(self, alert: Alert) -> bool:
        if alert.watch.owner == "Ann":
            raise self.error
        self.told.append(alert.watch.owner)
        self.heard.set()
        return True


@pytest.mark.parametrize("error", [Later("nobody there"), ValueError("no such card")])
async def test_what_cannot_be_told_of_is_tried_later_and_others_go_on(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerting, "LOOK_SECONDS", 0.01)
    now, front = datetime.now(UTC), Front(error)
    async with desk_of(tmp_path) as desk:
        async with desk.store.writing() as db:
            filed = await file(db, Story("John Adams saw the lighthouse. It was a long day."))
            for owner in ("Ann", "Bob"):
                watch = Watch(LOCAL, owner, None, "lighthouse", "now", None, sort="search")
                await watches.add(db, watch, now, stems("lighthouse"))
            assert await alerts.raise_for(db, filed.article, now) == 2
        task = asyncio.create_task(Alerting(desk, front).run())
        async with asyncio.timeout(60):
            await front.heard.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with desk.store.reading() as db:
            [ann] = await watches.of_owner(db, "Ann")
            assert min((await alerts.waiting(db, ann.id)).values()) > now
    assert front.told == ["Bob"]
