"""With what a child is started: its command line and its environment."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

SECRETS = frozenset({"DISCORD_TOKEN"})
"""Names that no child is given, in any case of letters."""

_THREAD_COUNTS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)

ONE_THREAD = dict.fromkeys(_THREAD_COUNTS, "1")
"""Keeps numeric libraries to one thread: a worker is one core's worth of work."""

_BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from bot.work.child import main; main()"


def child_command(name: str, parent: int, path: Sequence[str]) -> list[str]:
    """The command line of a child of process `parent`: this interpreter with the import path `path`.

    `-P` keeps the working directory off the path unless it is on the parent's, and the parent's own path is
    handed over whole, so that every module resolves to the same file: in a checkout, installed, or zipped.
    """
    flags = ["-P", "-u", "-X", "utf8", "-X", "faulthandler"]
    if sys.flags.ignore_environment:
        flags.append("-E")
    if sys.flags.no_user_site:
        flags.append("-s")
    whole = json.dumps([str(Path(entry).absolute()) for entry in path])  # "" is the working directory
    return [sys.executable, *flags, "-c", _BOOT, whole, str(parent), name]


def child_environment(environ: Mapping[str, str], withhold: Iterable[str] = ()) -> dict[str, str]:
    """`environ` without the secrets and the names in `withhold`, with the numeric libraries at one thread."""
    hidden = SECRETS | {name.upper() for name in withhold}
    kept = {name: value for name, value in environ.items() if name.upper() not in hidden}
    return kept | ONE_THREAD
