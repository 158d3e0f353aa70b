-- Notes that people add to an entity. One hangs on a name, by its key and kind, so that it stays with that name when the
-- derived rows are made anew, and when names are joined or parted; it goes when no article has the name any more.

CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- counted per guild, as it is shown
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel_id INTEGER,                   -- where it was written, filed from or not; NULL: in none
    author TEXT,                          -- NULL: the operator
    made_at TEXT NOT NULL,                -- ISO 8601, UTC
    text TEXT NOT NULL,
    UNIQUE (guild_id, number)
) STRICT;
CREATE INDEX notes_of_name ON notes (guild_id, key, kind);
CREATE INDEX notes_by_author ON notes (guild_id, author);
CREATE INDEX notes_by_channel ON notes (channel_id);
