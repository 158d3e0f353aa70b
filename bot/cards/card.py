"""Cards: what a command answers, as plain frozen data that Discord, the console and JSON draw unchanged.

Texts are verbatim. Escaping, cutting to limits and neutralising control characters are the renderers' work.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.articles.types import Span
from bot.pictures.types import Picture

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Tone = Literal["plain", "good", "warn", "error"]
"""How a card is coloured; an "error" card is shown to its asker alone where the front can do that."""

Style = Literal["list", "prose", "numbered", "fields"]
"""How a section's lines stand: bullets, paragraphs, numbers that can be picked, or names with values."""

QUOTES = (('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"))
"""The pairs of marks, opening and closing, that a typed argument may stand in."""


def say_date(day: date) -> str:
    """A date in words, the same in every locale: "14 Sep 2023"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a line comes from: the article's number, where it was posted, its date, a link to the posting.

    `by` is the id of who posted it, where that is to be told: Discord shows the name, other fronts nothing.
    """

    number: int
    link: str | None
    where: str
    when: date | None
    by: str | None = None

    def __str__(self) -> str:
        parts = [f"#{self.number}", self.where, say_date(self.when) if self.when else ""]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Action:
    """A command that a button, a choice or a number invokes: its path ("article show") and arguments."""

    label: str
    command: str
    arguments: tuple[tuple[str, str], ...] = ()

    def typed(self) -> str:
        """The same as a line that can be typed: `entity name:"Kim Jong Un" page:2`."""
        return " ".join([self.command, *(f"{key}:{quoted(value)}" for key, value in self.arguments)])

    def with_argument(self, key: str, value: str) -> "Action":
        """A copy in which one argument is set, in its place when it was there, else at the end."""
        old = dict(self.arguments)
        old[key] = value
        return replace(self, arguments=tuple(old.items()))


def quoted(value: str) -> str:
    """A value as it can be typed after `key:`: bare when it is a plain word, else in marks it does not hold.

    A value that holds every kind of mark loses its double ones.
    """
    if value and not any(mark in value for pair in QUOTES for mark in pair) and not any(map(str.isspace, value)):
        return value
    for opening, closing in QUOTES:
        if opening not in value and closing not in value:
            return f"{opening}{value}{closing}"
    return f'"{value.replace(chr(34), "")}"'


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of an answer.

    `text` is verbatim; `marks` are the stretches of it to be emphasised (what was looked for); `note` is a
    remark of ours that follows it, dimmed ("seen once"); `action` is what picking the line invokes (in
    numbered sections only); `link` is where all of it leads, for a line without marks; `by` is the id of whoever it is
    of, whose name Discord shows, and other fronts nothing.
    """

    text: str
    receipts: tuple[Receipt, ...] = ()
    marks: tuple[Span, ...] = ()
    note: str = ""
    action: Action | None = None
    link: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A named value, for sections in the style "fields"."""

    name: str
    value: str
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a card: its lines in one style, and how many more there are that are not shown.

    `ours` says that the lines of a list or of prose are the program's own words, in which what stands between backticks
    can be typed. So many of its last lines as `spare` may be left out where the card does not fit otherwise.
    ValueError when the style "fields" and its `Field`s do not go together, or a line outside the style
    "numbered" has an action.
    """

    heading: str | None
    lines: tuple[Line | Field, ...]
    style: Style = "list"
    more: int = 0
    ours: bool = False
    spare: int = 0

    def __post_init__(self) -> None:
        for line in self.lines:
            if isinstance(line, Field) != (self.style == "fields"):
                raise ValueError('Fields stand in sections of the style "fields", lines in the others')
            if isinstance(line, Line) and line.action and self.style != "numbered":
                raise ValueError('a line with an action stands in a section of the style "numbered"')


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose from ("which Kim?"): a label, what tells it apart, and what it invokes."""

    label: str
    description: str
    action: Action


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` of `of`, both from 1; `action` is the command that shows a page, without the page."""

    number: int
    of: int
    action: Action

    def turn(self, number: int) -> Action:
        """What shows another page; numbers outside the range give the nearest page."""
        return self.action.with_argument("page", str(min(max(number, 1), self.of)))


@dataclass(frozen=True, slots=True)
class Series:
    """Counts per bucket of time, oldest first ("Sep 2023", 12), for a small trend graph."""

    label: str
    points: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that comes with a card: what it is called, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Card:
    """One answer. `link` is where the title leads; `choices` come after the sections, `actions` last.

    `picture` is shown where pictures can be: all that it tells stands in the rest of the card, too. `files` come with
    a private answer on Discord alone.
    """

    title: str
    subtitle: str = ""
    sections: tuple[Section, ...] = ()
    choices: tuple[Choice, ...] = ()
    actions: tuple[Action, ...] = ()
    page: Page | None = None
    series: Series | None = None
    footer: str = ""
    tone: Tone = "plain"
    link: str | None = None
    picture: Picture | None = None
    files: tuple[Attached, ...] = ()

    def numbered_lines(self) -> Iterator[tuple[int, Line]]:
        """The lines of the numbered sections with their numbers, which run on through the card from 1."""
        lines = (line for section in self.sections if section.style == "numbered" for line in section.lines)
        yield from enumerate((line for line in lines if isinstance(line, Line)), start=1)

    def picks(self) -> dict[int, Action]:
        """What each number invokes: numbered lines, then choices, then actions, in one count.

        A numbered line without an action keeps its number and is absent here.
        """
        lines = [line.action for _, line in self.numbered_lines()]
        rest = [choice.action for choice in self.choices] + list(self.actions)
        return {number: action for number, action in enumerate([*lines, *rest], start=1) if action}


def shorter(card: Card) -> Card | None:
    """A card without one of the lines that it can spare, from the section that can spare most; None where none can."""
    most = max((section.spare for section in card.sections), default=0)
    if not most:
        return None
    at = next(number for number, section in reversed(list(enumerate(card.sections))) if section.spare == most)
    section = card.sections[at]
    cut = replace(section, lines=section.lines[:-1], more=section.more + 1, spare=most - 1)
    return replace(card, sections=(*card.sections[:at], cut, *card.sections[at + 1 :]))


class Refusal(Exception):  # noqa: N818 - what a command says, not a fault of the program
    """A command's "no": one plain sentence, what to do next, and choices where there are some."""

    def __init__(self, message: str, hint: str = "", choices: tuple[Choice, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.choices = choices

    def card(self) -> Card:
        """The refusal as every front draws it."""
        return Card(title=self.message, subtitle=self.hint, choices=self.choices, tone="error")
