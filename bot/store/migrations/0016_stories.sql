-- Stories: which articles are likely on one event. A story itself is no row: it is what links make of it in a scope.

-- What of an article is compared with others: hashes of its names, persons, words and numbers, with weights.
CREATE TABLE sketches (
    article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    body BLOB NOT NULL
) STRICT;

-- What an article is found by, salted with the guild; one that is shut has too many others of the day before it.
CREATE TABLE story_keys (
    key INTEGER NOT NULL,
    shut INTEGER NOT NULL,
    day INTEGER NOT NULL,
    audience_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,          -- no reference: that would need a second index as large as the table
    PRIMARY KEY (key, shut, day, audience_id, article_id)
) STRICT, WITHOUT ROWID;

-- How likely two articles are on one event, per mille, both ways round.
CREATE TABLE story_links (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    likely INTEGER NOT NULL,
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_links_by_other ON story_links (other_id);
