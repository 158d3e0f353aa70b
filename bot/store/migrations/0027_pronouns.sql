-- "He" and "she" as the parser found them, whoever they are taken for: what a sentence needs to be shown alone cannot be
-- told without them, and "her" alone does not say whether it is "hers" or "to her".

CREATE TABLE pronouns (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    gender TEXT NOT NULL,
    sentence INTEGER NOT NULL,            -- as in mentions
    possessive INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    PRIMARY KEY (article_id, start)
) STRICT, WITHOUT ROWID;
