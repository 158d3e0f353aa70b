-- Watches: what people want to be told of, and the alerts that wait to be sent.

CREATE TABLE watches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    owner TEXT NOT NULL,                  -- who is told, by account; '' is the operator
    channel_id INTEGER REFERENCES channels ON DELETE CASCADE,  -- where it is told; NULL: in direct messages
    asked TEXT NOT NULL,                  -- the names or the query, as typed
    sort TEXT NOT NULL CHECK (sort IN ('names', 'search', 'quotes', 'numbers')),  -- what is asked, or is new of a name
    every TEXT NOT NULL CHECK (every IN ('now', 'hour', 'day')),
    quiet_from INTEGER,                   -- hours of the day in the guild's zone in which nothing is sent
    quiet_to INTEGER,
    snoozed TEXT,                         -- ISO 8601, UTC: nothing is sent before
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX watches_of_guild ON watches (guild_id, owner);
CREATE INDEX watches_of_owner ON watches (owner, id);

-- The names that a watch is about, by what they are known by across articles: an article must bear all of them.
CREATE TABLE watched_names (
    watch_id INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (watch_id, key, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_names_by_key ON watched_names (guild_id, key, kind);

-- Stems of which an article must have one before it is looked at more closely for a search.
CREATE TABLE watched_stems (
    guild_id INTEGER NOT NULL,
    stem TEXT NOT NULL,
    watch_id INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
    PRIMARY KEY (guild_id, stem, watch_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_stems_by_watch ON watched_stems (watch_id);

-- An alert: an article that a watch may be about. It is looked at in what its reader may read when it is due.
CREATE TABLE alerts (
    watch_id INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    due_at TEXT NOT NULL,                 -- ISO 8601, UTC
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'kept', 'told')),  -- kept: it could not be sent
    PRIMARY KEY (watch_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_due ON alerts (due_at, watch_id) WHERE state = 'waiting';
CREATE INDEX alerts_kept ON alerts (watch_id) WHERE state = 'kept';
CREATE INDEX alerts_by_article ON alerts (article_id);
