-- Numbers: what articles claim how many of, as spans of their texts.

CREATE TABLE numbers (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    value REAL NOT NULL,
    bound TEXT NOT NULL,
    theme TEXT NOT NULL,
    unit TEXT,
    what_start INTEGER,                   -- the words for what is counted
    what_end INTEGER,
    sentence INTEGER NOT NULL,
    PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;
