-- Backfills: what was asked for of a channel's history, how far it was read, what came of it, and where that is told.

CREATE TABLE backfills (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    start INTEGER NOT NULL,               -- a snowflake, when it was asked for: what came after it is not read
    since INTEGER NOT NULL,               -- a snowflake: what came before it is not read
    most INTEGER NOT NULL,                -- messages that are looked at
    state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'cancelled', 'refused')),
    reason TEXT,                          -- why it was refused, in words
    told_in INTEGER,                      -- the channel where it was asked for; NULL: it was in none
    message_id INTEGER,                   -- the bot's message there that tells how far it is
    told INTEGER NOT NULL DEFAULT 0,      -- 1: the message tells its end, as far as that can be
    room_id INTEGER,                      -- the channel or thread that is read; NULL: none yet
    cursor INTEGER,                       -- the message of it down to which everything was dealt with
    in_hand TEXT NOT NULL DEFAULT '[]',   -- JSON array of messages that it began to file, and has not counted
    share REAL NOT NULL DEFAULT 0,        -- how much of it is done, from 0 to 1
    seconds REAL NOT NULL DEFAULT 0,      -- how long that took
    looked INTEGER NOT NULL DEFAULT 0,    -- messages that were looked at; of these with an article:
    filed INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX backfills_running ON backfills (channel_id) WHERE state = 'running';
CREATE INDEX backfills_open ON backfills (id) WHERE state = 'running' OR told = 0;
