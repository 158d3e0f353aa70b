-- Cards in threads: a thread that is opened on a message has the message's id.

ALTER TABLE messages ADD COLUMN threaded INTEGER NOT NULL DEFAULT 0;  -- 1: the bot's message stands in a thread on it
CREATE INDEX messages_with_thread ON messages (message_id) WHERE threaded = 1;

ALTER TABLE watched ADD COLUMN hindrance TEXT;                        -- why no thread could be opened, in words
