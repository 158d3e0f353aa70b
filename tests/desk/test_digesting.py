"""Digests by a clock that is set by hand: summer time, missed runs, jumps, ends at any moment, refusals."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from bot.desk import digesting, zones
from bot.desk.desk import Desk
from bot.desk.digesting import Digesting
from bot.desk.later import Later
from bot.desk.recurrence import recurrence
from bot.desk.slots import News, SlotTold
from bot.store import digests, places
from bot.store.digests import Digest
from bot.store.rows import day_of
from bot.store.scope import LOCAL, Scope
from tests.desk.workers import desk_of
from tests.store.filing import Story, file

ROOM = 1


@dataclass(slots=True)
class Board:
    """Stands for a channel: what was posted there, when, and how late. Posts have nonces, as on Discord."""

    clock: Callable[[], datetime]
    posted: list[tuple[datetime, list[int], bool]] = field(default_factory=list)
    nonces: set[int] = field(default_factory=set)
    gone: bool = False
    away: bool = False
    mute: bool = False
    after_post: Callable[[], None] = lambda: None

    async def scope_of(self, digest: Digest) -> Scope | None:
        if self.away:
            raise Later("nobody there")
        return None if self.gone else Scope(digest.guild, frozenset({ROOM}))

    async def send(
        self, digest: Digest, until: int, told: list[SlotTold], found: News, clock: tzinfo, *, late: bool
    ) -> bool:
        if self.mute:
            return False
        if until not in self.nonces:
            self.nonces.add(until)
            self.posted.append((self.clock(), [one.head.number for one in told], late))
        self.after_post()
        return True


@dataclass(slots=True)
class Scene:
    """A desk, a digest in one channel, and a clock."""

    desk: Desk
    now: datetime
    board: Board = field(init=False)
    loop: Digesting = field(init=False)
    filed: int = 0

    def __post_init__(self) -> None:
        self.board = Board(lambda: self.now)
        self.restarts()

    def restarts(self) -> None:
        """Dossier ended, however, and starts again."""
        self.loop = Digesting(self.desk, self.board)

    async def schedules(self, when: str, zone: str = "UTC") -> None:
        """A digest recurs."""
        async with self.desk.store.writing() as db:
            await places.ensure_guild(db, LOCAL, "local")
            await places.ensure_channel(db, LOCAL, ROOM, "room")
            await zones.set_zone(db, LOCAL, zone)
            recurs = recurrence(when)
            due = recurs.next(self.now, await zones.zone_of(db, LOCAL))
            await digests.schedule(
                db, LOCAL, ROOM, recurs.clock, weekday=recurs.weekday, weekdays=recurs.weekdays, due=due,
                day=day_of(self.now) - recurs.days,
            )  # fmt: skip

    async def files(self, channel: int = ROOM) -> int:
        """An article is filed, on a matter of its own; its number."""
        self.filed += 1
        text = f"Person{self.filed} Adams counted bridge {self.filed} near Town{self.filed}. It was a long day."
        async with self.desk.store.writing() as db:
            return (await file(db, Story(text, f"Bridge {self.filed}", self.now.date()), channel)).number

    async def until(self, then: datetime, step: timedelta = timedelta(minutes=5)) -> None:
        """Time goes by, and Dossier looks now and then."""
        while self.now < then:
            self.now = min(self.now + step, then)
            await self.loop.look()

    async def digest(self) -> Digest | None:
        async with self.desk.store.reading() as db:
            return await digests.of_channel(db, ROOM)

    @property
    def told(self) -> list[tuple[str, list[int], bool]]:
        return [(f"{when:%d %H:%M}", numbers, late) for when, numbers, late in self.board.posted]


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with desk_of(tmp_path) as desk:
        made = Scene(desk, utc(2024, 3, 29, 12))
        monkeypatch.setattr(digesting, "now", lambda: made.now)
        monkeypatch.setattr(digesting, "_AGAIN_SECONDS", 0.0)
        yield made


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


async def test_every_morning_by_the_clock_across_summer_time_with_what_is_new(scene: Scene) -> None:
    await scene.schedules("daily 08:00", "Europe/London")
    one = await scene.files()
    await scene.until(utc(2024, 3, 30, 12))
    two = await scene.files()
    await scene.until(utc(2024, 3, 31, 12))  # the clocks went forward
    three = await scene.files()
    await scene.until(utc(2024, 4, 2, 12))
    assert scene.told == [("30 08:00", [one], False), ("31 07:00", [two], False), ("01 07:00", [three], False)]


async def test_back_in_autumn_a_time_that_comes_twice_is_told_once(scene: Scene) -> None:
    scene.now = utc(2024, 10, 26, 12)
    await scene.schedules("daily 1:30", "Europe/London")
    await scene.files()
    await scene.until(utc(2024, 10, 27, 1))
    await scene.files()
    await scene.until(utc(2024, 10, 28, 1, 25))
    assert [when for when, *_ in scene.told] == ["27 00:30"]
    await scene.until(utc(2024, 10, 28, 2))
    assert [when for when, *_ in scene.told] == ["27 00:30", "28 01:30"]


async def test_nothing_is_posted_when_nothing_is_new(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    await scene.until(utc(2024, 3, 31, 9))
    assert scene.told == []
    one = await scene.files()
    hidden = await scene.files(channel=2)
    await scene.until(utc(2024, 4, 3, 9))
    assert scene.told == [("01 08:00", [one], False)]
    assert hidden not in scene.told[0][1]


async def test_missed_digests_are_sent_once_and_marked_late(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    one = await scene.files()
    scene.now = utc(2024, 4, 2, 9, 30)  # it was not running for four mornings
    scene.restarts()
    await scene.until(utc(2024, 4, 2, 12))
    assert scene.told == [("02 09:35", [one], True)]
    two = await scene.files()
    await scene.until(utc(2024, 4, 3, 12))
    assert scene.told[1:] == [("03 08:00", [two], False)]


async def test_a_minute_is_not_late(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    await scene.files()
    scene.now = utc(2024, 3, 30, 8, 1)
    await scene.loop.look()
    assert [late for *_, late in scene.told] == [False]


async def test_weekdays_leave_out_the_weekend_and_tell_of_it_on_monday(scene: Scene) -> None:
    await scene.schedules("weekdays 8")  # it is Friday
    await scene.until(utc(2024, 3, 30, 12))
    one = await scene.files()
    await scene.until(utc(2024, 3, 31, 12))
    two = await scene.files()
    await scene.until(utc(2024, 4, 1, 12))
    assert scene.told == [("01 08:00", [two, one], False)]


async def test_a_clock_that_was_a_year_ahead_does_not_silence_a_digest(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    right = scene.now
    one = await scene.files()
    scene.now = right + timedelta(days=365)
    await scene.loop.look()
    assert [numbers for _, numbers, _ in scene.told] == [[one]]
    two = await scene.files()
    scene.now = right + timedelta(minutes=10)  # set right
    await scene.loop.look()
    await scene.until(utc(2024, 3, 30, 12))
    assert scene.told[1:] == [("30 08:00", [two], False)]


async def test_a_clock_that_is_set_back_over_a_digest_does_not_send_it_again(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    await scene.files()
    await scene.until(utc(2024, 3, 30, 8))
    two = await scene.files()
    scene.now = utc(2024, 3, 30, 7, 30)
    await scene.until(utc(2024, 3, 31, 8))
    assert [when for when, *_ in scene.told] == ["30 08:00", "31 08:00"]
    assert scene.told[1][1] == [two]


async def test_the_same_when_it_was_set_back_while_it_was_not_running(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    await scene.files()
    await scene.until(utc(2024, 3, 30, 8))
    await scene.files()
    scene.now = utc(2024, 3, 30, 7, 30)
    scene.restarts()
    await scene.until(utc(2024, 3, 30, 12))
    assert [when for when, *_ in scene.told] == ["30 08:00"]


async def test_ended_between_the_post_and_the_note_of_it_a_digest_is_posted_once(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    one = await scene.files()

    def dies() -> None:
        raise asyncio.CancelledError

    scene.board.after_post = dies
    with contextlib.suppress(asyncio.CancelledError):
        await scene.until(utc(2024, 3, 30, 8))
    scene.board.after_post = lambda: None
    two = await scene.files()  # not in what was being sent
    scene.restarts()
    await scene.until(utc(2024, 3, 31, 9))
    assert [numbers for _, numbers, _ in scene.told] == [[one], [two]]


async def test_what_cannot_be_reached_is_tried_again(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    one = await scene.files()
    scene.board.away = True
    await scene.until(utc(2024, 3, 30, 8, 30))
    assert scene.told == []
    scene.board.away = False
    await scene.until(utc(2024, 3, 30, 9))
    assert scene.told == [("30 08:35", [one], True)]


async def test_where_the_bot_may_not_post_that_is_noted_and_made_up_for(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    await scene.schedules("daily 08:00")
    one = await scene.files()
    scene.board.mute = True
    await scene.until(utc(2024, 3, 30, 12))
    ill = await scene.digest()
    assert ill is not None
    assert (ill.trouble, ill.sent_at, ill.due_at) == ("I may not post there", None, utc(2024, 3, 31, 8))
    assert caplog.text.count("may not post its digest") == 1
    scene.board.mute = False
    await scene.until(utc(2024, 3, 31, 12))
    assert scene.told == [("31 08:00", [one], False)]
    well = await scene.digest()
    assert well is not None
    assert well.trouble is None


async def test_a_channel_that_is_gone_ends_its_digest(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    scene.board.gone = True
    await scene.until(utc(2024, 3, 30, 9))
    assert await scene.digest() is None


async def test_another_zone_is_another_time(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    async with scene.desk.store.writing() as db:
        await zones.set_zone(db, LOCAL, "America/New_York")
        await digesting.reckon_anew(db, LOCAL, scene.now)
    found = await scene.digest()
    assert found is not None
    assert found.due_at == utc(2024, 3, 29, 12)


async def test_ten_slots_at_most_and_what_has_no_room_is_not_told_later(scene: Scene) -> None:
    await scene.schedules("daily 08:00")
    numbers = [await scene.files() for _ in range(13)]
    await scene.until(utc(2024, 4, 1, 9))
    assert scene.told == [("30 08:00", numbers[:2:-1], False)]
    assert date(2024, 3, 30) == scene.board.posted[0][0].date()
