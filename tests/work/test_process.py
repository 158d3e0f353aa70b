"""The child as a process: what it prints, how it breaks the protocol, where it runs, and that it never stays behind."""

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot.work import process, staff
from bot.work.errors import StageFailed, WorkerDied
from bot.work.worker import Worker
from tests.work.conftest import Ends, Hold, at, until

STAGES = "tests.work.stages"
ROOT = Path(bot.__file__).parent.parent


async def test_the_reader_gives_way_to_its_parent_and_another_child_does_not(worker: Worker) -> None:
    assert await worker.call(at("os:nice"), 0) == os.nice(0)
    async with staff.reader(seconds=60, mebibytes=1024) as reader:
        assert await reader.call(at("os:nice"), 0) == min(os.nice(0) + 5, 19)


# What it prints.


async def test_prints_reach_the_log_and_never_the_results(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="bot.work")
    assert await worker.call(at(f"{STAGES}:chatter"), "a print") == "read ''"
    assert await worker.call(at(f"{STAGES}:echo"), 1) == (1,)
    await worker.close()
    lines = caplog.messages
    for said in ("a print", "raw a print", "from a grandchild", "without a line end"):
        assert f"reader: {said}" in lines


async def test_control_characters_do_not_reach_the_terminal(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="bot.work")
    await worker.call(at(f"{STAGES}:chatter"), "\x1b[31mred\x9b\x07\ttab ž")
    assert "reader: \\x1b[31mred\\x9b\\x07\ttab ž" in caplog.messages


async def test_a_flood_of_lines_is_cut_off(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="bot.work")
    await worker.call(at(f"{STAGES}:chatter"), "line", 2_000)
    await worker.close()
    assert caplog.messages.count("reader: line") == 200
    assert caplog.messages[-1] == "reader: it writes more than 200 lines; the rest is left out"


async def test_each_call_may_write_its_lines(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="bot.work")
    for times in (150, 300):
        await worker.call(at(f"{STAGES}:chatter"), "line", 150)
        await until(lambda times=times: caplog.messages.count("reader: line") == times)  # type: ignore[misc]


async def test_an_endless_line_is_cut(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="bot.work")
    await worker.call(at(f"{STAGES}:chatter"), "x" * 1_000_000)
    await worker.close()
    assert "reader: x" in "\n".join(caplog.messages)
    assert max(map(len, caplog.messages)) < 5_000


# How it breaks the protocol.


@pytest.mark.parametrize("stage", ["send_garbage", "hang_up", "send_broken_failure"])
async def test_a_child_that_breaks_the_protocol_is_killed(
    worker: Worker, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_GRACE", 0.2)
    await worker.start()
    assert worker.pid is not None
    ended = Ends(worker.pid)
    with pytest.raises(WorkerDied):
        await worker.call(at(f"{STAGES}:{stage}"))
    await until(ended)
    assert await worker.call(at(f"{STAGES}:echo"), "sound") == ("sound",)


async def test_a_second_answer_is_never_taken_for_the_next(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    before = await worker.call(at("os:getpid"))
    assert await worker.call(at(f"{STAGES}:send_twice")) is None
    await until(lambda: not worker.running)
    assert "reader: it answered without being asked" in caplog.messages
    assert await worker.call(at("os:getpid")) != before


async def test_a_grandchild_with_the_pipes_does_not_hold_up_the_end(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_GRACE", 0.2)
    note = tmp_path / "pid"
    try:
        with pytest.raises(WorkerDied) as caught:
            await worker.call(at(f"{STAGES}:bear_and_vanish"), str(note), 4)
        assert caught.value.exit_code == 4
        assert await worker.call(at(f"{STAGES}:echo"), 1) == (1,)
    finally:
        os.kill(int(note.read_text()), signal.SIGKILL)


# Where it runs, and with what.


async def test_secrets_are_withheld_and_numeric_libraries_get_one_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISCORD_TOKEN", "discord_token", "FEED_PASSWORD"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("HARMLESS", "kept")
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    async with Worker("reader", withhold={"feed_password"}) as worker:
        found = await worker.call(at(f"{STAGES}:environment"))
    assert "secret" not in found.values()
    assert found["HARMLESS"] == "kept"
    assert found["OMP_NUM_THREADS"] == found["OPENBLAS_NUM_THREADS"] == "1"


async def test_a_child_that_finds_another_parent_ends_at_once(worker: Worker) -> None:
    with pytest.raises(StageFailed, match="SystemExit"):
        await worker.call(at("bot.work.confine:die_with_parent"), 1)


SCRIPT = """
import asyncio, sys
if len(sys.argv) > 1:
    sys.path.insert(0, sys.argv[1])
from bot.work.types import Stage
from bot.work.worker import Worker

async def main():
    async with Worker("reader") as worker:
        root = await worker.call(Stage("math:sqrt"), 16.0)
        print(root, (await worker.call(Stage("bot.work.types:Stage"), "a:b")).path)

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("flags", "environment", "arguments", "inside"),
    [
        ([], {}, [], True),
        (["-P"], {"PYTHONPATH": str(ROOT)}, [], False),
        (["-I"], {"PYTHONPATH": "/nonexistent"}, [str(ROOT)], False),
        (["-P"], {"PYTHONPATH": ""}, [str(ROOT)], False),
    ],
    ids=["in the checkout", "outside, by PYTHONPATH", "isolated", "safe path"],
)
def test_it_starts_wherever_the_parent_did(
    flags: list[str], environment: dict[str, str], arguments: list[str], inside: bool, tmp_path: Path
) -> None:
    for trap in ("json.py", "pickle.py", "bot.py"):
        (tmp_path / trap).write_text("raise SystemExit('the working directory was imported from')")
    done = subprocess.run(
        [sys.executable, *flags, "-c", SCRIPT, *arguments],
        cwd=ROOT if inside else tmp_path,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "was imported from" not in done.stderr
    assert (done.returncode, done.stdout) == (0, "4.0 a:b\n")


# That it never stays behind.

PARENT = """
import asyncio, sys
from bot.work.types import Stage
from bot.work.worker import Worker

async def main():
    worker = Worker("reader")
    if sys.argv[3] == "busy":
        await worker.call(Stage("tests.work.stages:hold"), sys.argv[1], sys.argv[2])
    elif sys.argv[3] == "starting":
        await Worker("reader", setup="tests.work.stages:hold", setup_args=(sys.argv[1], sys.argv[2])).start()
    else:
        await worker.call(Stage("tests.work.stages:note"), sys.argv[1], str(await worker.call(Stage("os:getpid"))))
        await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a child is tied to its parent on Linux only")
@pytest.mark.parametrize("state", ["busy", "starting", "idle"])
def test_a_parent_that_is_killed_leaves_no_orphan(state: str, hold: Hold) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, *hold.args, state], cwd=ROOT)
    try:
        while not (hold.started.exists() and hold.started.read_text()):
            assert parent.poll() is None
        ended = Ends(hold.pid)
        assert not ended()
    finally:
        parent.kill()
        parent.wait()
    assert ended(seconds=60)
