"""The console's entry: a shell in a terminal, else line by line."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path

from bot.cards.card import Card
from bot.console.front import Front
from bot.console.lines import read_lines, run_lines


async def run_console(
    front: Front, *, interactive: bool, history: Path | None = None, greeting: Card | None = None
) -> int:
    """Serve the commands on standard input and output until the input ends; the exit status.

    `interactive` is for a terminal; `history` is the file of typed commands (none: they are not kept). Output is
    UTF-8. When nobody reads it any more, that is a quiet end with 0.
    """
    for stream in (sys.stdout, sys.stdin):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        if interactive:
            # What a terminal needs takes a while to import.
            from rich.console import Console

            from bot.console.shell import Shell

            return await Shell(front, Console(highlight=False), history).run(greeting)
        return await run_lines(front, read_lines(sys.stdin.fileno()), sys.stdout)
    except BrokenPipeError:
        # What is still in the buffer would raise again when the interpreter flushes it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
