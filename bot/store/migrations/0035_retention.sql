-- Retention: what was posted before a moment is found channel by channel.

CREATE INDEX postings_by_age ON postings (channel_id, posted_at);
CREATE INDEX drafts_by_age ON drafts (guild_id, posted_at);
