-- The words of titles: what is typed is matched against the beginning of any of them. The full-text index has them too,
-- but would read every text that has a word with such a beginning.

-- An article without rows here was filed before this table was, and has them from the next rebuild on.
CREATE TABLE title_words (
    guild_id INTEGER NOT NULL REFERENCES guilds ON DELETE CASCADE,
    word TEXT NOT NULL,                   -- folded
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (guild_id, word, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX title_words_by_article ON title_words (article_id, word);
