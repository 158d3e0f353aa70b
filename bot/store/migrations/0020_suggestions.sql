-- What people answered to suggestions that two names are one, or two. Their yes and no are corrections, in the log; here
-- is what the next suggestions are weighed by, and what waits. No row names anybody: `pair` is a mark of two names.

CREATE TABLE suggestion_answers (
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    evidence TEXT NOT NULL,               -- the kind of evidence, as bot.identity.suggesting calls it
    accepted INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (guild_id, evidence)
) STRICT, WITHOUT ROWID;

CREATE TABLE suggestions_later (
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    pair TEXT NOT NULL,
    day INTEGER NOT NULL,                 -- not before this day (since 1970-01-01)
    PRIMARY KEY (guild_id, pair)
) STRICT, WITHOUT ROWID;
