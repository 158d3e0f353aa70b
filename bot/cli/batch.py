"""The batch forms of single stages, `read` to `stories`. JSON lines in, JSON lines out, nothing stored."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import click

from bot.articles.language import language
from bot.articles.types import Draft, Reading, Rejected
from bot.cli import rows
from bot.cli.chunks import in_chunks
from bot.cli.failing import CommandLineError, complete, configured
from bot.cli.rows import Bad, Row, Shape
from bot.extraction.types import TOLLS, Extraction, NumberClaim, Quote
from bot.identity.corpus import Canonical, canonical
from bot.identity.types import Resolution
from bot.settings import Settings
from bot.stories.corpus import events
from bot.stories.sketch import Sketch, sketch
from bot.summaries.choose import summarise
from bot.summaries.shown import shown
from bot.summaries.types import Length, Source
from bot.work import staff
from bot.work.attempts import Failure, run_batch
from bot.work.worker import Worker

_CHUNK = 16

_READ = Shape(required=("id", "html"), optional=("url",))
_EXTRACT = Shape(required=("id", "text"), optional=("title", "published_at"), moments=("published_at",))
_STORIES = Shape(required=("id", "text"), optional=("title", "published_at"), moments=("published_at",))
_SUMMARIZE = Shape(required=("id",), one_of=("text", "docs"), optional=("title",), lists=("docs",))


async def _answers(
    shape: Shape, answer: Callable[[list[Row]], Awaitable[Sequence[Any]]]
) -> AsyncIterator[tuple[Row, Any] | Bad]:
    """Every line of standard input with its answer, in order; a bad line as itself."""
    async for chunk in in_chunks(rows.arriving(shape), _CHUNK):
        good = [row for row in chunk if not isinstance(row, Bad)]
        answers = iter(await answer(good) if good else ())
        for row in chunk:
            yield row if isinstance(row, Bad) else (row, next(answers))


@click.command()
def read() -> None:
    """Read web pages: {"id","html","url"?} to {"id","title","text","byline","published_at"}, a line each."""
    found = configured()

    async def work() -> int:
        async with staff.reader(seconds=found.reading_seconds, mebibytes=found.reading_memory) as reader:

            async def answer(given: list[Row]) -> list[Any]:
                drafts = [Draft(row["html"].encode(), "text/html", url=row.get("url")) for row in given]
                return await run_batch(reader, staff.READ, drafts)

            return await _each(_answers(_READ, answer), _read_row)

    _exit(complete(work))


def _read_row(row: Row, reading: Reading | Rejected | Failure) -> Row:
    if not isinstance(reading, Reading):
        return _failed_row(row, reading)
    published = reading.published.isoformat() if reading.published else None
    return {
        "id": row["id"],
        "title": reading.title,
        "text": reading.text,
        "byline": reading.byline,
        "published_at": published,
    }


@click.command()
def extract() -> None:
    """Find names, who said what, numbers …: {"id","text","title"?,"published_at"?} to spans of the text, a line each.

    Offsets are Python string indices into the text, which is taken as it is. `entity` is one string for one entity
    over all lines, so the answers come after the last line was read. The value of a date is TIMEX3, null for a
    relative one without "published_at".
    """
    found = configured()

    async def work() -> int:
        worker = _extractor(found)
        async with worker:
            given = [pair async for pair in _answers(_EXTRACT, lambda batch: _analysed(worker, batch))]
        read = [(pair[0]["text"], *pair[1]) for pair in given if not isinstance(pair, Bad) and _is_read(pair[1])]
        entities = iter(canonical(read))

        def row(given: Row, made: Any) -> Row:  # noqa: ANN401 - what a worker returned, or a Failure
            return _extract_row(given, made, next(entities)) if _is_read(made) else _failed_row(given, made)

        return _written([pair.row() if isinstance(pair, Bad) else row(*pair) for pair in given])

    _exit(complete(work))


def _extractor(found: Settings) -> Worker:
    return staff.extractor(
        found.model, found.models, seconds=found.extraction_seconds, mebibytes=found.extraction_memory
    )


async def _analysed(worker: Worker, batch: list[Row]) -> list[tuple[Extraction, Resolution] | Failure]:
    texts = [(row["text"], row.get("title"), _day(row.get("published_at"))) for row in batch]
    return await run_batch(worker, staff.ANALYSE_TEXTS, texts)


def _day(text: str | None) -> date | None:
    found = rows.moment(text)
    return found.date() if isinstance(found, datetime) else found


def _is_read(made: object) -> bool:
    return not isinstance(made, Failure | Rejected)


def _failed_row(row: Row, failed: Failure | Rejected) -> Row:
    return {"id": row["id"], "error": failed.reason}


def _extract_row(row: Row, made: tuple[Extraction, Resolution], entities: Canonical) -> Row:
    text: str = row["text"]
    extraction, resolution = made
    return {
        "id": row["id"],
        "sentences": [[s.span.start, s.span.end] for s in extraction.sentences],
        "mentions": [
            {
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.span.of(text),
                "label": mention.kind,
                "entity": entity,
            }
            for mention, entity in zip(extraction.mentions, entities.mentions, strict=True)
        ],
        "references": [
            {"start": reference.span.start, "end": reference.span.end, "entity": entity}
            for reference, entity in zip(resolution.references, entities.references, strict=True)
        ],
        "quotes": [
            _quote_row(text, made, quote, chain)
            for quote, chain in zip(extraction.quotes, resolution.speakers, strict=True)
        ],
        "dates": [
            {"start": found.span.start, "end": found.span.end, "value": found.value} for found in extraction.dates
        ],
        "numbers": [_number_row(text, made, claim) for claim in extraction.numbers],
        "relations": [
            {
                "start": relation.span.start,
                "end": relation.span.end,
                "subject": extraction.mentions[relation.subject].span.of(text),
                "predicate": relation.predicate.of(text),
                "object": extraction.mentions[relation.object].span.of(text),
            }
            for relation in extraction.relations
        ],
        "keyphrases": [{"text": k.span.of(text), "score": round(k.score, 4)} for k in extraction.keyphrases],
    }


def _quote_row(text: str, made: tuple[Extraction, Resolution], quote: Quote, chain: int | None) -> Row:
    said_by = quote.speaker
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "speaker": _speaker(text, made, quote, chain),
        "speaker_start": said_by.start if said_by else None,
        "speaker_end": said_by.end if said_by else None,
        "indirect": quote.kind == "indirect",
    }


def _speaker(text: str, made: tuple[Extraction, Resolution], quote: Quote, chain: int | None) -> str | None:
    """The name of who is quoted, or the words that stand for it."""
    extraction, resolution = made
    if quote.speaker is None:
        return None
    named = quote.speaker if chain is None else extraction.mentions[resolution.chains[chain].head].span
    return named.of(text)


def _number_row(text: str, made: tuple[Extraction, Resolution], claim: NumberClaim) -> Row:
    """A number; `what` is what became of those who are counted ("killed"), else the words for what is counted."""
    extraction, resolution = made
    said_by = (
        _speaker(text, made, quote, chain)
        for quote, chain in zip(extraction.quotes, resolution.speakers, strict=True)
        if quote.span == claim.quote
    )
    return {
        "start": claim.span.start,
        "end": claim.span.end,
        "value": claim.value,
        "unit": claim.unit,
        "bound": claim.bound,
        "what": claim.theme if claim.theme in TOLLS else claim.what.of(text) if claim.what else None,
        "claimed_by": next(said_by, None),
    }


@click.command()
@click.option("--sentences", type=click.IntRange(min=1), help="So many sentences (3 when nothing is given).")
@click.option("--words", type=click.IntRange(min=1), help="At most so many words.")
def summarize(sentences: int | None, words: int | None) -> None:
    """Summarise: {"id","text","title"?} or {"id","docs":[…]} to {"id","sentences","spans","shown"}, a line each.

    `sentences` are verbatim slices of the text, `spans` their offsets ([document, start, end] for several documents),
    `shown` the same with names in brackets for what stands for them.
    """
    found = configured()
    length = Length(sentences=sentences, words=words)

    async def work() -> int:
        worker = _extractor(found)
        async with worker:

            async def answer(given: list[Row]) -> list[Any]:
                return [await _sources(worker, row) for row in given]

            return await _each(_answers(_SUMMARIZE, answer), lambda row, made: _summary_row(row, made, length))

    _exit(complete(work))


async def _sources(worker: Worker, row: Row) -> list[Source] | Failure:
    """A line's documents, extracted; the first failure instead, where there is one."""
    documents: list[str] = row["docs"] if "docs" in row else [row["text"]]
    texts: list[tuple[str, str | None, date | None]] = [(text, row.get("title"), None) for text in documents]
    sources = []
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        results = await run_batch(worker, staff.ANALYSE_TEXTS, chunk)
        for (text, title, _), made in zip(chunk, results, strict=True):
            if isinstance(made, Failure):
                return made
            sources.append(Source(text, title, *made, language(text)))
    return sources


def _summary_row(row: Row, made: list[Source] | Failure, length: Length) -> Row:
    if isinstance(made, Failure):
        return _failed_row(row, made)
    lines = summarise(made, length) if made else []
    several = "docs" in row
    return {
        "id": row["id"],
        "sentences": [line.span.of(made[line.source].text) for line in lines],
        "spans": [[*([line.source] if several else []), line.span.start, line.span.end] for line in lines],
        "shown": [shown(made[line.source].text, line) for line in lines],
    }


@click.command()
def stories() -> None:
    """Tell events apart: {"id","text","title"?,"published_at"?}, in order of arrival, to {"id","story"}, a line each.

    `story` is one string for one event over all lines, the id of the first line on it, so the answers come after the
    last line was read. Articles more than a week apart by `published_at` are not compared.
    """
    found = configured()

    async def work() -> int:
        worker = _extractor(found)

        async def answer(batch: list[Row]) -> list[tuple[date | None, Sketch] | Failure]:
            return [_sketched(*pair) for pair in zip(batch, await _analysed(worker, batch), strict=True)]

        async with worker:
            given = [pair async for pair in _answers(_STORIES, answer)]
        read = [(pair[0], *pair[1]) for pair in given if not isinstance(pair, Bad) and _is_read(pair[1])]
        firsts = await asyncio.to_thread(events, [(row["text"], day, made) for row, day, made in read])
        ids = iter([read[first][0]["id"] for first in firsts])

        def row(given: Row, made: Any) -> Row:  # noqa: ANN401 - a sketch with its day, or what kept it from being made
            return {"id": given["id"], "story": next(ids)} if _is_read(made) else _failed_row(given, made)

        return _written([pair.row() if isinstance(pair, Bad) else row(*pair) for pair in given])

    _exit(complete(work))


def _sketched(row: Row, made: tuple[Extraction, Resolution] | Failure) -> tuple[date | None, Sketch] | Failure:
    """A line's day, where it has one, and the sketch of its text."""
    return made if isinstance(made, Failure) else (_day(row.get("published_at")), sketch(row["text"], *made))


async def _each(answers: AsyncIterator[tuple[Row, Any] | Bad], render: Callable[[Row, Any], Row]) -> int:
    """Write every answer as it comes; 1 when there was an error among them, else 0."""
    status = 0
    async for pair in answers:
        status |= _written([pair.row() if isinstance(pair, Bad) else render(*pair)])
    return status


def _written(answers: Iterable[Row]) -> int:
    status = 0
    for answer in answers:
        status |= "error" in answer
        rows.write(answer)
    return status


def _exit(status: int) -> None:
    if status:
        raise CommandLineError("Some lines could not be used; each has its error in its place.", status)
