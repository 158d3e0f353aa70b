"""JSON lines in and out: each line checked for its shape, a bad one answered in its place."""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.console.ahead import read_ahead
from bot.desk.exporting import as_line

Row = dict[str, Any]

_IDS = ("id", "qid")


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that cannot be used: its number from 1, its id where it has one, and what is wrong with it.

    `key` is what the id is called; `source` names the input, where there are several.
    """

    number: int
    id: str | None
    error: str
    key: str = "id"
    source: str | None = None

    @property
    def message(self) -> str:
        """What is wrong, and where."""
        return f"{place(self.number, self.source)}: {self.error}"

    def row(self) -> Row:
        """What is written in the line's place."""
        return {**({} if self.id is None else {self.key: self.id}), "error": self.message}


def place(number: int, source: str | None) -> str:
    """Which line it is, for people: of which input, where there are several."""
    return f"{source}, line {number}" if source else f"line {number}"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line must have: texts that are required, one of several texts, and texts that may be there.

    `lists` are fields that hold a list of texts, in `one_of` or by themselves; `moments` of the others hold a date or
    a time.
    """

    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()


def parse(line: bytes, number: int, shape: Shape) -> Row | Bad | None:
    """One line as a row; None for a blank one. An id or any required text may be a number, and becomes its text."""
    if not line.strip():
        return None
    try:
        found = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:
        return Bad(number, None, f"this is no JSON ({_reason(error)})")
    if not isinstance(found, dict):
        return Bad(number, None, "this is no JSON object")
    given = {key: value for key, value in found.items() if value is not None}
    for key in _IDS:
        if type(given.get(key)) in (int, float):
            given[key] = str(given[key])
    if problem := _problem(given, shape):
        key = "qid" if "qid" in shape.required else "id"
        name = given.get(key)
        return Bad(number, name if isinstance(name, str) else None, problem, key)
    return {key: value if key in _IDS else _sound(value) for key, value in given.items()}


def encodable(text: str) -> str:
    """A text without lone surrogates, which JSON can write and UTF-8 cannot: each becomes one other character."""
    return text.encode("utf-8", "replace").decode()


def _sound(value: object) -> object:
    if isinstance(value, list):
        return [_sound(part) for part in value]
    return encodable(value) if isinstance(value, str) else value


def _problem(given: Row, shape: Shape) -> str | None:
    missing = [key for key in shape.required if key not in given]
    if missing:
        return f"“{missing[0]}” is missing"
    if shape.one_of and not any(key in given for key in shape.one_of):
        return f"one of {', '.join(f'“{key}”' for key in shape.one_of)} is needed"
    for key in (*shape.required, *shape.one_of, *shape.optional):
        if key not in given:
            continue
        value = given[key]
        if key in shape.lists:
            if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
                return f"“{key}” is no list of texts"
        elif not isinstance(value, str):
            return f"“{key}” is no text"
        elif key in shape.moments and not _is_moment(value):
            return f"“{key}” is no ISO 8601 date or time"
    return None


def moment(text: str | None) -> date | datetime | None:
    """A date or a time as ISO 8601 writes it; None for a blank one. Raises ValueError for anything else."""
    if text is None or not text.strip():
        return None
    return date.fromisoformat(text) if len(text) <= len("2024-06-19") else datetime.fromisoformat(text)


def _is_moment(text: str) -> bool:
    try:
        moment(text)
    except ValueError:
        return False
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.pos + 1}"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number with too many digits"


def lines(source: Iterator[bytes], shape: Shape) -> Iterator[Row | Bad]:
    """The rows of an input, in order."""
    for number, line in enumerate(source, start=1):
        if (row := parse(line, number, shape)) is not None:
            yield row


def arriving(shape: Shape) -> AsyncIterator[Row | Bad]:
    """The rows of standard input, in order, as they come."""
    return read_ahead(lines(open(sys.stdin.fileno(), "rb", closefd=False), shape))


def write(row: Row) -> None:
    """Write one row to standard output. A lone surrogate, which UTF-8 cannot hold, is written as an escape."""
    sys.stdout.write(as_line(row) + "\n")
