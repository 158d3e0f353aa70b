-- The key of watched_names comes first: where it does not, SQLite 3.40 takes a sound table WITHOUT ROWID for damaged.

CREATE TABLE watched_names_anew (
    watch_id INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    guild_id INTEGER NOT NULL,
    PRIMARY KEY (watch_id, key, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO watched_names_anew (watch_id, key, kind, guild_id)
SELECT watch_id, key, kind, guild_id FROM watched_names;
DROP TABLE watched_names;
ALTER TABLE watched_names_anew RENAME TO watched_names;
CREATE INDEX watched_names_by_key ON watched_names (guild_id, key, kind);
