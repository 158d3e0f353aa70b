"""The workers of a running Dossier: one reads hostile bytes without the model, one holds the model, one draws."""

from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from bot.articles.feeds.types import Feed, NoFeed, RawFeed
from bot.articles.types import Draft, Reading, Rejected, Span
from bot.extraction.types import Extraction, RawText
from bot.identity.types import Resolution
from bot.pictures.types import Picture
from bot.work.types import Stage
from bot.work.worker import Worker

READ: Stage[list[Reading | Rejected], list[Draft]] = Stage("bot.work.reading_stages:read_drafts")
READ_FEED: Stage[list[Feed | NoFeed], list[RawFeed]] = Stage("bot.work.reading_stages:read_feeds")
ANALYSE: Stage[list[tuple[Extraction, Resolution]], list[RawText]] = Stage("bot.work.stages:analyse")
ANALYSE_TEXTS: Stage[list[tuple[Extraction, Resolution]], list[tuple[str, str | None, date | None]]] = Stage(
    "bot.work.stages:analyse_texts"
)
CHUNKS: Stage[list[list[Span]], list[str]] = Stage("bot.work.stages:cut")
JOIN: Stage[list[tuple[Extraction, Resolution]], list[tuple[str, list[Span], list[Extraction]]]] = Stage(
    "bot.work.stages:join"
)
UNCOMMON: Stage[list[bool], list[str]] = Stage("bot.work.stages:uncommon")
DRAW: Stage[bytes, Picture] = Stage("bot.pictures.drawing:draw")

_MEBIBYTE = 1 << 20
_READER_IDLE_SECONDS = 60.0

_ILLUSTRATOR_IDLE_SECONDS = 300.0
_ILLUSTRATOR_SECONDS = 30.0
_ILLUSTRATOR_MEBIBYTES = 1024
"""Address space; with its library it maps 310 mebibytes, of which 86 are in memory."""


def reader(*, seconds: float, mebibytes: int) -> Worker:
    """The worker for bytes that strangers sent: no model, ended when there is nothing to read."""
    return Worker(
        "reader",
        setup="bot.work.confine:give_way",
        memory=mebibytes * _MEBIBYTE,
        deadline=seconds,
        idle=_READER_IDLE_SECONDS,
    )


def illustrator() -> Worker:
    """The worker that draws pictures: it has names alone, neither strangers' bytes nor the model.

    It stays for some minutes after a picture, since its library takes a second or two to load. Whoever asked waits for
    it, so it gives way to nobody.
    """
    return Worker(
        "illustrator",
        memory=_ILLUSTRATOR_MEBIBYTES * _MEBIBYTE,
        deadline=_ILLUSTRATOR_SECONDS,
        idle=_ILLUSTRATOR_IDLE_SECONDS,
    )


def installed(model: str) -> bool:
    """Whether there is a spaCy pipeline of this name, a package or a folder; it is not loaded for that."""
    try:
        return (model.isidentifier() and find_spec(model) is not None) or Path(model).is_dir()
    except ValueError:  # a module of that name is loaded, and has no place of its own
        return False


def extractor(model: str, others: Mapping[str, str] | None = None, *, seconds: float, mebibytes: int) -> Worker:
    """The worker that holds the spaCy model, and stays; `others` are the models of other languages by their codes.

    Of the others, only those that are installed count.
    """
    found = {code: name for code, name in (others or {}).items() if installed(name)}
    return Worker(
        "extractor",
        setup="bot.work.stages:set_up",
        setup_args=(model, found),
        memory=mebibytes * _MEBIBYTE,
        deadline=seconds,
    )
