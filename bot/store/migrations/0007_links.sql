-- Links: a draft may be an address whose page has yet to be fetched; its bytes are empty until then.

ALTER TABLE drafts ADD COLUMN fetch TEXT;  -- the address as it was posted, until its page is here; `url` is its identity
CREATE INDEX drafts_to_fetch ON drafts (live DESC, id) WHERE fetch IS NOT NULL AND state = 'pending';
CREATE INDEX drafts_by_url ON drafts (guild_id, url) WHERE url IS NOT NULL;
