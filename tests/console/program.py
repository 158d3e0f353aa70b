"""The console over the fakes, as a program of its own: what the tests run in a terminal and in pipes."""

import asyncio
import fcntl
import os
import sys
import termios
from pathlib import Path

from bot.cards.card import Card
from bot.console.run import run_console
from tests.console.fakes import front

if __name__ == "__main__":
    if sys.stdin.isatty() and os.getsid(0) == os.getpid():
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C in this terminal reaches this program
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    greeting = Card("Welcome") if sys.stdin.isatty() else None
    sys.exit(asyncio.run(run_console(front(), interactive=sys.stdin.isatty(), history=kept, greeting=greeting)))
