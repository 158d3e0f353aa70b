-- The foundation: guilds, channels, articles and their postings, audiences, the queue, what is derived from articles,
-- names and entities, tallies, the full-text index and the log of corrections.
--
-- Facts are spans: (article, start, end) in characters of articles.text. Aliases repeat surface forms, as an index does.
-- An audience is the interned set of channels that an article is posted in; counts are kept per audience, so a scope
-- (a guild and some of its channels) is answered by summing over the audiences that it touches, and counts nothing twice.

PRAGMA application_id = 0x446F7372;       -- "Dosr": the file is ours

CREATE TABLE guilds (
    id INTEGER PRIMARY KEY,               -- Discord's snowflake; 0 is the built-in guild "local"
    name TEXT NOT NULL,
    next_number INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE channels (
    id INTEGER PRIMARY KEY,               -- Discord's snowflake; small numbers are channels of "local"
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE (guild_id, id)
) STRICT;
CREATE INDEX channels_by_name ON channels (guild_id, name);

CREATE TABLE audiences (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    channels TEXT NOT NULL,               -- JSON array of channel ids, ascending: what interning compares
    UNIQUE (guild_id, channels)
) STRICT;

CREATE TABLE audience_channels (
    channel_id INTEGER NOT NULL,
    audience_id INTEGER NOT NULL REFERENCES audiences ON DELETE CASCADE,
    PRIMARY KEY (channel_id, audience_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audience_channels_by_audience ON audience_channels (audience_id);

-- The queue, first half: what was posted and is not read yet. A row leaves when its article stands.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: a message that is posted anew is a new draft
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    author TEXT,
    posted_at TEXT NOT NULL,              -- ISO 8601, UTC
    link TEXT,                            -- where the posting can be opened
    raw BLOB NOT NULL,
    media_type TEXT NOT NULL,
    title TEXT,
    section TEXT,
    url TEXT,
    published TEXT,                       -- ISO 8601 date, or date and time
    external_id TEXT,
    deferred INTEGER NOT NULL DEFAULT 0,  -- 1: filed without extraction
    live INTEGER NOT NULL DEFAULT 1,      -- live postings go before a backfill
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'failed', 'rejected')),
    attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    UNIQUE (channel_id, message_id, part)
) STRICT;
CREATE INDEX drafts_waiting ON drafts (state, live DESC, id);
CREATE INDEX drafts_of_guild ON drafts (guild_id, state);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- the number on every card, counted per guild
    audience_id INTEGER NOT NULL REFERENCES audiences,
    fingerprint TEXT NOT NULL,
    external_id TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    section TEXT,
    byline TEXT,
    url TEXT,
    language TEXT NOT NULL,
    published TEXT,                       -- ISO 8601 date, or date and time
    day INTEGER NOT NULL,                 -- days since 1970-01-01 of its publication, else of its first posting
    filed_at TEXT NOT NULL,
    left_out TEXT NOT NULL DEFAULT '[]',  -- JSON array of what reading dropped, in words
    state TEXT NOT NULL CHECK (state IN ('pending', 'deferred', 'ready', 'failed')),
    live INTEGER NOT NULL DEFAULT 1,
    attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    UNIQUE (guild_id, number),
    UNIQUE (guild_id, fingerprint)
) STRICT;
CREATE INDEX articles_waiting ON articles (state, live DESC, id);
CREATE INDEX articles_by_audience ON articles (audience_id, id);
CREATE INDEX articles_seen ON articles (id, audience_id);  -- is this one in scope? One look, without its text
CREATE INDEX articles_by_day ON articles (audience_id, day, state);
CREATE INDEX articles_by_external ON articles (guild_id, external_id);
CREATE INDEX articles_by_url ON articles (guild_id, url) WHERE url IS NOT NULL;
CREATE INDEX articles_by_section ON articles (guild_id, section) WHERE section IS NOT NULL;

CREATE TABLE postings (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    author TEXT,
    posted_at TEXT NOT NULL,
    link TEXT,
    external_id TEXT,
    UNIQUE (channel_id, message_id, part)
) STRICT;
CREATE INDEX postings_by_article ON postings (article_id);

-- Derived rows: replaced as a whole when an article is read again.

CREATE TABLE sentences (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    words INTEGER NOT NULL,
    opening TEXT NOT NULL,
    leans_start INTEGER,
    leans_end INTEGER,
    quoted INTEGER NOT NULL,
    PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    key TEXT NOT NULL                     -- the least `first` of its names: from content, not from insertion order
) STRICT;
CREATE INDEX entities_by_key ON entities (guild_id, key);

-- A name is what a chain of mentions is called across articles; entities are sets of names.
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES entities,
    joins_id INTEGER NOT NULL,            -- the name it joins directly, itself when it stands alone: an entity is a tree
    articles INTEGER NOT NULL,
    first TEXT NOT NULL,                  -- day, fingerprint and offset of its earliest head mention, sortable
    reason TEXT NOT NULL,                 -- why it joins that name
    UNIQUE (guild_id, key, kind)
) STRICT;
CREATE INDEX names_by_entity ON names (entity_id);
CREATE INDEX names_by_kind ON names (guild_id, kind, entity_id);

CREATE TABLE name_blocks (
    guild_id INTEGER NOT NULL,
    block TEXT NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    home INTEGER NOT NULL,                -- 1 in the block that the name is decided in
    PRIMARY KEY (guild_id, block, name_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_blocks_by_name ON name_blocks (name_id);

-- Evidence of a name that identity decides on: normalised forms and roles, with the number of articles.
CREATE TABLE name_evidence (
    name_id INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    sort TEXT NOT NULL CHECK (sort IN ('form', 'role')),
    value TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (name_id, sort, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names,
    kind TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_name ON mentions (name_id);

-- Pronouns and descriptions that stand for a name.
CREATE TABLE "references" (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names,
    reason TEXT NOT NULL,
    PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX references_by_name ON "references" (name_id);

CREATE TABLE roles (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names,
    PRIMARY KEY (article_id, start, "end", name_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roles_by_name ON roles (name_id, article_id);

CREATE TABLE keyphrases (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (article_id, start, "end")
) STRICT, WITHOUT ROWID;

-- One row for each name and article: what a profile lists, newest first, audience by audience.
CREATE TABLE appearances (
    name_id INTEGER NOT NULL REFERENCES names,
    audience_id INTEGER NOT NULL REFERENCES audiences,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    mentions INTEGER NOT NULL,
    start INTEGER NOT NULL,               -- the head mention: the fullest form in this article
    PRIMARY KEY (name_id, audience_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearances_by_article ON appearances (article_id);

CREATE TABLE aliases (
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    folded TEXT NOT NULL,                 -- what typing is matched against
    name_id INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    audience_id INTEGER NOT NULL REFERENCES audiences,
    surface TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (guild_id, folded, name_id, audience_id, surface)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_name ON aliases (name_id, audience_id);

-- Each form from each of its words on: what is typed is matched against the beginning of any word. The audience stands
-- here too, so that completing a few letters, which thousands of forms have, needs no second look for each.
CREATE TABLE alias_words (
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    tail TEXT NOT NULL,
    folded TEXT NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    audience_id INTEGER NOT NULL REFERENCES audiences,
    PRIMARY KEY (guild_id, tail, folded, name_id, audience_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_words_by_name ON alias_words (name_id, folded);

CREATE TABLE tallies (
    entity_id INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    audience_id INTEGER NOT NULL REFERENCES audiences,
    day INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity_id, audience_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX tallies_by_day ON tallies (audience_id, day, entity_id, mentions);

CREATE TABLE totals (
    entity_id INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    audience_id INTEGER NOT NULL REFERENCES audiences,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity_id, audience_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX totals_ranked ON totals (audience_id, mentions DESC, entity_id);

-- Entities that share a sentence, both ways round.
CREATE TABLE ties (
    entity_id INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    audience_id INTEGER NOT NULL REFERENCES audiences,
    other_id INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    articles INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    PRIMARY KEY (entity_id, audience_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ties_by_other ON ties (other_id);

CREATE VIRTUAL TABLE article_index USING fts5 (
    title, text,
    content = 'articles', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Corrections are appended, never changed: state = f(articles, entries that no later entry voids).
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    made_by TEXT,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,                -- JSON: what it is about, by keys that come from content
    voids INTEGER REFERENCES corrections,
    reason TEXT
) STRICT;
CREATE INDEX corrections_of_guild ON corrections (guild_id, id);

CREATE TABLE settings (
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;

-- Deleted terms may still stand in index segments that have not been merged away.
CREATE TABLE purge (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    due INTEGER NOT NULL                  -- deletions since the last purge
) STRICT;

INSERT INTO purge (id, due) VALUES (1, 0);
INSERT INTO guilds (id, name) VALUES (0, 'local');

-- By which rules the derived rows were made, and how far a rebuild has come.
CREATE TABLE derivation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    rules INTEGER NOT NULL,               -- bot.store.derivation.RULES of the program that made them; 0: none are made
    rebuilding TEXT CHECK (rebuilding IN ('clearing', 'indexing')),
    indexed INTEGER NOT NULL              -- while indexing: the article up to which the full-text index is written
) STRICT;

INSERT INTO derivation (id, rules, indexed) VALUES (1, 0, 0);
