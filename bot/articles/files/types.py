"""What a file gives, and why it gives nothing."""

from dataclasses import dataclass
from datetime import date, datetime

DAMAGED = "The {kind} is damaged: it could not be read."
EMPTY = "This file is empty."
LOCKED = "The {kind} is locked with a password."
NO_TEXT = "There is no text in the {kind}."
TOO_MUCH = "The {kind} unpacks to more than is read of a file."


@dataclass(frozen=True, slots=True)
class Document:
    """What the medium itself gives: text with a blank line between its paragraphs, and metadata.

    `certain` says that by-line and date are the article's own. Those of office files are whoever's program saved
    them: what the text itself prints goes before.
    """

    text: str
    title: str | None = None
    byline: str | None = None
    published: date | datetime | None = None
    language: str | None = None
    section: str | None = None
    certain: bool = True
    left_out: tuple[str, ...] = ()


class Unreadable(Exception):  # noqa: N818 - what is raised is an answer, not an error
    """Why a file cannot be read: one plain sentence for the person who posted it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
