"""The rows of made-up articles: each has about 400 words in 20 sentences, 25 mentions of 12 names, and more.

That is roles, references, numbers, dates, events, quotes, relations and key phrases.
"""

import hashlib
import itertools
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from bot.store.folding import fold
from bot.store.names import first_of
from tests.benchmarks.synthetic_names import Known, word, zipf

FIRST_DAY = 18_900
DAYS = 1_000
CHANNELS = 10
AUDIENCES: tuple[tuple[int, ...], ...] = (
    *((channel,) for channel in range(1, CHANNELS + 1)),
    (1, 2), (1, 3), (2, 5), (4, 7, 9), tuple(range(1, CHANNELS + 1)),
)  # fmt: skip
NAMES = 12
"""Drawn for each article."""

_VOCABULARY = 40_000
_WORDS, _SENTENCES, _MENTIONS, _NUMBERS = 400, 20, 25, 8
_UNSAID = 6  # columns of a number that are spans of its place, its time and what it is quoted in: none has them

Drawn: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.int32]]"
"""The numbers of the names in each article."""


@dataclass(slots=True)
class Rows:
    """The rows of one chunk, table by table."""

    tables: dict[str, list[tuple[object, ...]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, *values: object) -> None:
        self.tables[table].append(values)

    def write(self, db: sqlite3.Connection) -> None:
        for table, rows in self.tables.items():
            db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
        self.tables.clear()


class Articles:
    """Makes the rows of articles, some hundred at a time."""

    def __init__(self, names: list[Known], drawn: Drawn, random: np.random.Generator) -> None:
        self._names = names
        self._drawn = drawn
        self._random = random
        self._articles = len(drawn)
        self._vocabulary = [word(number) for number in range(_VOCABULARY)]
        self._word_ranks = zipf(_VOCABULARY, 1.0)
        self._audience_ranks = zipf(len(AUDIENCES), 0.7)

    def rows(self, start: int, end: int) -> Rows:
        rows = Rows()
        count = end - start
        words = np.searchsorted(self._word_ranks, self._random.random((count, _WORDS))).tolist()
        names = self._drawn[start:end].tolist()
        choices = self._random.integers(0, 1 << 30, (count, _MENTIONS)).tolist()
        audiences = (np.searchsorted(self._audience_ranks, self._random.random(count)) + 1).tolist()
        for n in range(count):
            article = start + n + 1
            day = FIRST_DAY + (article * DAYS) // self._articles
            self._article(rows, article, day, audiences[n], words[n], sorted(set(names[n])), choices[n])
        return rows

    def _article(
        self, rows: Rows, article: int, day: int, audience: int, words: list[int], names: list[int], choices: list[int]
    ) -> None:
        tokens = [self._vocabulary[w] for w in words]
        placed: dict[int, tuple[int, str]] = {}
        for i, choice in enumerate(choices):
            name = names[i] if i < len(names) else names[choice % len(names)]
            surfaces = self._names[name].surfaces
            surface = surfaces[0] if i < len(names) else surfaces[choice // 64 % len(surfaces)]
            at = i * (_WORDS // _MENTIONS) + choice % (_WORDS // _MENTIONS)
            placed[at] = (name, surface)
            tokens[at] = surface
        every = _WORDS // _SENTENCES
        for last in range(every - 1, _WORDS, every):
            tokens[last] += "."
            first = last - every + 1
            tokens[first] = tokens[first][0].upper() + tokens[first][1:]
        starts = list(itertools.accumulate((len(token) + 1 for token in tokens), initial=0))
        fingerprint = hashlib.sha256(str(article).encode()).hexdigest()
        title = " ".join([self._names[names[0]].surfaces[0], *(self._vocabulary[w] for w in words[::60])])
        self._about(rows, article, day, audience, fingerprint, title, " ".join(tokens))
        for number, at in enumerate(range(0, _WORDS, every)):
            end = starts[at + every] - 1
            rows.add("sentences", article, starts[at], end, number // 3, every, "plain", None, None, 0)
            if number % 3 == 1:
                rows.add("pronouns", article, starts[at + 5], starts[at + 6] - 1, "he", number, number % 2, 1)
        self._mentions(rows, article, audience, day, fingerprint, starts, placed)
        self._events(rows, article, audience, day, starts, placed, choices)
        for at, theme in zip(range(10, _WORDS, _WORDS // _NUMBERS), itertools.cycle(("killed", "count", "money"))):
            what = (starts[at + 1], starts[at + 2] - 1)
            value = choices[at % _MENTIONS] % 997
            rows.add(
                "numbers",
                article,
                starts[at],
                starts[at + 1] - 1,
                value,
                "exact",
                theme,
                None,
                *what,
                at // every,
                *[None] * _UNSAID,
            )
        for at in range(3, 9):
            rows.add("keyphrases", article, starts[at], starts[at + 2] - 1, 1 / at)

    def _about(
        self, rows: Rows, article: int, day: int, audience: int, fingerprint: str, title: str, text: str
    ) -> None:
        filed = f"2024-06-19T12:{article // 60 % 60:02d}:{article % 60:02d}+00:00"
        rows.add(
            "articles", article, 0, article, audience, fingerprint, str(article), title, text, "WORLD", None, None,
            "en", None, day, filed, "[]", "ready", 1, 0, None, filed,
        )  # fmt: skip
        for known in set(fold(title).split()):
            rows.add("title_words", 0, known, article)
        for channel in AUDIENCES[audience - 1]:
            rows.add("postings", None, channel, article, 0, article, "someone", filed, None, None)

    def _quotes(
        self,
        rows: Rows,
        article: int,
        audience: int,
        day: int,
        starts: list[int],
        placed: dict[int, tuple[int, str]],
    ) -> None:
        """Every third name says what comes up to the next name but one, and so is quoted about the one between."""
        order = sorted(placed)
        for first, between, last in zip(order[::3], order[1::3], order[2::3], strict=False):
            speaker, subject = placed[first][0], placed[between][0]
            span = (starts[first + 1], starts[last] - 1)
            if span[0] >= span[1]:
                continue
            said_by = (starts[first], starts[first + 1] - 1)
            rows.add("quotes", article, *span, "direct", speaker + 1, *said_by, None, None, speaker + 1)
            rows.add("quoted", speaker + 1, "by", audience, day, article, *span)
            if subject != speaker:
                rows.add("quoted", subject + 1, "about", audience, day, article, *span)

    def _events(
        self,
        rows: Rows,
        article: int,
        audience: int,
        day: int,
        starts: list[int],
        placed: dict[int, tuple[int, str]],
        choices: list[int],
    ) -> None:
        """Every third sentence tells of a day: the first of the article's, one of some year, the others of late."""
        every = _WORDS // _SENTENCES
        named: dict[int, set[int]] = defaultdict(set)
        for at, (name, _) in placed.items():
            named[at // every].add(name)
        for sentence in range(0, _SENTENCES, 3):
            at, choice = sentence * every, choices[sentence]
            first = last = day - (choice % 9 if sentence else 0)
            if sentence == 3:
                first -= first % 365 + 365 * (choice % 40)
                last = first + 364
            if sentence:
                rows.add("dates", article, starts[at + 2], starts[at + 3] - 1, sentence, "2024-06-19", first, last, 0)
            rows.add("events", audience, first, last, article, starts[at], starts[at + every] - 1, sentence == 0)
            for name in named[sentence]:
                rows.add("event_names", name + 1, audience, first, last, article, starts[at])

    def _mentions(
        self,
        rows: Rows,
        article: int,
        audience: int,
        day: int,
        fingerprint: str,
        starts: list[int],
        placed: dict[int, tuple[int, str]],
    ) -> None:
        borne: dict[tuple[int, str], int] = defaultdict(int)
        heads: dict[int, int] = {}
        present: dict[int, set[int]] = defaultdict(set)
        for at, (name, surface) in placed.items():
            sentence = at * _SENTENCES // _WORDS
            start = starts[at]
            kind = self._names[name].kind
            rows.add("mentions", article, start, start + len(surface), name + 1, kind, sentence, "same name")
            borne[name, surface] += 1
            heads.setdefault(name, start)
            present[sentence].add(self._names[name].entity + 1)
            if at % 9 == 0 and at:
                rows.add("roles", article, starts[at - 1], start - 1, name + 1)
            if at % 8 == 1:
                rows.add('"references"', article, starts[at + 1], starts[at + 2] - 1, name + 1, "the only one")
        self._quotes(rows, article, audience, day, starts, placed)
        for name, head in heads.items():
            known = self._names[name]
            known.first = min(known.first, first_of(day, fingerprint, head))
            mentions = sum(n for (other, _), n in borne.items() if other == name)
            rows.add("appearances", name + 1, audience, article, mentions, head, day)
        for (name, surface), n in borne.items():
            rows.add("borne", name + 1, audience, surface, n)
        neighbours = sorted(placed.items())
        for (at, (name, surface)), (after, (other, _)) in itertools.pairwise(neighbours):
            told = at * _SENTENCES // _WORDS
            if told == after * _SENTENCES // _WORDS and self._names[name].entity != self._names[other].entity:
                end = starts[after + 1] - 1
                predicate = (starts[at] + len(surface) + 1, starts[after] - 1)
                begins = (starts[at], starts[after])
                rows.add("relations", article, starts[at], end, *begins, name + 1, other + 1, *predicate, 0, told)
        for sentence, entities in present.items():
            for one, other in itertools.permutations(sorted(entities), 2):
                rows.add("tied", one, audience, other, article, sentence)
