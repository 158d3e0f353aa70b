"""Typing while an answer is in the making: not shown in the middle of it, and a paste stays one paste."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

if sys.platform != "win32":
    import termios


@contextmanager
def held_back(source: Input, screen: Output) -> Iterator[None]:
    """Keep what is typed, without echo, for the next prompt; Ctrl-C still interrupts.

    Lines are not edited by the terminal meanwhile, which would cut them at 4,096 bytes. Without a terminal, or on
    Windows, nothing changes.
    """
    if sys.platform == "win32":
        yield
        return
    try:
        before = termios.tcgetattr(source.fileno())
    except (termios.error, NotImplementedError):
        yield
        return
    quiet = [*before]
    quiet[3] = before[3] & ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(source.fileno(), termios.TCSANOW, quiet)
    screen.enable_bracketed_paste()
    screen.flush()
    try:
        yield
    finally:
        screen.disable_bracketed_paste()
        screen.flush()
        termios.tcsetattr(source.fileno(), termios.TCSANOW, before)
