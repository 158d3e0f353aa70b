"""The one policy for errors: who is told what, and how much of it the log holds."""

import logging
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.chat.errors import logged, told
from tests.chat.rest import refusal

AWAY = [refusal(500), aiohttp.ClientConnectionError("no route")]


@dataclass(slots=True)
class Asked:
    """An interaction that notes what it was answered with."""

    done: bool = False
    refuses: Exception | None = None
    first: list[dict[str, Any]] = field(default_factory=list)
    later: list[dict[str, Any]] = field(default_factory=list)

    def interaction(self) -> discord.Interaction[Any]:
        of = SimpleNamespace(
            permissions=discord.Permissions.none(),
            response=SimpleNamespace(is_done=lambda: self.done, send_message=self._to(self.first)),
            followup=SimpleNamespace(send=self._to(self.later)),
        )
        return cast("discord.Interaction[Any]", of)

    def _to(self, where: list[dict[str, Any]]) -> Any:
        async def send(**sent: Any) -> None:
            if self.refuses:
                raise self.refuses
            where.append(sent)

        return send


async def serve(asked: Asked, error: Exception) -> None:
    async with told(asked.interaction(), "a button"):
        raise error


async def log(error: Exception) -> None:
    async with logged("answering", 7):
        raise error


def levels(caplog: pytest.LogCaptureFixture) -> list[tuple[str, bool]]:
    return [(one.levelname, one.exc_info is not None) for one in caplog.records if one.name.startswith("bot.")]


async def test_a_fault_is_told_to_the_asker_alone_and_traced_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    fresh, acknowledged = Asked(), Asked(done=True)
    for asked in (fresh, acknowledged):
        await serve(asked, KeyError("x"))
    [[first], [later]] = [fresh.first, acknowledged.later]
    assert first["ephemeral"]
    assert later["ephemeral"]
    assert levels(caplog) == [("ERROR", True)] * 2


@pytest.mark.parametrize("error", AWAY)
async def test_discord_out_of_order_is_one_line(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    asked = Asked()
    await serve(asked, error)
    await log(error)
    assert not asked.first
    assert levels(caplog) == [("WARNING", False)] * 2
    assert all("Discord is out of order just now" in one.getMessage() for one in caplog.records)


async def test_an_answer_that_comes_too_late_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    asked = Asked()
    await serve(asked, refusal(404, 10062))
    assert not asked.first
    assert levels(caplog) == [("WARNING", False)]


@pytest.mark.parametrize("refused", [refusal(403, 50013), *AWAY])
async def test_a_fault_that_cannot_be_told(refused: Exception, caplog: pytest.LogCaptureFixture) -> None:
    await serve(Asked(refuses=refused), KeyError("x"))
    assert levels(caplog) == [("ERROR", True), ("WARNING", False)]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (refusal(403, 50013, "Missing Permissions"), [("WARNING", False)]),
        (refusal(404, 10003), []),
        (refusal(404, 10008), []),
        (refusal(404, 10013), [("ERROR", True)]),
        (ValueError("x"), [("ERROR", True)]),
    ],
)
async def test_what_is_logged(
    error: Exception, expected: list[tuple[str, bool]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await log(error)
    assert levels(caplog) == expected
