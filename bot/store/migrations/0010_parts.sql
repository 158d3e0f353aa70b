-- Parts: which link or file each part of a message is, so that it stays that part when another is taken out; and what
-- Discord shows of a link's page, which is filed where the page itself cannot be read.

CREATE TABLE message_parts (
    channel_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    source TEXT NOT NULL,                 -- the link in its canonical form, or the file's id
    PRIMARY KEY (channel_id, message_id, part),
    FOREIGN KEY (channel_id, message_id) REFERENCES messages ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

ALTER TABLE drafts ADD COLUMN preview TEXT;  -- of a link: JSON, the title and the text of its preview
ALTER TABLE drafts ADD COLUMN instead TEXT;  -- why the page is not read of which this is the preview
