-- Long pastes: messages that are parts of one text. It is filed under the first of them; their texts are not kept.

CREATE TABLE pastes (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    message_id INTEGER NOT NULL,          -- a part; parts follow each other by their ids
    head_id INTEGER NOT NULL,             -- the first part of the same text
    posted_at TEXT NOT NULL,
    link TEXT,
    due INTEGER NOT NULL DEFAULT 0,       -- 1: a part was changed, deleted or added, and the text is to be filed anew
    PRIMARY KEY (channel_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pastes_by_head ON pastes (channel_id, head_id);
CREATE INDEX pastes_due ON pastes (channel_id, head_id) WHERE due = 1;
