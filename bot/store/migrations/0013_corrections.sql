-- Corrections: the log as it is written, what of it stands, and what it makes of names.
--
-- An entry names nobody: it holds keyed hashes ("marks") of what it speaks of, and what somebody typed sealed with the
-- name itself. Whoever has the name can read the entry, and the store has it as long as an article does.

DROP TABLE corrections;                   -- nothing was ever written to it

CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- counted per guild, as it is shown
    made_at TEXT NOT NULL,                -- ISO 8601, UTC
    made_by TEXT,                         -- NULL: the operator
    channel_id INTEGER,                   -- where it was said; NULL: in no channel
    act TEXT NOT NULL,
    subjects TEXT NOT NULL,               -- JSON array of marks, what the act is done to first
    detail TEXT NOT NULL,                 -- JSON object: a kind, or the criterion of a split
    sealed TEXT,                          -- what was typed
    reason TEXT,                          -- why, sealed too
    standing INTEGER NOT NULL DEFAULT 1,  -- 0: an entry that stands voids it. Follows from `voids`; the rest never changes
    UNIQUE (guild_id, number)
) STRICT;
CREATE INDEX corrections_by_person ON corrections (guild_id, made_by, number);

CREATE TABLE voids (
    entry INTEGER NOT NULL REFERENCES corrections ON DELETE CASCADE,
    voided INTEGER NOT NULL REFERENCES corrections ON DELETE CASCADE,
    PRIMARY KEY (entry, voided)
) STRICT, WITHOUT ROWID;
CREATE INDEX voids_by_voided ON voids (voided);

CREATE TABLE correction_subjects (
    guild_id INTEGER NOT NULL,
    mark TEXT NOT NULL,
    standing INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES corrections ON DELETE CASCADE,
    PRIMARY KEY (guild_id, mark, standing, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_subjects_by_entry ON correction_subjects (entry);

-- The marks of those names that entries speak of.
CREATE TABLE marks (
    name_id INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    mark TEXT NOT NULL,
    PRIMARY KEY (name_id, mark)
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_by_mark ON marks (mark);

-- What a name joins by what people said, where that is not what the rules have it join (names.joins_id, rule_id).
CREATE TABLE overruled (
    name_id INTEGER PRIMARY KEY REFERENCES names ON DELETE CASCADE,
    joins_id INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    reason TEXT NOT NULL,
    rule_id INTEGER NOT NULL
) STRICT;
CREATE INDEX overruled_by_head ON overruled (joins_id);
CREATE INDEX overruled_by_rule ON overruled (rule_id);

-- Names that do not count, and are shown nowhere.
CREATE TABLE banned (
    name_id INTEGER PRIMARY KEY REFERENCES names ON DELETE CASCADE
) STRICT;

-- What people call an entity, and what they say that it is.
CREATE TABLE curated (
    entity_id INTEGER PRIMARY KEY REFERENCES entities ON DELETE CASCADE,
    name TEXT,
    kind TEXT
) STRICT;
CREATE INDEX curated_by_kind ON curated (kind, entity_id) WHERE kind IS NOT NULL;

-- Forms that somebody gave a name without an article that has them: rows of `aliases` with no mention. They are known
-- to whoever can read the channel where that was said.
CREATE TABLE labels (
    name_id INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    audience_id INTEGER NOT NULL REFERENCES audiences ON DELETE CASCADE,
    surface TEXT NOT NULL,
    PRIMARY KEY (name_id, audience_id, surface)
) STRICT, WITHOUT ROWID;

-- What a correction took out of a chain, mentions and what goes with them: which one, and why they had been in it.
CREATE TABLE reassigned (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    sort TEXT NOT NULL CHECK (sort IN ('mention', 'role', 'reference')),
    start INTEGER NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    head INTEGER NOT NULL,                -- 1: it was the chain's head
    PRIMARY KEY (article_id, sort, start)
) STRICT, WITHOUT ROWID;
