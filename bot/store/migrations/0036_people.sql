-- People who asked to be forgotten: what they post is filed without their account. Keyed hashes of these accounts.

CREATE TABLE unnamed (mark TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE INDEX postings_by_author ON postings (author) WHERE author IS NOT NULL;
CREATE INDEX drafts_by_author ON drafts (author) WHERE author IS NOT NULL;
