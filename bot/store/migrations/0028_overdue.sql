-- Articles that entries change within, or no longer change, and that have not been done anew yet: one transaction does
-- a few, the others follow.
CREATE TABLE overdue (
    article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    attempts INTEGER NOT NULL DEFAULT 0   -- how often that failed
) STRICT;
CREATE INDEX overdue_open ON overdue (attempts, article_id DESC);

-- Entries that began or ceased to stand, of which it has not been found out yet which articles they concern.
CREATE TABLE unfollowed (
    entry INTEGER PRIMARY KEY REFERENCES corrections ON DELETE CASCADE
) STRICT;

-- Which articles a name lost mentions in.
CREATE INDEX reassigned_by_name ON reassigned (key, kind, article_id);
