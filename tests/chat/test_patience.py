"""What cannot be done at present is done a while later."""

import pytest

from bot.chat import patience
from bot.chat.patience import ATTEMPTS, patiently
from bot.chat.reach import Unreachable
from bot.store.errors import StoreBusyError


class Work:
    """Fails so many times."""

    def __init__(self, times: int, error: Exception) -> None:
        self.left = times
        self.done = 0
        self.error = error

    async def __call__(self) -> None:
        if self.left:
            self.left -= 1
            raise self.error
        self.done += 1


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSE_SECONDS", 0.0)


@pytest.mark.parametrize("error", [StoreBusyError("locked"), Unreachable("away")])
async def test_it_is_tried_again_and_said(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    work = Work(ATTEMPTS - 1, error)
    await patiently(work, "message 7")
    assert (work.left, work.done) == (0, 1)
    assert caplog.messages == [f"message 7: tried again in 0 seconds: {error}"] * (ATTEMPTS - 1)


async def test_not_for_ever() -> None:
    with pytest.raises(Unreachable):
        await patiently(Work(ATTEMPTS, Unreachable("away")), "message 7")


async def test_a_fault_is_no_matter_of_patience() -> None:
    work = Work(1, ValueError("wrong"))
    with pytest.raises(ValueError, match="wrong"):
        await patiently(work, "message 7")
    assert work.done == 0
