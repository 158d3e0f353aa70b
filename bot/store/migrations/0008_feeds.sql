-- Feeds: what is followed, how it went when each was read last, and which of its entries are known.

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    minutes INTEGER NOT NULL,             -- between two readings, as asked for
    identity TEXT NOT NULL CHECK (identity IN ('guid', 'link', 'text')),
    etag TEXT,
    modified TEXT,
    due_at TEXT NOT NULL,                 -- ISO 8601, UTC: when it is read next
    read_at TEXT NOT NULL,                -- ISO 8601, UTC: when it was last read with success
    failures INTEGER NOT NULL DEFAULT 0,  -- in a row
    trouble TEXT,                         -- why it could not be read the last time, in words
    parked INTEGER NOT NULL DEFAULT 0,    -- 1: it is read no more until it is tested
    told INTEGER NOT NULL DEFAULT 0,      -- 1: the channel was told that it is parked
    UNIQUE (channel_id, url)
) STRICT;
CREATE INDEX feeds_by_due ON feeds (due_at) WHERE parked = 0;

-- An entry has a row for each set of keys under which it came: digests, '' where it had none. What it says is kept
-- only while it is in hand: it waits to be filed silently or to be posted, or its message to say what became of it.
CREATE TABLE feed_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    guid TEXT NOT NULL,
    link TEXT NOT NULL,
    text TEXT NOT NULL,
    seen_at TEXT NOT NULL,                -- ISO 8601, UTC: when the feed last held it
    state TEXT NOT NULL CHECK (state IN ('known', 'silent', 'waiting', 'posted')),
    title TEXT,
    url TEXT,
    html TEXT,
    published TEXT,                       -- ISO 8601, UTC
    message_id INTEGER,                   -- the bot's message about it
    posted_at TEXT,                       -- ISO 8601, UTC: when it was posted
    UNIQUE (feed_id, guid, link, text)
) STRICT;
CREATE INDEX feed_entries_in_hand ON feed_entries (feed_id, state) WHERE state <> 'known';
CREATE INDEX feed_entries_posted ON feed_entries (feed_id, posted_at) WHERE posted_at IS NOT NULL;
