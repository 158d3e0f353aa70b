"""Cards as blocks of Markdown: what stays together, and the verbatim text in it that may be cut."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.cards.card import Card, Field, Line, Receipt, Section
from bot.cards.safe import neutral, one_line
from bot.cards.sparkline import graph
from bot.chat.escape import HIDDEN, can_be_label, clipped, escaped, linked, ours, web_address
from bot.chat.limits import MOST_MESSAGES, MOST_TEXT

_TITLE = 250
_HEADING = 150
_NOTE = 200
_SMALL = 500
_OURS = 1000
_WHERE = 60
"""Characters of a title, of a heading or a field's name, of a note, of small print, of a line of ours, and of a
channel's name that are shown: so that no block outgrows a message by what cannot be cut."""

_MOST_RECEIPTS = 5
_ENOUGH = MOST_MESSAGES * MOST_TEXT + 1
"""Characters of a line that are looked at: one more than can be shown, so that it is still seen to be too long."""

_PERSON = re.compile(
    r"[0-9]{15,20}"
)  # a snowflake; what names a person is no mention that notifies: replies allow none
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of verbatim text, neutral, in bold or not."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph: Markdown, verbatim text that may be cut, Markdown.

    `gap` parts it from the block before; when it is empty, the block begins a text display of its own.
    """

    head: str = ""
    runs: tuple[Run, ...] = ()
    tail: str = ""
    gap: str = "\n"

    @property
    def markdown(self) -> str:
        """The block as Discord is sent it, without white space around it."""
        return f"{self.head}{marked_up(self.runs)}{self.tail}".strip()

    def cut(self, at: int) -> tuple["Block", "Block"]:
        """The block before and after the first `at` characters of its text, without the white space there."""
        before, after = part(self.runs, 0, at), part(self.runs, at, None)
        if after:
            after = (Run(after[0].text.lstrip(), after[0].bold), *after[1:])
        return Block(self.head, before, "", self.gap), Block("", after, self.tail, "")


def marked_up(runs: tuple[Run, ...]) -> str:
    """Runs as Markdown."""
    return "".join(f"**{escaped(run.text)}**" if run.bold else escaped(run.text) for run in runs if run.text)


def part(runs: tuple[Run, ...], start: int, end: int | None) -> tuple[Run, ...]:
    """The runs of the characters from `start` to `end`."""
    parts, place = [], 0
    for run in runs:
        text = run.text[max(start - place, 0) : None if end is None else max(end - place, 0)]
        if text:
            parts.append(Run(text, run.bold))
        place += len(run.text)
    return tuple(parts)


def blocks(card: Card) -> Iterator[Block]:
    """Everything of a card that is text, but for its footer."""
    yield from _title(card)
    number, before = 0, None
    for section in card.sections:
        yield from _section(section, number, before)
        number += len(section.lines) if section.style == "numbered" else 0
        before = section
    if card.series and card.series.points:
        label = escaped(clipped(card.series.label, _HEADING))
        yield Block(f"**{label}**\n{escaped(clipped(graph(card.series), _SMALL))}", gap="")


def small(text: str) -> str:
    """One line of ours in small print; empty for an empty text."""
    shown = ours(clipped(text, _SMALL))
    return f"-# {shown}" if shown else ""


def _title(card: Card) -> Iterator[Block]:
    """The heading, which is the link where a client can show that, else followed by the link."""
    title = clipped(card.title, _TITLE)
    level = "###" if card.tone == "error" else "##"
    inside = can_be_label(title)
    said = ours(title) if card.tone == "error" else escaped(title)
    if title:
        yield Block(_heading(level, linked(title, card.link) if inside else said), gap="")
    link = linked("link", card.link) if not inside and web_address(card.link) else ""
    parts = [ours(clipped(card.subtitle, _SMALL)), link]
    if below := " · ".join(one for one in parts if one):
        yield Block(f"-# {below}")


def _heading(level: str, markdown: str) -> str:
    """A heading. Clients leave out signs of number at its end, escaped or not: one that belongs there is covered."""
    return f"{level} {markdown}{HIDDEN if markdown.endswith('#') else ''}"


def _section(section: Section, number: int, before: Section | None) -> Iterator[Block]:
    """A section's lines. Its heading belongs to the first of them, so that it does not end a message."""
    heading = escaped(clipped(section.heading or "", _HEADING))
    head = _heading("###", heading) + "\n" if heading else ""
    gap = "" if heading else _gap(section, before)
    for place, line in enumerate(section.lines):
        following = section.lines[place + 1] if place + 1 < len(section.lines) else None
        block = _field(line) if isinstance(line, Field) else _line(line, section, number + place + 1, following)
        yield Block(head + block.head, block.runs, block.tail, gap)
        head, gap = "", "\n\n" if section.style == "prose" else "\n"
    if section.more > 0:
        yield Block(f"{head}-# … and {section.more:,} more", gap=gap)


def _gap(section: Section, before: Section | None) -> str:
    """What parts a section without a heading from the one before: a hit's excerpts stand below its title."""
    if before and before.style == "numbered":
        return "\n"
    return "\n\n" if before and section.style == "numbered" else ""


def _field(field: Field) -> Block:
    name = escaped(clipped(field.name, _HEADING))
    return Block(
        f"**{name}:** " if name else "", part((Run(one_line(field.value)),), 0, _ENOUGH), _tail("", field.receipts)
    )


def _line(line: Line, section: Section, number: int, following: Line | Field | None) -> Block:
    """A line; neighbours with the same receipts share them, below the last. A line of ours is not cut."""
    if section.ours and section.style != "numbered":
        return Block(("- " if section.style == "list" else "") + ours(clipped(line.text, _OURS)))
    shared = isinstance(following, Line) and following.receipts == line.receipts and section.style != "numbered"
    runs = () if line.link else _runs(line, lines=section.style == "prose")
    said = linked(clipped(line.text, _HEADING), line.link) if line.link else ""
    tail = _tail(line.note, () if shared else line.receipts)
    tail += f"\n-# <@{line.by}>" if line.by and _PERSON.fullmatch(line.by) else ""
    if section.style == "numbered":
        return Block(f"**{number}.** {said}", runs, tail)
    return Block(("- " if section.style == "list" and (runs or said or line.note) else "") + said, runs, tail)


def _tail(note: str, receipts: tuple[Receipt, ...]) -> str:
    """What follows a text: its note in italics, its receipts in small print on a line of their own."""
    said = escaped(clipped(note, _NOTE))
    shown = "; ".join(_receipt(receipt) for receipt in receipts[:_MOST_RECEIPTS])
    if len(receipts) > _MOST_RECEIPTS:
        shown += f" and {len(receipts) - _MOST_RECEIPTS:,} more"
    return (f" *({said})*" if said else "") + (f"\n-# {shown}" if shown else "")


def _receipt(receipt: Receipt) -> str:
    number = f"#{receipt.number}"
    parts = (
        linked(number, receipt.link),
        f"<@{receipt.by}>" if receipt.by and _PERSON.fullmatch(receipt.by) else "",
        escaped(clipped(receipt.where, _WHERE)),
        f"<t:{_noon(receipt.when)}:D>" if receipt.when else "",
    )
    return " · ".join(part for part in parts if part)


def _noon(day: date) -> int:
    """A day as a moment that is on that day nearly everywhere: Discord shows it in its reader's words and zone."""
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


def _runs(line: Line, *, lines: bool) -> tuple[Run, ...]:
    """A line's text with its marks in bold; on one line unless `lines`."""
    runs: list[Run] = []
    gap = True
    for text, bold in _stretches(line):
        shown = neutral(text) if lines else _SPACE.sub(" ", neutral(text))
        shown = shown.lstrip() if gap else shown
        gap = shown[-1:].isspace() if shown else gap
        if shown and runs and runs[-1].bold == bold:
            runs[-1] = Run(runs[-1].text + shown, bold)
        elif shown:
            runs.append(Run(shown, bold))
    if runs:
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].bold)
    return part(tuple(runs), 0, _ENOUGH)


def _stretches(line: Line) -> Iterator[tuple[str, bool]]:
    """A line's text cut where its marks begin and end. Marks that overlap are one."""
    end = 0
    for mark in sorted(line.marks, key=lambda one: one.start):
        start = max(mark.start, end)
        if mark.end > start:
            yield line.text[end:start], False
            yield line.text[start : mark.end], True
            end = mark.end
    yield line.text[end:], False
