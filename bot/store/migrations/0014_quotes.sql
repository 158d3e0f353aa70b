-- Quotes: who said what, as spans of articles' texts, and by which names they are looked up.

CREATE TABLE quotes (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    name_id INTEGER REFERENCES names,     -- who says it, where they have a name
    speaker_start INTEGER,                -- the words that say who
    speaker_end INTEGER,
    cue_start INTEGER,
    cue_end INTEGER,
    PRIMARY KEY (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX quotes_by_name ON quotes (name_id) WHERE name_id IS NOT NULL;

-- One row for each name that a quote is by or about, in the order in which quotes are listed.
CREATE TABLE quoted (
    name_id INTEGER NOT NULL REFERENCES names,
    role TEXT NOT NULL CHECK (role IN ('by', 'about')),
    audience_id INTEGER NOT NULL REFERENCES audiences,
    day INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (name_id, role, audience_id, day, article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX quoted_by_article ON quoted (article_id);
