-- Files: what a posted file was called, a hint at what it is.

ALTER TABLE drafts ADD COLUMN name TEXT;  -- NULL: it was no file
