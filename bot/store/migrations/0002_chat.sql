-- Discord: threads, watched channels with how far they were read, what is shown under messages, long button actions.

ALTER TABLE channels ADD COLUMN parent_id INTEGER;                    -- the channel that a thread belongs to
ALTER TABLE channels ADD COLUMN private INTEGER NOT NULL DEFAULT 0;   -- 1: a private thread
CREATE INDEX channels_by_parent ON channels (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE watched (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    since INTEGER NOT NULL,               -- a snowflake: what was posted before it is not read
    reply TEXT NOT NULL CHECK (reply IN ('card', 'thread', 'reaction', 'silent')),
    bots INTEGER NOT NULL,
    webhooks INTEGER NOT NULL,
    length TEXT NOT NULL CHECK (length IN ('line', 'short', 'long'))
) STRICT;
CREATE INDEX watched_of_guild ON watched (guild_id);

-- How far a watched channel, or one of its threads, was read. A message that raises is tried a few times, then passed.
CREATE TABLE cursors (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    stuck INTEGER,                        -- the message that could not be read
    attempts INTEGER NOT NULL DEFAULT 0,  -- how often that was tried
    passed INTEGER                        -- the last message that was passed over
) STRICT;

-- What is shown under a message that was filed, or was to be. A row outlives its articles, so that a message whose
-- article was deleted by command is not filed again.
CREATE TABLE messages (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    shown TEXT NOT NULL CHECK (shown IN ('waiting', 'filed', 'duplicate', 'refused')),
    reply_id INTEGER,                     -- the bot's own message under it
    edited TEXT,                          -- when the text that was filed was last edited: ISO 8601
    PRIMARY KEY (channel_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_unfinished ON messages (channel_id, message_id) WHERE shown = 'waiting';
CREATE INDEX messages_by_reply ON messages (reply_id) WHERE reply_id IS NOT NULL;

-- Buttons whose action is longer than Discord lets a button hold. They may name what was read in an article.
CREATE TABLE actions (
    key TEXT PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    action TEXT NOT NULL,                 -- JSON
    made_at TEXT NOT NULL                 -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;
CREATE INDEX actions_of_guild ON actions (guild_id);
CREATE INDEX actions_by_age ON actions (made_at);
