"""A large store of made-up articles, written row by row straight into the tables: nothing is extracted or resolved.

    python -m tests.benchmarks.synthetic 100000 /tmp/large.db

Words, names and channels follow Zipf's law. An article has about 400 words in 20 sentences, 25 mentions of 12 names,
roles, references, numbers, dates, quotes and key phrases; there are two names an article over the whole store, which
join each other as in filing. The same number and seed give the same store.
"""

import json
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bot.identity.across import blocks, decide_block
from bot.identity.crowds import weight
from bot.identity.dependence import bounded
from bot.identity.types import Name
from bot.store import derivation, migrate
from bot.store.aliases import tails
from bot.store.folding import fold
from tests.benchmarks.synthetic_names import Known, pool, zipf
from tests.benchmarks.synthetic_rows import AUDIENCES, CHANNELS, NAMES, Articles, Drawn

SEED = 20240619

_CHUNK = 1_000


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
    chunks = Articles(names, drawn, random)
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


def _draw(names: list[Known], articles: int, random: np.random.Generator) -> Drawn:
    """The numbers of the names in each article, some of them twice, and how many articles each name is in."""
    ranks = zipf(len(names), 0.8)
    drawn = np.empty((articles, NAMES), dtype=np.int32)
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
    SELECT entity_id, appearances.audience_id, articles.day, count(DISTINCT article_id), sum(mentions)
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
        outline = (known.key, bounded(found.keys() - {known.key}))
        listed += [
            (0, block, number + 1, place == 0, *outline, weight(known.articles)) for place, block in enumerate(places)
        ]
    db.executemany("INSERT INTO name_blocks VALUES (?, ?, ?, ?, ?, ?, ?)", sorted(listed))
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
