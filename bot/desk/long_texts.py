"""Very long articles: extracted chunk by chunk, so that no call is long and other articles go on in between."""

from bot.extraction.types import LONG, Extraction, RawText
from bot.identity.types import Resolution
from bot.store.queue import Unread
from bot.work.attempts import Failure, run_batch
from bot.work.staff import ANALYSE, CHUNKS, JOIN
from bot.work.worker import Worker

Analysed = tuple[Extraction, Resolution]


def is_long(text: str) -> bool:
    """Whether a text is extracted in chunks."""
    return len(text) > LONG


async def analyse(extractor: Worker, article: Unread) -> Analysed | Failure:
    """What is found in a long article, each chunk a call of its own, then resolved as one text."""
    [spans] = await run_batch(extractor, CHUNKS, [article.text])
    if isinstance(spans, Failure):
        return spans
    found = []
    for span in spans:
        raw = RawText(span.of(article.text), article.title, article.language, article.published, article.url)
        [part] = await run_batch(extractor, ANALYSE, [raw])
        if isinstance(part, Failure):
            return part
        found.append(part[0])
    [joined] = await run_batch(extractor, JOIN, [(article.text, spans, found)])
    return joined
