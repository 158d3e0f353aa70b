"""A quick way to file texts in a store: hand-made extraction by capital letters, real identity, real store."""

import contextlib
import hashlib
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import cast

import aiosqlite

from bot.articles.types import Draft, Reading, Span
from bot.extraction.dates.reading import read_dates
from bot.extraction.numbers.claimants import claimed
from bot.extraction.types import (
    DateExpression,
    Extraction,
    Gender,
    Keyphrase,
    Kind,
    Mention,
    NumberClaim,
    Pronoun,
    Quote,
    Relation,
    Role,
    Sentence,
    Theme,
)
from bot.identity.within import resolve
from bot.store import derived, drafts, places, postings
from bot.store.rows import FiledAs, Place, date_of
from bot.store.scope import LOCAL
from tests.store.images import empty, opened

TODAY = date(2024, 6, 19)
NOON = datetime(2024, 6, 19, 12, tzinfo=UTC)

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?=\S)[^\n.!?]+)*[.!?]?")
_NAME = re.compile(r"[A-Z][\w'’-]*(?: (?:of |for |the )?[A-Z][\w'’-]*)*")
_ROLE = re.compile(r"(?:the )?((?:[a-z]+ )?(?:president|minister|chancellor|director)) $")
_PRONOUN = re.compile(r"\b(he|she|it)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b(\d+)(?: ([a-z]+))?")
_QUOTED = re.compile(r"“(?P<said>[^”]+)”(?: (?P<cue>said) (?P<who>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*|s?he))?")
_DEED = re.compile(r" (?:never )?[a-z]{3,} ")
_LONG_WORD = re.compile(r"\b[a-z]{9,}\b")
_OPENERS = frozenset({"The", "A", "He", "She", "It", "In", "On", "But", "They", "No", "Both", "What"})
_ORGANISATION = re.compile(r"Agency|Union|Organization|Bank|Council|Court|Committee|Press")
_PLACES = frozenset({"Vienna", "Geneva", "Paris", "Boston", "Braintree", "France", "Japan", "Iran", "Málaga"})


_IN_PLACE = re.compile(rf"\bin ({'|'.join(sorted(_PLACES))})\b")


def extract(text: str, published: date | None = None) -> Extraction:
    """Sentences by full stops, names by capital letters, roles and pronouns by a handful of words; real dates."""
    sentences = []
    for found in _SENTENCE.finditer(text):
        stripped = found.group().strip()
        if stripped:
            start = found.start() + found.group().index(stripped)
            sentences.append(
                Sentence(Span(start, start + len(stripped)), text.count("\n", 0, start), len(stripped.split()))
            )
    mentions: list[Mention] = []
    roles: list[Role] = []
    pronouns: list[Pronoun] = []
    for index, sentence in enumerate(sentences):
        for span in _names(text, sentence.span):
            if role := _ROLE.search(text[sentence.span.start : span.start]):
                at = sentence.span.start + role.start(1)
                roles.append(Role(Span(at, at + len(role[1])), len(mentions)))
            mentions.append(Mention(span, kind_of(span.of(text)), index))
        for pronoun in _PRONOUN.finditer(text, sentence.span.start, sentence.span.end):
            gender: Gender = "it" if pronoun[0].lower() == "it" else "he" if pronoun[0].lower() == "he" else "she"
            pronouns.append(Pronoun(Span(*pronoun.span()), gender, index, possessive=False, subject=True))
    phrases = [Keyphrase(Span(*m.span()), 1 / (1 + n)) for n, m in enumerate(_LONG_WORD.finditer(text))]
    dates = read_dates(text, sentences, published)
    numbers = tuple(_numbers(text, sentences, dates))
    whole = Extraction(
        sentences=tuple(sentences),
        mentions=tuple(mentions),
        roles=tuple(roles),
        pronouns=tuple(pronouns),
        keyphrases=tuple(phrases[:5]),
        dates=dates,
        numbers=numbers,
        relations=tuple(_relations(text, mentions)),
    )
    quotes = tuple(_quote(one, whole) for one in _QUOTED.finditer(text))
    return replace(whole, quotes=quotes, numbers=tuple(claimed(text, whole.numbers, quotes)))


def _numbers(text: str, sentences: list[Sentence], dates: Sequence[DateExpression]) -> Iterator[NumberClaim]:
    """Digits, and the word behind them: what is "killed" or "injured" is a toll, anything else is counted.

    Where and when are the first place behind "in" and the first date in the sentence.
    """
    for index, sentence in enumerate(sentences):
        for found in _NUMBER.finditer(text, sentence.span.start, sentence.span.end):
            theme = cast("Theme", found[2]) if found[2] in ("killed", "injured") else "count"
            what = Span(*found.span(2)) if found[2] else None
            time = next((one.span for one in dates if one.first and one.sentence == index), None)
            place = _IN_PLACE.search(text, sentence.span.start, sentence.span.end)
            yield NumberClaim(
                Span(*found.span(1)), float(found[1]), "exact", theme, None, what, index,
                Span(*place.span(1)) if place else None, time,
            )  # fmt: skip


def _quote(found: re.Match[str], extraction: Extraction) -> Quote:
    """What stands between curly marks; with "said Kim" or "said he" behind it, somebody's."""
    said, cue, who = (Span(*found.span(group)) for group in ("said", "cue", "who"))
    if found["who"] is None:
        return Quote(said, "direct")
    mention = next((i for i, m in enumerate(extraction.mentions) if m.span == who), None)
    pronoun = next((i for i, p in enumerate(extraction.pronouns) if p.span == who), None)
    return Quote(said, "direct", who, cue, mention, pronoun)


def _relations(text: str, mentions: list[Mention]) -> Iterator[Relation]:
    """Neighbours in a sentence with one word between them: "Adams met Vienna", and "Adams never met Vienna" denied."""
    for number, (one, other) in enumerate(pairwise(mentions)):
        between = text[one.span.end : other.span.start]
        if one.sentence == other.sentence and _DEED.fullmatch(between):
            span = Span(one.span.start, other.span.end)
            predicate = Span(one.span.end + 1, other.span.start - 1)
            yield Relation(span, number, number + 1, predicate, "never" in between, one.sentence)


def _names(text: str, within: Span) -> list[Span]:
    spans = []
    for found in _NAME.finditer(text, within.start, within.end):
        start, end = found.span()
        first = found.group().split()[0]
        if first in _OPENERS:
            start += len(first) + 1
        if start < end:
            spans.append(Span(start, end))
    return spans


def kind_of(surface: str) -> Kind:
    """A kind by a few words: what looks like neither an organisation nor a known place is a person."""
    if surface in _PLACES:
        return "GPE"
    return "ORG" if surface.isupper() or _ORGANISATION.search(surface) else "PERSON"


@dataclass(frozen=True, slots=True)
class Story:
    """A text with what filing needs to know of it; without a day of its own it counts from its first posting."""

    text: str
    title: str | None = None
    day: date | None = TODAY
    section: str | None = None

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(" ".join(self.text.casefold().split()).encode()).hexdigest()

    def reading(self) -> Reading:
        return Reading(self.text, self.title, self.section, None, self.day, "en", (), self.fingerprint)


@contextlib.asynccontextmanager
async def memory(image: bytes | None = None) -> AsyncIterator[aiosqlite.Connection]:
    """A store in memory, empty or as in an image: as quick as a store can be, without a file and its locks."""
    made = partial(opened, image or await empty())
    async with aiosqlite.Connection(made, iter_chunk_size=64) as db:
        await db.execute("PRAGMA foreign_keys = ON")
        yield db


async def post(
    db: aiosqlite.Connection,
    story: Story | str,
    channel: int = 1,
    message: int | None = None,
    *,
    guild: int = LOCAL,
    part: int = 0,
    external_id: str | None = None,
    deferred: bool = False,
    live: bool = True,
) -> FiledAs:
    """Queue a text and file it at once, without what is derived from it. Channel n posts on the n-th day."""
    story = Story(story) if isinstance(story, str) else story
    await places.ensure_guild(db, guild, f"guild {guild}")
    await places.ensure_channel(db, guild, channel, f"channel {channel}")
    if message is None:
        message = await places.next_message(db, channel)
    place = Place(guild, channel, message, part, f"https://example.org/{channel}/{message}")
    draft = Draft(story.text.encode(), title=story.title)
    posted = NOON + timedelta(days=channel, minutes=message)
    id_ = await drafts.add(
        db, draft, place, posted_at=posted, author="someone", external_id=external_id, deferred=deferred, live=live
    )
    waiting = drafts.Waiting(id_, draft, place, "someone", posted, external_id, deferred, live)
    filed = await postings.file(db, waiting, story.reading())
    assert filed is not None
    return filed


async def derive(db: aiosqlite.Connection, *filed: int) -> bool:
    """Extract, resolve and store what is derived from articles that were filed, all at once."""
    found = []
    for article in filed:
        async with db.execute("SELECT text, day FROM articles WHERE id = ?", (article,)) as cursor:
            row = await cursor.fetchone()
        assert row is not None
        extraction = extract(row[0], date_of(row[1]))
        found.append(derived.Found(article, extraction, resolve(row[0], extraction)))
    return bool(await derived.write(db, found))


async def file(
    db: aiosqlite.Connection, story: Story | str, channel: int = 1, message: int | None = None, *, guild: int = LOCAL
) -> FiledAs:
    """Post a text and derive everything from it."""
    filed = await post(db, story, channel, message, guild=guild)
    await derive(db, filed.article)
    return filed


async def unpost(db: aiosqlite.Connection, channel: int, message: int, *, guild: int = LOCAL) -> int | None:
    """Forget a posting."""
    return await postings.unpost(db, Place(guild, channel, message))
