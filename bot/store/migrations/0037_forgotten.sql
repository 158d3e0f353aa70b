-- What was posted once and is filed no more: a backup that is put back must not bring it back.

CREATE TABLE forgotten (
    channel_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    posted_at TEXT NOT NULL,              -- tells a local message from another store's with the same number
    PRIMARY KEY (channel_id, message_id, part)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER postings_forget AFTER DELETE ON postings BEGIN
    INSERT OR REPLACE INTO forgotten (channel_id, message_id, part, posted_at)
    VALUES (old.channel_id, old.message_id, old.part, old.posted_at);
END;
CREATE TRIGGER postings_file AFTER INSERT ON postings BEGIN
    DELETE FROM forgotten
    WHERE channel_id = new.channel_id AND message_id = new.message_id AND part = new.part;
END;
