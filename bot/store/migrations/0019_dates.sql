-- Dates: every expression with its value, and the sentences that tell what happened on some day.

CREATE TABLE dates (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    value TEXT,                           -- TIMEX3; NULL: it cannot be told
    first INTEGER,                        -- days since 1970-01-01 that it covers; NULL: none of the calendar
    last INTEGER,
    PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;

-- The audience stands here, and the days with it, so that a timeline is read from one index.
CREATE TABLE events (
    audience_id INTEGER NOT NULL REFERENCES audiences,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,               -- of the sentence
    "end" INTEGER NOT NULL,
    lead INTEGER NOT NULL,                -- 1: it opens the article, and has its day
    PRIMARY KEY (audience_id, first, last, article_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_article ON events (article_id, start);

CREATE TABLE event_names (
    name_id INTEGER NOT NULL REFERENCES names,
    audience_id INTEGER NOT NULL REFERENCES audiences,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    PRIMARY KEY (name_id, audience_id, first, last, article_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_names_by_article ON event_names (article_id, start);
