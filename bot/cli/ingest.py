"""`ingest`: files, folders and JSON lines into the built-in guild, with progress and a report."""

import asyncio
import hashlib
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Self, TextIO

import click

from bot.articles.files.sniff import ENDINGS
from bot.articles.types import Draft, MediaType
from bot.cards.receipts import plural
from bot.cli import rows
from bot.cli.chunks import in_chunks
from bot.cli.failing import CommandLineError, complete, configured, db_option
from bot.cli.progress import Progress, progress
from bot.cli.rows import Bad, Row, Shape
from bot.console.ahead import read_ahead
from bot.desk import links, posting
from bot.desk.desk import Desk, open_desk
from bot.desk.filing import Item, Outcome, Ticket
from bot.store import queue
from bot.store.rows import Place
from bot.store.scope import LOCAL

_LINE = Shape(one_of=("text", "html"), optional=("id", "title", "url", "published_at"))

_CHUNK = 32
"""Items that go into the queue in one durable transaction."""


@dataclass(frozen=True, slots=True)
class Input:
    """Something to file: what it is called in messages, its external id, a name of its own, and its draft."""

    label: str
    id: str | None
    key: str
    draft: Draft


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|- …")
@click.option("--jsonl", is_flag=True, help="The input has an article a line, as JSON.")
@click.option("--channel", default=posting.CONSOLE_CHANNEL, show_default=True, help="The channel to file in.")
@click.option(
    "--defer", is_flag=True, help="File without reading names: searchable at once; `run` or `rebuild` reads them."
)
@click.option("--again", is_flag=True, help="Fetch pages again that are filed already.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a JSON line per input here.")
@db_option
def ingest(
    sources: tuple[str, ...],
    jsonl: bool,
    channel: str,
    defer: bool,
    again: bool,
    report: Path | None,
    db: Path | None,
) -> None:
    """File articles: files, folders of files, links, or standard input (-).

    Read are text, Markdown, HTML, PDF, Word (.docx), OpenDocument (.odt), EPUB, mails (.eml) and RTF. A link begins
    with http:// or https://.

    With --jsonl the input has lines {"id"?, "title"?, "text"|"html", "url"?, "published_at"?}. What was filed before
    is not filed twice. Exit status 0 when every line had the right shape; a text that is no article is a result, not
    a failure.
    """
    for source in sources:
        _check(source, jsonl=jsonl)
    found = configured(db)
    inputs = _lines(sources) if jsonl else (given for source in sources for given in _files(source, again=again))

    async def work() -> int:
        async with open_desk(found) as desk:
            try:
                with _opened(report) as out, progress("Filing", 0) as bar:
                    return await file_all(desk, inputs, channel, bar, out, deferred=defer)
            except asyncio.CancelledError:
                raise CommandLineError(await _stopped(desk)) from None

    status = complete(work)
    if status:
        raise CommandLineError("Some input could not be used; what was wrong with it stands above.", status)


async def _stopped(desk: Desk) -> str:
    """What is said to whoever stopped it: how much waits, and what reads it."""
    async with desk.store.reading() as db:
        waiting = sum(await queue.depth(db))
    if not waiting:
        return "Stopped. What was filed is kept, and nothing waits to be read."
    texts = plural(waiting, "text waits", "texts wait")
    reads = "the next `dossier ingest`, `dossier console` or `dossier run` reads what waits"
    return f"Stopped. {texts} to be read: {reads}."


def no_report() -> "_Report":
    """A report that nobody reads."""
    return _Report(None)


def _opened(report: Path | None) -> "_Report":
    try:
        return _Report(report.open("w", encoding="utf-8") if report else None)
    except OSError as error:
        raise CommandLineError(f"The report {report} cannot be written: {error.strerror}.") from error


class _Report:
    """The report file, or none."""

    def __init__(self, out: TextIO | None) -> None:
        self._out = out

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._out:
            self._out.close()

    def write(self, row: Row) -> None:
        """Write one line, where there is a file."""
        if self._out:
            self._out.write(json.dumps(row) + "\n")


async def file_all(
    desk: Desk, inputs: Iterable[Input | Bad], channel: str, bar: Progress, report: _Report, *, deferred: bool = False
) -> int:
    """File every input in order and tell what became of each; 1 when one of them was bad, else 0.

    The inputs are read in a thread, and no more than a few chunks ahead: they may be more than memory holds.
    """
    room = await posting.local_channel(desk, channel)
    status = 0
    counts = dict.fromkeys(("filed", "duplicate", "rejected", "failed"), 0)
    async for given, outcome in _outcomes(desk, inputs, room, deferred=deferred):
        if isinstance(given, Bad):
            status = 1
            bar.say(given.message)
            report.write({"id": given.id, "state": "rejected", "article": None, "duplicate_of": None,
                          "reason": given.error})  # fmt: skip
        elif outcome:
            counts[outcome.state] += 1
            if outcome.reason:
                bar.say(f"{given.label}: {outcome.reason}")
            report.write(_row(given, outcome))
        bar.advance()
    if not deferred:
        bar.restart("Reading names", sum(counts.values()))
        await desk.filing.idle(bar.left)
    bar.say(", ".join(f"{count:,} {state}" for state, count in counts.items() if count) or "Nothing to file.")
    return status


def _row(given: Input, outcome: Outcome) -> Row:
    state = "rejected" if outcome.state == "failed" else outcome.state
    row: Row = {
        "id": given.id or outcome.external_id or given.label,
        "state": state,
        "article": outcome.number,
        "duplicate_of": outcome.duplicate_of,
    }
    return {**row, "reason": outcome.reason} if outcome.reason else row


async def _outcomes(
    desk: Desk, inputs: Iterable[Input | Bad], room: int, *, deferred: bool
) -> AsyncIterator[tuple[Input | Bad, Outcome | None]]:
    """Every input with its outcome, in order."""
    async for chunk in in_chunks(read_ahead(iter(inputs)), _CHUNK):
        good = [given for given in chunk if isinstance(given, Input)]
        tickets = iter(await desk.filing.post([_item(given, room, deferred=deferred) for given in good]))
        waiting: list[tuple[Input | Bad, Ticket | None]] = [
            (given, next(tickets) if isinstance(given, Input) else None) for given in chunk
        ]
        for given, ticket in waiting:
            yield given, await desk.filing.outcome(ticket) if ticket else None


def _item(given: Input, room: int, *, deferred: bool) -> Item:
    place = Place(LOCAL, room, posting.message_id(given.key))
    external = rows.encodable(given.id) if given.id else None
    return Item(given.draft, place, external_id=external, deferred=deferred, live=False)


def _check(source: str, *, jsonl: bool) -> None:
    """CommandLineError when a source cannot be one, before anything is filed."""
    if is_link(source) and jsonl:
        raise CommandLineError("Lists are read from files: save it, and name the file.", 2)
    try:
        if source != "-" and not is_link(source):
            Path(source).stat()
    except OSError as error:
        raise CommandLineError(f"{source} cannot be read: {error.strerror}.") from error


def _lines(sources: Sequence[str]) -> Iterator[Input | Bad]:
    """The lines of JSONL inputs."""
    seen: Counter[int] = Counter()
    for source in sources:
        try:
            with _stdin() if source == "-" else Path(source).open("rb") as file:
                yield from _rows(file, seen, _name(source) if len(sources) > 1 else None)
        except OSError as error:
            raise CommandLineError(f"{source} cannot be read: {error.strerror}.") from error


def _stdin() -> BinaryIO:
    """Standard input by its descriptor, as it is read in a thread (see `read_ahead`)."""
    return open(sys.stdin.fileno(), "rb", closefd=False)


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


def _rows(lines: Iterable[bytes], seen: Counter[int], source: str | None) -> Iterator[Input | Bad]:
    for number, line in enumerate(lines, start=1):
        row = rows.parse(line, number, _LINE)
        if row is None:
            continue
        found = replace(row, source=source) if isinstance(row, Bad) else _input(row, number, source)
        if isinstance(found, Input):
            # A line that comes again in one run is a posting of its own, and the same one at the next run.
            same = posting.message_id(found.key)
            seen[same] += 1
            found = replace(found, key=f"{found.key}\0{seen[same]}")
        yield found


def _input(row: Row, number: int, source: str | None) -> Input | Bad:
    name = row.get("id")
    try:
        published = rows.moment(row.get("published_at"))
    except ValueError:
        return Bad(number, name, "“published_at” is no ISO 8601 date or time", source=source)
    media: MediaType = "text/plain" if "text" in row else "text/html"
    text = row["text"] if "text" in row else row["html"]
    draft = Draft(text.encode(), media, row.get("title"), url=row.get("url"), published=published)
    key = f"id:{name}" if name else f"line:{row.get('title')}:{text}"
    return Input(rows.place(number, source), name, key, draft)


def is_link(source: str) -> bool:
    """Whether a source is the address of a page."""
    return "://" in source


def _files(source: str, *, again: bool) -> Iterator[Input]:
    """What a source names: a page, a file, or the readable files below a folder, in order of name."""
    path = Path(source)
    if is_link(source):
        url = rows.encodable(source)
        yield Input(url, None, f"link:{url}", links.as_draft(url, again=again))
    elif source == "-":
        with _stdin() as file:
            raw = file.read()
        yield Input("standard input", None, f"stdin:{hashlib.sha256(raw).hexdigest()}", Draft(raw, name="-"))
    elif path.is_dir():
        yield from (read_file(file) for file in sorted(path.rglob("*")) if is_article_file(file))
    else:
        yield read_file(path)


def is_article_file(path: Path) -> bool:
    """Whether a file of a folder is filed: it has a known ending and is no README."""
    return path.is_file() and path.suffix.lower() in ENDINGS and path.stem.upper() != "README"


def read_file(path: Path) -> Input:
    """A file as an input; what kind of file it is shows when it is read.

    Raises:
        CommandLineError: it cannot be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CommandLineError(f"{path} cannot be read: {error.strerror}.") from error
    return Input(str(path), None, f"file:{path.resolve()}", Draft(raw, name=rows.encodable(path.name)))
