-- Replies in threads everywhere: `watched` of a file from before there were any refused them.

CREATE TABLE watched_anew (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    since INTEGER NOT NULL,               -- a snowflake: what was posted before it is not read
    reply TEXT NOT NULL CHECK (reply IN ('card', 'thread', 'reaction', 'silent')),
    bots INTEGER NOT NULL,
    webhooks INTEGER NOT NULL,
    length TEXT NOT NULL CHECK (length IN ('line', 'short', 'long')),
    hindrance TEXT                        -- why no thread could be opened, in words
) STRICT;
INSERT INTO watched_anew (channel_id, guild_id, since, reply, bots, webhooks, length, hindrance)
SELECT channel_id, guild_id, since, reply, bots, webhooks, length, hindrance FROM watched;
DROP TABLE watched;
ALTER TABLE watched_anew RENAME TO watched;
CREATE INDEX watched_of_guild ON watched (guild_id);
