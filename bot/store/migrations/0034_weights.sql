-- How well the names of a block are attested, roughly: with it the best of a crowded block are found in one read.

ALTER TABLE name_blocks ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;    -- the binary digits of the name's articles
UPDATE name_blocks SET weight = (SELECT CASE
    WHEN articles < 1 THEN 0
    WHEN articles < 2 THEN 1
    WHEN articles < 4 THEN 2
    WHEN articles < 8 THEN 3
    WHEN articles < 16 THEN 4
    WHEN articles < 32 THEN 5
    WHEN articles < 64 THEN 6
    WHEN articles < 128 THEN 7
    WHEN articles < 256 THEN 8
    WHEN articles < 512 THEN 9
    WHEN articles < 1024 THEN 10
    WHEN articles < 2048 THEN 11
    WHEN articles < 4096 THEN 12
    WHEN articles < 8192 THEN 13
    WHEN articles < 16384 THEN 14
    WHEN articles < 32768 THEN 15
    WHEN articles < 65536 THEN 16
    WHEN articles < 131072 THEN 17
    ELSE 18 END FROM names WHERE id = name_id);
