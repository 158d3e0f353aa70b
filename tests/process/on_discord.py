"""The real program on the loopback Discord."""

import asyncio
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.loopback.scene import World
from tests.process.program import Ended, Program


async def ended(program: Program, child: subprocess.Popen[bytes]) -> Ended:
    """Wait for the program's end, while the loopback goes on."""
    return await asyncio.to_thread(program.end, child)


async def stopped(program: Program, child: subprocess.Popen[bytes]) -> Ended:
    """Ask it to stop, as a service manager does; it ends well and without a trace."""
    child.send_signal(signal.SIGTERM)
    end = await ended(program, child)
    assert end.status == 0, end.err
    assert "Traceback" not in end.err, end.err
    return end


@asynccontextmanager
async def on_discord(program: Program, world: World, **environment: str) -> AsyncIterator[subprocess.Popen[bytes]]:
    """Dossier at work: ready at the beginning of the block, told to stop at its end."""
    child = program.start("run", environment=world.environment() | environment)
    try:
        await world.bot_ready(within=60)
        yield child
    except BaseException as error:
        child.kill()
        error.add_note((await ended(program, child)).err)
        error.add_note(world.journal())
        raise
    if child.poll() is None:
        await stopped(program, child)
