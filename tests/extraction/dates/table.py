"""The tables of date expressions: a day of publication and a sentence a line, the expressions in it with values."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.articles.types import Span

_EXPRESSION = re.compile(r"\[(?P<text>[^\]|]+)\|(?P<value>[^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the day that it was published, and what is to be found: spans with their values ("" is none).

    `fails`: it is known that the grammar does not find it.
    """

    line: int
    published: date | None
    text: str
    expected: tuple[tuple[Span, str | None], ...]
    fails: bool = False

    def __str__(self) -> str:
        return f"{self.line}-{self.text[:40]}"


def cases(name: str) -> list[Case]:
    """The cases of the table of that name."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_case(number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]


def _case(number: int, line: str) -> Case:
    day, _, marked = line.removeprefix("!").partition("\t")
    text, at = "", 0
    expected: list[tuple[Span, str | None]] = []
    for found in _EXPRESSION.finditer(marked):
        text += marked[at : found.start()]
        expected.append((Span(len(text), len(text) + len(found["text"])), found["value"] or None))
        text += found["text"]
        at = found.end()
    text += marked[at:]
    return Case(number, date.fromisoformat(day) if day != "-" else None, text, tuple(expected), line.startswith("!"))
