-- The same article again. Each wording that was posted is an article of its own; those that are alike are shown as one.

-- What of each article's text is looked up: hashes of runs of words, sampled, and salted with the guild.
CREATE TABLE shingles (
    hash INTEGER NOT NULL,
    article_id INTEGER NOT NULL,          -- no reference: that would need a second index as large as the table
    PRIMARY KEY (hash, article_id)
) STRICT, WITHOUT ROWID;

-- An article without a row here was filed before this table was, and is compared at the next rebuild.
CREATE TABLE compared (
    article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    words INTEGER NOT NULL,
    shingles INTEGER NOT NULL             -- how many there are before sampling
) STRICT;

-- Articles that are alike, both ways round.
CREATE TABLE likenesses (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX likenesses_by_other ON likenesses (other_id);

-- Channels whose readers do not count to an audience, since they see a fuller wording of the same article there.
CREATE TABLE audience_elsewhere (
    audience_id INTEGER NOT NULL REFERENCES audiences ON DELETE CASCADE,
    channel_id INTEGER NOT NULL,
    PRIMARY KEY (audience_id, channel_id)
) STRICT, WITHOUT ROWID;
