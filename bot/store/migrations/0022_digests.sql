-- Digests and catching up: up to which filed article a reader, or a channel, was told what is new.

-- How far each reader has looked, and the window of articles that was shown to them last: paging keeps to it.
CREATE TABLE looks (
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    reader TEXT NOT NULL,                 -- by account; '' is the operator
    after_id INTEGER NOT NULL,            -- the window: articles filed after this one (0: whenever they were filed),
    until_id INTEGER NOT NULL,            -- up to this one, by which the next window begins,
    day INTEGER NOT NULL,                 -- and what was not read live, only if it was posted on this day or later
    looked_at TEXT NOT NULL,              -- ISO 8601, UTC
    since TEXT,                           -- ISO 8601, UTC: when they had looked before that
    PRIMARY KEY (guild_id, reader)
) STRICT, WITHOUT ROWID;

-- Digests that recur, one a channel.
CREATE TABLE digests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    channel_id INTEGER NOT NULL UNIQUE REFERENCES channels ON DELETE CASCADE,
    clock TEXT NOT NULL,                  -- HH:MM in the guild's zone
    weekday INTEGER,                      -- 0 is Monday; NULL: every day
    weekdays INTEGER NOT NULL,            -- 1: from Monday to Friday only
    due_at TEXT NOT NULL,                 -- ISO 8601, UTC: the next one
    ran_for TEXT,                         -- ISO 8601, UTC: when the last one was due, sent or not
    sent_at TEXT,                         -- ISO 8601, UTC: when the last one was sent
    after_id INTEGER NOT NULL DEFAULT 0,  -- the channel was told of articles up to this one
    day INTEGER NOT NULL,                 -- and at first of those of this day or later, as in looks
    sending_id INTEGER,                   -- the article up to which one tells that is being sent
    trouble TEXT                          -- why the last one could not be sent, in words
) STRICT;
CREATE INDEX digests_due ON digests (due_at);
CREATE INDEX digests_of_guild ON digests (guild_id);
