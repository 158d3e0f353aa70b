"""One child process as the event loop sees it: a request in, a frame out, its last words, its end."""

import asyncio
import logging
import os
import re
import sys
from collections import deque
from collections.abc import Iterable
from typing import Any, Self, cast

from bot.work.environment import child_command, child_environment
from bot.work.frames import Decoder, Frame, FrameError

_log = logging.getLogger(__name__)

_STDIN, _STDOUT, _STDERR = 0, 1, 2
_GRACE = 2.0
"""Seconds in which a child's exit and the end of its output must follow each other."""


class ChildProcess(asyncio.SubprocessProtocol):
    """A running child. One request at a time; whoever gives up on an answer must `kill` the child."""

    def __init__(self, name: str) -> None:
        self.ended = asyncio.Event()
        self._usable = True
        self._lines = _Lines(name)
        self._decoder = Decoder()
        self._answer: asyncio.Future[Frame | None] | None = None
        self._fallback: asyncio.TimerHandle | None = None
        self._transport: asyncio.SubprocessTransport

    @classmethod
    async def start(cls, name: str, withhold: Iterable[str]) -> Self:
        """Start a child of this process. Raises OSError where the system refuses."""
        loop = asyncio.get_running_loop()
        command = child_command(name, os.getpid(), sys.path)
        environment = child_environment(os.environ, withhold)
        # A group of its own: the terminal's Ctrl-C must not end a child before it has learnt to ignore it.
        group: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
        _, child = await loop.subprocess_exec(lambda: cls(name), *command, env=environment, **group)
        return child

    @property
    def usable(self) -> bool:
        """Whether it may be given a request: it has neither ended nor been told to."""
        return self._usable

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._transport.get_pid()

    @property
    def exit_code(self) -> int | None:
        """How it ended, negative for a signal; None while it runs."""
        return self._transport.get_returncode()

    @property
    def last_words(self) -> str:
        """The last lines it wrote on standard error."""
        return "\n".join(self._lines.last)

    async def ask(self, request: Frame) -> Frame | None:
        """Send one request and wait for its answer; None when the child ends instead."""
        if not self._usable:
            return None
        self._lines.begin()
        self._answer = asyncio.get_running_loop().create_future()
        self._input.write(request.encoded())
        return await self._answer

    def leave(self) -> None:
        """Close its input: an idle child then ends by itself."""
        self._usable = False
        self._input.close()
        self._expect_end()

    def kill(self) -> None:
        """End it at once."""
        self._usable = False
        if not self.ended.is_set() and self.exit_code is None:
            self._transport.kill()

    async def gone(self) -> None:
        """Wait until it has ended; kill it when that takes longer than the grace."""
        try:
            async with asyncio.timeout(_GRACE):
                await self.ended.wait()
        except TimeoutError:
            self.kill()
            await self.ended.wait()

    @property
    def _input(self) -> asyncio.WriteTransport:
        return cast("asyncio.WriteTransport", self._transport.get_pipe_transport(_STDIN))

    # What the event loop calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The child runs."""
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """It wrote: lines on standard error, frames elsewhere."""
        if fd == _STDERR:
            self._lines.feed(data)
            return
        try:
            frames = self._decoder.feed(data)
        except FrameError as error:
            _log.error("%s: %s", self._lines.name, error)
            self.kill()
            return
        for frame in frames:
            self._received(frame)

    def pipe_connection_lost(self, fd: int, _exc: Exception | None) -> None:
        """It closed a pipe: after that of the frames no answer can come, so it ends, or ought to."""
        if fd == _STDOUT:
            self._usable = False
            self._expect_end()

    def process_exited(self) -> None:
        """It exited; what it wrote before may still be on its way."""
        self._usable = False
        self._expect_end()

    def connection_lost(self, _exc: Exception | None) -> None:
        """It exited, and all its pipes are read to the end."""
        if self._fallback is not None:
            self._fallback.cancel()
        self._lines.end()
        self._transport.close()
        self.ended.set()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(None)

    def _received(self, frame: Frame) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(frame)
            return
        given_up = not self._usable or (self._answer is not None and self._answer.cancelled())
        if not given_up:  # such an answer was only under way when the child was killed, or is about to be
            _log.error("%s: it answered without being asked", self._lines.name)
            self.kill()

    def _expect_end(self) -> None:
        """Give what must follow a while, then close and kill: a grandchild or a thread may hold it up."""
        if self._fallback is None:
            self._fallback = asyncio.get_running_loop().call_later(_GRACE, self._cut_off)

    def _cut_off(self) -> None:
        if not self._input.is_closing():
            self._input.abort()
        self._transport.close()


class _Lines:
    """Standard error on its way to the log: by lines, bounded in length, and in number for each request."""

    LONGEST = 4_000
    MOST = 200

    def __init__(self, name: str) -> None:
        self.name = name
        self.last: deque[str] = deque(maxlen=20)
        self._rest = b""
        self._count = 0

    def begin(self) -> None:
        self.end()
        self._count = 0

    def feed(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._pass_on(line)
        if len(self._rest) > self.LONGEST:
            self.end()

    def end(self) -> None:
        if self._rest:
            self._pass_on(self._rest)
        self._rest = b""

    def _pass_on(self, raw: bytes) -> None:
        text = raw[: self.LONGEST].decode("utf-8", "replace").rstrip()
        line = re.sub(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]", lambda match: repr(match[0])[1:-1], text)
        self.last.append(line)
        self._count += 1
        if self._count <= self.MOST:
            _log.info("%s: %s", self.name, line)
        elif self._count == self.MOST + 1:
            _log.warning("%s: it writes more than %d lines; the rest is left out", self.name, self.MOST)
