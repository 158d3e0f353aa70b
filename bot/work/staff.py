"""The two workers of a running Dossier: one reads hostile bytes without the model, one holds the model."""

from bot.articles.feeds.types import Feed, NoFeed, RawFeed
from bot.articles.types import Draft, Reading, Rejected, Span
from bot.extraction.types import Extraction, RawText
from bot.identity.types import Resolution
from bot.work.types import Stage
from bot.work.worker import Worker

READ: Stage[list[Reading | Rejected], list[Draft]] = Stage("bot.work.stages:read_drafts")
READ_FEED: Stage[list[Feed | NoFeed], list[RawFeed]] = Stage("bot.work.stages:read_feeds")
ANALYSE: Stage[list[tuple[Extraction, Resolution]], list[RawText]] = Stage("bot.work.stages:analyse")
ANALYSE_TEXTS: Stage[list[tuple[Extraction, Resolution]], list[tuple[str, str | None]]] = Stage(
    "bot.work.stages:analyse_texts"
)
CHUNKS: Stage[list[list[Span]], list[str]] = Stage("bot.work.stages:cut")
JOIN: Stage[list[tuple[Extraction, Resolution]], list[tuple[str, list[Span], list[Extraction]]]] = Stage(
    "bot.work.stages:join"
)

_MEBIBYTE = 1 << 20
_READER_IDLE_SECONDS = 60.0


def reader(*, seconds: float, mebibytes: int) -> Worker:
    """The worker for bytes that strangers sent: no model, ended when there is nothing to read."""
    return Worker("reader", memory=mebibytes * _MEBIBYTE, deadline=seconds, idle=_READER_IDLE_SECONDS)


def extractor(model: str, *, seconds: float, mebibytes: int) -> Worker:
    """The worker that holds the spaCy model, and stays."""
    return Worker(
        "extractor",
        setup="bot.work.stages:load_model",
        setup_args=(model,),
        memory=mebibytes * _MEBIBYTE,
        deadline=seconds,
    )
