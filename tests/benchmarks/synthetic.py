"""A large store of made-up articles, written row by row straight into the tables: nothing is extracted or resolved.

    python -m tests.benchmarks.synthetic 100000 /tmp/large.db

Words, names and channels follow Zipf's law. An article has about 400 words in 20 sentences, 25 mentions of 12 names,
roles, references, numbers, dates, quotes and key phrases; there are two names an article over the whole store, which
join each other as in filing. The same number and seed give the same store.
"""

import hashlib
import itertools
import json
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np

from bot.extraction.types import Kind
from bot.identity.across import blocks, decide_block
from bot.identity.types import Name
from bot.store import derivation, migrate
from bot.store.aliases import tails
from bot.store.folding import fold
from bot.store.names import first_of

SEED = 20240619
FIRST_DAY = 18_900
DAYS = 1_000
CHANNELS = 10
AUDIENCES: tuple[tuple[int, ...], ...] = (
    *((channel,) for channel in range(1, CHANNELS + 1)),
    (1, 2), (1, 3), (2, 5), (4, 7, 9), tuple(range(1, CHANNELS + 1)),
)  # fmt: skip

_VOCABULARY = 40_000
_WORDS, _SENTENCES, _MENTIONS, _NAMES, _NUMBERS = 400, 20, 25, 12, 8
_FIRST_NAMES, _LAST_NAMES = 600, 30_000
_CHUNK = 1_000
_RARE = 2_500
"""One name in so many is an event."""

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "on")]


def word(number: int) -> str:
    """A pronounceable word, a different one for each number."""
    made = ""
    while True:
        number, rest = divmod(number, len(_SYLLABLES))
        made += _SYLLABLES[rest]
        if not number:
            return made if len(made) > 2 else made + "m"


def zipf(size: int, exponent: float) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The cumulative distribution of ranks 0 to size - 1, for `searchsorted`."""
    weights = np.arange(1, size + 1, dtype=np.float64) ** -exponent
    total = np.cumsum(weights)
    return np.asarray(total / total[-1])


@dataclass(slots=True)
class Known:
    """A name of the pool, and what the articles so far say of it. Its row id is its rank plus one."""

    key: str
    kind: Kind
    surfaces: tuple[str, ...]
    articles: int = 0
    first: str = "~"
    joins: int | None = None
    entity: int = 0
    reason: str = ""

    def forms(self) -> dict[str, int]:
        """The forms that count as evidence."""
        return {self.key: self.articles} | {fold(surface): self.articles for surface in self.surfaces}


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


def pool(size: int, random: np.random.Generator) -> list[Known]:
    """The names, the commonest first: half of them persons who share surnames, then organisations and places."""
    made: dict[tuple[str, Kind], Known] = {}
    lasts = np.searchsorted(zipf(_LAST_NAMES, 0.7), random.random(4 * size))
    firsts = np.searchsorted(zipf(_FIRST_NAMES, 0.7), random.random(4 * size))
    for number, (first, last) in enumerate(zip(firsts.tolist(), lasts.tolist(), strict=True)):
        one, two = word(first + 131).capitalize(), word(last + 1_009).capitalize()
        known = _name(number, one, two)
        made.setdefault((known.key, known.kind), known)
        if len(made) == size:
            break
    return list(made.values())


def _name(number: int, one: str, two: str) -> Known:
    if number % 10 < 5:
        return Known(f"{one} {two}".lower(), "PERSON", (f"{one} {two}", two))
    if number % _RARE == 8:
        return Known(f"{two} {word(number % 83)}".lower(), "EVENT", (f"{two} {word(number % 83).capitalize()}",))
    if number % 10 < 8:
        long = f"{two} {one} {word(number % 97 + 20).capitalize()}"
        return Known(long.lower(), "ORG", (long, "".join(part[0] for part in long.split())))
    return Known(f"{two}{word(number % 89)}".lower(), "GPE", (f"{two}{word(number % 89)}",))


def write(path: Path, articles: int, *, seed: int = SEED) -> Iterator[int]:
    """Write the store, and tell after each chunk how many articles there are; the file must not exist.

    Raises:
        FileExistsError: there is a file at `path`.
    """
    if path.exists():
        raise FileExistsError(path)
    random = np.random.default_rng(seed)
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    for version, script in migrate.migrations():
        for statement in migrate.statements(script):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {version}")
    names = pool(2 * articles, random)
    drawn = _draw(names, articles, random)
    _decide(names)
    indexes = _drop_indexes(db)
    db.execute("BEGIN")
    _places(db)
    db.execute("CREATE TEMP TABLE tied (entity_id, audience_id, other_id, article_id, sentence)")
    db.execute("CREATE TEMP TABLE borne (name_id, audience_id, surface, mentions)")
    db.executemany("INSERT INTO entities VALUES (?, 0, '')", [(i + 1,) for i in range(len(names))])
    db.executemany("INSERT INTO names VALUES (?, 0, ?, ?, ?, ?, 0, '', ?)", _name_rows(names))
    db.execute("COMMIT")
    chunks = _Chunks(names, drawn, random)
    for start in range(0, articles, _CHUNK):
        db.execute("BEGIN")
        last = min(start + _CHUNK, articles)
        chunks.rows(start, last).write(db)
        db.execute(
            "INSERT INTO article_index (rowid, title, text) SELECT id, title, text FROM articles WHERE id > ?", (start,)
        )
        db.execute("COMMIT")
        yield last
    _finish(db, names, articles, indexes)
    db.close()


Drawn: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.int32]]"


def _draw(names: list[Known], articles: int, random: np.random.Generator) -> Drawn:
    """The numbers of the names in each article, some of them twice, and how many articles each name is in."""
    ranks = zipf(len(names), 0.8)
    drawn = np.empty((articles, _NAMES), dtype=np.int32)
    for start in range(0, articles, _CHUNK):
        part = drawn[start : start + _CHUNK]
        part[:] = np.sort(np.searchsorted(ranks, random.random(part.shape)), axis=1)
    new = np.ones(drawn.shape, dtype=bool)
    new[:, 1:] = drawn[:, 1:] != drawn[:, :-1]
    for known, attested in zip(names, np.bincount(drawn[new], minlength=len(names)).tolist(), strict=True):
        known.articles = attested
    return drawn


def _drop_indexes(db: sqlite3.Connection) -> list[str]:
    """Drop what is faster made in the end; the statements that make it."""
    made = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in made:
        db.execute(f"DROP INDEX {name}")
    return [sql for _, sql in made]


def _decide(names: list[Known]) -> None:
    """Give every name that is attested its entity: by the same decisions as in filing, so that a store stays itself."""
    listed: dict[str, list[Name]] = defaultdict(list)
    numbers = {(known.key, known.kind): number for number, known in enumerate(names)}
    for known in names:
        if known.articles:
            name = Name(known.key, known.kind, known.articles, known.forms())
            for block in blocks(name):
                listed[block].append(name)
    for block, together in listed.items():
        for decision in decide_block(block, together):
            known = names[numbers[decision.name]]
            known.joins, known.reason = numbers[decision.head], decision.reason
    for number, known in enumerate(names):
        known.entity = top = number if known.joins is None else known.joins
        while (above := names[top].joins) is not None and above != top:
            known.entity = top = above


def _name_rows(names: list[Known]) -> Iterator[tuple[int, str, str, int, int, str]]:
    for number, known in enumerate(names):
        joins = number if known.joins is None else known.joins
        yield (number + 1, known.key, known.kind, known.entity + 1, joins + 1, known.reason)


def _places(db: sqlite3.Connection) -> None:
    channels = [(channel, f"news {channel}") for channel in range(1, CHANNELS + 1)]
    db.executemany("INSERT INTO channels (id, guild_id, name) VALUES (?, 0, ?)", channels)
    for number, members in enumerate(AUDIENCES, 1):
        key = json.dumps(sorted(members), separators=(",", ":"))
        db.execute("INSERT INTO audiences VALUES (?, 0, ?)", (number, key))
        db.executemany("INSERT INTO audience_channels VALUES (?, ?)", [(channel, number) for channel in members])


class _Chunks:
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
        starts = list(itertools.accumulate((len(token) + 1 for token in tokens), initial=0))
        fingerprint = hashlib.sha256(str(article).encode()).hexdigest()
        title = " ".join([self._names[names[0]].surfaces[0], *(self._vocabulary[w] for w in words[::60])])
        self._about(rows, article, day, audience, fingerprint, title, " ".join(tokens))
        for number, at in enumerate(range(0, _WORDS, every)):
            end = starts[at + every] - 1
            rows.add("sentences", article, starts[at], end, number // 3, every, "plain", None, None, 0)
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
                None,
                None,
                None,
                None,
            )
        for at in range(3, 9):
            rows.add("keyphrases", article, starts[at], starts[at + 2] - 1, 1 / at)

    def _about(
        self, rows: Rows, article: int, day: int, audience: int, fingerprint: str, title: str, text: str
    ) -> None:
        filed = f"2024-06-19T12:{article // 60 % 60:02d}:{article % 60:02d}+00:00"
        rows.add(
            "articles", article, 0, article, audience, fingerprint, str(article), title, text, "WORLD", None, None,
            "en", None, day, filed, "[]", "ready", 1, 0, None,
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
            rows.add("appearances", name + 1, audience, article, mentions, head)
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


def _finish(db: sqlite3.Connection, names: list[Known], articles: int, indexes: list[str]) -> None:
    """Add everything up, and drop the names that no article mentions."""
    db.execute("BEGIN")
    db.executemany(
        "UPDATE names SET articles = ?, first = ? WHERE id = ?",
        [(known.articles, known.first, number + 1) for number, known in enumerate(names)],
    )
    _evidence(db, names)
    for statement in indexes:
        db.execute(statement)
    for statement in migrate.statements(_ADDED_UP):
        db.execute(statement)
    folded = [(surface, fold(surface)) for known in names for surface in known.surfaces]
    db.execute("CREATE TEMP TABLE folded (surface PRIMARY KEY, form) WITHOUT ROWID")
    db.executemany("INSERT OR IGNORE INTO folded VALUES (?, ?)", folded)
    db.execute("CREATE TEMP TABLE tails (form, tail)")
    db.executemany("INSERT INTO tails VALUES (?, ?)", [(f, tail) for f in {f for _, f in folded} for tail in tails(f)])
    for statement in migrate.statements(_FORMS):
        db.execute(statement)
    db.execute("UPDATE guilds SET next_number = ?", (articles + 1,))
    db.execute("UPDATE derivation SET rules = ?", (derivation.RULES,))
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_ADDED_UP = """
    DELETE FROM names WHERE articles = 0;
    DELETE FROM entities WHERE id NOT IN (SELECT entity_id FROM names);
    UPDATE entities SET key = (SELECT min(first) FROM names WHERE entity_id = entities.id);
    INSERT INTO tallies
    SELECT entity_id, appearances.audience_id, day, count(DISTINCT article_id), sum(mentions)
    FROM appearances JOIN articles ON articles.id = article_id JOIN names ON names.id = name_id GROUP BY 1, 2, 3;
    INSERT INTO totals SELECT entity_id, audience_id, sum(articles), sum(mentions) FROM tallies GROUP BY 1, 2;
    INSERT INTO ties
    SELECT entity_id, audience_id, other_id, count(DISTINCT article_id), count(*) FROM tied GROUP BY 1, 2, 3;
"""


_FORMS = """
    INSERT INTO aliases
    SELECT 0, form, name_id, audience_id, surface, sum(mentions) FROM borne JOIN folded USING (surface)
    GROUP BY form, name_id, audience_id, surface;
    CREATE INDEX temp.tails_by_form ON tails (form);
    INSERT INTO alias_words SELECT DISTINCT 0, tail, folded, name_id, audience_id
    FROM (SELECT DISTINCT folded, name_id, audience_id FROM aliases) CROSS JOIN tails ON form = folded
    ORDER BY tail, folded, name_id, audience_id;
"""


def _evidence(db: sqlite3.Connection, names: list[Known]) -> None:
    listed, evidence = [], []
    for number, known in enumerate(names):
        if not known.articles:
            continue
        found = known.forms()
        evidence += [(number + 1, "form", form, n) for form, n in found.items()]
        places = blocks(Name(known.key, known.kind, known.articles, found))
        listed += [(0, block, number + 1, place == 0) for place, block in enumerate(places)]
    db.executemany("INSERT INTO name_blocks VALUES (?, ?, ?, ?)", sorted(listed))
    db.executemany("INSERT INTO name_evidence VALUES (?, ?, ?, ?)", evidence)


def main() -> None:
    """Write a store of as many articles as the first argument says to the path that the second one names."""
    articles, path = int(sys.argv[1]), Path(sys.argv[2])
    began = time.perf_counter()
    for done in write(path, articles):
        print(f"\r{done:>9,} of {articles:,} articles", end="", file=sys.stderr, flush=True)
    size = path.stat().st_size / (1 << 20)
    print(f"\n{size:,.0f} MiB in {time.perf_counter() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
