-- Versions: what an article said before its message was edited, or its page was fetched again. They are no derived rows.

CREATE TABLE versions (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    version INTEGER NOT NULL,             -- from 1; what the article says now is none of them
    title TEXT,
    text TEXT NOT NULL,
    until TEXT NOT NULL,                  -- ISO 8601, UTC: when something else took its place
    PRIMARY KEY (article_id, version)
) STRICT;

-- The postings that said so: a version is shown to whoever can read one of them, and goes with the last of them.
CREATE TABLE version_postings (
    article_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    posting_id INTEGER NOT NULL REFERENCES postings ON DELETE CASCADE,
    PRIMARY KEY (article_id, version, posting_id),
    FOREIGN KEY (article_id, version) REFERENCES versions ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX version_postings_by_posting ON version_postings (posting_id);

ALTER TABLE drafts ADD COLUMN refresh INTEGER NOT NULL DEFAULT 0;  -- 1: a page that is filed, fetched again
