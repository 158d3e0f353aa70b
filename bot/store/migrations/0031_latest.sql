-- The latest are what was posted or published last, not what was filed last: a backfill files the newest first.

ALTER TABLE articles ADD COLUMN posted_at TEXT NOT NULL DEFAULT '';   -- of its first posting, ISO 8601, UTC
UPDATE articles SET posted_at = coalesce((SELECT min(posted_at) FROM postings WHERE article_id = articles.id), '');
CREATE INDEX articles_by_posting ON articles (audience_id, posted_at);

ALTER TABLE appearances ADD COLUMN day INTEGER NOT NULL DEFAULT 0;    -- the article's
CREATE TABLE article_days (id INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT;
INSERT INTO article_days (id, day) SELECT id, day FROM articles INDEXED BY articles_by_day;
UPDATE appearances SET day = (SELECT day FROM article_days WHERE id = article_id);
DROP TABLE article_days;
CREATE INDEX appearances_by_day ON appearances (name_id, audience_id, day, article_id);
