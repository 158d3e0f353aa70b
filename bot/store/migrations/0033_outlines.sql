-- What ties the names of a block to each other: with it a block need not be read as a whole when an article is filed.

ALTER TABLE name_blocks ADD COLUMN key TEXT NOT NULL DEFAULT '';      -- the name's
ALTER TABLE name_blocks ADD COLUMN forms TEXT NOT NULL DEFAULT '';    -- its other forms, a line end around each
UPDATE name_blocks SET
    key = (SELECT key FROM names WHERE id = name_id),
    forms = coalesce((
        SELECT char(10) || group_concat(value, char(10)) || char(10) FROM (
            SELECT value FROM name_evidence
            WHERE name_id = name_blocks.name_id AND sort = 'form'
              AND value <> (SELECT key FROM names WHERE id = name_blocks.name_id)
            ORDER BY value)), '');
