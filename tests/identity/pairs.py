"""The table of name pairs in `pairs.txt`: which two names are one person, organisation or place, and which are two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bot.extraction.types import Kind
from bot.identity.across import decide
from bot.identity.evidence import add, name_evidence
from bot.identity.types import Name
from bot.identity.within import resolve
from tests.identity.markup import chains, read

_TABLE = Path(__file__).with_name("pairs.txt")
_ROW = re.compile(
    r"(?P<here>here )?(?P<number>one|two) (?P<kinds>[A-Z_]+(?:, [A-Z_]+)?) (?P<a>\S.*?) \| (?P<b>.+?)"
    r"(?: ! (?P<fault>.+))?"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names with their kinds; `here`: both in one article. `fault` says why the outcome is wrong today."""

    number: str
    here: bool
    a: tuple[Kind, str]
    b: tuple[Kind, str]
    fault: str | None = None

    def __str__(self) -> str:
        return f"{'here ' if self.here else ''}{self.number}: {self.a[1]} | {self.b[1]}"


def pairs() -> Iterator[Pair]:
    """The rows of the table, in order; ValueError for a line that is none."""
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if not (row := _ROW.fullmatch(line)):
            raise ValueError(f"no pair: {line}")
        kinds = cast("list[Kind]", row["kinds"].split(", "))
        yield Pair(row["number"], bool(row["here"]), (kinds[0], row["a"]), (kinds[-1], row["b"]), row["fault"])


def are_one(pair: Pair) -> bool:
    """Whether the two names end in one entity: within one article, or across articles of their own."""
    if pair.here:
        return len(chains(f"{_marked(pair.a)} came. {_marked(pair.b)} left.")) == 1
    names = {name.id: name for side in (pair.a, pair.b) for name in _evidence(side)}
    return len({decision.head for decision in decide(list(names.values()))}) == 1


def _marked(name: tuple[Kind, str]) -> str:
    return f"[{name[1]}|{name[0]}]"


def _evidence(name: tuple[Kind, str]) -> list[Name]:
    """What two articles that hold nothing but a name say about it."""
    text, extraction = read(f"{_marked(name)} came.")
    return [add(found, found) for found in name_evidence(text, extraction, resolve(text, extraction))]
