-- Which articles entries of the log speak of, when they say which articles are on one event.

-- The marks of those articles, by what they say now and by what they said before; `fingerprint` is what a mark is of.
CREATE TABLE article_marks (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    mark TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (article_id, mark)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_marks_by_mark ON article_marks (mark);

-- What an entry said of an article holds when that was edited.
ALTER TABLE versions ADD COLUMN fingerprint TEXT;
