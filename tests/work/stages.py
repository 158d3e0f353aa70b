"""Stage functions for the tests of the workers: each does one thing, well or badly, in the child."""

import io
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.work.frames import Frame, Kind

_remembered: list[object] = []


@dataclass(frozen=True, slots=True)
class Weather:
    place: str
    degrees: float


def forecast(place: str, degrees: float) -> Weather:
    return Weather(place, degrees)


def echo(*args: object) -> object:
    return args


def double_all(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def too_few(numbers: list[int]) -> list[int]:
    return numbers[1:]


def picky(words: list[str]) -> list[str]:
    """Upper case, except that some words are poison."""
    for word in words:
        if word == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if word == "hang":
            time.sleep(600)
        if word == "raise":
            raise ValueError("no such word")
    return [word.upper() for word in words]


def crash_once(words: list[str]) -> list[str]:
    """Each word is a path: the first time that it is in hand alone, the process ends."""
    for word in words:
        if not Path(word).exists():
            Path(word).touch()
            os._exit(9)
    return words


def fail(message: str) -> None:
    raise ValueError(message)


def fail_far_down(message: str) -> None:
    fail(message)


def open_missing(path: str) -> None:
    """Opens a file that somebody removed."""
    Path(path).read_bytes()


def write_all(path: str) -> None:
    """Writes until the disk is full, as /dev/full always is."""
    Path(path).write_bytes(b"x")


def write_each(paths: list[str]) -> list[str]:
    for path in paths:
        write_all(path)
    return paths


def wrap_full_disk(path: str) -> None:
    try:
        write_all(path)
    except OSError as error:
        raise ValueError("could not keep the table") from error


def fail_as_a_parser(message: str) -> None:
    """As parsers do with what they cannot make sense of."""
    raise OSError(message)


def give_up_on_a_cache(message: str) -> None:
    """Fails of itself after a file that need not be there was not there."""
    try:
        Path("/nonexistent/cache").read_bytes()
    except FileNotFoundError:
        raise ValueError(message)  # noqa: B904 - so it stands in code that does not care


def name_a_file(name: str) -> None:
    """Takes what is in hand for the name of a file."""
    Path(name).read_bytes()


def leave(code: int) -> None:
    sys.exit(code)


def vanish(code: int) -> None:
    os._exit(code)


def kill_self(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(600)


def devour() -> int:
    """Takes memory until there is none, without a single large request."""
    eaten = []
    while True:
        eaten.append(bytearray(1 << 20))


def disguise_starvation() -> None:
    try:
        bytearray(1 << 50)
    except MemoryError as error:
        raise ValueError("could not parse") from error


def chatter(text: str, times: int = 1) -> str:
    """Writes on standard output in every way there is, and reads from standard input."""
    for _ in range(times):
        print(text)
    os.write(1, b"raw " + text.encode() + b"\n")
    subprocess.run(["/bin/echo", "from a grandchild"], check=True)
    sys.stderr.write("without a line end")
    sys.stderr.flush()
    return f"read {sys.stdin.read()!r}"


def long_bytes(size: int) -> bytes:
    return b"\xa5" * size


def many(count: int) -> list[Weather]:
    return [Weather("Oslo", float(number)) for number in range(count)]


def unpicklable() -> Callable[[], int]:
    return lambda: 1


def a_class_elsewhere() -> type:
    import mailbox

    return mailbox.Maildir


def environment() -> dict[str, str]:
    return dict(os.environ)


def limits() -> tuple[tuple[int, int], tuple[int, int]]:
    return resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CORE)


def remember(value: object) -> None:
    _remembered.append(value)


def recall() -> list[object]:
    return _remembered


def note(path: str, line: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{line}\n")


def note_and_fail(path: str) -> None:
    note(path, "tried")
    raise RuntimeError("no model here")


def hold(started: str, release: str) -> str:
    """Says by a file that it runs (its process id), and goes on when the other file appears."""
    ready = Path(started).with_suffix(".part")
    ready.write_text(str(os.getpid()))
    ready.rename(started)
    while not Path(release).exists():
        time.sleep(0.005)
    return "released"


def linger() -> None:
    """Leaves a thread behind that would keep the interpreter from ending."""
    threading.Thread(target=time.sleep, args=(600,)).start()


def bear_and_vanish(path: str, code: int) -> None:
    """Ends with a grandchild left that holds standard error open."""
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(str(grandchild.pid))
    os._exit(code)


def hang_up() -> None:
    """Closes the pipe of the frames and stays."""
    _replies().close()
    time.sleep(600)


def send_garbage() -> None:
    _send(b"\xff" * 64)


def send_twice() -> str:
    _send(Frame(Kind.RESULT, b"N.").encoded())
    return "the real one"


def send_broken_failure() -> None:
    _send(Frame(Kind.FAILED, b"{}").encoded())
    time.sleep(600)


def _send(data: bytes) -> None:
    replies = _replies()
    replies.write(data)
    replies.flush()


def _replies() -> io.BufferedWriter:
    """The pipe back to the parent, out of the frames of the call stack: as code gone wild could find it."""
    frame = sys._getframe()
    while frame.f_back is not None and "replies" not in frame.f_locals:
        frame = frame.f_back
    found = frame.f_locals["replies"]
    assert isinstance(found, io.BufferedWriter)
    return found
