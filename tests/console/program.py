"""The console over the fakes, as a program of its own: what the tests run in a terminal and in pipes."""

import asyncio
import sys
from pathlib import Path

from bot.cards.card import Card
from bot.console.run import run_console
from tests.console.fakes import front

if __name__ == "__main__":
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    greeting = Card("Welcome") if sys.stdin.isatty() else None
    sys.exit(asyncio.run(run_console(front(), interactive=sys.stdin.isatty(), history=kept, greeting=greeting)))
