"""What a child does to itself before it takes work: limits, and dying with its parent."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h

_NICENESS = 5
"""A core that others want all of leaves a process with this much a quarter."""


def limit_memory(limit: int | None) -> None:
    """Bound the address space of this process to `limit` bytes for good, and never dump its core to the disk.

    Says so on standard error where the platform cannot. A lower limit that is already in force stays.
    """
    try:
        import resource
    except ImportError:
        if limit is not None:
            _note("this platform cannot limit memory")
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limit is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    except (ValueError, OSError) as error:  # macOS refuses
        _note(f"this platform cannot limit memory: {error}")


def give_way() -> None:
    """Have this process run behind its parent, which answers people, where both want to (not on Windows)."""
    if not hasattr(os, "nice"):
        return
    try:
        os.nice(_NICENESS)
    except OSError as error:  # a service manager may forbid it
        _note(f"this process cannot give way to others: {error}")


def ignore_stop_signals() -> None:
    """Leave Ctrl-C and a service manager's SIGTERM, which reach every process of a group, to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def die_with_parent(parent: int) -> None:
    """End this process when `parent` ends, however it ends, even in the middle of a long call (on Linux).

    Elsewhere the child notices at the end of its input, when the call in hand is done. The means is
    PR_SET_PDEATHSIG of prctl(2).
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
            _note(f"cannot be tied to its parent: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != parent:  # it ended before the line above took effect
        sys.exit(1)


def _note(message: str) -> None:
    sys.stderr.write(f"{message}\n")
